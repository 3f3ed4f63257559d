public import EventLog
import Source
public import Values
public import Workflow

/// A workflow as it was pinned in the log.
public struct PinnedWorkflow: Hashable, Sendable {
    /// The hash of its canonical form.
    public let hash: String
    /// The definition.
    public let definition: WorkflowDefinition
    /// Its source text.
    public let source: String
    /// When it was pinned.
    public let at: Instant
    /// Where in the log.
    public let position: Int

    /// All pinned workflows, oldest first.
    public static func all(in reader: any LogReader, pins: Pins) throws -> [PinnedWorkflow] {
        var result: [PinnedWorkflow] = []
        for hash in try Registry(reader: reader).ids("definition") {
            guard let name = StreamName("definition/\(hash)"),
                let entry = try reader.stream(name, from: 0, limit: 1).first
            else { continue }
            let source = try ActBody(entry).facts.first?["source"]?.stringValue ?? ""
            result.append(
                PinnedWorkflow(
                    hash: hash, definition: try pins.definition(hash, in: reader), source: source,
                    at: entry.at,
                    position: entry.position))
        }
        return result.sorted { $0.position < $1.position }
    }
}

/// A workflow with its text, to be pinned.
public struct WorkflowFile: Hashable, Sendable {
    /// The definition.
    public let definition: WorkflowDefinition
    /// Its text.
    public let source: String

    /// Makes one.
    public init(_ definition: WorkflowDefinition, source: String) {
        self.definition = definition
        self.source = source
    }
}
