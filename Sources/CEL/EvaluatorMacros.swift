import Values

extension Evaluator {
    mutating func comprehension(_ macro: CELComprehension, _ node: CELNode) throws(Fault) -> CELValue {
        let elements = try elements(macro.list)
        locals.append(.null)
        defer { locals.removeLast() }
        switch macro.macro {
        case .all: return try quantifier(macro, elements, decisive: false)
        case .exists: return try quantifier(macro, elements, decisive: true)
        case .existsOne:
            var count = 0
            for (index, element) in elements.enumerated() where try holds(macro, macro.body, index, element) {
                count += 1
            }
            return .bool(count == 1)
        case .filter:
            var kept: [CELValue] = []
            for (index, element) in elements.enumerated() where try holds(macro, macro.body, index, element) {
                kept.append(element)
            }
            return .list(kept)
        case .map:
            var results: [CELValue] = []
            results.reserveCapacity(elements.count)
            for (index, element) in elements.enumerated() {
                if let condition = macro.condition, !(try holds(macro, condition, index, element)) {
                    continue
                }
                let result = try body(macro, macro.body, index, element)
                try charge(weight(result, within: remaining), node)
                results.append(result)
            }
            return .list(results)
        case .sum:
            var total = try zero(node)
            for (index, element) in elements.enumerated() {
                total = try sum(total, try body(macro, macro.body, index, element), node)
            }
            return total
        }
    }

    /// `all` (false decides) and `exists` (true decides): an element that decides makes errors of others immaterial.
    private mutating func quantifier(
        _ macro: CELComprehension, _ elements: [CELValue], decisive: Bool
    ) throws(Fault) -> CELValue {
        var first: Fault?
        for (index, element) in elements.enumerated() {
            do throws(Fault) {
                guard try holds(macro, macro.body, index, element) == decisive else { continue }
                if isTracing { bodiesAside(macro, elements, from: index + 1) }
                return .bool(decisive)
            } catch {
                if error.isFinal { throw error }
                if first == nil { first = error }
            }
        }
        if let first { throw first }
        return .bool(!decisive)
    }

    private mutating func holds(
        _ macro: CELComprehension, _ node: CELNode, _ index: Int, _ element: CELValue
    ) throws(Fault) -> Bool {
        guard case .bool(let flag) = try body(macro, node, index, element) else {
            throw Fault(.wrongValue, node)
        }
        return flag
    }

    mutating func body(
        _ macro: CELComprehension, _ node: CELNode, _ index: Int, _ element: CELValue
    ) throws(Fault) -> CELValue {
        locals[macro.slot] = element
        if isTracing { return try tracedBody(macro, node, index, element) }
        return try compute(node)
    }

    private func zero(_ node: CELNode) throws(Fault) -> CELValue {
        switch node.type {
        case .int: return .int(0)
        case .money: return .money(.zero)
        case .duration: return .duration(microseconds: 0)
        case .bool, .string, .date, .timestamp, .null, .list, .record, .any: throw Fault(.wrongValue, node)
        }
    }
}
