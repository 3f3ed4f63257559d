import Values

extension Evaluator {
    mutating func binary(
        _ operation: CELOperator, _ left: CELValue, _ right: CELValue, _ node: CELNode
    ) throws(Fault) -> CELValue {
        switch operation {
        case .equal: return .bool(try equal(left, right, node))
        case .notEqual: return .bool(!(try equal(left, right, node)))
        case .less: return .bool(try isLess(left, right, node))
        case .lessOrEqual: return .bool(!(try isLess(right, left, node)))
        case .greater: return .bool(try isLess(right, left, node))
        case .greaterOrEqual: return .bool(!(try isLess(left, right, node)))
        case .in:
            guard case .list(let elements) = right else { throw Fault(.wrongValue, node) }
            for element in elements where try equal(left, element, node) { return .bool(true) }
            return .bool(false)
        case .add: return try sum(left, right, node)
        case .subtract: return try difference(left, right, node)
        case .multiply: return try product(left, right, node)
        case .divide:
            guard case (.int(let left), .int(let right)) = (left, right) else {
                throw Fault(.wrongValue, node)
            }
            guard right != 0 else { throw Fault(.divisionByZero, node) }
            return .int(try whole(left.dividedReportingOverflow(by: right), node))
        case .remainder:
            guard case (.int(let left), .int(let right)) = (left, right) else {
                throw Fault(.wrongValue, node)
            }
            guard right != 0 else { throw Fault(.divisionByZero, node) }
            return .int(try whole(left.remainderReportingOverflow(dividingBy: right), node))
        }
    }

    mutating func sum(_ left: CELValue, _ right: CELValue, _ node: CELNode) throws(Fault) -> CELValue {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try whole(left.addingReportingOverflow(right), node))
        case (.money(let left), .money(let right)):
            guard let sum = left.adding(right) else { throw Fault(.overflow, node) }
            return .money(sum)
        case (.duration(let left), .duration(let right)):
            return .duration(microseconds: try whole(left.addingReportingOverflow(right), node))
        case (.string(let left), .string(let right)):
            try charge((left.utf8.count + right.utf8.count) / 16, node)
            return .string(left + right)
        case (.list(let first), .list(let second)):
            try charge(weight(left, within: remaining), node)
            try charge(weight(right, within: remaining), node)
            return .list(first + second)
        case (.date(let day), .duration(let span)), (.duration(let span), .date(let day)):
            return .date(try shifted(day, by: span, backwards: false, node))
        case (.timestamp(let instant), .duration(let span)), (.duration(let span), .timestamp(let instant)):
            guard let result = TimeRange.instant(instant, plus: span) else {
                throw Fault(.timeOutOfRange, node)
            }
            return .timestamp(result)
        case (_, _): throw Fault(.wrongValue, node)
        }
    }

    private func difference(_ left: CELValue, _ right: CELValue, _ node: CELNode) throws(Fault) -> CELValue {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try whole(left.subtractingReportingOverflow(right), node))
        case (.money(let left), .money(let right)):
            guard let difference = left.subtracting(right) else { throw Fault(.overflow, node) }
            return .money(difference)
        case (.duration(let left), .duration(let right)):
            return .duration(microseconds: try whole(left.subtractingReportingOverflow(right), node))
        case (.date(let left), .date(let right)):
            let days = try whole(Int64(left.ordinal).subtractingReportingOverflow(Int64(right.ordinal)), node)
            let span = try whole(days.multipliedReportingOverflow(by: TimeRange.microsecondsPerDay), node)
            return .duration(microseconds: span)
        case (.timestamp(let left), .timestamp(let right)):
            let span = left.microseconds.subtractingReportingOverflow(right.microseconds)
            return .duration(microseconds: try whole(span, node))
        case (.date(let day), .duration(let span)):
            return .date(try shifted(day, by: span, backwards: true, node))
        case (.timestamp(let instant), .duration(let span)):
            let negated = try whole((0 as Int64).subtractingReportingOverflow(span), node)
            guard let result = TimeRange.instant(instant, plus: negated) else {
                throw Fault(.timeOutOfRange, node)
            }
            return .timestamp(result)
        case (_, _): throw Fault(.wrongValue, node)
        }
    }

    private func product(_ left: CELValue, _ right: CELValue, _ node: CELNode) throws(Fault) -> CELValue {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try whole(left.multipliedReportingOverflow(by: right), node))
        case (.money(let amount), .int(let factor)), (.int(let factor), .money(let amount)):
            return .money(Fen(try whole(amount.count.multipliedReportingOverflow(by: factor), node)))
        case (_, _): throw Fault(.wrongValue, node)
        }
    }

    private func shifted(_ day: Day, by span: Int64, backwards: Bool, _ node: CELNode) throws(Fault) -> Day {
        guard span % TimeRange.microsecondsPerDay == 0 else { throw Fault(.partOfDay, node) }
        let days = span / TimeRange.microsecondsPerDay
        guard let result = TimeRange.day(day, plus: backwards ? -days : days) else {
            throw Fault(.timeOutOfRange, node)
        }
        return result
    }

    private func whole(
        _ result: (partialValue: Int64, overflow: Bool), _ node: CELNode
    ) throws(Fault) -> Int64 {
        guard !result.overflow else { throw Fault(.overflow, node) }
        return result.partialValue
    }
}
