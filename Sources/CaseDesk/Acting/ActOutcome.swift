import Source
import Values
public import WageArrears
public import Workflow

/// What became of a command.
public enum ActOutcome: Hashable, Sendable {
    /// It is in the log.
    case done(ActReceipt)
    /// A rule said no; nothing of it is in the case. Duty grounds are noted in the stream of refusals.
    case refused(RefusalReport, isLogged: Bool)
    /// The fact contradicts the file: it will be recorded when confirmed with a reason.
    case unconfirmed([Contradiction])
}

/// What was committed, for the person who waits for the answer.
public struct ActReceipt: Hashable, Sendable {
    /// The case.
    public let caseNumber: String
    /// The act.
    public let act: String
    /// Where the act stands in the log.
    public let position: Int
    /// The case's version after it.
    public let version: Int
    /// The states left and entered, as ids, by proceeding.
    public let moves: [Move]
    /// Findings this act opened.
    public let findings: [String]
    /// Clocks that started, with their due dates.
    public let clocks: [String]
    /// Later acts that rested on what was corrected.
    public let restedOn: [Int]
    /// What became of proposals: of the act itself, where it waits or was signed, and of others that came to nothing.
    public let proposals: [ProposalReceipt]
    /// Whether this is the stored answer to a command that was sent before.
    public let isReplay: Bool

    /// What one proceeding did.
    public struct Move: Hashable, Sendable {
        /// The proceeding.
        public let proceeding: String
        /// Where it was: leaf states.
        public let from: [String]
        /// Where it is: leaf states.
        public let to: [String]

        /// Makes a move.
        public init(proceeding: String, from: [String], to: [String]) {
            self.proceeding = proceeding
            self.from = from
            self.to = to
        }
    }

    /// The stored form, which a repeated command gets back.
    var json: JSON {
        .object(omitting: [
            "case": .string(caseNumber), "act": .string(act), "position": .integer(Int64(position)),
            "version": .integer(Int64(version)),
            "moves": .array(
                moves.map {
                    .object([
                        "proceeding": .string($0.proceeding), "from": .array($0.from.map(JSON.string)),
                        "to": .array($0.to.map(JSON.string)),
                    ])
                }),
            "findings": .array(findings.map(JSON.string)), "clocks": .array(clocks.map(JSON.string)),
            "restedOn": .array(restedOn.map { .integer(Int64($0)) }),
            "proposals": proposals.isEmpty ? nil : .array(proposals.map(\.json)),
        ])
    }

    init(
        caseNumber: String, act: String, position: Int, version: Int, moves: [Move], findings: [String],
        clocks: [String], restedOn: [Int], proposals: [ProposalReceipt] = [], isReplay: Bool
    ) {
        self.caseNumber = caseNumber
        self.act = act
        self.position = position
        self.version = version
        self.moves = moves
        self.findings = findings
        self.clocks = clocks
        self.restedOn = restedOn
        self.proposals = proposals
        self.isReplay = isReplay
    }

    /// Reads a stored answer.
    init?(answer bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), let number = json["case"]?.stringValue,
            let act = json["act"]?.stringValue, let position = json["position"]?.integerValue,
            let version = json["version"]?.integerValue
        else { return nil }
        func strings(_ json: JSON?) -> [String] { (json?.arrayValue ?? []).compactMap(\.stringValue) }
        self.init(
            caseNumber: number, act: act, position: Int(position), version: Int(version),
            moves: (json["moves"]?.arrayValue ?? []).map {
                Move(
                    proceeding: $0["proceeding"]?.stringValue ?? "", from: strings($0["from"]),
                    to: strings($0["to"]))
            },
            findings: strings(json["findings"]), clocks: strings(json["clocks"]),
            restedOn: (json["restedOn"]?.arrayValue ?? []).compactMap { $0.integerValue.map(Int.init) },
            proposals: (json["proposals"]?.arrayValue ?? []).compactMap(ProposalReceipt.init(json:)),
            isReplay: true)
    }
}
