import CEL
import Values

/// The rules of a procedure over one resting configuration.
struct PropertyWatch {
    let definition: WorkflowDefinition
    /// The names of the rules that do not hold, or have no value.
    let broken: Set<String>
    private let snapshot: Snapshot
    private let scope: GuardScope

    init(_ definition: WorkflowDefinition, _ snapshot: Snapshot, view: CaseView) {
        let active = definition.live(of: snapshot)
        let scope = GuardScope(
            definition, active: active, data: snapshot.data, clocks: snapshot.clocks,
            milestones: Set(snapshot.milestones.keys), view: view, act: nil)
        self.definition = definition
        self.snapshot = snapshot
        self.scope = scope
        broken = Set(
            definition.properties.filter { property in
                switch property.rule {
                case .always(let program):
                    // A rule without a value is never taken as kept.
                    return (try? scope.isTrue(program)) != true
                case .never(let program):
                    return (try? scope.isTrue(program)) != false
                case .path(let state, let via):
                    guard let index = definition.tree.index(of: state),
                        active.contains(where: { $0.node == index })
                    else {
                        return false
                    }
                    return !PropertyWatch.missing(via, in: snapshot).isEmpty
                case .leadsTo, .takes: return false
                }
            }.map(\.name))
    }

    /// The acts of a path that were not done.
    private static func missing(_ via: [String], in snapshot: Snapshot) -> [String] {
        via.filter { act in !snapshot.ledger.contains { $0.act == act } }
    }

    func refusal(_ property: PropertyDefinition, act: Named) -> Refusal {
        let name = Named(property.name, property.label)
        if case .path(let state, let via) = property.rule {
            let missing = PropertyWatch.missing(via, in: snapshot).map(definition.actName)
            return .property(
                PropertyRefusal(
                    act: act, property: name, expression: "\(via.joined(separator: ", ")) → \(state)",
                    mustHold: true, linesZH: missing.map { "尚未：\($0.label.zh)" },
                    linesEN: missing.map { "not done: \($0.label.en)" }))
        }
        guard let (program, mustHold) = property.condition else {
            return .property(
                PropertyRefusal(
                    act: act, property: name, expression: property.name, mustHold: true, linesZH: [],
                    linesEN: []))
        }
        let lines = scope.lines(program)
        return .property(
            PropertyRefusal(
                act: act, property: name, expression: program.text, mustHold: mustHold, linesZH: lines.zh,
                linesEN: lines.en))
    }
}
