public import CEL
import Source

/// A proceeding that another one opened, as that one remembers it.
public struct ChildReference: Hashable, Sendable {
    /// How the two stand to each other.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// A state waits for it.
        case awaited
        /// It has ended, and the state has not moved on yet.
        case ended
        /// The state moved on by what it came to; it is never reopened.
        case consumed
        /// Nobody waits for it: it was offered, or left to itself.
        case free
    }

    /// The id among the children of its parent, e.g. `in_court#1`.
    public let id: String
    /// The proceeding; nothing until the host has opened it.
    public internal(set) var proceeding: String?
    /// The workflow.
    public let workflow: String
    /// The address of the state that opened it; nothing for one that was offered.
    public let state: String?
    /// The rows it was opened for; empty when it was not opened by rows.
    public let rows: [String]
    /// How the two stand.
    public internal(set) var status: Status
    /// What it came to.
    public internal(set) var outcome: String?
    /// What it came to for single rows, by key.
    public internal(set) var lines: [String: String] = [:]
    /// The rows that no longer wait for it.
    public internal(set) var gone: [String] = []

    /// Whether the state it was opened by, or any row of it, waits for it, or has not moved on yet.
    public var isLive: Bool {
        switch status {
        case .awaited, .ended: return true
        case .consumed, .free: return false
        }
    }

    /// Whether anybody moved on by what it came to.
    public var isConsumed: Bool { status == .consumed || (status == .ended && !gone.isEmpty) }

    /// Whether a state waits for it, in a row where it was opened for rows.
    func isAwaited(at address: String, row: String?) -> Bool {
        state == address && isLive && (row.map { rows.contains($0) && !gone.contains($0) } ?? true)
    }

    /// What it came to for one row, or as a whole.
    func outcome(for row: String?) -> String? { row.flatMap { lines[$0] } ?? outcome }
}

/// A child that a step asks for; the host opens it and tells its number.
public struct ChildRequest: Hashable, Sendable {
    /// The id of the reference that waits for a number.
    public let reference: String
    /// The workflow.
    public let workflow: String
    /// The address of the state.
    public let state: String
    /// The rows it is for; empty when it is not for rows.
    public let rows: [String]
    /// The data it begins with, by field.
    public let data: [String: CELValue]
}

extension ChildReference {
    var json: JSON {
        .object(omitting: [
            "id": .string(id), "proceeding": proceeding.map(JSON.string), "workflow": .string(workflow),
            "state": state.map(JSON.string), "rows": rows.isEmpty ? nil : .array(rows.map(JSON.string)),
            "status": .string(status.rawValue), "outcome": outcome.map(JSON.string),
            "gone": gone.isEmpty ? nil : .array(gone.map(JSON.string)),
            "lines": lines.isEmpty ? nil : .object(lines.mapValues(JSON.string)),
        ])
    }

    init(_ reader: StoredReader) throws(SnapshotError) {
        self.init(
            id: try reader.string("id"), proceeding: try reader.optionalString("proceeding"),
            workflow: try reader.string("workflow"), state: try reader.optionalString("state"),
            rows: reader.json["rows"] == nil ? [] : try reader.strings("rows"),
            status: try reader.word("status", Status.self), outcome: try reader.optionalString("outcome"))
        if reader.json["gone"] != nil { gone = try reader.strings("gone") }
        for (row, word) in reader.json["lines"]?.objectValue ?? [:] {
            guard let text = word.stringValue else {
                throw SnapshotError(path: reader.path + "lines.\(row)", expected: "a string")
            }
            lines[row] = text
        }
    }
}
