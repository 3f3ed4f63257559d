extension Evaluator {
    /// A built-in function. The checker has seen to the number of arguments; every one of them has one or two.
    mutating func call(
        _ builtin: CELBuiltin, _ arguments: [CELNode], _ node: CELNode
    ) throws(Fault) -> CELValue {
        let first = try value(arguments[0])
        switch builtin {
        case .size: return .int(Int64(try size(first, node)))
        case .contains, .startsWith, .endsWith:
            let second = try value(arguments[1])
            guard case (.string(let text), .string(let part)) = (first, second) else {
                throw Fault(.wrongValue, node)
            }
            try charge((text.utf8.count + part.utf8.count) / 16, node)
            if builtin == .contains { return .bool(CodePoints.contains(text, part)) }
            if builtin == .startsWith { return .bool(CodePoints.hasPrefix(text, part)) }
            return .bool(CodePoints.hasSuffix(text, part))
        case .string, .int, .yuan, .fen, .date, .timestamp, .duration, .days:
            if case .string(let text) = first { try charge(text.utf8.count / 16, node) }
            switch Conversion.apply(builtin, to: first) {
            case .success(let value): return value
            case .failure(let refusal): throw Fault(refusal.reason, node)
            }
        }
    }

    private mutating func size(_ value: CELValue, _ node: CELNode) throws(Fault) -> Int {
        switch value {
        case .list(let elements): return elements.count
        case .string(let text):
            try charge(text.utf8.count / 16, node)
            return text.unicodeScalars.count
        case .bool, .int, .money, .date, .timestamp, .duration, .null, .record: throw Fault(.wrongValue, node)
        }
    }
}
