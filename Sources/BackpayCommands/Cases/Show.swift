import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears
import Workflow

/// `backpay show`: one case on one page.
struct Show: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "一案一页：状态、当事人、金额、期限、经过 · One case on one page.",
        discussion: """
            $ backpay show 2025-0001
            $ backpay show 2025-0001 --as-of 2025-04-09
            $ backpay show 2025-0001 --known-at 2025-04-09
            $ backpay show 2025-0001 --clocks            # 期限逐日如何计算 · how its limits are counted, day by day
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var time: HorizonOptions
    @Argument(help: ArgumentHelp("The case. / 案号。", valueName: "case")) var number: String
    @Flag(name: .long, help: "Show names in full. / 显示全名。") var unmask = false
    @Flag(name: .long, help: "Leave the history out. / 不列经过。") var brief = false
    @Flag(name: .long, help: "How its limits are counted, day by day. / 逐日说明各期限。") var clocks = false
    @Option(
        name: .long,
        help: ArgumentHelp("Only this limit, day by day. / 逐日说明一个期限。", valueName: "clock"))
    var clock: String?

    func run(_ context: CommandContext) throws {
        let register = try Register.read(common, context: context)
        let horizon = try time.horizon()
        if clocks || clock != nil {
            let counts = try register.desk.ask { reader, pins in
                try CaseState.load(number, in: reader, pins: pins, horizon: horizon).clockCounts(
                    in: reader, pins: pins)
            }
            context.show(
                try ClockCountPage(
                    caseNumber: number, counts: counts, clock: clock,
                    now: horizon.lastInstant ?? context.now()), common)
            return
        }
        let page = try register.desk.ask { reader, pins in
            let state = try CaseState.load(number, in: reader, pins: pins, horizon: horizon)
            return CasePage(
                state: state,
                timeline: brief
                    ? []
                    : try state.wholeTimeline(in: reader, pins: pins),
                names: try NameBook.of(state, in: reader, masked: !unmask), horizon: horizon,
                clocks: try state.clockRows(in: reader, pins: pins),
                now: context.now())
        }
        context.show(page, common)
    }
}

/// The names of those a page speaks of, by id; masked unless somebody asked for more.
struct NameBook {
    private let names: [String: String]

    /// The name of a person, organisation or actor, with the id where there is none.
    func name(_ id: String) -> String { names[id] ?? id }

    /// The claimants of a case by their names, for rows that name people.
    static func claimantsByName(_ state: CaseState, in reader: any LogReader) throws -> [String: [String]] {
        let registry = Registry(reader: reader)
        return try state.file.claimants.reduce(into: [:]) { result, claimant in
            guard let name = try registry.person(claimant.person).displayName else { return }
            result[name, default: []].append(claimant.id)
        }
    }

    /// Reads the names a case needs from the registry.
    static func of(_ state: CaseState, in reader: any LogReader, masked: Bool) throws -> NameBook {
        let registry = Registry(reader: reader)
        var names: [String: String] = [:]
        for claimant in state.file.claimants {
            for id in [claimant.person, claimant.successor ?? claimant.person] {
                guard let name = try? registry.person(id).displayName else { continue }
                names[id] = masked ? Masking.name(name) : name
            }
        }
        for respondent in state.file.respondents {
            if let name = try? registry.organisation(respondent.organisation).name {
                names[respondent.organisation] = name
            }
        }
        return NameBook(names: names)
    }
}
