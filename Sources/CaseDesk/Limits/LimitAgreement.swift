public import Source
import Values
public import WorkCalendar
public import Workflow

/// Holds the clocks of a procedure that name a row of the law's limits (`rule:`) against that row.
///
/// Code: `H205` there is no such row, it is off, or the clock says something else than the row.
public enum LimitAgreement {
    /// Where the clocks of a definition differ from the rows they name; empty where all agree.
    public static func findings(_ definition: WorkflowDefinition, _ table: LimitTable) -> [Diagnostic] {
        definition.clocks.flatMap { clock -> [Diagnostic] in
            guard let id = clock.rule else { return [] }
            guard let row = table.row(id) else {
                let near = nearest(id, among: table.rows.map(\.id))
                return [
                    diagnostic(
                        clock, Bilingual(zh: "期限表中没有 '\(id)'", en: "the table of limits has no '\(id)'"),
                        hint: near.map { Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?") })
                ]
            }
            return differences(clock, row).map { difference in
                diagnostic(
                    clock,
                    Bilingual(
                        zh: "期限 \(clock.id) 与 \(id) 不符：\(difference.zh)",
                        en: "clock '\(clock.id)' differs from '\(id)': \(difference.en)"),
                    hint: Bilingual(zh: "见 backpay limit show \(id)", en: "see 'backpay limit show \(id)'"))
            }
        }
    }

    /// Whether any clock names a row.
    public static func isNeeded(for definition: WorkflowDefinition) -> Bool {
        definition.clocks.contains { $0.rule != nil }
    }

    private static func diagnostic(
        _ clock: ClockDefinition, _ message: Bilingual, hint: Bilingual?
    ) -> Diagnostic {
        Diagnostic(code: "H205", message, at: clock.position, hint: hint)
    }

    private static func differences(_ clock: ClockDefinition, _ row: LimitRow) -> [Bilingual] {
        [on(row), kind(clock), effect(clock, row), length(clock, row), count(clock, row)].compactMap(\.self)
            + grant(clock, row) + [source(clock, row)].compactMap(\.self)
    }

    private static func on(_ row: LimitRow) -> Bilingual? {
        guard !row.isOn else { return nil }
        return Bilingual(
            zh: "该期限未经核实，由本单位在 settings 中设定后才能使用",
            en: "that limit is not verified; it is used once the office sets it under 'settings'")
    }

    private static func kind(_ clock: ClockDefinition) -> Bilingual? {
        guard clock.kind != .legal else { return nil }
        return Bilingual(
            zh: "内部期限（kind: internal）不引用法定期限",
            en: "an internal target ('kind: internal') follows no limit of the law")
    }

    private static func effect(_ clock: ClockDefinition, _ row: LimitRow) -> Bilingual? {
        guard clock.limit.rawValue != row.effect.rawValue else { return nil }
        return Bilingual(
            zh: "limit 为 \(clock.limit.rawValue)，应为 \(row.effect.rawValue)",
            en: "its limit is '\(clock.limit.rawValue)', not '\(row.effect.rawValue)'")
    }

    private static func length(_ clock: ClockDefinition, _ row: LimitRow) -> Bilingual? {
        if row.isBefore {
            return Bilingual(zh: "向前推算的期限不能作为流程期限", en: "what is counted back cannot be a clock")
        }
        if row.until != nil {
            guard clock.until == nil else { return nil }
            return Bilingual(zh: "该期限没有长度，应写 until", en: "that limit has no length: write 'until'")
        }
        let wanted = row.setting?.own.map { [DatedLimit(from: nil, length: $0)] } ?? row.lengths
        guard clock.until != nil || !isSame(clock.lengths, wanted) else { return nil }
        let list = wanted.map { text($0.from, $0.length.description) }.joined(separator: ", ")
        return Bilingual(zh: "长度应为 \(list)", en: "its length is to be \(list)")
    }

    /// Whether both come to the same length on every day on which the row is in force.
    ///
    /// A clock may know an older length too.
    private static func isSame(_ given: [DatedLength], _ wanted: [DatedLimit]) -> Bool {
        let start = wanted.first?.from
        if start == nil, given.first?.from != nil { return false }
        func isCovered(_ day: Day?) -> Bool {
            start.map { start in day.map { $0 >= start } ?? false } ?? true
        }
        let turns = (wanted.map(\.from) + given.map(\.from)).filter(isCovered)
        func on(_ turn: Day?, _ rows: [(from: Day?, length: String)]) -> String? {
            rows.last { row in row.from.map { from in turn.map { from <= $0 } ?? false } ?? true }?.length
        }
        let mine = given.map { (from: $0.from, length: $0.length.description) }
        let theirs = wanted.map { (from: $0.from, length: $0.length.description) }
        return turns.allSatisfy { on($0, mine) == on($0, theirs) }
    }

    private static func text(_ from: Day?, _ length: String) -> String {
        from.map { "\(length) (\($0))" } ?? length
    }

    private static func count(_ clock: ClockDefinition, _ row: LimitRow) -> Bilingual? {
        let rule = clock.count ?? CountingRule.cnCivil.rawValue
        guard row.until == nil, rule != row.count.rawValue else { return nil }
        // Civil and court limits differ in hours alone.
        let isOfHours = row.lengths.contains { $0.length.unit == .hours }
        let alike = [CountingRule.cnCivil, .cnCourt]
        let isAlike = alike.contains(row.count) && alike.contains { $0.rawValue == rule }
        guard isOfHours || !isAlike else { return nil }
        return Bilingual(
            zh: "计算规则应为 \(row.count.rawValue)", en: "its counting rule is to be '\(row.count.rawValue)'")
    }

    private static func grant(_ clock: ClockDefinition, _ row: LimitRow) -> [Bilingual] {
        guard let given = clock.extend else { return [] }
        guard let allowed = row.extend else {
            return [Bilingual(zh: "法律没有规定延长", en: "the law knows no extension of it")]
        }
        var found: [Bilingual] = []
        if let by = allowed.by, by.description != given.by.description {
            found.append(Bilingual(zh: "每次延长应为 \(by)", en: "an extension is by \(by)"))
        }
        if let times = allowed.times, given.times > times {
            found.append(Bilingual(zh: "最多延长 \(times) 次", en: "it is extended \(times) times at most"))
        }
        return found
    }

    private static func source(_ clock: ClockDefinition, _ row: LimitRow) -> Bilingual? {
        guard !SourceAgreement.agrees(clock, row) else { return nil }
        let zh = row.sources.map(\.text.zh).joined(separator: "；")
        let en = row.sources.map(\.text.en).joined(separator: "; ")
        return Bilingual(zh: "依据应为 \(zh)", en: "its source is to be \(en)")
    }
}
