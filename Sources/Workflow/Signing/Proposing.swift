import CEL
public import Values

extension WorkflowStep {
    /// Notes an act that waits for signatures: its payload is frozen, no state is left, no clock is met.
    ///
    /// The id follows from the position, so that the same command decided again gives the same proposal.
    public static func propose(
        _ admission: Admission, payloadHash: String? = nil, position: Int?
    ) -> StepResult {
        let act = admission.act
        let definition = admission.definition
        var snapshot = admission.snapshot
        let signers = Array(act.doers.dropFirst().filter(\.hasSigned))
        let fit = SignatureFit(rules: definition.acts[act.act]?.signed ?? [])
        let given = fit.together(signers.map(\.roles)).sorted { $0.key < $1.key }
        let proposal = Proposal(
            id: position.map { "S\($0)" } ?? "S\(snapshot.ledger.count).\(snapshot.proposals.count + 1)",
            act: act.act, rows: act.rows, payloadHash: payloadHash,
            papers: admission.view.papers.filter(\.isFresh).map {
                ProposedPaper(kind: $0.kind, hash: $0.hash)
            }, doers: act.doers, occurred: act.occurred, position: position,
            sources: admission.moves.map(definition.sourceText),
            signatures: given.map { GivenSignature(signer: signers[$0.value], at: act.occurred) })
        snapshot.proposals.append(proposal)
        return StepResult(standing: snapshot, trace: [proposal.trace(in: definition)])
    }

    /// Adds a signature to a proposal, or says why this person may not sign it now.
    ///
    /// Signatures come from distinct persons, none of them the one who leads the act; an approving one waits for those
    /// listed before it; nobody signs who may not do the act for what they did before.
    public static func sign(
        _ id: String, by signer: Doer, occurred: Moment, _ definition: WorkflowDefinition,
        _ snapshot: Snapshot,
        case view: CaseView
    ) throws(RefusalReport) -> SignedProposal {
        let desk = SigningDesk(definition: definition, snapshot: snapshot, view: view, word: .approve)
        let index = try desk.proposal(id, occurred: occurred)
        let proposal = snapshot.proposals[index]
        if let report = RefusalReport(desk.obstacles(for: signer, to: proposal, occurred: occurred)) {
            throw report
        }
        var signed = snapshot
        signed.proposals[index].signatures.append(GivenSignature(signer: signer, at: occurred))
        let awaited = signed.proposals[index].awaited(in: definition)
        var completed = snapshot
        completed.proposals.remove(at: index)
        return SignedProposal(
            proposal: signed.proposals[index], awaited: awaited,
            standing: StepResult(
                standing: signed, trace: [signed.proposals[index].trace(in: definition)]),
            without: completed)
    }

    /// A proposal that was signed by everybody but can no longer be done comes to nothing.
    public static func lapse(
        _ signed: SignedProposal, on report: RefusalReport, _ definition: WorkflowDefinition
    ) -> StepResult {
        let end = ProposalEnd(proposal: signed.proposal, way: .refused(report))
        return StepResult(
            standing: signed.without, trace: [end.trace(in: definition)], proposalEnds: [end])
    }

    /// Turns a proposal down: somebody whose signature it waits for.
    public static func reject(
        _ id: String, by signer: Doer, occurred: Moment, _ definition: WorkflowDefinition,
        _ snapshot: Snapshot,
        case view: CaseView
    ) throws(RefusalReport) -> StepResult {
        let desk = SigningDesk(definition: definition, snapshot: snapshot, view: view, word: .reject)
        let index = try desk.proposal(id, occurred: occurred)
        let proposal = snapshot.proposals[index]
        let may = proposal.awaited(in: definition).flatMap(\.rule.who)
        guard !signer.roles.isDisjoint(with: may) else { throw desk.role(signer, may: may) }
        if proposal.isSigned(by: signer.id) { throw desk.hasSigned(signer, proposal) }
        return desk.without(index, .rejected)
    }

    /// Takes a proposal back: one of those who put it forward.
    public static func withdraw(
        _ id: String, by doer: Doer, occurred: Moment, _ definition: WorkflowDefinition, _ snapshot: Snapshot,
        case view: CaseView
    ) throws(RefusalReport) -> StepResult {
        let desk = SigningDesk(definition: definition, snapshot: snapshot, view: view, word: .withdraw)
        let index = try desk.proposal(id, occurred: occurred)
        let proposal = snapshot.proposals[index]
        guard proposal.doers.contains(where: { $0.id == doer.id }) else {
            throw RefusalReport(
                primary: .role(
                    RoleRefusal(
                        act: desk.word.named,
                        may: proposal.doers.map {
                            Named($0.id, Bilingual(zh: "提出人 \($0.id)", en: "its proposer \($0.id)"))
                        }, doers: [desk.described(doer)])))
        }
        return desk.without(index, .withdrawn)
    }
}

extension WorkflowDefinition {
    /// The state a move starts from as it is stored: with its row inside a template.
    func sourceText(_ move: Move) -> String {
        let source = move.transition.source
        let isRow = tree.index(of: source).flatMap(tree.host(of:)) != nil
        return Place.text(source, row: isRow ? move.row : nil)
    }
}

/// A proposal with one more signature.
public struct SignedProposal: Hashable, Sendable {
    /// The proposal, this signature included.
    public let proposal: Proposal
    /// The signatures it still waits for; empty when it may now be done.
    public let awaited: [AwaitedSignature]
    /// Where the proceeding stands while it waits on.
    public let standing: StepResult
    /// Where the proceeding stands without it: what the act, once complete, is selected and admitted in.
    public let without: Snapshot

    /// Everybody who stands for the act: those who put it forward, then those who signed.
    public var doers: [Doer] {
        let signers = proposal.signatures.map(\.signer)
        let own = proposal.doers.map { doer in
            signers.first { $0.id == doer.id }.map { signer in
                Doer(
                    id: doer.id, roles: doer.roles.union(signer.roles), body: doer.body ?? signer.body,
                    hasSigned: true)
            } ?? doer
        }
        return own + signers.filter { signer in !own.contains { $0.id == signer.id } }
    }
}

/// What people do with a proposal.
public enum SigningWord: String, Hashable, Sendable, CaseIterable {
    /// A signature.
    case approve
    /// Somebody who was to sign turns it down.
    case reject
    /// Its proposer takes it back.
    case withdraw

    /// What people call it.
    public var named: Named {
        switch self {
        case .approve: return Named(rawValue, Bilingual(zh: "签署", en: "signing"))
        case .reject: return Named(rawValue, Bilingual(zh: "退回", en: "turning down"))
        case .withdraw: return Named(rawValue, Bilingual(zh: "撤回", en: "taking back"))
        }
    }
}

/// The checks that signing, rejecting and withdrawing share.
private struct SigningDesk {
    let definition: WorkflowDefinition
    let snapshot: Snapshot
    let view: CaseView
    let word: SigningWord

    func proposal(_ id: String, occurred: Moment) throws(RefusalReport) -> Int {
        guard let index = snapshot.proposals.firstIndex(where: { $0.id == id }) else {
            let known = snapshot.proposals.map(\.id)
            let list = known.joined(separator: ", ")
            throw RefusalReport(
                primary: .payload([
                    PayloadProblem(
                        path: "--proposal", given: "'\(id.prefix(40))'",
                        wanted: known.isEmpty
                            ? Bilingual(zh: "等待签署的事项；现在没有", en: "a proposal that waits; there is none")
                            : Bilingual(zh: "等待签署的事项：\(list)", en: "a proposal that waits: \(list)"))
                ]))
        }
        let last = snapshot.proposals[index].lastSignedAt
        if occurred.isBefore(last) {
            throw RefusalReport(
                primary: .payload([
                    PayloadProblem(
                        path: "occurred", given: occurred.shortText,
                        wanted: Bilingual(
                            zh: "不早于提出和前一签署的时间 \(last.shortText)",
                            en: "not before it was put forward and last signed, \(last.shortText)"))
                ]))
        }
        return index
    }

    /// What keeps somebody from signing.
    func obstacles(for signer: Doer, to proposal: Proposal, occurred: Moment) -> [Refusal] {
        let act = definition.actName(proposal.act)
        var refusals: [Refusal] = []
        let active = definition.active(of: snapshot)
        let isHere = proposal.sources.contains { source in
            let (name, row) = Place.parts(source)
            return definition.tree.index(of: name).map { active.contains(Place($0, row)) } ?? false
        }
        // It would have lapsed had its state been left: the state is frozen.
        if !isHere {
            refusals.append(
                .notHere(
                    NotHereRefusal(
                        act: act, standing: definition.standing(snapshot),
                        possibleIn: proposal.sources.map { definition.stateName(Place.parts($0).name) },
                        possibleNow: definition.possibleNow(snapshot))))
        }
        let awaited = proposal.awaited(in: definition)
        let fitting = awaited.filter { !signer.roles.isDisjoint(with: $0.rule.who) }
        if proposal.isSigned(by: signer.id) {
            refusals += hasSigned(signer, proposal).all
        } else if fitting.isEmpty, slots(proposal, and: signer) == nil {
            refusals += role(signer, may: awaited.flatMap(\.rule.who)).all
        } else if slots(proposal, and: signer) == nil {
            let earlier = awaited.prefix { first in !fitting.contains { $0.number == first.number } }
            refusals.append(
                .approvals(
                    ApprovalsRefusal(
                        act: word.named, missing: earlier.map { $0.rule.who.map(definition.roleName) },
                        unconfirmed: [], isEarlier: true)))
        }
        let duties = DutyCheck(
            definition: definition, snapshot: snapshot, view: view, act: act,
            rule: definition.acts[proposal.act],
            input: ActInput(
                act: proposal.act, payload: [:], doers: [signer], occurred: occurred, rows: proposal.rows))
        if let barred = duties.barred(signer) { refusals.append(barred) }
        if !signer.hasSigned {
            refusals.append(
                .approvals(ApprovalsRefusal(act: word.named, missing: [], unconfirmed: [signer.id])))
        }
        return refusals
    }

    private func slots(_ proposal: Proposal, and signer: Doer) -> [Int]? {
        SignatureFit(rules: definition.acts[proposal.act]?.signed ?? []).slots(
            of: proposal.signatures.map(\.signer.roles) + [signer.roles])
    }

    func role(_ doer: Doer, may: [String]) -> RefusalReport {
        let roles = may.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return RefusalReport(
            primary: .role(
                RoleRefusal(
                    act: word.named, may: roles.map(definition.roleName), doers: [described(doer)])))
    }

    func hasSigned(_ doer: Doer, _ proposal: Proposal) -> RefusalReport {
        let earlier = proposal.signatures.first { $0.signer.id == doer.id }?.at ?? proposal.occurred
        return RefusalReport(
            primary: .sameActor(
                SameActorRefusal(
                    act: word.named, doer: doer.id, earlier: definition.actName(proposal.act),
                    occurred: earlier, rule: .notSameActorAs)))
    }

    func described(_ doer: Doer) -> DoerRoles {
        doer.described(in: definition)
    }

    func without(_ index: Int, _ end: ProposalEnd.Way) -> StepResult {
        var standing = snapshot
        let proposal = standing.proposals.remove(at: index)
        let ended = ProposalEnd(proposal: proposal, way: end)
        return StepResult(standing: standing, trace: [ended.trace(in: definition)], proposalEnds: [ended])
    }
}
