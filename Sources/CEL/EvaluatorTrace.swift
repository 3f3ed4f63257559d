extension Evaluator {
    /// Evaluates and explains the whole expression.
    mutating func explanation(of root: CELNode, in place: TextPlace) -> CELExplanation {
        trace.place = place
        trace.push()
        isTracing = true
        let result = outcome { (evaluator) throws(Fault) in try evaluator.tracedValue(root) }
        let frame = trace.pop()
        return frame.children.first ?? trace.explanation(root, trace.outcome(result), Trace.Frame())
    }

    mutating func tracedValue(_ node: CELNode) throws(Fault) -> CELValue {
        trace.visit()
        if node.isConstant { return try untracedValue(node) }
        guard trace.parts < Trace.maxParts else {
            trace.omit()
            return try untracedValue(node)
        }
        trace.parts += 1
        let result: Result<CELValue, Fault>
        var frame = Trace.Frame()
        if node.isRead {
            result = outcome { (evaluator) throws(Fault) in try evaluator.untracedValue(node) }
        } else {
            trace.push()
            result = outcome { (evaluator) throws(Fault) in try evaluator.compute(node) }
            skipRest(of: node)
            frame = trace.pop()
        }
        trace.append(trace.explanation(node, trace.outcome(result), frame))
        return try result.get()
    }

    /// The body of a macro for one element, as a part of the macro's explanation.
    mutating func tracedBody(
        _ macro: CELComprehension, _ node: CELNode, _ index: Int, _ element: CELValue
    ) throws(Fault) -> CELValue {
        guard trace.parts < Trace.maxParts else {
            trace.omit()
            return try untracedValue(node)
        }
        trace.push()
        let result = outcome { (evaluator) throws(Fault) in try evaluator.tracedValue(node) }
        let frame = trace.pop()
        let part = frame.children.first ?? trace.explanation(node, trace.outcome(result), Trace.Frame())
        if frame.children.isEmpty { trace.parts += 1 }
        let seen = CELExplanation.Element(variable: macro.variable, index: index, value: element)
        trace.appendElement(part.with(seen)) { Evaluator.decides($0, macro.macro) }
        return try result.get()
    }

    /// Looks at an operand that can no longer change the result, on a budget of its own.
    mutating func valueAside(_ node: CELNode) {
        aside { (evaluator) throws(Fault) in
            _ = try evaluator.value(node)
        } orElse: {
            $0.trace.skip(node)
        }
    }

    /// Looks at the elements that can no longer change the result.
    mutating func bodiesAside(_ macro: CELComprehension, _ elements: [CELValue], from start: Int) {
        for index in start..<max(start, elements.count) {
            aside { (evaluator) throws(Fault) in
                _ = try evaluator.body(macro, macro.body, index, elements[index])
            } orElse: {
                $0.trace.omit()
            }
        }
    }

    private mutating func aside(
        _ work: (inout Evaluator) throws(Fault) -> Void, orElse skip: (inout Evaluator) -> Void
    ) {
        let isOutermost = !isAside
        if isOutermost { swap(&remaining, &asideRemaining) }
        isAside = true
        if remaining > 0 {
            // What goes wrong here is in the explanation and matters to nothing else.
            _ = outcome { (evaluator) throws(Fault) -> CELValue in
                try work(&evaluator)
                return .null
            }
        } else {
            skip(&self)
        }
        if isOutermost {
            isAside = false
            swap(&remaining, &asideRemaining)
        }
    }

    private mutating func untracedValue(_ node: CELNode) throws(Fault) -> CELValue {
        isTracing = false
        defer { isTracing = true }
        return try compute(node)
    }

    private mutating func outcome(
        _ work: (inout Evaluator) throws(Fault) -> CELValue
    ) -> Result<CELValue, Fault> {
        do throws(Fault) {
            return .success(try work(&self))
        } catch {
            return .failure(error)
        }
    }

    /// Operands that were not reached because an earlier one failed or decided.
    private mutating func skipRest(of node: CELNode) {
        if case .comprehension = node.kind { return }
        guard let visited = trace.frames.last?.visited else { return }
        for child in node.children.dropFirst(visited) { trace.skip(child) }
    }

    private static func decides(_ part: CELExplanation, _ macro: CELComprehension.Macro) -> Bool {
        switch (part.result, macro) {
        case (.error, _): return true
        case (.value(let value), .all): return value == .bool(false)
        case (.value(let value), .exists), (.value(let value), .existsOne): return value == .bool(true)
        case (.value, .filter), (.value, .map), (.value, .sum), (.notEvaluated, _): return false
        }
    }
}
