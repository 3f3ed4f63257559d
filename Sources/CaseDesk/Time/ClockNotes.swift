public import Source
public import Values
import Workflow

/// What happened to one clock of a case, beyond when it is due: what was granted, left out, warned and brought before
/// others.
public struct ClockNotes: Hashable, Sendable {
    /// The proceeding.
    public let proceeding: String
    /// The run, e.g. `acceptance#1`.
    public let run: String
    /// What it limits.
    public let label: Bilingual
    /// One line each, for people.
    public let lines: [Bilingual]
    /// For programs; members only for what there is.
    public let members: [String: JSON]
}

extension CaseState {
    /// The notes of every clock that is not over and of which there is something to say.
    public var clockNotes: [ClockNotes] {
        openProceedings.flatMap { place in
            place.snapshot.clocks.filter { $0.state != .ended }.compactMap { run in
                ClockNoteTaking(place: place, run: run).notes
            }
        }
    }
}

private struct ClockNoteTaking {
    let place: ProceedingState
    let run: ClockRun

    private var definition: WorkflowDefinition { place.definition }
    private var clock: ClockDefinition? { definition.clock(run.clock) }

    var notes: ClockNotes? {
        let parts = [subject, length, extensions, exclusions, restart, warnings, escalations, missed]
            .compactMap(\.self)
        guard !parts.isEmpty else { return nil }
        return ClockNotes(
            proceeding: place.id, run: run.id, label: definition.clockLabel(run.clock),
            lines: parts.map(\.text),
            members: Dictionary(parts.map { ($0.key, $0.json) }, uniquingKeysWith: { first, _ in first }))
    }

    private typealias Note = (key: String, text: Bilingual, json: JSON)

    private func list(_ items: [String], _ language: Language) -> String {
        items.joined(separator: language == .zh ? "；" : "; ")
    }

    private func act(_ id: String?) -> Bilingual {
        id.map { definition.actLabel($0) } ?? Bilingual(zh: "自动", en: "by itself")
    }

    private var subject: Note? {
        guard let subject = clock?.subject else { return nil }
        return (
            "subject", Bilingual(zh: "针对：\(subject.zh)", en: "about: \(subject.en)"),
            .object(["zh": .string(subject.zh), "en": .string(subject.en)])
        )
    }

    private var length: Note? {
        guard let from = run.lengthFrom, let length = run.length.flatMap({ ClockLength($0) }) else {
            return nil
        }
        return (
            "length_in_force",
            Bilingual(
                zh: "长度 \(length.label.zh)，自 \(from) 起适用",
                en: "length \(length.label.en), in force from \(from)"),
            .object(["length": .string(length.description), "from": .string(from.description)])
        )
    }

    private var extensions: Note? {
        guard let rule = clock?.extend else { return nil }
        let used = run.extensions.count
        let zh = run.extensions.map { "\($0.occurred.shortText) \(act($0.act).zh)" }
        let en = run.extensions.map { "\($0.occurred.shortText) \(act($0.act).en)" }
        return (
            "extensions",
            Bilingual(
                zh: "已延长 \(used) 次，最多 \(rule.times) 次，每次 \(rule.by.label.zh)"
                    + (zh.isEmpty ? "" : "（\(list(zh, .zh))）"),
                en: "extended \(used) of \(rule.times), by \(rule.by.label.en)"
                    + (en.isEmpty ? "" : " (\(list(en, .en)))")),
            .object([
                "used": .integer(Int64(used)), "times": .integer(Int64(rule.times)),
                "by": .string(rule.by.description),
                "granted": .array(
                    run.extensions.map {
                        .object(["on": .string($0.occurred.description), "act": .string($0.act)])
                    }),
            ])
        )
    }

    private var exclusions: Note? {
        guard !run.exclusions.isEmpty else { return nil }
        let spans = run.exclusions.map { "\($0.from.shortText) – \($0.to.shortText)" }
        let zh = zip(spans, run.exclusions).map { "\($0)（\(act($1.act).zh)）" }
        let en = zip(spans, run.exclusions).map { "\($0) (\(act($1.act).en))" }
        return (
            "left_out",
            Bilingual(zh: "不计入：\(list(zh, .zh))", en: "left out: \(list(en, .en))"),
            .array(
                run.exclusions.map {
                    .object(["from": .string($0.from.description), "to": .string($0.to.description)])
                })
        )
    }

    private var restart: Note? {
        guard let restart = run.restart else { return nil }
        let how =
            restart.how == .interrupt
            ? Bilingual(zh: "中断", en: "interrupted") : Bilingual(zh: "重新计算", en: "reset")
        let due = restart.due.map { Bilingual(zh: "，原到期 \($0.shortText)", en: ", was due \($0.shortText)") }
        return (
            "restart",
            Bilingual(
                zh:
                    "\(how.zh)于 \(restart.occurred.shortText)（\(act(restart.act).zh)）\(due?.zh ?? "")，此前已经过的不再计算",
                en:
                    "\(how.en) on \(restart.occurred.shortText) (\(act(restart.act).en))\(due?.en ?? ""); what had run "
                    + "is void"),
            .object(omitting: [
                "how": .string(restart.how.rawValue), "on": .string(restart.occurred.description),
                "act": restart.act.map(JSON.string), "was_due": restart.due.map { .string($0.description) },
            ])
        )
    }

    private var warnings: Note? {
        guard run.warningsGiven > 0 else { return nil }
        let times = run.warningsGiven
        return (
            "warned",
            Bilingual(zh: "已预警 \(times) 次", en: times == 1 ? "warned once" : "warned \(times) times"),
            .integer(Int64(times))
        )
    }

    private var escalations: Note? {
        let told = (clock?.escalate ?? []).prefix(run.escalationsGiven)
        guard !told.isEmpty else { return nil }
        let roles = told.map { definition.roleLabel($0.to) }
        return (
            "escalated_to",
            Bilingual(
                zh: "逾期已上报：\(roles.map(\.zh).joined(separator: "、"))",
                en: "overdue, brought before: \(roles.map(\.en).joined(separator: ", "))"),
            .array(told.map { .string($0.to) })
        )
    }

    private var missed: Note? {
        guard run.missed > 0 else { return nil }
        return (
            "missed",
            Bilingual(
                zh: "此前已有 \(run.missed) 次到期未做", en: "\(run.missed) earlier ones fell due and were not done"),
            .integer(Int64(run.missed))
        )
    }
}
