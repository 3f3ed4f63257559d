import CEL
import Values

/// An act that a proceeding can take where it stands.
public struct Offer: Hashable, Sendable {
    /// The act.
    public let act: ActSchema
    /// The states it may lead to, by id; empty when it stays.
    public let leadsTo: [String]
    /// Roles that may do it.
    public let whoMay: [String]
    /// What stands in the way whoever does it: guards that cannot hold now, papers, signatures, findings.
    public let missing: [Refusal]

    /// Whether nothing but the right person is missing.
    public var isPossibleNow: Bool { missing.isEmpty }
}

extension WorkflowStep {
    /// What can be done where a proceeding stands, in the order of the file: by whom, what is missing, where it leads.
    public static func offers(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView
    ) -> [Offer] {
        let active = snapshot.activeIDs(in: definition).union([definition.root.id])
        let here = definition.root.descendants.filter { active.contains($0.id) }.flatMap(\.transitions)
        var names: [String] = []
        for transition in here {
            let name: String?
            switch transition.trigger {
            case .act(let act): name = snapshot.outcome == nil ? act : nil
            case .reopen(let act): name = snapshot.outcome == nil ? nil : act
            case .auto, .done, .breach: name = nil
            }
            if let name, !names.contains(name) { names.append(name) }
        }
        return names.compactMap { name in
            guard let schema = definition.act(named: name) else { return nil }
            let mine = here.filter { $0.trigger.act == name }
            var targets: [String] = []
            for target in mine.compactMap(\.target) where !targets.contains(target) { targets.append(target) }
            return Offer(
                act: schema, leadsTo: targets, whoMay: definition.acts[name]?.who ?? [],
                missing: missing(schema, mine, definition, snapshot, view))
        }
    }

    /// What stands in the way of an act whoever does it: weighed as for a person who may, who leaves the payload open.
    private static func missing(
        _ schema: ActSchema, _ transitions: [TransitionDefinition], _ definition: WorkflowDefinition,
        _ snapshot: Snapshot, _ view: CaseView
    ) -> [Refusal] {
        guard schema.isRefusable else { return [] }
        let rule = definition.acts[schema.name]
        let latest = transitions.compactMap { snapshot.enteredAt[$0.source] }.map(\.latest).max()
        let someone = Doer(id: "", roles: Set(rule?.who ?? []), hasSigned: true)
        let input = ActInput(
            act: schema.name, payload: [:], doers: [someone], occurred: .instant(latest ?? Instant(microseconds: 0)))
        guard case .refused(let report) = admit(definition, snapshot, act: input, case: view) else { return [] }
        let readsPayload = transitions.contains { $0.condition?.references.contains { $0.hasPrefix("act.") } ?? false }
        return report.all.filter { refusal in
            switch refusal {
            case .needs, .approvals, .finding, .clock, .property, .closed: return true
            // What the payload decides cannot be told before there is one.
            case .guardFalse, .guardError: return !readsPayload
            case .role, .sameActor, .payload, .notHere, .unknownAct, .conflict: return false
            }
        }
    }
}
