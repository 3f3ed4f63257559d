import CEL
import Source
import Values

/// An act that was put forward in a simulation, as it was given: payload and papers are frozen until it is done.
struct FrozenTrial: Sendable {
    let payload: [String: CELValue]
    let papers: [TrialPaper]
}

extension Simulation {
    /// Signs what waits, turns it down or takes it back. With the last signature the act is weighed afresh and done then.
    mutating func sign(
        _ signing: TrialSigning, _ step: TrialStep, at moment: Moment, into done: inout SimulatedStep
    ) {
        do throws(RefusalReport) {
            if let seen = step.seen, seen < version {
                throw RefusalReport(primary: .conflict(seen: seen, now: version, by: nil))
            }
            let proposal = try waiting(signing, rows: step.rows)
            let signer = step.by?.first?.doer ?? Casting.signer(signing.word, of: proposal, definition)
            done.isDoerAssumed = step.by == nil
            done.doers = [signer].compactMap { $0 }
            guard let signer else {
                throw RefusalReport(
                    primary: .role(RoleRefusal(act: signing.word.named, may: [], doers: [])))
            }
            done.attached = step.papers ?? []
            var after = self
            after.addPapers(done.attached)
            switch signing.word {
            case .approve:
                let signed = try WorkflowStep.sign(
                    proposal.id, by: signer, occurred: moment, definition, snapshot, case: view)
                if signed.awaited.isEmpty {
                    complete(signed, step, at: moment, after, into: &done)
                    return
                }
                done.take(signed.standing, view: after.view)
            case .reject:
                done.take(
                    try WorkflowStep.reject(
                        proposal.id, by: signer, occurred: moment, definition, snapshot, case: view),
                    view: after.view)
            case .withdraw:
                done.take(
                    try WorkflowStep.withdraw(
                        proposal.id, by: signer, occurred: moment, definition, snapshot, case: view),
                    view: after.view)
            }
            after.take(step.facts)
            after.commit(done.result)
            self = after
        } catch {
            done.refusal = error
        }
    }

    /// The act as it was put forward, with everybody's signature; when it can no longer be done, it lapses.
    private mutating func complete(
        _ signed: SignedProposal, _ step: TrialStep, at moment: Moment, _ signing: Simulation,
        into done: inout SimulatedStep
    ) {
        let frozen = frozen[signed.proposal.id]
        let input = ActInput(
            act: signed.proposal.act, payload: frozen?.payload ?? [:], doers: signed.doers, occurred: moment,
            rows: signed.proposal.rows)
        done.input = input
        var after = signing
        do throws(RefusalReport) {
            let brought = (frozen?.papers ?? []) + done.attached
            let before = view(with: brought)
            done.viewBefore = before
            let admission = try admitted(input, signed.without, before)
            after.addPapers(frozen?.papers ?? [])
            after.take(step.facts)
            done.take(try taken(admission, after.view), view: after.view)
        } catch {
            after = signing
            after.take(step.facts)
            done.lapse = error
            done.take(WorkflowStep.lapse(signed, on: error, definition), view: after.view)
        }
        after.commit(done.result)
        self = after
    }

    /// The proposal of an act that waits, for these rows where there are several.
    private func waiting(_ signing: TrialSigning, rows: [String]) throws(RefusalReport) -> Proposal {
        let all = snapshot.proposals.filter { $0.act == signing.act }
        let meant = rows.isEmpty && all.count == 1 ? all : all.filter { Set($0.rows) == Set(rows) }
        if let found = meant.first { return found }
        let known = snapshot.proposals.map { proposal in
            proposal.rows.isEmpty
                ? proposal.act : "\(proposal.act) of \(proposal.rows.joined(separator: ","))"
        }
        let list = known.joined(separator: "; ")
        throw RefusalReport(
            primary: .payload([
                PayloadProblem(
                    path: signing.word.rawValue, given: "'\(signing.act)'",
                    wanted: known.isEmpty
                        ? Bilingual(
                            zh: "等待签署的事项；现在没有", en: "an act that waits for signatures; there is none now")
                        : Bilingual(zh: "等待签署的事项：\(list)", en: "an act that waits for signatures: \(list)"))
            ]))
    }

    /// A proceeding that a state waits for ends: its result enters as it would by the host.
    mutating func endChild(
        _ end: TrialChildEnd, _ step: TrialStep, at moment: Moment, into done: inout SimulatedStep
    ) {
        let waiting = snapshot.children.last { child in
            guard child.status == .awaited, let state = child.state else { return false }
            return state.split(separator: "/").last.map(String.init) == end.state
                && (step.rows.isEmpty || Set(step.rows).isSubset(of: child.rows))
        }
        guard let child = waiting, let number = child.proceeding else {
            let open = snapshot.children.filter { $0.status == .awaited }.compactMap(\.state)
            let list = open.joined(separator: ", ")
            done.refusal = RefusalReport(
                primary: .payload([
                    PayloadProblem(
                        path: "ended", given: "'\(end.state)'",
                        wanted: open.isEmpty
                            ? Bilingual(
                                zh: "正在等待程序终结的状态；现在没有",
                                en: "a state that waits for a proceeding; there is none now")
                            : Bilingual(
                                zh: "正在等待程序终结的状态：\(list)", en: "a state that waits for a proceeding: \(list)")
                    )
                ]))
            return
        }
        var after = self
        after.take(step.facts)
        do throws(StepFault) {
            done.take(
                try WorkflowStep.childEnded(
                    number, outcome: end.outcome, lines: end.lines, definition, snapshot, case: after.view,
                    occurred: moment), view: after.view)
            after.commit(done.result)
            self = after
        } catch {
            done.refusal = RefusalReport(primary: error.refusal)
        }
    }
}

extension Casting {
    /// Somebody who may sign, turn down or take back: the next one it waits for, or the one who put it forward.
    static func signer(
        _ word: SigningWord, of proposal: Proposal, _ definition: WorkflowDefinition
    ) -> Doer? {
        switch word {
        case .withdraw: return proposal.doers.first
        case .approve, .reject:
            let awaited = proposal.awaited(in: definition)
            guard let next = awaited.first(where: \.isNext) ?? awaited.first else { return nil }
            return Doer(
                id: "\(proposal.act)-\(next.number + 2)", roles: Set(next.rule.who.prefix(1)), body: nil,
                hasSigned: true)
        }
    }
}
