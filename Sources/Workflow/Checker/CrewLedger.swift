import Values

/// Who did which of the acts that duties speak of, a few people at a time, in one word.
///
/// People are alike until they do something, so the word keeps them in a canonical order.
struct CrewLedger {
    let definition: WorkflowDefinition
    let people: Int
    /// The acts that duties speak of.
    private let watched: [String]
    private let number: [String: Int]
    private let acts: [String]
    /// For each act those that exclude it by the roles they are done in.
    private let excluding: [String: Set<String>]

    /// Only the acts that the exploration takes are held to their duties, so that only what bars from these is written down.
    init(_ model: CheckModel, people: Int, _ view: ActsInView) {
        definition = model.definition
        self.people = people
        acts = model.acts
        var names = Set(definition.separate.filter { $0.contains(where: view.contains) }.joined())
        for rule in definition.acts.values where !rule.notSameActorAs.isEmpty && view.contains(rule.act) {
            names.formUnion(rule.notSameActorAs)
        }
        excluding = Dictionary(uniqueKeysWithValues: acts.map { ($0, model.definition.actsExcluded(by: $0)) })
        names.formUnion(excluding.values.joined())
        watched = Array(names.sorted().prefix(64 / max(1, people)))
        number = Dictionary(uniqueKeysWithValues: watched.enumerated().map { ($1, $0) })
        isWhole = watched.count == names.count
    }

    /// Whether every act that duties speak of fits into the word.
    let isWhole: Bool

    func isWatched(_ act: Int) -> Bool { number[acts[act]] != nil || hands(acts[act]) > 1 }

    /// How many people an act takes.
    func hands(_ act: String) -> Int {
        let isDecision = definition.act(named: act)?.kind == .decision
        let own = isDecision ? 1 + (definition.acts[act]?.signed.count ?? 0) : 1
        let published = definition.schema?.frames[act]?.people ?? 1
        let ruled =
            definition.properties.map { property -> Int in
                guard isDecision, case .takes(let rule) = property.rule, rule.condition == nil,
                    case .acts(let named) = rule.subject, named.contains(act)
                else { return 1 }
                return rule.people
            }.max() ?? 1
        return max(own, isDecision ? published : 1, ruled)
    }

    private func has(_ person: Int, _ act: Int, _ word: UInt64) -> Bool {
        word & (1 << UInt64(person * watched.count + act)) != 0
    }

    /// Every choice of people for an act, with the word that follows, not put in order.
    func choices(_ word: UInt64, _ act: Int) -> [(word: UInt64, doers: [Int])] {
        let name = acts[act]
        let wanted = hands(name)
        guard wanted <= people else { return [] }
        let mayAct = (0..<people).filter { !isBarred($0, name, word) }
        return CrewLedger.subsets(mayAct, wanted).map { doers in
            var next = word
            if let index = number[name] {
                for person in doers { next |= 1 << UInt64(person * watched.count + index) }
            }
            return (next, doers)
        }
    }

    private func isBarred(_ person: Int, _ act: String, _ word: UInt64) -> Bool {
        guard definition.act(named: act)?.kind == .decision else { return false }
        for earlier in definition.acts[act]?.notSameActorAs ?? [] {
            if let index = number[earlier], has(person, index, word) { return true }
        }
        for earlier in excluding[act] ?? [] {
            if let index = number[earlier], has(person, index, word) { return true }
        }
        return definition.separate.contains { line in
            line.contains(act)
                && line.allSatisfy { other in
                    other == act || (number[other].map { has(person, $0, word) } ?? false)
                }
        }
    }

    /// The word with the people in order.
    func inOrder(_ word: UInt64) -> UInt64 {
        guard !watched.isEmpty else { return 0 }
        let mask = watched.count >= 64 ? UInt64.max : (1 << UInt64(watched.count)) - 1
        let parts = (0..<people).map { (word >> UInt64($0 * watched.count)) & mask }.sorted(by: >)
        return parts.enumerated().reduce(0) { $0 | ($1.element << UInt64($1.offset * watched.count)) }
    }

    private static func subsets(_ items: [Int], _ count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        guard items.count >= count else { return [] }
        return items.indices.flatMap { index in
            subsets(Array(items[(index + 1)...]), count - 1).map { [items[index]] + $0 }
        }
    }
}
