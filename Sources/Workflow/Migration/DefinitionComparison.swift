import CEL
import Source
import Values

/// Collects the differences between two versions, part by part.
struct DefinitionComparison {
    let old: WorkflowDefinition
    let new: WorkflowDefinition
    var changes: [DefinitionDiff.Change] = []

    init(old: WorkflowDefinition, new: WorkflowDefinition) {
        self.old = old
        self.new = new
    }

    mutating func run() {
        compareStates()
        compareTransitions()
        compareActs()
        compareData()
        compareClocks()
        compareRules()
    }

    private mutating func add(
        _ verdict: DefinitionDiff.Verdict, _ subject: String, _ zh: String, _ en: String
    ) {
        changes.append(
            DefinitionDiff.Change(verdict: verdict, subject: subject, text: Bilingual(zh: zh, en: en)))
    }

    // MARK: States

    private mutating func compareStates() {
        for state in old.states {
            let subject = "state \(state.id)"
            guard let now = new.state(state.id) else {
                if state.children.isEmpty {
                    add(
                        .breaking, subject, "状态“\(state.label.zh)”没有了；案件可能正处于其中",
                        "the state '\(state.label.en)' is gone, and a case may stand in it")
                } else {
                    add(
                        .mapped, subject, "上级状态“\(state.label.zh)”没有了",
                        "the state '\(state.label.en)' around others is gone")
                }
                continue
            }
            if state.children.isEmpty, !now.children.isEmpty {
                add(
                    .breaking, subject, "“\(state.label.zh)”内现在有下级状态，须写明案件处于哪一个",
                    "'\(state.label.en)' has states inside now; say in which of them a case stands")
            } else if state.address != now.address {
                add(
                    .mapped, subject, "“\(state.label.zh)”移到了 \(now.address)",
                    "'\(state.label.en)' has moved to \(now.address)")
            } else if state.shape != now.shape {
                add(
                    .mapped, subject, "“\(state.label.zh)”的性质变了（开始状态、终结、结果、中止或逐行）",
                    "'\(state.label.en)' is made otherwise (initial, final, outcome, hold or rows)")
            } else if state.kind == .parallel,
                Set(state.children.map(\.id)) != Set(now.children.map(\.id))
            {
                add(
                    .breaking, subject, "“\(state.label.zh)”的区域变了，案件须在每个区域各处一个状态",
                    "'\(state.label.en)' has other regions, and a case stands in one state of each")
            }
        }
        for state in new.states where old.state(state.id) == nil {
            add(
                .additive, "state \(state.id)", "新状态“\(state.label.zh)”",
                "the state '\(state.label.en)' is new")
        }
    }

    // MARK: Transitions

    private mutating func compareTransitions() {
        for state in old.states {
            guard let now = new.state(state.id) else { continue }
            let before = state.transitions.map(\.meaning)
            let after = now.transitions.map(\.meaning)
            for (index, transition) in state.transitions.enumerated() where !after.contains(before[index]) {
                add(
                    .mapped, "transition \(state.id)",
                    "“\(state.label.zh)”中的转移没有了或变了：\(transition.summary(in: old, .zh))",
                    "in '\(state.label.en)' a transition is gone or changed: "
                        + transition.summary(in: old, .en))
            }
            for (index, transition) in now.transitions.enumerated() where !before.contains(after[index]) {
                let isNew = isOpening(transition, from: state)
                add(
                    isNew ? .additive : .mapped, "transition \(state.id)",
                    isNew
                        ? "“\(state.label.zh)”中新的办法：\(transition.summary(in: new, .zh))"
                        : "“\(state.label.zh)”中新的转移，未能证明不改变原有步骤：\(transition.summary(in: new, .zh))",
                    isNew
                        ? "in '\(state.label.en)' one more way: \(transition.summary(in: new, .en))"
                        : "in '\(state.label.en)' a new transition, not shown to leave earlier steps as they were: "
                            + transition.summary(in: new, .en))
            }
        }
    }

    /// Whether a new transition only opens what was refused before: an act that nothing around or inside took there.
    private func isOpening(_ transition: TransitionDefinition, from state: StateDefinition) -> Bool {
        guard case .act = transition.trigger, let index = old.tree.index(of: state.id) else { return false }
        let near = old.tree.nodes.indices.filter {
            $0 == index || old.tree.isInside($0, index) || old.tree.isInside(index, $0)
        }
        // A fact is recorded everywhere, and moved nothing before.
        guard let act = transition.trigger.act, new.act(named: act)?.kind == .decision else { return false }
        return !near.contains { node in
            old.tree[node].transitions.contains { $0.trigger == transition.trigger }
        }
    }

    // MARK: Acts

    private mutating func compareActs() {
        for (name, rule) in old.acts.sorted(by: { $0.key < $1.key }) {
            guard let now = new.acts[name] else {
                let label = old.actLabel(name)
                add(
                    .mapped, "act \(name)", "事项“\(label.zh)”没有了；已办的记录需要对应",
                    "the act '\(label.en)' is gone; what was done needs an image")
                continue
            }
            compare(rule, now)
        }
        for name in new.acts.keys.sorted() where old.acts[name] == nil {
            let label = new.actLabel(name)
            add(.additive, "act \(name)", "新事项“\(label.zh)”", "the act '\(label.en)' is new")
        }
        for schema in old.declaredActs {
            guard let now = new.declaredActs.first(where: { $0.name == schema.name }) else { continue }
            compare(schema, now)
        }
    }

    private mutating func compare(_ rule: ActRule, _ now: ActRule) {
        let subject = "act \(rule.act)"
        let label = old.actLabel(rule.act)
        let lost = Set(rule.who).subtracting(now.who)
        if !lost.isEmpty {
            let roles = lost.sorted().joined(separator: ", ")
            add(
                .mapped, subject, "“\(label.zh)”不再允许：\(roles)",
                "'\(label.en)' is no longer open to: \(roles)")
        } else if rule.who != now.who {
            add(.additive, subject, "“\(label.zh)”可由更多角色办理", "'\(label.en)' is open to more roles")
        }
        if rule.needs != now.needs {
            add(.mapped, subject, "“\(label.zh)”所需材料变了", "'\(label.en)' needs other papers")
        }
        if rule.signed != now.signed {
            add(.mapped, subject, "“\(label.zh)”所需签署变了", "'\(label.en)' takes other signatures")
        }
        if Set(rule.notSameActorAs) != Set(now.notSameActorAs) {
            add(
                .mapped, subject, "“\(label.zh)”的回避要求变了",
                "'\(label.en)' is closed to the doers of other acts")
        }
    }

    private mutating func compare(_ schema: ActSchema, _ now: ActSchema) {
        let subject = "act \(schema.name)"
        if schema.kind != now.kind {
            add(
                .mapped, subject, "“\(schema.label.zh)”由事实改为决定，或相反",
                "'\(schema.label.en)' is a decision instead of a fact, or the other way round")
        }
        for field in schema.payload {
            let match = now.payload.first { $0.name == field.name }
            if match?.type != field.type || (match?.isRequired ?? false) && !field.isRequired {
                add(
                    .mapped, subject, "“\(schema.label.zh)”的字段 \(field.name) 变了",
                    "'\(schema.label.en)': the field \(field.name) changed")
            }
        }
        for field in now.payload where !schema.payload.contains(where: { $0.name == field.name }) {
            add(
                field.isRequired ? .mapped : .additive, subject,
                "“\(schema.label.zh)”的新字段 \(field.name)",
                "'\(schema.label.en)' has the new field \(field.name)")
        }
    }

    // MARK: Data, clocks, rules

    private mutating func compareData() {
        for field in old.data {
            guard let now = new.data.first(where: { $0.id == field.id }) else {
                add(
                    .mapped, "data \(field.id)", "数据“\(field.label.zh)”没有了，其值会丢失",
                    "the data field '\(field.label.en)' is gone, and what it held is lost")
                continue
            }
            guard now.type != field.type else { continue }
            if case .enumeration(let words) = field.type, case .enumeration(let more) = now.type,
                Set(words).isSubset(of: more)
            {
                add(
                    .additive, "data \(field.id)", "数据“\(field.label.zh)”可取更多值",
                    "the data field '\(field.label.en)' may hold more words")
            } else {
                add(
                    .mapped, "data \(field.id)", "数据“\(field.label.zh)”的类型变了",
                    "the data field '\(field.label.en)' has another type")
            }
        }
        for field in new.data where !old.data.contains(where: { $0.id == field.id }) {
            add(
                .additive, "data \(field.id)", "新数据“\(field.label.zh)”",
                "the data field '\(field.label.en)' is new")
        }
    }

    private mutating func compareClocks() {
        let before = CanonicalParts(old.canonical)
        let after = CanonicalParts(new.canonical)
        for clock in old.clocks {
            guard new.clock(clock.id) != nil else {
                add(
                    .mapped, "clock \(clock.id)", "期限“\(clock.label.zh)”没有了",
                    "the limit '\(clock.label.en)' is gone")
                continue
            }
            if before.clock(clock.id) != after.clock(clock.id) {
                add(
                    .mapped, "clock \(clock.id)", "期限“\(clock.label.zh)”变了",
                    "the limit '\(clock.label.en)' changed")
            }
        }
        for clock in new.clocks where old.clock(clock.id) == nil {
            let runsInOld = (clock.runsIn + clock.pauseIn).contains { old.state($0) != nil }
            add(
                runsInOld ? .mapped : .additive, "clock \(clock.id)",
                runsInOld
                    ? "新期限“\(clock.label.zh)”在原有状态中计算，须写明起算日"
                    : "新期限“\(clock.label.zh)”",
                runsInOld
                    ? "the limit '\(clock.label.en)' is new and runs where cases stand; say from when"
                    : "the limit '\(clock.label.en)' is new")
        }
    }

    private mutating func compareRules() {
        let before = CanonicalParts(old.canonical)
        let after = CanonicalParts(new.canonical)
        for property in new.properties where before.property(property.name) != after.property(property.name) {
            add(
                .mapped, "property \(property.name)", "规则“\(property.label.zh)”是新的或变了，原可作的决定可能被拒绝",
                "the rule '\(property.label.en)' is new or changed; a decision may be refused that was not")
        }
        for property in old.properties where after.property(property.name) == nil {
            add(
                .additive, "property \(property.name)", "规则“\(property.label.zh)”没有了",
                "the rule '\(property.label.en)' is gone")
        }
        for line in new.separate where !old.separate.contains(where: { Set($0) == Set(line) }) {
            let text = line.joined(separator: ", ")
            add(.mapped, "separate", "新的职责分离：\(text)", "acts are newly separate: \(text)")
        }
        for line in old.separate where !new.separate.contains(where: { Set($0) == Set(line) }) {
            let text = line.joined(separator: ", ")
            add(.additive, "separate", "不再分离：\(text)", "acts are no longer separate: \(text)")
        }
        for key in [
            "campaigns", "exclusive_roles", "tallies", "roles", "documents", "vocabulary", "calendar",
            "milestones",
            "activities",
            "offers",
        ]
        where before.part(key) != after.part(key) {
            let isOnlyMore =
                before.isNamed(key) && before.items(key).allSatisfy { after.items(key)[$0] == $1 }
            add(
                isOnlyMore ? .additive : .mapped, key, "\(key) 有变化", "'\(key)' changed")
        }
    }
}

extension StateDefinition {
    /// What a state is, without its label, transitions and the states inside.
    fileprivate var shape: [String] {
        let made: String
        switch kind {
        case .atomic: made = "atomic"
        case .compound(let initial): made = "compound \(initial)"
        case .parallel: made = "parallel"
        case .final: made = "final"
        }
        return [
            made, outcome ?? "", "\(waivesLaterPapers)", suspends ?? "", forEach ?? "",
            enterEffects.map { "\($0.field)=\($0.value.text)" }.joined(separator: ";"),
            leaveEffects.map { "\($0.field)=\($0.value.text)" }.joined(separator: ";"),
        ]
    }
}

extension TransitionDefinition {
    /// What a transition does, without its place in the file.
    fileprivate var meaning: [String] {
        let guardText: String
        switch condition {
        case .always: guardText = ""
        case .when(let program): guardText = program.text
        case .otherwise: guardText = "otherwise"
        }
        return [
            "\(trigger)", target ?? "", "\(isInternal)", guardText, restores.map { "\($0)" } ?? "",
            within?.description ?? "", effects.map { "\($0.field)=\($0.value.text)" }.joined(separator: ";"),
        ]
    }
}

/// The parts of a canonical form, without the words that only people read.
private struct CanonicalParts {
    private let root: JSON

    init(_ canonical: JSON) { root = CanonicalParts.withoutWords(canonical) }

    func part(_ key: String) -> JSON? { root[key] }

    func clock(_ id: String) -> JSON? { item("clocks", id) ?? item("reviews", id) }

    func property(_ name: String) -> JSON? {
        root["properties"]?.arrayValue?.first { $0["name"]?.stringValue == name }
    }

    func items(_ key: String) -> [String: JSON] {
        Dictionary(
            (root[key]?.arrayValue ?? []).compactMap { item in
                item["id"]?.stringValue.map { ($0, item["is"] ?? .null) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a part is a list of named things that are the same as far as they are there.
    func isNamed(_ key: String) -> Bool { !items(key).isEmpty || root[key] == nil }

    private func item(_ key: String, _ id: String) -> JSON? {
        root[key]?.arrayValue?.first { $0["id"]?.stringValue == id }
    }

    private static let words: Set<String> = ["label", "source", "stories", "waivers", "version"]

    private static func withoutWords(_ json: JSON) -> JSON {
        switch json {
        case .object(let members):
            return .object(members.filter { !words.contains($0.key) }.mapValues(withoutWords))
        case .array(let items): return .array(items.map(withoutWords))
        case .null, .bool, .integer, .string: return json
        }
    }
}
