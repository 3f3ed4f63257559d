import CEL
import Source
import Values

extension TrialReader {
    /// A step of a story, or what goes with an act that is named elsewhere.
    func step(_ node: SourceNode, act named: String? = nil, people: [TrialPerson]) -> TrialStep? {
        let reader = MappingReader(node, what: Bilingual(zh: "步骤", en: "the step"), sink: sink)
        let deed = named.map(TrialStep.Deed.act) ?? DeedReader(self).deed(reader)
        let at = reader.optional("at").flatMap { moment($0, "at") }
        let by = doers(reader, people: people)
        let set = reader.optional("set")
        let rows = reader.strings("of", orSingle: true)
        let papers = self.papers(reader, "attach")
        if case .sign? = deed, let by, by.count != 1 {
            sink.error(
                "S105",
                Bilingual(zh: "每人各签一次：by 应为一个人", en: "everybody signs for themselves: 'by' is one person"),
                at: node.position)
        }
        let seen = reader.optionalInteger("seen")
        let learned = facts(reader)
        let expectation = reader.optional("expect").flatMap { self.expectation($0, mayBeRefused: true) }
        reader.finish()
        guard let deed else { return nil }
        if deed == .learn, learned.isEmpty {
            sink.error(
                "S102",
                Bilingual(
                    zh: "步骤须有 act、approve、reject、withdraw、ended、wait 之一，或写明得知了什么（case、papers、findings）",
                    en:
                        "a step has one of 'act', 'approve', 'reject', 'withdraw', 'ended', 'wait', or what becomes "
                        + "known: 'case', 'papers', 'findings'"),
                at: node.position)
            return nil
        }
        let payload = set?.json ?? .object([:])
        if case .act(let name) = deed {
            check(
                act: name, payload: payload, refused: expectation?.refused,
                at: reader.node["act"] ?? node, set)
        }
        return TrialStep(
            deed, at: at, by: by, payload: payload, rows: rows, papers: papers, seen: seen.map { Int($0) },
            facts: learned, expectation: expectation, position: node.position)
    }

    /// `case`, `papers`, `findings`: what is known afterwards.
    func facts(_ reader: MappingReader) -> TrialFacts {
        TrialFacts(
            record: record(reader.optional("case")), papers: papers(reader, "papers") ?? [],
            findings: reader.optional("findings").map { _ in reader.strings("findings", orSingle: true) },
            carriedRoutes: carried(reader))
    }

    /// The routes of other proceedings that carry a claim of this one.
    func carried(_ reader: MappingReader) -> [String]? {
        reader.optional("carried").map { _ in reader.strings("carried", orSingle: true) }
    }

    /// An act there is, with a payload it takes, unless the story says that it is refused for that.
    private func check(
        act name: String, payload: JSON, refused: String?, at node: SourceNode, _ set: SourceNode?
    ) {
        guard let schema = definition.act(named: name) else {
            if refused != "unknown-act" {
                sink.unknownName(
                    name, known: definition.allActs.map(\.name), Bilingual(zh: "事项", en: "act"),
                    at: node.position)
            }
            return
        }
        guard refused != "payload" else { return }
        do {
            _ = try PayloadReader.read(payload, fields: schema.payload)
        } catch {
            for problem in error.items {
                sink.error(
                    "W110",
                    Bilingual(
                        zh: "事项 '\(name)' 的内容：\(problem.text(.zh))",
                        en: "payload of '\(name)': \(problem.text(.en))"),
                    at: set?.position ?? node.position,
                    hint: Bilingual(
                        zh: "若要说明它被拒绝，写 expect: {refused: payload}",
                        en: "if it is to be refused for that, write expect: {refused: payload}"))
            }
        }
    }

    func expectation(_ node: SourceNode, mayBeRefused: Bool) -> TrialExpectation? {
        let reader = MappingReader(node, what: Bilingual(zh: "预期", en: "the expectation"), sink: sink)
        let refused = mayBeRefused ? reader.optional("refused").flatMap(code) : nil
        let states = reader.optional("state").map { _ in
            reader.sequence("state", orSingle: true).compactMap(leaf)
        }
        let outcome = reader.optional("outcome").flatMap(self.outcome)
        let data = self.data(reader.optional("data"))
        let clocks = self.clocks(reader.optional("clocks"))
        let waiting = reader.optional("waiting").map { _ in
            reader.sequence("waiting", orSingle: true).compactMap(signedAct)
        }
        reader.finish()
        return TrialExpectation(
            refused: refused, states: states, outcome: outcome, data: data, clocks: clocks, waiting: waiting)
    }

    /// An act that is signed by others than the one who leads it.
    func signedAct(_ node: SourceNode) -> String? {
        guard let name = sink.string(node, "act") else { return nil }
        let known = definition.acts.filter { !$0.value.signed.isEmpty }.keys.sorted()
        if known.contains(name) { return name }
        sink.unknownName(
            name, known: known, Bilingual(zh: "须签署（signed）的事项", en: "act with 'signed'"), at: node.position)
        return nil
    }

    private func code(_ node: SourceNode) -> String? {
        guard let code = sink.string(node, "refused") else { return nil }
        if Refusal.codes.contains(code) { return code }
        let all = Refusal.codes.joined(separator: ", ")
        sink.error(
            "S105", Bilingual(zh: "没有拒绝代码 '\(code)'", en: "there is no refusal code '\(code)'"),
            at: node.position, hint: Bilingual(zh: "可用：\(all)", en: "one of: \(all)"))
        return nil
    }

    /// A state with nothing inside: only such stand in a configuration.
    private func leaf(_ node: SourceNode) -> String? {
        guard let id = sink.string(node, "state") else { return nil }
        let leaves = definition.states.filter { $0.children.isEmpty || $0.forEach != nil }.map(\.id)
        // In a list the row stands behind the state: `owing[P3]`.
        if leaves.contains(Place.parts(id).name) { return id }
        sink.unknownName(
            id, known: leaves, Bilingual(zh: "最内层状态", en: "innermost state"), at: node.position)
        return nil
    }

    private func outcome(_ node: SourceNode) -> String? {
        guard let name = sink.string(node, "outcome") else { return nil }
        let known = Set(definition.states.compactMap(\.outcome)).sorted()
        if known.contains(name) { return name }
        sink.unknownName(name, known: known, Bilingual(zh: "结果", en: "outcome"), at: node.position)
        return nil
    }

    private func clocks(_ node: SourceNode?) -> [TrialClock] {
        guard let node else { return [] }
        let reader = MappingReader(node, what: Bilingual(zh: "期限", en: "the clocks"), sink: sink)
        return reader.keys.compactMap { entry in
            let papers = definition.acts.keys.map { ClockRun.papersPrefix + $0 }
            let known = definition.clocks.map(\.id)
            // In a list the row stands behind the clock: `suit[A-7:P3]`.
            guard known.contains(Place.parts(entry.key).name) || papers.contains(entry.key) else {
                sink.unknownName(
                    entry.key, known: known, Bilingual(zh: "期限", en: "clock"), at: entry.keyPosition)
                return nil
            }
            let inner = MappingReader(entry.value, what: Bilingual(zh: "期限", en: "the clock"), sink: sink)
            let due = inner.optional("due").flatMap { moment($0, "due") }
            let phase = inner.optional("is").flatMap(self.phase)
            inner.finish()
            return TrialClock(id: entry.key, due: due, phase: phase)
        }
    }

    private func phase(_ node: SourceNode) -> TrialClock.Phase? {
        guard let word = sink.string(node, "is") else { return nil }
        if let phase = TrialClock.Phase(rawValue: word) { return phase }
        let all = TrialClock.Phase.allCases.map(\.rawValue).joined(separator: ", ")
        sink.error(
            "S105", Bilingual(zh: "期限不会是 '\(word)'", en: "a clock cannot be '\(word)'"), at: node.position,
            hint: Bilingual(zh: "可用：\(all)", en: "one of: \(all)"))
        return nil
    }
}
