/// Walks a checked tree. One value is used for one evaluation.
struct Evaluator {
    let activation: CELActivation
    /// Steps left.
    var remaining: Int
    /// Steps left for parts that are looked at only to explain.
    var asideRemaining: Int
    var isAside = false
    /// The elements that the macros around look at, by slot.
    var locals: [CELValue] = []
    /// Collects the parts of an explanation, while there is one to write.
    var trace = Trace()
    var isTracing = false

    init(activation: CELActivation, budget: Int) {
        self.activation = activation
        remaining = max(0, budget)
        asideRemaining = remaining
    }

    mutating func value(_ node: CELNode) throws(Fault) -> CELValue {
        if isTracing { return try tracedValue(node) }
        return try compute(node)
    }

    mutating func compute(_ node: CELNode) throws(Fault) -> CELValue {
        try charge(1, node)
        switch node.kind {
        case .literal(let value): return value
        case .variable(let name):
            guard let value = activation.variables[name] else { throw Fault(.unboundVariable(name), node) }
            return try declared(value, node)
        case .local(_, let slot): return try declared(locals[slot], node)
        case .field(let operand, let name, _):
            guard let value = try fields(operand)[name] else { throw Fault(.absentField(name), node) }
            return try declared(value, node)
        case .has(let operand, let field):
            return .bool(try fields(operand)[field] != nil)
        case .and(let operands): return try junction(operands, decisive: false)
        case .or(let operands): return try junction(operands, decisive: true)
        case .not(let operand): return .bool(!(try bool(operand)))
        case .binary(let operation, let left, let right):
            let leftValue = try value(left)
            let rightValue = try value(right)
            return try binary(operation, leftValue, rightValue, node)
        case .conditional(let condition, let first, let second):
            if try bool(condition) { return try value(first) }
            if isTracing { trace.skip(first) }
            return try value(second)
        case .negate(let operand):
            guard case .int(let number) = try value(operand) else { throw Fault(.wrongValue, operand) }
            let (result, overflow) = (0 as Int64).subtractingReportingOverflow(number)
            guard !overflow else { throw Fault(.overflow, node) }
            return .int(result)
        case .index(let list, let index):
            let elements = try elements(list)
            guard case .int(let position) = try value(index) else { throw Fault(.wrongValue, index) }
            guard position >= 0, position < elements.count else {
                throw Fault(.indexOutOfRange(position, count: elements.count), node)
            }
            return try declared(elements[Int(position)], node)
        case .list(let items):
            var elements: [CELValue] = []
            elements.reserveCapacity(items.count)
            for item in items {
                let element = try value(item)
                try charge(weight(element, within: remaining), node)
                elements.append(element)
            }
            return .list(elements)
        case .builtin(let builtin, let arguments): return try call(builtin, arguments, node)
        case .host(let name, let arguments):
            var values: [CELValue] = []
            values.reserveCapacity(arguments.count)
            for argument in arguments { values.append(try value(argument)) }
            guard let answer = activation.call(name, values) else { throw Fault(.noAnswer(name), node) }
            return try declared(answer, node)
        case .comprehension(let macro): return try comprehension(macro, node)
        }
    }

    /// A value that came from the host, when it is of the type that the environment declares.
    private func declared(_ value: CELValue, _ node: CELNode) throws(Fault) -> CELValue {
        guard value.shape == node.shape || node.shape == .any else { throw Fault(.wrongValue, node) }
        return value
    }

    /// The fields of a record; nearly every guard reads them, so the common operands are taken on the short way.
    private mutating func fields(_ node: CELNode) throws(Fault) -> [String: CELValue] {
        let record: CELValue?
        switch node.kind {
        case .variable(let name) where !isTracing:
            try charge(1, node)
            record = activation.variables[name]
            if record == nil { throw Fault(.unboundVariable(name), node) }
        case .local(_, let slot) where !isTracing:
            try charge(1, node)
            record = locals[slot]
        case .literal, .variable, .local, .field, .index, .list, .has, .not, .negate, .and, .or, .conditional,
            .binary,
            .builtin, .host, .comprehension:
            record = try value(node)
        }
        guard case .record(let fields)? = record else { throw Fault(.wrongValue, node) }
        return fields
    }

    mutating func bool(_ node: CELNode) throws(Fault) -> Bool {
        guard case .bool(let flag) = try value(node) else { throw Fault(.wrongValue, node) }
        return flag
    }

    mutating func elements(_ node: CELNode) throws(Fault) -> [CELValue] {
        guard case .list(let elements) = try value(node) else { throw Fault(.wrongValue, node) }
        return elements
    }

    /// `&&` (false decides) and `||` (true decides): an operand that decides makes errors of others immaterial.
    private mutating func junction(_ operands: [CELNode], decisive: Bool) throws(Fault) -> CELValue {
        var first: Fault?
        for (position, operand) in operands.enumerated() {
            do throws(Fault) {
                guard try bool(operand) == decisive else { continue }
                if isTracing {
                    for rest in operands[(position + 1)...] { valueAside(rest) }
                }
                return .bool(decisive)
            } catch {
                if error.isFinal { throw error }
                if first == nil { first = error }
            }
        }
        if let first { throw first }
        return .bool(!decisive)
    }

    /// Takes steps off the budget.
    mutating func charge(_ steps: Int, _ node: CELNode) throws(Fault) {
        guard steps <= remaining else {
            remaining = 0
            throw Fault(.budget, node)
        }
        remaining -= steps
    }
}
