extension Evaluator {
    /// Equality as cel-spec has it: strings by code point, lists and records by their parts.
    mutating func equal(_ left: CELValue, _ right: CELValue, _ node: CELNode) throws(Fault) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): return left == right
        case (.int(let left), .int(let right)): return left == right
        case (.money(let left), .money(let right)): return left == right
        case (.date(let left), .date(let right)): return left == right
        case (.timestamp(let left), .timestamp(let right)): return left == right
        case (.duration(let left), .duration(let right)): return left == right
        case (.null, .null): return true
        case (.string(let left), .string(let right)):
            try charge(min(left.utf8.count, right.utf8.count) / 16 + 1, node)
            return CodePoints.equal(left, right)
        case (.list(let left), .list(let right)):
            guard left.count == right.count else { return false }
            for (first, second) in zip(left, right) {
                try charge(1, node)
                guard try equal(first, second, node) else { return false }
            }
            return true
        case (.record(let left), .record(let right)):
            guard left.count == right.count else { return false }
            for (name, first) in left {
                try charge(1, node)
                guard let second = right[name] else { return false }
                guard try equal(first, second, node) else { return false }
            }
            return true
        case (.bool, _), (.int, _), (.money, _), (.date, _), (.timestamp, _), (.duration, _), (.null, _),
            (.string, _), (.list, _), (.record, _):
            throw Fault(.wrongValue, node)
        }
    }

    mutating func isLess(_ left: CELValue, _ right: CELValue, _ node: CELNode) throws(Fault) -> Bool {
        switch (left, right) {
        case (.int(let left), .int(let right)): return left < right
        case (.money(let left), .money(let right)): return left < right
        case (.date(let left), .date(let right)): return left < right
        case (.timestamp(let left), .timestamp(let right)): return left < right
        case (.duration(let left), .duration(let right)): return left < right
        case (.bool(let left), .bool(let right)): return !left && right
        case (.string(let left), .string(let right)):
            try charge(min(left.utf8.count, right.utf8.count) / 16 + 1, node)
            return left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.int, _), (.money, _), (.date, _), (.timestamp, _), (.duration, _), (.bool, _), (.string, _),
            (.null, _), (.list, _), (.record, _):
            throw Fault(.wrongValue, node)
        }
    }
}

/// Strings as sequences of code points, without normalisation: Swift's own `==` takes é and e + ´ for the same.
///
/// Works on UTF-8, whose order and substrings are those of the code points.
enum CodePoints {
    static func equal(_ left: String, _ right: String) -> Bool {
        left == right && left.utf8.elementsEqual(right.utf8)
    }

    static func hasPrefix(_ text: String, _ prefix: String) -> Bool { text.utf8.starts(with: prefix.utf8) }

    static func hasSuffix(_ text: String, _ suffix: String) -> Bool {
        text.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    /// Knuth, Morris and Pratt: linear, whatever the two texts are.
    static func contains(_ text: String, _ pattern: String) -> Bool {
        let pattern = Array(pattern.utf8)
        guard !pattern.isEmpty else { return true }
        var borders = [0]
        for index in 1..<max(1, pattern.count) {
            var length = borders[index - 1]
            while length > 0, pattern[length] != pattern[index] { length = borders[length - 1] }
            borders.append(pattern[length] == pattern[index] ? length + 1 : 0)
        }
        var matched = 0
        for byte in text.utf8 {
            while matched > 0, pattern[matched] != byte { matched = borders[matched - 1] }
            if pattern[matched] == byte { matched += 1 }
            if matched == pattern.count { return true }
        }
        return false
    }
}
