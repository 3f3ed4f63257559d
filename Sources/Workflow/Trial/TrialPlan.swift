public import Source
import Values

/// What a simulation is given from a file of facts: a beginning, and steps in order or what goes with each act.
///
/// A file is a list of steps, or a mapping with the keys of a story's `given` and `steps:` or `acts:`. Under `acts:`
/// an act has what goes with it each time it is done, or a list: the first time, the second, and the last for all after.
public struct TrialPlan: Hashable, Sendable {
    /// What holds at the beginning.
    public let given: TrialBeginning
    /// Steps in order; empty where only acts are told.
    public let steps: [TrialStep]
    /// What goes with an act, by act, for each time it is done.
    private let byAct: [String: [TrialStep]]

    /// A plan of nothing.
    public init() {
        given = TrialBeginning()
        steps = []
        byAct = [:]
    }

    private init(given: TrialBeginning, steps: [TrialStep], byAct: [String: [TrialStep]]) {
        self.given = given
        self.steps = steps
        self.byAct = byAct
    }

    /// Reads a file of facts under the definition it is about.
    public static func read(
        _ node: SourceNode, of definition: WorkflowDefinition
    ) throws(DiagnosticList) -> TrialPlan {
        let sink = DiagnosticSink()
        let reader = TrialReader(definition, sink: sink)
        let plan: TrialPlan
        if case .sequence(let items) = node.content {
            let steps = items.compactMap { reader.step($0, people: []) }
            plan = TrialPlan(given: TrialBeginning(), steps: steps, byAct: [:])
        } else {
            plan = TrialPlan.plan(node, reader)
        }
        try sink.throwIfErrors()
        return plan
    }

    private static func plan(_ node: SourceNode, _ reader: TrialReader) -> TrialPlan {
        let top = MappingReader(node, what: Bilingual(zh: "事实文件", en: "the file of facts"), sink: reader.sink)
        let at = top.optional("at").flatMap { reader.moment($0, "at") }
        let given = reader.beginning(top, at: at)
        let steps = top.sequence("steps").compactMap { reader.step($0, people: given.people) }
        var byAct: [String: [TrialStep]] = [:]
        if let acts = top.optional("acts") {
            let what = Bilingual(zh: "acts", en: "'acts'")
            for entry in MappingReader(acts, what: what, sink: reader.sink).keys {
                var items = [entry.value]
                if case .sequence(let several) = entry.value.content { items = several }
                byAct[entry.key] = items.compactMap { item in
                    reader.step(item, act: entry.key, people: given.people)
                }
            }
        }
        top.finish()
        return TrialPlan(given: given, steps: steps, byAct: byAct)
    }

    /// The step for an act that is done for the so many-th time, from 0.
    ///
    /// `by` are those who do it where the plan does not say.
    public func step(_ act: String, time: Int, by: [TrialPerson]?, position: SourcePosition) -> TrialStep {
        guard let known = byAct[act], let last = known.last else {
            return TrialStep(.act(act), by: by, position: position)
        }
        let step = time < known.count ? known[time] : last
        return step.by == nil ? step.done(by: by) : step
    }
}

extension TrialStep {
    /// The same step, done by these.
    public func done(by: [TrialPerson]?) -> TrialStep {
        TrialStep(
            deed, at: at, by: by, payload: payload, rows: rows, papers: papers, seen: seen, facts: facts,
            expectation: expectation, position: position)
    }
}
