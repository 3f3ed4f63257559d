import EventLog
public import Source
public import Values
import Workflow

/// What entering past acts came to: every entry it made in a case, those that time brought about among them.
public struct BackfillResult: Hashable, Sendable {
    /// One entry.
    public struct Line: Hashable, Sendable {
        /// Where it stands in the log.
        public let position: Int
        /// The case.
        public let caseNumber: String
        /// When it happened.
        public let occurred: Moment
        /// The act.
        public let act: String
        /// Its name for people.
        public let label: Bilingual
        /// The limit that time brought about something in.
        public let limit: Bilingual?
        /// The limits whose breach it lifted.
        public let cured: [Bilingual]
    }

    /// The entries in the order of the log.
    public let lines: [Line]
    /// Whether the same file had been entered before; then nothing was written now.
    public let isReplay: Bool

    init(entered positions: Range<Int>, isReplay: Bool, in work: DeskWork) throws {
        self.isReplay = isReplay
        var states: [String: CaseState] = [:]
        var lines: [Line] = []
        var next = positions.lowerBound
        while next < positions.upperBound {
            let entries = try work.reader.entries(from: next, limit: min(1000, positions.upperBound - next))
            guard let last = entries.last else { break }
            next = last.position + 1
            for entry in entries where entry.stream.kind == "case" {
                let number = String(entry.stream.identifier ?? "")
                let state =
                    try states[number] ?? CaseState.load(number, in: work.reader, pins: work.pins)
                states[number] = state
                let told = TimelineEntry(entry, try ActBody(entry), in: state)
                lines.append(
                    Line(
                        position: entry.position, caseNumber: number, occurred: told.occurred, act: told.act,
                        label: told.label, limit: told.limit, cured: told.cured))
            }
        }
        self.lines = lines
    }

    /// The cases it touched, in the order of the log.
    public var cases: [String] {
        var seen: Set<String> = []
        return lines.map(\.caseNumber).filter { seen.insert($0).inserted }
    }
}

/// An act of a file of past acts that was not accepted; nothing of the file is in the register.
public struct BackfillFault: Error, Hashable, Sendable {
    /// Where it stands in the file.
    public let position: SourcePosition
    /// The act.
    public let act: String
    /// What it states, as it stands in the file.
    let node: SourceNode?
    /// What it came to.
    public let outcome: ActOutcome
}
