import CEL
import Source
import Values

/// Lets an exploration follow values of the case: which acts can change them, and what holds afterwards, as the
/// vocabulary publishes it.
struct CaseSlots {
    private let model: CheckModel
    private let members: [String: Set<String>]

    init(_ model: CheckModel) {
        self.model = model
        let literals = model.ways.flatMap { $0.formula.literals }
        members = Dictionary(
            literals.map { ($0.subject, FieldNames.names(after: "case.", in: $0.subject)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The subjects among these literals that only decisions bound by duties can change.
    func guardedByDuties(_ asked: [GuardLiteral], _ isBound: (String) -> Bool) -> Set<String> {
        guard let schema = model.definition.schema else { return [] }
        let asked = Set(asked.map(\.subject))
        return Set(
            members.filter { text, names in
                guard !names.isEmpty, asked.contains(text) else { return false }
                let changing = schema.acts.filter { act in
                    act.availability == .byState || act.kind == .fact
                }.filter { act in
                    schema.frames[act.name].map { !$0.changes.isDisjoint(with: names) } ?? true
                }
                return !changing.isEmpty && changing.allSatisfy { $0.isRefusable && isBound($0.name) }
            }.map(\.key))
    }

    /// Follows these subjects. Acts of the vocabulary may change them at any time; with `onlyFacts` decisions change them
    /// only where the procedure takes them, and the case begins empty.
    func add(
        _ subjects: Set<String>, asking: [GuardLiteral], onlyFacts: Bool = false,
        to following: inout Following
    ) {
        let grouped = Dictionary(
            grouping: model.ways.flatMap { $0.formula.literals } + asking, by: \.subject)
        var width = following.slots.reduce(into: 0) { width, slot in _ = Following.fits(slot, &width) }
        var added: [(slot: Int, members: Set<String>)] = []
        for text in subjects.sorted() where text.contains("case.") {
            let subject = GuardSubject(text: text, tests: (grouped[text] ?? []).map(\.test))
            guard Following.fits(subject, &width) else { continue }
            if onlyFacts { following.starts[following.slots.count] = CaseSlots.empty(subject) }
            added.append((following.slots.count, FieldNames.names(after: "case.", in: text)))
            following.slots.append(subject)
        }
        let schema = model.definition.schema
        // Acts that change the same and end the same clocks are one step; the first stands for all of them.
        var first: [FactKind: Int] = [:]
        for fact in following.facts { first[kind(of: fact, [], following)] = fact }
        for act in schema?.acts ?? [] {
            guard let index = model.actIndex[act.name] else { continue }
            let frame = schema?.frames[act.name]
            let changed = added.filter { entry in
                frame.map { !$0.changes.isDisjoint(with: entry.members) } ?? true
            }.map(\.slot)
            let ensured = (frame?.ensures ?? []).compactMap { formula($0, act: act) }
            following.ensures[index] = ensured
            guard !changed.isEmpty else { continue }
            following.changes[index] = changed
            if onlyFacts, act.kind != .fact { continue }
            let kind = kind(of: index, changed, following)
            if let known = first[kind], ensured.isEmpty {
                following.alike[known, default: []].append(index)
            } else {
                if first[kind] == nil { first[kind] = index }
                if !following.facts.contains(index) { following.facts.append(index) }
            }
        }
    }

    /// The classes of a value that an empty case can have: nothing, no.
    private static func empty(_ subject: GuardSubject) -> [Int] {
        let plain: [GuardConstant] = [.bool(false), .number(0)]
        let found = plain.compactMap(subject.index(of:))
        return found.isEmpty ? Array(0..<subject.classCount) : found
    }

    private struct FactKind: Hashable {
        let changes: [Int]
        let ends: [Int]
    }

    private func kind(of act: Int, _ changes: [Int], _ following: Following) -> FactKind {
        FactKind(
            changes: changes,
            ends: following.clocks.filter { model.definition.clocks[$0].ends.contains(model.acts[act]) })
    }

    /// What the vocabulary ensures, as a formula; a text that cannot be read ensures nothing.
    private func formula(_ text: String, act: ActSchema) -> GuardFormula? {
        let environment = GuardEnvironment.environment(
            schema: model.definition.schema, data: model.definition.data, act: act)
        let place = SourcePosition(file: model.definition.id, line: 1, column: 1)
        let checked = try? CELExpression.parse(text, at: place).check(in: environment, expecting: .bool)
        return (checked?.root).map { GuardFormula($0) }
    }
}

extension GuardLiteral {
    /// Whether it is about facts of the case or its papers, which no procedure decides.
    var isFactual: Bool { subject.contains("case.") || subject.contains("docs(") }
}
