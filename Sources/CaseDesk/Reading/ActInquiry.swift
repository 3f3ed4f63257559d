public import EventLog
import Source
public import Values
import WageArrears
public import Workflow

/// Whether an act could be done now, and if not, everything that stands in its way: asked, not done.
public struct ActInquiry: Hashable, Sendable {
    /// Somebody who holds a grant that day.
    public struct Official: Hashable, Sendable {
        /// Their id.
        public let id: String
        /// Their name, where it is known.
        public let name: String?
    }

    /// A signature that the act takes.
    public struct Signature: Hashable, Sendable {
        /// The roles that may give it, by id.
        public let roles: [String]
        /// Those who could give it.
        public let people: [Official]
    }

    /// A way to take a closed proceeding up again.
    public struct Remedy: Hashable, Sendable {
        /// The act.
        public let act: Named
        /// Those who could do it.
        public let people: [Official]
    }

    /// The case as it stands, what fell due by now included.
    public let state: CaseState
    /// The procedure it would be done under; nothing when it is of the case as a whole.
    public let definition: WorkflowDefinition?
    /// The act.
    public let act: Named
    /// Those for whom it was asked; empty when nobody could do it.
    public let askedFor: [String]
    /// What stands in the way, the reason that counts first; empty when nothing does.
    public let reasons: [Refusal]
    /// What would stop it once, to be confirmed with a reason.
    public let contradictions: [Bilingual]
    /// Fields that must be stated and are not.
    public let mustState: [PayloadField]
    /// The states it would lead to, by id.
    public let leadsTo: [String]
    /// The roles that may do it, by id.
    public let whoMay: [String]
    /// Those who could do it, as far as roles and earlier acts go.
    public let people: [Official]
    /// The signatures it takes beside theirs.
    public let signatures: [Signature]
    /// What would take the proceeding up again, where it has ended.
    public let remedies: [Remedy]

    /// Whether nothing stands in its way.
    public var isPossible: Bool { reasons.isEmpty }

    /// Asks it, at a time, of a command that is not done. Where the command names nobody, it is asked for the first who could
    /// do it; where it states nothing, what must be stated is listed and the rest is weighed without it.
    public static func ask(
        _ command: ActCommand, isAnonymous: Bool, in reader: any LogReader, pins: Pins, at now: Instant
    ) throws -> ActInquiry {
        var state = try CaseState.load(command.caseNumber, in: reader, pins: pins)
        let seen = state.version
        let occurred = command.occurred ?? .instant(now)
        let position = try reader.size
        let evaluator = ActEvaluator(pins: pins, reader: reader, at: now, position: position)
        try evaluator.raiseAll(in: &state, upTo: occurred.earliest)
        let desk = InquiryDesk(
            evaluator: evaluator, state: state, command: command,
            conflict: command.ifVersion.flatMap { asked in
                asked == seen ? nil : .conflict(seen: asked, now: seen, by: state.recorder)
            })
        return try desk.answer(isAnonymous: isAnonymous)
    }
}

extension ActEvaluator {
    /// Lets everything come about by an instant, in memory only.
    fileprivate func raiseAll(in state: inout CaseState, upTo limit: Instant) throws {
        var count = 0
        while let due = state.nextDue, due.moment.instant <= limit {
            // The same bound as for what is written.
            guard count < 10_000 else { throw DeskFailure.restless(state.number) }
            _ = try raise(due, by: "", in: &state)
            count += 1
        }
    }
}

/// The answering of one such question.
private struct InquiryDesk {
    let evaluator: ActEvaluator
    let state: CaseState
    let command: ActCommand
    let conflict: Refusal?

    private var occurred: Moment { command.occurred ?? .instant(evaluator.at) }

    func answer(isAnonymous: Bool) throws -> ActInquiry {
        var reasons: [Refusal] = conflict.map { [$0] } ?? []
        var index: Int?
        do {
            index = try evaluator.proceeding(for: command, in: state)
        } catch let report as RefusalReport {
            reasons += report.all
        }
        let place = index.map { state.proceedings[$0] }
        let schema = place?.definition.act(named: command.act) ?? state.schema(ofAct: command.act)
        let people = try schema == nil ? [] : able(command.act, at: index)
        var asked = command
        if isAnonymous {
            asked.recorder = try people.first?.id ?? officials().first?.id ?? ""
            asked.doers = [asked.recorder]
        }
        var contradictions: [Bilingual] = []
        var missing: [PayloadField] = []
        var leadsTo: [String] = []
        let isUnstated = command.payload == .object([:]) && command.rows.isEmpty
        if reasons.isEmpty || conflict != nil {
            do {
                let evaluation = try evaluator.evaluate(asked, in: state)
                if !evaluation.command.isConfirmed {
                    contradictions = evaluation.decision.contradictions.map(\.text)
                }
                leadsTo = moved(evaluation)
            } catch let report as RefusalReport {
                let isShort = isUnstated && report.all.contains { $0.code == "payload" }
                if isShort { missing = (schema?.payload ?? []).filter(\.isRequired) }
                reasons += report.all.filter { missing.isEmpty || $0.code != "payload" }
                if isShort { reasons += try unstated(asked, at: index) }
            }
        }
        let offer = place.flatMap { place in
            index.flatMap { index in
                WorkflowStep.offers(
                    place.definition, place.snapshot, case: state.view(of: index), at: occurred.earliest
                ).first { $0.act.name == command.act }
            }
        }
        let sorted = RefusalReport(reasons.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        let rule = place?.definition.acts[command.act]
        return ActInquiry(
            state: state, definition: place?.definition,
            act: Named(command.act, schema?.label ?? Bilingual(zh: command.act, en: command.act)),
            askedFor: (asked.doers.isEmpty ? [asked.recorder] : asked.doers).filter { !$0.isEmpty },
            reasons: sorted?.all ?? [],
            contradictions: contradictions, mustState: missing,
            leadsTo: leadsTo.isEmpty ? offer?.leadsTo ?? [] : leadsTo,
            whoMay: rule.map { $0.by.isEmpty ? $0.who : $0.recordedBy } ?? [], people: people,
            signatures: try signatures(rule, led: asked.doers.first ?? asked.recorder, at: index),
            remedies: try remedies(sorted?.all ?? [], at: index))
    }

    /// Where an act that states nothing leads or fails apart from that: what the procedure says of those who do it, of
    /// papers, limits and of conditions that read the case alone.
    private func unstated(_ asked: ActCommand, at index: Int?) throws -> [Refusal] {
        guard let index else { return [] }
        let place = state.proceedings[index]
        let view = state.view(of: index, freshPapers: evaluator.freshPapers(asked))
        let offers = WorkflowStep.offers(
            place.definition, place.snapshot, case: view, at: occurred.earliest)
        let offered = offers.first { $0.act.name == asked.act }
        let own = (offered?.missing ?? []).filter { $0.code != "approvals" }
        let doers = try evaluator.doers(of: asked, in: state, on: occurred.day)
        let weighed = weighed(asked.act, doers, at: index).filter { refusal in
            switch refusal {
            case .closed, .notHere, .role, .sameActor: return true
            // Rows are stated like fields; conditions and papers were looked at above.
            case .payload, .guardError, .guardFalse, .needs, .clock, .approvals, .finding, .property,
                .conflict, .unknownAct:
                return false
            }
        }
        return (RefusalReport(own + weighed)?.naming(state.file.openFindings).all) ?? []
    }

    /// Everything that stands in the way of an act without payload, done by these people.
    private func weighed(_ act: String, _ doers: [Doer], at index: Int) -> [Refusal] {
        let place = state.proceedings[index]
        let input = ActInput(
            act: act, payload: [:], doers: doers, occurred: occurred, rows: command.rows,
            outsider: place.definition.acts[act]?.by.first, recordedAt: evaluator.at)
        switch WorkflowStep.admit(place.definition, place.snapshot, act: input, case: state.view(of: index)) {
        case .admitted: return []
        case .refused(let report): return report.all
        }
    }

    /// The states that an act led to, by id.
    private func moved(_ evaluation: Evaluation) -> [String] {
        zip(state.proceedings, evaluation.after.proceedings).flatMap { old, new -> [String] in
            guard old.snapshot.active != new.snapshot.active else { return [] }
            return new.snapshot.active.filter { !old.snapshot.active.contains($0) }.map {
                String($0.split(separator: "/").last ?? "")
            }
        }
    }

    private func officials() throws -> [ActInquiry.Official] {
        try evaluator.registry.ids("actor").map { id in
            ActInquiry.Official(id: id, name: try evaluator.registry.actor(id).displayName)
        }
    }

    private func hand(_ id: String, for act: String, at index: Int?) throws -> Doer {
        let place = index.map { state.proceedings[$0] }
        return try evaluator.registry.actor(id).doer(
            on: occurred.day, for: state.file.region,
            in: place?.body(named: place?.definition.acts[act]?.body), hasSigned: true)
    }

    /// Those who could do an act as far as their roles and what they did before go.
    private func able(_ act: String, at index: Int?) throws -> [ActInquiry.Official] {
        try officials().filter { official in
            let doer = try hand(official.id, for: act, at: index)
            guard let index, !doer.roles.isEmpty else { return index == nil && !doer.roles.isEmpty }
            return !weighed(act, [doer], at: index).contains { refusal in
                refusal.code == "role" || refusal.code == "same-actor"
            }
        }
    }

    private func signatures(
        _ rule: ActRule?, led leader: String?, at index: Int?
    ) throws -> [ActInquiry.Signature] {
        guard let rule, let index, let leader, !leader.isEmpty else { return [] }
        let lead = try hand(leader, for: rule.act, at: index)
        return try rule.signed.map { signature in
            let able = try officials().filter { official in
                let doer = try hand(official.id, for: rule.act, at: index)
                guard official.id != leader, !doer.roles.isDisjoint(with: signature.who) else {
                    return false
                }
                return !weighed(rule.act, [lead, doer], at: index).contains { refusal in
                    if case .sameActor(let reason) = refusal { reason.doer == official.id } else { false }
                }
            }
            return ActInquiry.Signature(roles: signature.who, people: able)
        }
    }

    private func remedies(_ reasons: [Refusal], at index: Int?) throws -> [ActInquiry.Remedy] {
        try reasons.flatMap { reason -> [ActInquiry.Remedy] in
            guard case .closed(let closed) = reason else { return [] }
            return try closed.reopeners.map {
                ActInquiry.Remedy(act: $0.act, people: try able($0.act.id, at: index))
            }
        }
    }
}
