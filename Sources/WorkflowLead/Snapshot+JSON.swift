import CEL
public import Source
import Values

/// Why a stored configuration cannot be read back.
public struct SnapshotError: Error, Hashable, Sendable {
    /// What is wrong.
    public let reason: String
}

extension Snapshot {
    /// The stored form, schema 1; rows, proposals and children have their places already.
    public var json: JSON {
        .object(omitting: [
            "schema": .integer(1), "definition": .string(definition), "episode": .integer(Int64(episode)),
            "active": .array(active.map(JSON.string)), "frozen": .array(frozen.map(JSON.string)),
            "data": .object(data.mapValues(\.json)), "clocks": .array(clocks.map(\.json)),
            "ledger": .array(ledger.map(\.json)), "proposals": .array([]), "children": .array([]),
            "outcome": outcome.map(JSON.string),
            "entered": .object(enteredAt.mapValues { .string($0.description) }),
        ])
    }

    /// Reads a stored configuration.
    public init(json: JSON, definition: WorkflowDefinition) throws(SnapshotError) {
        guard json["schema"] == .integer(1), let hash = json["definition"]?.stringValue,
            let episode = json["episode"]?.integerValue, let active = json["active"]?.arrayValue,
            let clocks = json["clocks"]?.arrayValue, let ledger = json["ledger"]?.arrayValue,
            let data = json["data"]?.objectValue, let entered = json["entered"]?.objectValue
        else { throw SnapshotError(reason: "not a configuration of schema 1") }
        self.definition = hash
        self.episode = Int(episode)
        self.active = active.compactMap(\.stringValue)
        frozen = (json["frozen"]?.arrayValue ?? []).compactMap(\.stringValue)
        outcome = json["outcome"]?.stringValue
        var fields: [String: CELValue] = [:]
        for field in definition.data {
            guard let value = data[field.name].flatMap({ CELValue(stored: $0, type: field.type.celType) }) else {
                throw SnapshotError(reason: "field '\(field.name)' is missing or of another type")
            }
            fields[field.name] = value
        }
        self.data = fields
        var runs: [ClockRun] = []
        for item in clocks { runs.append(try ClockRun(json: item)) }
        self.clocks = runs
        var acts: [PerformedAct] = []
        for item in ledger { acts.append(try PerformedAct(json: item)) }
        self.ledger = acts
        var times: [String: Moment] = [:]
        for (state, text) in entered {
            guard let moment = text.stringValue.flatMap({ Moment($0) }) else {
                throw SnapshotError(reason: "a time of entry is no time")
            }
            times[state] = moment
        }
        enteredAt = times
    }
}

extension CELValue {
    /// Reads a value of a known type back from its stored form.
    init?(stored json: JSON, type: CELType) {
        switch (type, json) {
        case (.bool, .bool(let value)): self = .bool(value)
        case (.int, .integer(let value)): self = .int(value)
        case (.string, .string(let value)): self = .string(value)
        case (.money, _):
            guard let fen = json["fen"]?.integerValue else { return nil }
            self = .money(Fen(fen))
        case (.date, _):
            guard let day = json["date"]?.stringValue.flatMap({ Day($0) }) else { return nil }
            self = .date(day)
        case (.timestamp, _):
            guard let instant = json["timestamp"]?.stringValue.flatMap({ Instant($0) }) else { return nil }
            self = .timestamp(instant)
        default: return nil
        }
    }
}

extension ClockRun {
    var json: JSON {
        .object(omitting: [
            "id": .string(id), "clock": .string(clock), "subject": subject.map(JSON.string),
            "trigger": .string(trigger.description), "length": length.map { .string($0.description) },
            "until": until.map { .string($0.description) }, "state": .string(state.rawValue),
            "phase": .string(phase.rawValue), "paused_since": pausedSince.map { .string($0.description) },
            "end": end.map { .string($0.rawValue) }, "ended_at": endedAt.map { .string($0.description) },
            "due": due.map { .string($0.description) }, "expires": expiresAt.map { .string($0.description) },
            "provisional": isProvisional ? .bool(true) : nil,
        ])
    }

    init(json: JSON) throws(SnapshotError) {
        func moment(_ name: String) -> Moment? { json[name]?.stringValue.flatMap { Moment($0) } }
        guard let id = json["id"]?.stringValue, let clock = json["clock"]?.stringValue, let trigger = moment("trigger"),
            let state = json["state"]?.stringValue.flatMap(State.init(rawValue:)),
            let phase = json["phase"]?.stringValue.flatMap(Phase.init(rawValue:))
        else { throw SnapshotError(reason: "a clock run is not one") }
        self.init(
            id: id, clock: clock, subject: json["subject"]?.stringValue, trigger: trigger,
            length: json["length"]?.stringValue.flatMap { ClockLength($0) }, until: moment("until"), state: state,
            phase: phase)
        pausedSince = moment("paused_since")
        end = json["end"]?.stringValue.flatMap(End.init(rawValue:))
        endedAt = moment("ended_at")
        due = moment("due")
        expiresAt = json["expires"]?.stringValue.flatMap { Instant($0) }
        isProvisional = json["provisional"]?.boolValue ?? false
    }
}

extension PerformedAct {
    var json: JSON {
        .object(omitting: [
            "act": .string(act), "doers": .array(doers.map(JSON.string)), "occurred": .string(occurred.description),
            "position": position.map { .integer(Int64($0)) }, "row": row.map(JSON.string),
        ])
    }

    init(json: JSON) throws(SnapshotError) {
        guard let act = json["act"]?.stringValue, let doers = json["doers"]?.arrayValue,
            let occurred = json["occurred"]?.stringValue.flatMap({ Moment($0) })
        else { throw SnapshotError(reason: "a performed act is not one") }
        self.init(
            act: act, doers: doers.compactMap(\.stringValue), occurred: occurred,
            position: json["position"]?.integerValue.map(Int.init), row: json["row"]?.stringValue)
    }
}
