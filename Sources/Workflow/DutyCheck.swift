import Values

/// The rules about who may do an act: roles, signatures, separation.
struct DutyCheck {
    let definition: WorkflowDefinition
    let snapshot: Snapshot
    let act: Named
    let rule: ActRule?
    let doers: [Doer]

    /// For decisions: the first doer has a role that may do it, every other one such a role or one that may sign.
    func role() -> Refusal? {
        guard let rule else { return watcher() }
        let may = Set(rule.who)
        let barred = doers.enumerated().filter { index, doer in
            doer.roles.isDisjoint(with: index == 0 ? may : rule.whoOrSigner)
        }
        guard doers.isEmpty || !barred.isEmpty else { return nil }
        return .role(
            RoleRefusal(
                act: act, may: rule.who.map(definition.roleName), doers: barred.map { described($0.element) })
        )
    }

    /// For facts and what is available always: anybody who has a role that does not only read.
    func watcher() -> Refusal? {
        let readers = Set(definition.roles.filter(\.readsOnly).map(\.id))
        let barred = doers.filter { $0.roles.subtracting(readers).isEmpty }
        guard doers.isEmpty || !barred.isEmpty else { return nil }
        return .role(RoleRefusal(act: act, may: [], doers: barred.map(described)))
    }

    private func described(_ doer: Doer) -> DoerRoles {
        DoerRoles(id: doer.id, roles: doer.roles.sorted().map(definition.roleName))
    }

    /// Everybody's earlier acts that bar them from this one.
    func sameActor() -> [Refusal] {
        var refusals: [Refusal] = []
        for doer in doers {
            if let earlier = snapshot.ledger.first(where: { entry in
                (rule?.notSameActorAs ?? []).contains(entry.act) && entry.doers.contains(doer.id)
            }) {
                refusals.append(refusal(doer, earlier, .notSameActorAs))
                continue
            }
            for line in definition.separate where line.contains(act.id) {
                let others = Set(line).subtracting([act.id])
                let own = snapshot.ledger.filter { others.contains($0.act) && $0.doers.contains(doer.id) }
                guard let earlier = own.first, Set(own.map(\.act)) == others else { continue }
                refusals.append(refusal(doer, earlier, .separate(line.map(definition.actName))))
                break
            }
        }
        return refusals
    }

    private func refusal(_ doer: Doer, _ earlier: PerformedAct, _ rule: SameActorRefusal.Rule) -> Refusal {
        .sameActor(
            SameActorRefusal(
                act: act, doer: doer.id, earlier: definition.actName(earlier.act), occurred: earlier.occurred,
                rule: rule))
    }

    /// Signatures that nobody among the doers gives, and the leading doer when nothing shows that they did it.
    func approvals() -> Refusal? {
        let missing = missingSignatures()
        var unconfirmed: [String] = []
        if let first = doers.first, !first.hasSigned { unconfirmed.append(first.id) }
        guard !missing.isEmpty || !unconfirmed.isEmpty else { return nil }
        return .approvals(
            ApprovalsRefusal(
                act: act, missing: missing.map { $0.map(definition.roleName) }, unconfirmed: unconfirmed))
    }

    /// The required signatures that cannot all be given by distinct doers behind the first.
    private func missingSignatures() -> [[String]] {
        let required = rule?.signed ?? []
        let signers = doers.dropFirst().filter(\.hasSigned)
        /// For each signer the signature they stand for; the largest such matching leaves the missing ones over.
        var given: [Int: Int] = [:]

        func assign(_ signature: Int, tried: inout Set<Int>) -> Bool {
            for (index, signer) in signers.enumerated()
            where !tried.contains(index) && !signer.roles.isDisjoint(with: required[signature]) {
                tried.insert(index)
                if let other = given[index], !assign(other, tried: &tried) { continue }
                given[index] = signature
                return true
            }
            return false
        }

        return required.indices.filter { signature in
            var tried: Set<Int> = []
            return !assign(signature, tried: &tried)
        }.map { required[$0] }
    }
}
