public import Values

/// Roles that nobody fills together in one case (回避): a mediator of the dispute does not arbitrate it later.
public struct ExclusiveRoles: Hashable, Sendable {
    /// The roles, two or more.
    public let roles: [Named]
    /// Where the rule comes from.
    public let source: Bilingual

    /// Makes a rule.
    public init(roles: [Named], source: Bilingual) {
        self.roles = roles
        self.source = source
    }

    /// Whether it names both of two different roles.
    func bars(_ role: String, with other: String) -> Bool {
        role != other && roles.contains { $0.id == role } && roles.contains { $0.id == other }
    }
}

extension WorkflowDefinition {
    /// The roles in which each of those who stand for an act may have acted, as far as a rule asks about them.
    func capacities(in act: ActInput) -> [String: Set<String>] {
        let asked = Set(exclusiveRoles.flatMap { $0.roles.map(\.id) })
        guard !asked.isEmpty, act.outsider == nil else { return [:] }
        let own = capacities(of: act.act).intersection(asked)
        let named = act.doers.filter(\.hasSigned).map { ($0.id, $0.roles.intersection(own)) }
        return Dictionary(named.filter { !$0.1.isEmpty }, uniquingKeysWith: { $0.union($1) })
    }

    /// The roles of an act that its doers, first and further, may act in.
    func capacities(of act: String) -> Set<String> { acts[act]?.whoOrSigner ?? [] }

    /// The acts that nobody who did this one may do, whatever role they choose for either.
    func actsExcluded(by act: String) -> Set<String> {
        guard !exclusiveRoles.isEmpty else { return [] }
        let own = capacities(of: act)
        guard !own.isEmpty else { return [] }
        return Set(
            acts.keys.filter { other in
                let others = capacities(of: other)
                return !others.isEmpty
                    && own.allSatisfy { role in
                        others.allSatisfy { other in exclusiveRoles.contains { $0.bars(role, with: other) } }
                    }
            })
    }
}
