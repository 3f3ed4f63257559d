import CEL
public import Source
import Values

/// Why stored JSON is not a snapshot of the definition it was read with.
public struct SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The member that is wrong.
    public let path: String
    /// What was expected.
    public let expected: String

    /// For people.
    public var description: String { "not a stored position of a proceeding: '\(path)' must be \(expected)" }
}

extension Snapshot {
    /// The stored form, whole and stable: schema 1.
    public var json: JSON {
        .object(omitting: [
            "schema": .integer(1), "definition": .string(definition), "episode": .integer(Int64(episode)),
            "active": .array(active.map(JSON.string)), "frozen": .array(frozen.map(JSON.string)),
            "data": .object(data.mapValues(StoredValue.json)), "clocks": .array(clocks.map(\.json)),
            "ledger": .array(ledger.map(\.json)), "proposals": .array(proposals.map(\.json)),
            "children": .array(children.map(\.json)),
            "outcome": outcome.map(JSON.string),
            "entered_at": .object(enteredAt.mapValues { .string($0.description) }),
            "rows": rowOutcomes.isEmpty
                ? nil : .object(rowOutcomes.mapValues { .object($0.mapValues(JSON.string)) }),
            "pending": pending.isEmpty ? nil : .array(pending.map(\.json)),
            "history": history.isEmpty
                ? nil : .object(history.mapValues { .array($0.map(JSON.string)) }),
            "milestones": milestones.isEmpty
                ? nil : .object(milestones.mapValues { .string($0.description) }),
        ])
    }

    /// Reads the stored form back; every state must be one of the definition's.
    public init(json: JSON, definition: WorkflowDefinition) throws(SnapshotError) {
        let reader = StoredReader(json: json, path: "")
        guard try reader.integer("schema") == 1 else { throw SnapshotError(path: "schema", expected: "1") }
        self.init(definition: try reader.string("definition"))
        episode = try reader.integer("episode")
        active = try reader.strings("active")
        for address in active where definition.tree.place(address: address) == nil {
            throw SnapshotError(
                path: "active", expected: "states of \(definition.reference), not '\(address)'")
        }
        frozen = try reader.strings("frozen")
        for address in frozen where definition.tree.place(address: address) == nil {
            throw SnapshotError(
                path: "frozen", expected: "states of \(definition.reference), not '\(address)'")
        }
        for (name, value) in try reader.object("data") {
            guard let field = definition.data.first(where: { $0.id == name }),
                let stored = StoredValue.value(value, type: field.type), field.hasDistinctKeys(stored)
            else { throw SnapshotError(path: "data.\(name)", expected: "a field of \(definition.reference)") }
            data[name] = stored
        }
        for (index, item) in try reader.array("clocks").enumerated() {
            clocks.append(try ClockRun(StoredReader(json: item, path: "clocks[\(index)].")))
        }
        for (index, item) in try reader.array("ledger").enumerated() {
            ledger.append(try PerformedAct(StoredReader(json: item, path: "ledger[\(index)].")))
        }
        for (index, item) in try reader.array("proposals").enumerated() {
            proposals.append(try Proposal(StoredReader(json: item, path: "proposals[\(index)].")))
        }
        for (index, item) in try reader.array("children").enumerated() {
            children.append(try ChildReference(StoredReader(json: item, path: "children[\(index)].")))
        }
        outcome = try reader.optionalString("outcome")
        let entered = StoredReader(json: .object(try reader.object("entered_at")), path: "entered_at.")
        for name in try reader.object("entered_at").keys { enteredAt[name] = try entered.moment(name) }
        try readRows(reader, definition)
        try readKept(reader, definition)
    }
}

extension PerformedAct {
    var json: JSON {
        .object(omitting: [
            "act": .string(act), "doers": .array(doers.map(JSON.string)),
            "occurred": .string(occurred.description),
            "position": position.map { .integer(Int64($0)) }, "row": row.map(JSON.string),
            "as": capacities.isEmpty
                ? nil : .object(capacities.mapValues { .array($0.sorted().map(JSON.string)) }),
        ])
    }

    init(_ reader: StoredReader) throws(SnapshotError) {
        var capacities: [String: Set<String>] = [:]
        if reader.json["as"] != nil {
            let stored = try reader.object("as")
            let inner = StoredReader(json: .object(stored), path: "as.")
            for name in stored.keys { capacities[name] = Set(try inner.strings(name)) }
        }
        self.init(
            act: try reader.string("act"), doers: try reader.strings("doers"),
            occurred: try reader.moment("occurred"), position: try reader.optionalInteger("position"),
            row: try reader.optionalString("row"), capacities: capacities)
    }
}

extension ClockRun {
    var json: JSON {
        .object(
            omitting: [
                "id": .string(id), "clock": .string(clock), "subject": subject.map(JSON.string),
                "trigger": .string(trigger.description), "length": length.map(JSON.string),
                "length_from": lengthFrom.map { .string($0.description) },
                "until": until.map { .string($0.description) }, "papers": papers?.json,
                "due": due.map { .string($0.description) },
                "expires_at": expiresAt.map { .string($0.description) },
                "warnings": warnings.isEmpty ? nil : .array(warnings.map { .string($0.description) }),
                "provisional": isProvisional ? .bool(true) : nil, "policy": policy.map(JSON.string),
                "state": .string(state.rawValue), "phase": .string(phase.rawValue),
                "pauses": pauses.isEmpty ? nil : .array(pauses.map(\.json)),
                "ended": ended.map { .string($0.rawValue) },
                "ended_at": endedAt.map { .string($0.description) },
                "ended_by": endedBy.map(JSON.string), "settled": isSettled ? .bool(true) : nil,
                "warnings_given": warningsGiven > 0 ? .integer(Int64(warningsGiven)) : nil,
                "cure": cure?.json, "over": isOver ? .bool(true) : nil,
            ].merging(storedOperations) { first, _ in first })
    }

    init(_ reader: StoredReader) throws(SnapshotError) {
        var papers: PapersAwaited?
        if let stored = reader.json["papers"] {
            papers = try PapersAwaited(StoredReader(json: stored, path: reader.path + "papers."))
        }
        self.init(
            id: try reader.string("id"), clock: try reader.string("clock"),
            subject: try reader.optionalString("subject"), trigger: try reader.moment("trigger"),
            length: try reader.optionalString("length"), until: try reader.optionalMoment("until"),
            lengthFrom: try reader.optionalDay("length_from"), papers: papers)
        due = try reader.optionalMoment("due")
        expiresAt = try reader.optionalInstant("expires_at")
        warnings = try reader.optionalInstants("warnings")
        isProvisional = reader.json["provisional"]?.boolValue ?? false
        policy = try reader.optionalString("policy")
        state = try reader.word("state", State.self)
        phase = try reader.word("phase", Phase.self)
        for (index, item) in (reader.json["pauses"]?.arrayValue ?? []).enumerated() {
            let inner = StoredReader(json: item, path: reader.path + "pauses[\(index)].")
            pauses.append(ClockPause(from: try inner.moment("from"), to: try inner.optionalMoment("to")))
        }
        if reader.json["ended"] != nil { ended = try reader.word("ended", End.self) }
        endedAt = try reader.optionalMoment("ended_at")
        endedBy = try reader.optionalString("ended_by")
        isSettled = reader.json["settled"]?.boolValue ?? false
        warningsGiven = try reader.optionalInteger("warnings_given") ?? 0
        if let stored = reader.json["cure"] {
            cure = try ClockCure(StoredReader(json: stored, path: reader.path + "cure."))
        }
        try readOperations(reader)
        isOver = reader.json["over"]?.boolValue ?? false
    }
}

extension ClockPause {
    var json: JSON {
        .object(omitting: ["from": .string(from.description), "to": to.map { .string($0.description) }])
    }
}

extension PapersAwaited {
    var json: JSON {
        .object(omitting: [
            "act": .string(act), "any_of": .array(anyOf.map(JSON.string)), "min": .integer(Int64(count)),
            "claimant": claimant.map(JSON.string), "about": about.map(JSON.string),
        ])
    }

    init(_ reader: StoredReader) throws(SnapshotError) {
        self.init(
            act: try reader.string("act"), anyOf: try reader.strings("any_of"),
            count: try reader.integer("min"), claimant: try reader.optionalString("claimant"),
            about: try reader.optionalString("about"))
    }
}
