public import EventLog
import Source
import TransparencyLog
import Values
import Workflow

extension DeskWork {
    /// Notes a refusal that auditors ask about: at most one for each doer, act, code and day.
    ///
    /// Noted are refusals on duty grounds, and every refused close, waive, withdrawal, payment, correction, reopening or
    /// merger, and every refused link or correction of a registration, under the id of that.
    /// Returns whether it is noted (now or earlier that day).
    func note(_ report: RefusalReport, of command: ActCommand, doers: [String]) throws -> Bool {
        let duty: Set<String> = ["role", "same-actor", "approvals", "property", "finding"]
        let grave = RegistryChange.acts.union([
            "close", "waive", "withdrawn", "payment_recorded", "payment_staged", "correct", "reopen", "merge",
            "unmerge", "split",
        ])
        let codes = [report.primary.code] + report.others.map(\.code)
        guard !duty.isDisjoint(with: codes) || grave.contains(command.act) else { return false }
        guard report.primary.code != "conflict", let stream = StreamName("refusals") else { return false }
        let day = stamp.at.day
        for doer in doers {
            let words = [doer, command.caseNumber, command.act, report.primary.code, day.description]
            let name = DomainHash.request(JSON.array(words.map(JSON.string)).canonicalBytes).hex
            guard let key = CommandKey("refusal/\(name)") else { continue }
            if try transaction.answer(for: key) != nil { continue }
            let fact = JSON.object([
                "type": .string("refusal.noted"), "schema": .integer(1), "doer": .string(doer),
                "case": .string(command.caseNumber), "act": .string(command.act),
                "code": .string(report.primary.code), "also": .array(report.others.map { .string($0.code) }),
                "day": .string(day.description),
            ])
            let body = ActBody(
                command: .object(["verb": .string("advance"), "act": .string(command.act)]), facts: [fact])
            // What was tried may lie anywhere; the attempt happened when it was made.
            try stamp.append(
                to: transaction, stream: stream, expected: .any, type: "refusal.noted", body: body,
                occurred: nil, key: key)
        }
        return true
    }
}

/// A refusal that was noted.
public struct RefusalNote: Hashable, Sendable {
    /// Where in the log.
    public let position: Int
    /// The day of the attempt.
    public let day: String
    /// Who tried.
    public let doer: String
    /// In which case.
    public let caseNumber: String
    /// What.
    public let act: String
    /// Why it was refused.
    public let code: String

    /// All notes, oldest first.
    public static func all(in reader: any LogReader) throws -> [RefusalNote] {
        guard let stream = StreamName("refusals") else { return [] }
        var result: [RefusalNote] = []
        while true {
            let entries = try reader.stream(stream, from: result.count, limit: 1000)
            for entry in entries {
                let fact = try ActBody(entry).facts.first
                result.append(
                    RefusalNote(
                        position: entry.position, day: fact?["day"]?.stringValue ?? "",
                        doer: fact?["doer"]?.stringValue ?? "", caseNumber: fact?["case"]?.stringValue ?? "",
                        act: fact?["act"]?.stringValue ?? "", code: fact?["code"]?.stringValue ?? ""))
            }
            if entries.count < 1000 { return result }
        }
    }
}
