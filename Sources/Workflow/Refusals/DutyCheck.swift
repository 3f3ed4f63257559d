import CEL
import Values

/// The rules about who may do an act: roles, signatures, separation.
struct DutyCheck {
    let definition: WorkflowDefinition
    let snapshot: Snapshot
    let view: CaseView
    let act: Named
    let rule: ActRule?
    let input: ActInput

    private var doers: [Doer] { input.doers }

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
                act: act, may: rule.who.map(definition.roleName), of: body(of: rule),
                doers: barred.map { described($0.element) }))
    }

    /// The body that a field names as the one whose people do it.
    private func body(of rule: ActRule) -> String? {
        guard let field = rule.body, case .string(let name)? = snapshot.data[field] else { return nil }
        return name
    }

    /// For facts and what is available always: anybody who has a role that does not only read; what somebody outside did
    /// is recorded by those whom the procedure names.
    func watcher() -> Refusal? {
        if let rule, !rule.recordedBy.isEmpty {
            let barred = doers.filter { $0.roles.isDisjoint(with: rule.recordedBy) }
            guard doers.isEmpty || !barred.isEmpty else { return nil }
            return .role(
                RoleRefusal(
                    act: act, may: rule.recordedBy.map(definition.roleName), doers: barred.map(described)))
        }
        let readers = Set(definition.roles.filter(\.readsOnly).map(\.id))
        let barred = doers.filter { $0.roles.subtracting(readers).isEmpty }
        guard doers.isEmpty || !barred.isEmpty else { return nil }
        return .role(RoleRefusal(act: act, may: [], doers: barred.map(described)))
    }

    private func described(_ doer: Doer) -> DoerRoles {
        doer.described(in: definition)
    }

    /// Everybody's earlier acts that bar them from this one, anywhere on the case.
    func sameActor() -> [Refusal] { doers.compactMap { barred($0) } }

    /// What bars one person from it: an act that says so, or a line of acts of which this would be the last.
    ///
    /// Acts about different rows do not bar each other; one that never happened bars nobody.
    func barred(_ doer: Doer) -> Refusal? {
        let own = (snapshot.ledger + view.elsewhere).filter { entry in
            guard entry.doers.contains(doer.id) else { return false }
            guard !input.rows.isEmpty, let other = entry.row, isOfSameList(entry.act) else { return true }
            return input.rows.contains(other)
        }
        if let earlier = own.first(where: { (rule?.notSameActorAs ?? []).contains($0.act) }) {
            return refusal(doer, earlier, .notSameActorAs)
        }
        for line in definition.separate + view.separateElsewhere where line.contains(act.id) {
            let others = Set(line).subtracting([act.id])
            let done = own.filter { others.contains($0.act) }
            guard let earlier = done.first, Set(done.map(\.act)) == others else { continue }
            return refusal(doer, earlier, .separate(line.map(definition.actName)))
        }
        return excluded(doer, by: own)
    }

    /// What bars one person because of the roles they acted in before; nothing while one of their roles is left for it.
    private func excluded(_ doer: Doer, by own: [PerformedAct]) -> Refusal? {
        let rules = definition.exclusiveRoles + view.exclusiveElsewhere
        let roles = doer.roles.intersection(rule?.whoOrSigner ?? []).sorted()
        guard !rules.isEmpty, !roles.isEmpty else { return nil }
        let barring = roles.map { role in
            own.lazy.compactMap { entry -> (PerformedAct, ExclusiveRoles)? in
                let before = entry.capacities[doer.id] ?? []
                return rules.first { rule in before.contains { rule.bars(role, with: $0) } }.map {
                    (entry, $0)
                }
            }.first
        }
        guard let first = barring.first, let (earlier, rule) = first, !barring.contains(where: { $0 == nil })
        else { return nil }
        return refusal(doer, earlier, .exclusiveRoles(rule))
    }

    /// Whether an earlier act named members of the same list; one that this procedure does not know is taken to have.
    private func isOfSameList(_ earlier: String) -> Bool {
        guard let other = definition.acts[earlier] else { return true }
        return other.of == rule?.of
    }

    private func refusal(_ doer: Doer, _ earlier: PerformedAct, _ rule: SameActorRefusal.Rule) -> Refusal {
        .sameActor(
            SameActorRefusal(
                act: act, doer: doer.id, earlier: definition.actName(earlier.act), occurred: earlier.occurred,
                rule: rule))
    }

    /// The signatures that nobody among the doers gives, when they sign all at the same time.
    func awaited() -> [AwaitedSignature] {
        let fit = SignatureFit(rules: rule?.signed ?? [])
        return fit.missing(Set(fit.together(signers.map(\.roles)).keys))
    }

    /// Those behind the first who stand for it.
    var signers: [Doer] { doers.dropFirst().filter(\.hasSigned) }

    /// Signatures that nobody among the doers gives, where an act cannot wait for them; and the leading doer when nothing
    /// shows that they did it.
    func approvals(mayWait: Bool, isOpening: Bool = false) -> Refusal? {
        let missing = mayWait ? [] : awaited()
        var unconfirmed: [String] = []
        if let first = doers.first, !first.hasSigned { unconfirmed.append(first.id) }
        guard !missing.isEmpty || !unconfirmed.isEmpty else { return nil }
        return .approvals(
            ApprovalsRefusal(
                act: act, missing: missing.map { $0.rule.who.map(definition.roleName) },
                unconfirmed: unconfirmed, isOpening: isOpening))
    }
}

extension Doer {
    /// Who they are and what they hold, in the words of the procedure.
    func described(in definition: WorkflowDefinition) -> DoerRoles {
        DoerRoles(
            id: id, roles: roles.sorted().map(definition.roleName), body: body,
            elsewhere: elsewhere.map {
                NamedElsewhere(role: definition.roleName($0.role), body: $0.body, region: $0.region)
            })
    }
}

extension ActInput {
    /// Those of our own people who stand for it; what somebody outside did, nobody here did.
    var signingIDs: [String] { outsider == nil ? doers.filter(\.hasSigned).map(\.id) : [] }
}

extension WorkflowDefinition {
    /// Whether a rule about who may do what names an act.
    func isWatched(_ act: String) -> Bool {
        separate.contains { $0.contains(act) } || acts.values.contains { $0.notSameActorAs.contains(act) }
    }
}
