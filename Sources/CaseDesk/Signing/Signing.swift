import EventLog
import Source
import TransparencyLog
import Values
import WageArrears
import Workflow

/// An act that was put forward, as it was given: the payload is kept with its entry, not with the position.
struct FrozenProposal: Hashable, Sendable {
    /// The command as it was given.
    let command: ActCommand
    /// Whether personal words of it were erased since.
    let hasLostWords: Bool

    /// The same proposal with other ids for whom it is about; its proceeding is known by where it waits.
    func renamed(by names: FactNames) -> FrozenProposal {
        guard !names.ids.isEmpty else { return self }
        var command = command
        command.payload = names.renaming(command.payload)
        command.rows = command.rows.map(names.renaming)
        return FrozenProposal(command: command, hasLostWords: hasLostWords)
    }
}

/// What somebody does with a proposal.
enum SigningVerb: String, CaseIterable {
    case approve, reject, withdraw

    /// The type of the entry when the act is not done by it.
    var entryType: String {
        switch self {
        case .approve: return "proposal.signed"
        case .reject: return "proposal.rejected"
        case .withdraw: return "proposal.withdrawn"
        }
    }
}

/// The marks that tell the entry of a signature from that of an act done at once.
struct SigningMark: Hashable {
    let verb: SigningVerb
    let proposal: String
    /// The papers that came with the signature itself.
    let ownPapers: Int
    let givenDoers: [String]
    let isConfirmed: Bool
    let reason: String?

    /// A stored command with the marks.
    func marking(_ stored: JSON) -> JSON {
        guard case .object(var members) = stored else { return stored }
        members["verb"] = .string(verb.rawValue)
        members["proposal"] = .string(proposal)
        members["given_doers"] = .array(givenDoers.map(JSON.string))
        if isConfirmed { members["own_confirmed"] = .bool(true) }
        if ownPapers > 0 { members["own_papers"] = .integer(Int64(ownPapers)) }
        return .object(members)
    }
}

extension ActEvaluator {
    /// Signs a proposal, turns it down or takes it back. With the last signature the act is weighed and done anew, as of
    /// now; when it can no longer be done, that it lapsed is recorded with the reason.
    func sign(_ command: ActCommand, proposal id: String, in state: CaseState) throws -> Evaluation {
        let occurred = command.occurred ?? .instant(at)
        guard let verb = SigningVerb(rawValue: command.act) else {
            let near = nearest(command.act, among: SigningVerb.allCases.map(\.rawValue))
            throw RefusalReport(primary: .unknownAct(command.act, nearest: near))
        }
        let index = try place(of: id, in: state)
        try check(command, documents: state.proceedings[index].definition.documents)
        try checkTime(occurred)
        let signer = try signer(of: command, in: state, on: occurred.day)
        let place = state.proceedings[index]
        let view = state.view(of: index)
        let mark = SigningMark(
            verb: verb, proposal: id, ownPapers: command.papers.count, givenDoers: command.doers,
            isConfirmed: command.isConfirmed, reason: command.reason)
        switch verb {
        case .approve:
            let signed = try WorkflowStep.sign(
                id, by: signer, occurred: occurred, place.definition, place.snapshot, case: view)
            guard signed.awaited.isEmpty else {
                return noted(command, mark, signed.standing, [signer], of: signed.proposal, index, in: state)
            }
            return try complete(command, mark, signed, signer, index, in: state)
        case .reject:
            try checkReason(command)
            let result = try WorkflowStep.reject(
                id, by: signer, occurred: occurred, place.definition, place.snapshot, case: view)
            return noted(
                command, mark, result, [signer], of: result.proposalEnds.first?.proposal, index, in: state)
        case .withdraw:
            let result = try WorkflowStep.withdraw(
                id, by: signer, occurred: occurred, place.definition, place.snapshot, case: view)
            return noted(
                command, mark, result, [signer], of: result.proposalEnds.first?.proposal, index, in: state)
        }
    }

    /// The last signature is there: the act as it was put forward, selected and admitted afresh.
    private func complete(
        _ command: ActCommand, _ mark: SigningMark, _ signed: SignedProposal, _ signer: Doer, _ index: Int,
        in state: CaseState
    ) throws -> Evaluation {
        guard let frozen = state.frozen[signed.proposal.id] else {
            throw DeskFailure.unreadable(position: signed.proposal.position ?? position)
        }
        var whole = frozen.command
        whole.proceeding = state.proceedings[index].id
        whole.papers += command.papers
        whole.occurred = command.occurred ?? .instant(at)
        whole.recorder = command.recorder
        whole.doers = signed.doers.map(\.id)
        whole.signedDoers = signed.doers
        if command.isConfirmed {
            whole.isConfirmed = true
            whole.reason = command.reason ?? whole.reason
        }
        var without = state
        without.proceedings[index].snapshot = signed.without
        do {
            var evaluation = try evaluate(whole, in: without)
            evaluation.mark = mark
            evaluation.proposals.insert(change("performed", signed.proposal), at: 0)
            return evaluation
        } catch let report as RefusalReport {
            let result = WorkflowStep.lapse(signed, on: report, state.proceedings[index].definition)
            var evaluation = noted(
                command, mark, result, [signer], of: signed.proposal, index, in: state)
            evaluation.lapse = report
            return evaluation
        }
    }

    /// An entry that moves nothing: a signature, or the end of a proposal; papers that come with it go on record.
    private func noted(
        _ command: ActCommand, _ mark: SigningMark, _ result: StepResult, _ doers: [Doer],
        of proposal: Proposal?, _ index: Int, in state: CaseState
    ) -> Evaluation {
        let occurred = command.occurred ?? .instant(at)
        var after = state
        after.proceedings[index].snapshot = result.snapshot
        let act = proposal?.act ?? command.act
        let filed = WageArrearsVocabulary.recordPapers(
            ActRequest(
                act: act, payload: [:], occurred: occurred, doers: doers.map(\.id),
                recorder: command.recorder,
                papers: command.papers), in: state.file, context(state, proceeding: index, Lookups(registry)))
        let reference = EntryRef(
            position: position, version: state.version + 1, occurred: occurred, at: at,
            doers: doers.map(\.id),
            recorder: command.recorder, act: act)
        for fact in filed.facts { after.record(fact, from: reference, in: nil) }
        var noted = command
        noted.act = act
        noted.payload = .object([:])
        var evaluation = Evaluation(
            schema: state.proceedings[index].definition.act(named: act), command: noted, occurred: occurred,
            doers: doers, decision: filed, facts: filed.facts, after: after, changes: [])
        evaluation.mark = mark
        evaluation.entryType = mark.verb.entryType
        if mark.verb == .approve, let proposal { evaluation.proposals.append(change("signed", proposal)) }
        evaluation.proposals += ends(result.proposalEnds, in: state.proceedings[index].definition)
        return evaluation
    }

    /// A change of a proposal as it is stored.
    func change(_ change: String, _ proposal: Proposal) -> JSON {
        .object(["proposal": .string(proposal.id), "act": .string(proposal.act), "change": .string(change)])
    }

    /// How proposals came to nothing, as it is stored.
    func ends(_ ends: [ProposalEnd], in definition: WorkflowDefinition) -> [JSON] {
        ends.map { end in
            var codes: [String]?
            if case .refused(let report) = end.way { codes = report.all.map(\.code) }
            let text = end.text(in: definition)
            return .object(omitting: [
                "proposal": .string(end.proposal.id), "act": .string(end.proposal.act),
                "change": .string(end.way.code), "codes": codes.map { .array($0.map(JSON.string)) },
                "text": .object(["zh": .string(text.zh), "en": .string(text.en)]),
            ])
        }
    }

    private func place(of id: String, in state: CaseState) throws -> Int {
        if let index = state.proceedings.firstIndex(where: { $0.snapshot.proposals.contains { $0.id == id } })
        {
            return index
        }
        let known = state.proceedings.flatMap(\.snapshot.proposals).map(\.id).joined(separator: ", ")
        let problem = PayloadProblem(
            path: "proposal", given: "'\(id.prefix(40))'",
            wanted: known.isEmpty
                ? Bilingual(zh: "等待签署的事项；本案现在没有", en: "a proposal that waits; this case has none now")
                : Bilingual(zh: "等待签署的事项：\(known)", en: "a proposal that waits: \(known)"))
        throw RefusalReport(primary: .payload([problem]))
    }

    private func signer(of command: ActCommand, in state: CaseState, on day: Day) throws -> Doer {
        let doers = try doers(of: command, in: state, on: day)
        guard let signer = doers.first, doers.count == 1 else {
            let problem = PayloadProblem(
                path: "--by", given: doers.map(\.id).joined(separator: ", "),
                wanted: Bilingual(zh: "一个人；每人各签一次", en: "one person; everybody signs for themselves"))
            throw RefusalReport(primary: .payload([problem]))
        }
        return signer
    }

    private func checkReason(_ command: ActCommand) throws {
        guard (command.reason ?? "").allSatisfy(\.isWhitespace) else { return }
        let problem = PayloadProblem(
            path: "reason", given: "—", wanted: Bilingual(zh: "退回的理由", en: "why it is turned down"))
        throw RefusalReport(primary: .payload([problem]))
    }
}

extension ActEvaluator {
    /// The hash by which a proposal names its frozen payload: without personal words, so that they can be erased.
    static func payloadHash(_ payload: JSON, schema: ActSchema) -> String {
        Digest.sha256(PersonalSplit.split(payload, fields: schema.payload).clear.canonicalBytes).hex
    }
}
