import CEL

/// The conditions that a guard is made of: what stands between `&&`, `||`, `!` and `?:`.
struct GuardParts: Sendable {
    let program: CELProgram
    /// The conditions in the order of the text.
    let parts: [CELProgram]
    private let formula: Formula

    private indirect enum Formula: Sendable {
        case constant(Bool)
        case part(Int)
        case not(Formula)
        case all([Formula])
        case any([Formula])
        case choice(Formula, Formula, Formula)
    }

    init(_ program: CELProgram) {
        var nodes: [CELNode] = []
        let formula = GuardParts.formula(program.root, &nodes)
        self.program = program
        self.formula = formula
        parts = nodes.map(program.part)
    }

    private static func formula(_ node: CELNode, _ nodes: inout [CELNode]) -> Formula {
        switch node.kind {
        case .literal(.bool(let value)): return .constant(value)
        case .not(let operand): return .not(formula(operand, &nodes))
        case .and(let operands): return .all(operands.map { formula($0, &nodes) })
        case .or(let operands): return .any(operands.map { formula($0, &nodes) })
        case .conditional(let condition, let first, let second):
            return .choice(
                formula(condition, &nodes), formula(first, &nodes), formula(second, &nodes))
        case .literal, .variable, .local, .field, .index, .list, .has, .negate, .binary, .builtin, .host,
            .comprehension:
            nodes.append(node)
            return .part(nodes.count - 1)
        }
    }

    /// What every part comes to; nothing where it has no value.
    func values(in scope: GuardScope) -> [Bool?] { parts.map { try? scope.isTrue($0) } }

    /// Whether the guard holds when its parts come to this; nothing when that has no value.
    func holds(_ values: [Bool?]) -> Bool? { GuardParts.value(formula, values) }

    private static func value(_ formula: Formula, _ values: [Bool?]) -> Bool? {
        switch formula {
        case .constant(let value): return value
        case .part(let index): return values[index]
        case .not(let inner): return value(inner, values).map { !$0 }
        case .all(let inner):
            let found = inner.map { value($0, values) }
            return found.contains(false) ? false : found.contains(nil) ? nil : true
        case .any(let inner):
            let found = inner.map { value($0, values) }
            return found.contains(true) ? true : found.contains(nil) ? nil : false
        case .choice(let condition, let first, let second):
            return value(condition, values).flatMap { value($0 ? first : second, values) }
        }
    }

    /// The parts on which the guard turned: with the other answer of that part alone it would have come out otherwise.
    func decisive(_ values: [Bool?]) -> [(part: Int, holds: Bool)] {
        guard let outcome = holds(values) else { return [] }
        return values.indices.compactMap { index in
            guard let value = values[index] else { return nil }
            var other = values
            other[index] = !value
            return holds(other) == !outcome ? (index, value) : nil
        }
    }

    /// How near the guard is to coming out as wanted, from 0 to 1.
    func nearness(_ values: [Bool?], to wanted: Bool) -> Double {
        GuardParts.nearness(formula, values, wanted)
    }

    private static func nearness(_ formula: Formula, _ values: [Bool?], _ wanted: Bool) -> Double {
        switch formula {
        case .constant(let value): return value == wanted ? 1 : 0
        case .part(let index): return values[index] == wanted ? 1 : 0
        case .not(let inner): return nearness(inner, values, !wanted)
        case .all(let inner): return joined(inner, values, wanted, needsAll: wanted)
        case .any(let inner): return joined(inner, values, wanted, needsAll: !wanted)
        case .choice(let condition, let first, let second):
            let whenTrue = (nearness(condition, values, true) + nearness(first, values, wanted)) / 2
            let whenFalse = (nearness(condition, values, false) + nearness(second, values, wanted)) / 2
            return max(whenTrue, whenFalse)
        }
    }

    private static func joined(
        _ inner: [Formula], _ values: [Bool?], _ wanted: Bool, needsAll: Bool
    ) -> Double {
        let each = inner.map { nearness($0, values, wanted) }
        return needsAll ? each.reduce(0, +) / Double(max(1, each.count)) : each.max() ?? 0
    }
}
