public import EventLog
import Source
public import Values
import WageArrears
import Workflow

/// What `audit recheck` found in one case: every act decided again, from what was known then.
public struct RecheckReport: Hashable, Sendable {
    /// The case.
    public let caseNumber: String
    /// Acts decided again with the same result.
    public internal(set) var agreed = 0
    /// Acts that could not be decided again because personal words of the command were erased.
    public internal(set) var erased: [Int] = []
    /// Acts that come out otherwise.
    public internal(set) var differences: [Difference] = []
    /// Entries whose figures a later correction set aside: right by what was known then.
    public internal(set) var correctedSince: [Correction] = []

    /// One act that comes out otherwise when it is decided again.
    public struct Difference: Hashable, Sendable {
        /// The entry.
        public let position: Int
        /// The act.
        public let act: String
        /// What differs.
        public let text: Bilingual
    }

    /// A correction, with the acts that had rested on what it set aside.
    public struct Correction: Hashable, Sendable {
        /// The correcting entry.
        public let position: Int
        /// The entry it corrects.
        public let target: Int
        /// Later acts that rested on the old value; they were right by what was known then.
        public let restedOn: [Int]
    }
}

extension CaseState {
    /// Decides every act of a case again, from the recorded facts, the grants and papers known then, under the
    /// definition and calendar it was pinned to, and compares.
    ///
    /// Linear in the case's entries.
    public static func recheck(_ number: String, in reader: any LogReader, pins: Pins) throws -> RecheckReport {
        guard let stream = stream(number), try reader.head(of: stream) != nil else {
            throw DeskFailure.noSuchCase(number)
        }
        var report = RecheckReport(caseNumber: number)
        var state = CaseState(number: number)
        var version = 0
        while true {
            let entries = try reader.stream(stream, from: version, limit: 1000)
            for entry in entries {
                let body = try ActBody(entry)
                try check(entry, body, against: state, reader: reader, pins: pins, into: &report)
                try state.apply(entry, body, pins: pins, reader: reader)
            }
            if entries.count < 1000 { return report }
            version += entries.count
        }
    }

    private static func check(
        _ entry: LogEntry, _ body: ActBody, against state: CaseState, reader: any LogReader, pins: Pins,
        into report: inout RecheckReport
    ) throws {
        let evaluator = ActEvaluator(pins: pins, reader: reader, at: entry.at, position: entry.position)
        for fact in body.facts where fact["type"] == .string("correction.made") {
            report.correctedSince.append(
                RecheckReport.Correction(
                    position: entry.position, target: Int(fact["target"]?.integerValue ?? -1),
                    restedOn: (fact["rested_on"]?.arrayValue ?? []).compactMap { $0.integerValue.map(Int.init) }))
        }
        switch body.command["verb"]?.stringValue {
        case "clock": try recheckBreach(entry, body, state, evaluator, into: &report)
        case "advance": try recheckAct(entry, body, state, evaluator, into: &report)
        default: report.agreed += 1
        }
    }

    private static func recheckBreach(
        _ entry: LogEntry, _ body: ActBody, _ state: CaseState, _ evaluator: ActEvaluator,
        into report: inout RecheckReport
    ) throws {
        var copy = state
        guard let fact = body.facts.first, let id = fact["run"]?.stringValue,
            let index = state.proceedings.firstIndex(where: { $0.id == fact["proceeding"]?.stringValue }),
            let run = state.proceedings[index].snapshot.clocks.first(where: { $0.id == id }),
            let expires = run.expiresAt
        else {
            report.differ(
                entry, "clock_breached", zh: "没有这一正在计算的期限", en: "no such clock was running")
            return
        }
        let again = try evaluator.breach(run, of: index, at: expires, in: &copy).body
        if again.facts != body.facts || again.proceedings != body.proceedings {
            report.differ(
                entry, "clock_breached", zh: "重算的届满结果不同", en: "the breach comes out otherwise")
        } else {
            report.agreed += 1
        }
    }

    private static func recheckAct(
        _ entry: LogEntry, _ body: ActBody, _ state: CaseState, _ evaluator: ActEvaluator,
        into report: inout RecheckReport
    ) throws {
        let command = ActCommand(stored: body, entry: entry, caseNumber: state.number)
        if body.lostWords {
            report.erased.append(entry.position)
            return
        }
        do {
            let again = try evaluator.evaluate(command, in: state)
            let facts = again.facts.map(\.json)
            if facts != body.facts {
                report.differ(
                    entry, command.act, zh: "重算的事实与记录不同", en: "the facts come out otherwise than recorded")
            } else if again.after.proceedings.contains(where: { place in
                body.proceedings[place.id].map { $0 != place.snapshot.json } ?? false
            }) {
                report.differ(
                    entry, command.act, zh: "重算后的状态或期限与记录不同",
                    en: "the state or a clock comes out otherwise than recorded")
            } else {
                report.agreed += 1
            }
        } catch let refusal as RefusalReport {
            report.differ(
                entry, command.act, zh: "按当时的规则应被拒绝（\(refusal.primary.code)）",
                en: "it should have been refused then (\(refusal.primary.code))")
        }
    }
}

extension RecheckReport {
    fileprivate mutating func differ(_ entry: LogEntry, _ act: String, zh: String, en: String) {
        differences.append(
            Difference(position: entry.position, act: act, text: Bilingual(zh: zh, en: en)))
    }
}

extension ActBody {
    /// Whether a personal part of free words was erased, so that the command is no longer whole.
    var lostWords: Bool { erasedParts.contains(ActBody.freeText) }
}

extension ActCommand {
    /// The command as it was given, read back from its body.
    init(stored body: ActBody, entry: LogEntry, caseNumber: String) {
        var personal = body.personalCommand
        let reason = personal.removeValue(forKey: ActBody.reasonKey)?.stringValue
        let given = body.command["given_doers"]?.arrayValue?.compactMap(\.stringValue)
        self.init(
            caseNumber: caseNumber, proceeding: body.command["in"]?.stringValue,
            act: body.command["act"]?.stringValue ?? "",
            payload: PersonalSplit.join(body.command["payload"] ?? .object([:]), personal: personal),
            papers: (body.command["papers"]?.arrayValue ?? []).compactMap(AttachedPaper.init(json:)),
            doers: given ?? body.doerIDs, recorder: entry.actor, occurred: entry.occurred,
            isConfirmed: body.command["confirmed"]?.boolValue ?? false, reason: reason)
    }
}
