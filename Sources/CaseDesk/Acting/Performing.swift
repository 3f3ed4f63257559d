import EventLog
import Source
import TransparencyLog
import Values
import WageArrears
import Workflow

extension DeskWork {
    /// Records or decides one act: load, raise what was due before it happened, admit, decide the facts, fold, step,
    /// append. Nothing of it is written when it is refused, except the note that somebody tried.
    public func perform(_ command: ActCommand) throws -> ActOutcome {
        if let key = command.key, let earlier = try transaction.answer(for: key) {
            guard earlier.requestHash == command.requestHash, let receipt = ActReceipt(answer: earlier.answer)
            else { throw DeskFailure.log(.keyReused(key)) }
            return .done(receipt)
        }
        if !command.newPersons.isEmpty { return try performWithNewPersons(command) }
        let state = try CaseState.load(command.caseNumber, in: transaction, pins: pins)
        if let seen = command.ifVersion, seen != state.version {
            return .refused(
                RefusalReport(
                    primary: .conflict(seen: seen, now: state.version, by: state.recorder), others: []),
                isLogged: false)
        }
        do {
            return try record(command, in: state)
        } catch let report as RefusalReport {
            let doers = command.doers.isEmpty ? [command.recorder] : command.doers
            return .refused(report, isLogged: try note(report, of: command, doers: doers))
        }
    }

    /// Registers the persons an act brings with it, then does the act; when it is refused nobody stays registered.
    private func performWithNewPersons(_ command: ActCommand) throws -> ActOutcome {
        var known = command
        let ids = try command.newPersons.map { try ensurePerson($0) }
        known.payload = ActCommand.naming(ids, in: command.payload)
        known.newPersons = []
        known.givenRequest = command.requestHash
        let outcome = try perform(known)
        if case .refused(let report, _) = outcome { throw OpeningRefused(report: report) }
        return outcome
    }

    private func record(_ command: ActCommand, in loaded: CaseState) throws -> ActOutcome {
        let occurred = command.occurred ?? .instant(stamp.at)
        // What expired before the act happened is part of the state it is judged in; it lands only with the act.
        var state = loaded
        let position = try transaction.size
        let raised = try raise(in: &state, upTo: occurred.earliest, from: position)
        let evaluator = ActEvaluator(
            pins: pins, reader: transaction, at: stamp.at, position: position + raised.count)
        let evaluation = try evaluator.evaluate(command, in: state)
        if !evaluation.decision.contradictions.isEmpty, !evaluation.command.isConfirmed {
            return .unconfirmed(evaluation.decision.contradictions)
        }
        return .done(
            try commit(
                command, evaluation, evaluation.body(before: state), before: state,
                ahead: raised.map(\.entry), requestHash: command.requestHash))
    }

    /// Appends what an act came to, with what time had raised before it and what it raises behind it.
    func commit(
        _ command: ActCommand, _ evaluation: Evaluation, _ body: ActBody, before: CaseState,
        ahead: [NewEntry], requestHash: Digest
    ) throws -> ActReceipt {
        guard let stream = CaseState.stream(before.number) else {
            throw DeskFailure.noSuchCase(before.number)
        }
        let after = evaluation.after
        let position = try transaction.size + ahead.count
        let opened = after.file.openFindings.map(\.id).filter { id in
            !before.file.openFindings.contains { $0.id == id }
        }
        let receipt = ActReceipt(
            caseNumber: before.number, act: evaluation.command.act, position: position,
            version: before.version + 1,
            moves: after.proceedings.compactMap { new in
                let old = before.proceedings.first { $0.id == new.id }?.snapshot.active ?? []
                guard old != new.snapshot.active else { return nil }
                return .init(proceeding: new.id, from: old, to: new.snapshot.active)
            },
            findings: opened,
            clocks: evaluation.changes.filter(ActReceipt.givesDate).map(
                ActReceipt.clockText),
            restedOn: evaluation.decision.restedOn, proposals: evaluation.proposalReceipts, isReplay: false)
        let entry = NewEntry(
            stream: stream, expected: ahead.isEmpty ? .exact(before.version) : .any,
            type: evaluation.type, schema: 1, occurred: evaluation.occurred,
            parts: body.parts)
        let behind = try due(after: evaluation, version: before.version + 1, position: position)
        try stamp.append(
            to: transaction, entries: ahead + [entry] + behind.map(\.entry), key: command.key,
            requestHash: command.key == nil ? nil : requestHash, answer: receipt.json)
        return receipt
    }
}

extension DeskWork {
    /// What has come due once an act stands: up to now, where it was entered on its own day.
    ///
    /// A late entry is likely one of a stack. What is due only now would be a false breach for the next of them, so
    /// it is left to an act of today or to the next tick.
    private func due(after evaluation: Evaluation, version: Int, position: Int) throws -> [Raised] {
        var state = evaluation.after
        state.version = version
        let isOfToday = evaluation.occurred.day == stamp.at.day
        let limit = isOfToday ? stamp.at : evaluation.occurred.earliest
        return try raise(in: &state, upTo: limit, from: position + 1).map { raised in
            Raised(entry: raised.entry.expectingAnything, note: raised.note)
        }
    }
}

extension NewEntry {
    /// The same entry behind another of its stream in one request.
    fileprivate var expectingAnything: NewEntry {
        NewEntry(
            stream: stream, expected: .any, type: type, schema: schema, occurred: occurred, parts: parts)
    }
}

extension Evaluation {
    /// The type of the entry.
    var type: String { entryType ?? ActBody.type(ofAct: command.act) }

    /// What is stored of an act: the command without personal words, the facts, and where it led.
    ///
    /// The personal words of an act that was put forward stay with its proposal; those of a signature are its own.
    func body(before: CaseState) -> ActBody {
        let (clear, personal) = PersonalSplit.split(command.payload, fields: schema?.payload ?? [])
        let stored = command.stored(
            payload: clear, doers: doers, verb: entryType == nil ? "advance" : "propose")
        var body = ActBody(
            command: mark?.marking(stored) ?? stored, facts: facts.map(\.json) + proceedings + cures,
            subjects: Dictionary(
                facts.enumerated().compactMap { index, fact in fact.subject.map { (index, $0) } },
                uniquingKeysWith: { first, _ in first }))
        body.personalCommand = mark == nil ? personal : [:]
        if mark == nil, let name = command.outsider?.name {
            body.personalCommand[ActBody.outsiderKey] = .string(name)
        }
        if let reason = mark == nil ? command.reason : mark?.reason {
            body.personalCommand[ActBody.reasonKey] = .string(reason)
        }
        body.clocks = changes
        body.proposals = proposals
        if after.proceedings.count > before.proceedings.count { body.hasMoved = true }
        for new in after.proceedings.dropFirst(before.proceedings.count) {
            body.proceedings[new.id] = new.snapshot.json
        }
        for (old, new) in zip(before.proceedings, after.proceedings) {
            body.proceedings[new.id] = new.snapshot.json
            if old.snapshot.differs(besideLedger: new.snapshot) { body.hasMoved = true }
        }
        return body
    }
}

extension Snapshot {
    /// Whether anything but the ledger of performed acts is different.
    func differs(besideLedger other: Snapshot) -> Bool {
        var copy = other
        copy.ledger = ledger
        return copy != self
    }
}

extension ActReceipt {
    /// Whether a change gave a clock its date, or another one.
    static func givesDate(_ change: JSON) -> Bool {
        ["started", "extended", "excluded"].contains(change["change"]?.stringValue)
    }

    /// A clock as the answer shows it: run and due date.
    static func clockText(_ change: JSON) -> String {
        "\(change["run"]?.stringValue ?? "") → \(change["due"]?.stringValue ?? "")"
    }
}

extension ActCommand {
    /// What makes two sendings the same request: verb, case, act, payload, papers, actors and time, not the key.
    var requestHash: Digest {
        if let givenRequest { return givenRequest }
        return DomainHash.request(
            JSON.object(omitting: [
                "verb": .string("advance"), "case": .string(caseNumber), "in": proceeding.map(JSON.string),
                "act": .string(act), "payload": payload,
                "of": rows.isEmpty ? nil : .array(rows.map(JSON.string)),
                "persons": newPersons.isEmpty ? nil : .array(newPersons.map(\.json)),
                "papers": .array(papers.map(\.json)),
                "doers": .array(doers.map(JSON.string)), "recorder": .string(recorder),
                "occurred": occurred.map { .string($0.description) }, "late": isLate ? .bool(true) : nil,
                "proposal": proposal.map(JSON.string),
                "outsider": outsider.map { .array([.string($0.role), .string($0.name ?? "")]) },
                // Why a proposal was turned down is what the request says; of other acts it is a remark.
                "reason": proposal == nil ? nil : reason.map(JSON.string),
            ]).canonicalBytes)
    }

    /// The command as it is stored: as given, with the roles and bodies the doers held.
    func stored(payload: JSON, doers: [Doer], verb: String) -> JSON {
        .object(omitting: [
            "verb": .string(verb), "act": .string(act), "in": proceeding.map(JSON.string),
            "payload": payload, "of": rows.isEmpty ? nil : .array(rows.map(JSON.string)),
            "outsider": outsider.map { .string($0.role) },
            "papers": papers.isEmpty ? nil : .array(papers.map(\.json)),
            "doers": .array(
                doers.map { doer in
                    .object(omitting: [
                        "id": .string(doer.id), "roles": .array(doer.roles.sorted().map(JSON.string)),
                        "body": doer.body.map(JSON.string), "signed": .bool(doer.hasSigned),
                    ])
                }),
            "given_doers": doers.map(\.id) == self.doers ? nil : .array(self.doers.map(JSON.string)),
            "confirmed": isConfirmed ? .bool(true) : nil, "late": isLate ? .bool(true) : nil,
        ])
    }
}

extension ActCommand {
    /// The payload with ids in the places of persons that were not registered yet.
    static func naming(_ ids: [String], in payload: JSON) -> JSON {
        switch payload {
        case .string(let text) where text.hasPrefix("$new:"):
            guard let index = Int(text.dropFirst("$new:".count)), ids.indices.contains(index) else {
                return payload
            }
            return .string(ids[index])
        case .array(let items): return .array(items.map { naming(ids, in: $0) })
        case .object(let members): return .object(members.mapValues { naming(ids, in: $0) })
        case .null, .bool, .integer, .string: return payload
        }
    }
}
