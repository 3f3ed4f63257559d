import Source
import Values

extension Snapshot {
    /// Reads what a position keeps beside its states: pending moves, histories, milestones.
    mutating func readKept(
        _ reader: StoredReader, _ definition: WorkflowDefinition
    ) throws(SnapshotError) {
        if reader.json["pending"] != nil {
            for (index, item) in try reader.array("pending").enumerated() {
                pending.append(
                    try PendingMove(StoredReader(json: item, path: "pending[\(index)].")))
            }
        }
        if reader.json["history"] != nil {
            let stored = try reader.object("history")
            let inner = StoredReader(json: .object(stored), path: "history.")
            for name in stored.keys {
                let addresses = try inner.strings(name)
                for address in addresses where definition.tree.place(address: address) == nil {
                    throw SnapshotError(
                        path: "history.\(name)", expected: "states of \(definition.reference)")
                }
                history[name] = addresses
            }
        }
        if reader.json["milestones"] != nil {
            let stored = try reader.object("milestones")
            let inner = StoredReader(json: .object(stored), path: "milestones.")
            for name in stored.keys { milestones[name] = try inner.moment(name) }
        }
    }
}

extension PendingMove {
    var json: JSON {
        .object([
            "kind": .string(kind.rawValue), "run": .string(run), "clock": .string(clock),
            "at": .string(at.description),
        ])
    }

    init(_ reader: StoredReader) throws(SnapshotError) {
        guard let at = try reader.optionalInstant("at") else {
            throw SnapshotError(path: reader.path + "at", expected: "an instant")
        }
        self.init(
            kind: try reader.word("kind", Kind.self), run: try reader.string("run"),
            clock: try reader.string("clock"), at: at)
    }
}
