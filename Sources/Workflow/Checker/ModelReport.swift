public import Source
public import Values

/// How large the abstract machine of a procedure was.
public struct ModelSize: Hashable, Sendable {
    /// How many regions were followed one by one; 1 when everything was followed together.
    public let regions: Int
    /// Nodes looked at: configurations with data and clock phases.
    public let nodes: Int
    /// Steps looked at.
    public let edges: Int
    /// Whether everything was looked at; otherwise nothing is concluded from what was not found.
    public let isComplete: Bool

    /// The figures as JSON.
    public var json: JSON {
        .object([
            "regions": .integer(Int64(regions)), "nodes": .integer(Int64(nodes)),
            "edges": .integer(Int64(edges)), "complete": .bool(isComplete),
        ])
    }
}

/// Everything the model checker has to say about one procedure.
public struct ModelReport: Hashable, Sendable {
    /// What is wrong or worth knowing, without what the author accepted.
    public let findings: [WorkflowFinding]
    /// What the author accepted, each with the waiver.
    public let waived: [WaivedFinding]
    /// For each rule what could be shown.
    public let verdicts: [PropertyVerdict]
    /// For each end the smallest crew.
    public let crews: [CrewReport]
    /// How large it was.
    public let size: ModelSize

    /// Whether anything found is an error.
    public var hasErrors: Bool { findings.contains { $0.diagnostic.severity == .error } }
}

/// A finding that the author of the procedure accepts.
public struct WaivedFinding: Hashable, Sendable {
    /// The finding.
    public let finding: WorkflowFinding
    /// Why it is accepted.
    public let reason: Bilingual
}

/// Explores a procedure before anyone uses it.
///
/// The abstraction: active states (region by region where there are too many together), flags and enumerations of
/// `data`, the phases of the clocks that matter, and for single rules the values of the case they compare. All else may
/// be either way at any time, so that what is never found can never happen; what is found is walked with the real step.
public enum ModelChecker {
    /// Looks at everything that can be looked at.
    public static func check(_ definition: WorkflowDefinition) -> ModelReport {
        check(definition, together: ExplorationPlan.product)
    }

    /// The same, with another bound on how many configurations are followed together.
    static func check(_ definition: WorkflowDefinition, together product: Int) -> ModelReport {
        let model = CheckModel(definition)
        let plan = ExplorationPlan(model, product: product)
        let units = plan.units.map { CheckedUnit(model, $0, plan.following($0)) }
        let verdicts = PropertyVerdicts(model, plan, units)
        let crews = CrewSearch(model, plan).reports()
        var findings = ModelFindings(model, units)
        findings.add(verdicts.findings)
        findings.add(crews)
        var kept: [WorkflowFinding] = []
        var waived: [WaivedFinding] = []
        for finding in findings.found.sorted(by: { $0.diagnostic.position < $1.diagnostic.position }) {
            let waiver = definition.waivers.first {
                $0.code == finding.diagnostic.code && $0.place == finding.subject
            }
            if let waiver, finding.diagnostic.severity != .error {
                waived.append(WaivedFinding(finding: finding, reason: waiver.reason))
            } else {
                kept.append(finding)
            }
        }
        let size = ModelSize(
            regions: units.count, nodes: units.map { $0.explorer.nodes.count }.reduce(0, +),
            edges: units.map { $0.explorer.edges.count }.reduce(0, +),
            isComplete: units.allSatisfy { $0.explorer.isComplete })
        return ModelReport(
            findings: kept, waived: waived, verdicts: verdicts.verdicts, crews: crews, size: size)
    }
}
