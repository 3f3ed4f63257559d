import Source
import Values

extension ClockRun {
    /// What operations, warnings and reviews left on a run, as stored; what there is none of is left out.
    var storedOperations: [String: JSON?] {
        [
            "extensions": extensions.isEmpty ? nil : .array(extensions.map(\.json)),
            "exclusions": exclusions.isEmpty ? nil : .array(exclusions.map(\.json)),
            "restart": restart?.json, "void": isVoid ? .bool(true) : nil,
            "escalations": escalations.isEmpty ? nil : .array(escalations.map { .string($0.description) }),
            "escalated": escalationsGiven == 0 ? nil : .integer(Int64(escalationsGiven)),
            "missed": missed == 0 ? nil : .integer(Int64(missed)),
        ]
    }

    mutating func readOperations(_ reader: StoredReader) throws(SnapshotError) {
        for (index, item) in (reader.json["extensions"]?.arrayValue ?? []).enumerated() {
            let inner = StoredReader(json: item, path: reader.path + "extensions[\(index)].")
            extensions.append(
                ClockExtension(
                    by: try inner.string("by"), occurred: try inner.moment("occurred"),
                    act: try inner.string("act")))
        }
        for (index, item) in (reader.json["exclusions"]?.arrayValue ?? []).enumerated() {
            let inner = StoredReader(json: item, path: reader.path + "exclusions[\(index)].")
            exclusions.append(
                ClockExclusion(
                    from: try inner.moment("from"), to: try inner.moment("to"),
                    occurred: try inner.moment("occurred"), act: try inner.optionalString("act")))
        }
        if let stored = reader.json["restart"] {
            let inner = StoredReader(json: stored, path: reader.path + "restart.")
            restart = ClockRestart(
                how: try inner.word("how", ClockOperation.Kind.self), occurred: try inner.moment("occurred"),
                act: try inner.optionalString("act"), due: try inner.optionalMoment("due"))
        }
        isVoid = reader.json["void"]?.boolValue ?? false
        escalations = try reader.optionalInstants("escalations")
        escalationsGiven = try reader.optionalInteger("escalated") ?? 0
        missed = try reader.optionalInteger("missed") ?? 0
    }
}

extension ClockExtension {
    var json: JSON {
        .object([
            "by": .string(by), "occurred": .string(occurred.description), "act": .string(act),
        ])
    }
}

extension ClockExclusion {
    var json: JSON {
        .object(omitting: [
            "from": .string(from.description), "to": .string(to.description),
            "occurred": .string(occurred.description), "act": act.map(JSON.string),
        ])
    }
}

extension ClockRestart {
    var json: JSON {
        .object(omitting: [
            "how": .string(how.rawValue), "occurred": .string(occurred.description),
            "act": act.map(JSON.string), "due": due.map { .string($0.description) },
        ])
    }
}
