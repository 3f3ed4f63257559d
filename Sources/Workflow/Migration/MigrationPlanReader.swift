import CEL
import Source
import Values

/// Reads a migration plan and holds every name in it against the old or the new text.
///
/// Codes: `S1xx` as in every file; `M101` a name that the old text does not have, `M102` one that the new text does
/// not have, `M103` a state that has states inside, `M104` an expression that does not fit, `M105` another procedure or version.
final class MigrationPlanReader {
    static let what = Bilingual(zh: "迁移方案", en: "the migration plan")

    let old: WorkflowDefinition
    let new: WorkflowDefinition
    let sink = DiagnosticSink()

    init(old: WorkflowDefinition, new: WorkflowDefinition) {
        self.old = old
        self.new = new
    }

    func read(_ node: SourceNode) -> MigrationPlan? {
        let top = MappingReader(node, what: MigrationPlanReader.what, sink: sink)
        let workflow = top.string("migration")
        let from = top.integer("from")
        let to = top.integer("to")
        checkHead(node, workflow: workflow, from: from, to: to)
        let reason = top.label("reason")
        let states = names(
            top.optional("states"), Bilingual(zh: "状态", en: "state"), old: leaves(old), new: leaves(new))
        let acts = names(
            top.optional("acts"), Bilingual(zh: "事项", en: "act"), old: old.allActs.map(\.name),
            new: new.allActs.map(\.name))
        let data = programs(top.optional("data"), "data") { name in
            new.data.first { $0.id == name }?.type.celType
        }
        let clocks = clockSteps(top.optional("clocks"))
        let starts = programs(top.optional("starts"), "starts") { name in
            new.clock(name) == nil ? nil : .date
        }
        let accepted = top.sequence("accept_overdue").compactMap {
            known($0, "accept_overdue", new.clocks.map(\.id), Bilingual(zh: "期限", en: "clock"), code: "M102")
        }
        let proposals = top.optionalString("proposals")
        if let proposals, proposals != "keep", proposals != "lapse" {
            sink.error(
                "S105", Bilingual(zh: "proposals 应为 keep 或 lapse", en: "'proposals' is keep or lapse"),
                at: top.optional("proposals")?.position ?? node.position)
        }
        top.finish()
        guard let workflow, let from, let to, let reason else { return nil }
        return MigrationPlan(
            workflow: workflow, from: Int(clamping: from), to: Int(clamping: to), reason: reason,
            states: states, acts: acts, data: data, clocks: clocks, starts: starts,
            acceptsOverdue: Set(accepted), keepsProposals: proposals == "keep", canonical: node.json)
    }

    private func checkHead(_ node: SourceNode, workflow: String?, from: Int64?, to: Int64?) {
        guard let workflow, let from, let to else { return }
        if workflow != old.id || workflow != new.id || Int(clamping: from) != old.version
            || Int(clamping: to) != new.version
        {
            sink.error(
                "M105",
                Bilingual(
                    zh: "方案是 \(workflow) 的 \(from)→\(to)，给出的是 \(old.reference) 与 \(new.reference)",
                    en: "the plan is for \(workflow) \(from) to \(to), but it is read with \(old.reference) "
                        + "and \(new.reference)"),
                at: node.position)
        }
    }

    private func leaves(_ definition: WorkflowDefinition) -> [String] {
        definition.states.filter(\.children.isEmpty).map(\.id)
    }

    private func known(
        _ node: SourceNode, _ key: String, _ names: [String], _ what: Bilingual, code: String
    ) -> String? {
        guard let name = sink.string(node, key) else { return nil }
        guard !names.contains(name) else { return name }
        report(name, names, what, code: code, at: node.position)
        return nil
    }

    private func report(
        _ name: String, _ names: [String], _ what: Bilingual, code: String, at position: SourcePosition
    ) {
        let text = code == "M101" ? old.reference : new.reference
        let list = names.sorted().joined(separator: ", ")
        sink.error(
            code,
            Bilingual(zh: "\(text) 没有\(what.zh) '\(name)'", en: "\(text) has no \(what.en) '\(name)'"),
            at: position,
            hint: nearest(name, among: names).map {
                Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?")
            } ?? Bilingual(zh: "可用：\(list)", en: "one of: \(list)"))
    }

    private func names(
        _ node: SourceNode?, _ what: Bilingual, old: [String], new: [String]
    ) -> [String: String] {
        var result: [String: String] = [:]
        for entry in entries(node, what) {
            if !old.contains(entry.key) {
                report(entry.key, old, what, code: "M101", at: entry.keyPosition)
            } else if let image = known(entry.value, entry.key, new, what, code: "M102") {
                result[entry.key] = image
            }
        }
        return result
    }

    private func entries(_ node: SourceNode?, _ what: Bilingual) -> [SourceNode.Entry] {
        guard let node else { return [] }
        return MappingReader(node, what: what, sink: sink).keys
    }

    private func clockSteps(_ node: SourceNode?) -> [String: MigrationPlan.ClockStep] {
        let what = Bilingual(zh: "期限", en: "clock")
        var result: [String: MigrationPlan.ClockStep] = [:]
        for entry in entries(node, what) {
            if old.clock(entry.key) == nil {
                report(entry.key, old.clocks.map(\.id), what, code: "M101", at: entry.keyPosition)
                continue
            }
            var to = entry.key
            var policyNode: SourceNode? = entry.value
            if case .mapping = entry.value.content {
                let inner = MappingReader(entry.value, what: what, sink: sink)
                policyNode = inner.optional("policy")
                if let toNode = inner.optional("to") {
                    to = known(toNode, "to", new.clocks.map(\.id), what, code: "M102") ?? to
                }
                inner.finish()
            }
            result[entry.key] = MigrationPlan.ClockStep(to: to, policy: policyNode.flatMap(policy))
        }
        return result
    }

    private func policy(_ node: SourceNode) -> ClockDefinition.OnMigrate? {
        guard let word = sink.string(node, "policy") else { return nil }
        if let policy = ClockDefinition.OnMigrate(rawValue: word) { return policy }
        let list = ClockDefinition.OnMigrate.allCases.map(\.rawValue).joined(separator: ", ")
        sink.error(
            "S105",
            Bilingual(zh: "期限的处置应为以下之一：\(list)", en: "what becomes of a clock is one of: \(list)"),
            at: node.position)
        return nil
    }

    /// Expressions over the old data and the case, by a name of the new text that gives their type.
    private func programs(
        _ node: SourceNode?, _ key: String, type: (String) -> CELType?
    ) -> [String: CELProgram] {
        let environment = GuardEnvironment.environment(schema: old.schema, data: old.data, act: nil)
        var result: [String: CELProgram] = [:]
        for entry in entries(node, Bilingual(zh: key, en: key)) {
            guard let type = type(entry.key) else {
                let names = key == "data" ? new.data.map(\.id) : new.clocks.map(\.id)
                report(
                    entry.key, names,
                    key == "data"
                        ? Bilingual(zh: "数据", en: "data field") : Bilingual(zh: "期限", en: "clock"),
                    code: "M102", at: entry.keyPosition)
                continue
            }
            guard let text = sink.string(entry.value, entry.key) else { continue }
            do {
                result[entry.key] = try CELExpression.parse(text, at: entry.value.position)
                    .check(in: environment, expecting: type)
            } catch {
                for item in error.items {
                    sink.report(
                        Diagnostic(code: "M104", item.message, at: item.position, hint: item.hint))
                }
            }
        }
        return result
    }
}
