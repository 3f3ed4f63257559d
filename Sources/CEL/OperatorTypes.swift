import Values

/// Which operators are defined for which types.
enum OperatorTypes {
    /// The type of the result, or nothing when the operator is not defined for these operands.
    static func result(_ operation: CELOperator, _ left: CELType, _ right: CELType) -> CELType? {
        switch operation {
        case .equal, .notEqual: return left.unified(with: right) == nil ? nil : .bool
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            return left == right && left.isOrdered ? .bool : nil
        case .in:
            guard case .list(let element) = right else { return nil }
            return left.unified(with: element) == nil ? nil : .bool
        case .add: return sum(left, right)
        case .subtract: return difference(left, right)
        case .multiply:
            switch (left, right) {
            case (.int, .int): return .int
            case (.money, .int), (.int, .money): return .money
            case (_, _): return nil
            }
        case .divide, .remainder: return left == .int && right == .int ? .int : nil
        }
    }

    private static func sum(_ left: CELType, _ right: CELType) -> CELType? {
        switch (left, right) {
        case (.int, .int), (.string, .string), (.money, .money), (.duration, .duration): return left
        case (.date, .duration), (.duration, .date): return .date
        case (.timestamp, .duration), (.duration, .timestamp): return .timestamp
        case (.list, .list): return left.unified(with: right)
        case (_, _): return nil
        }
    }

    private static func difference(_ left: CELType, _ right: CELType) -> CELType? {
        switch (left, right) {
        case (.int, .int), (.money, .money), (.duration, .duration): return left
        case (.date, .date), (.timestamp, .timestamp): return .duration
        case (.date, .duration): return .date
        case (.timestamp, .duration): return .timestamp
        case (_, _): return nil
        }
    }

    /// What people who mix these two types usually meant.
    static func hint(_ left: CELType, _ right: CELType) -> Bilingual? {
        switch (left, right) {
        case (.money, .int), (.int, .money):
            return Bilingual(
                zh: "金额不与数字混用；写作 yuan('1.00') 或 fen(100)",
                en: "money never goes with a number; write yuan('1.00') or fen(100)")
        case (.money, .string), (.string, .money):
            return Bilingual(zh: "金额写作 yuan('1.00')", en: "write the amount as yuan('1.00')")
        case (.date, .string), (.string, .date):
            return Bilingual(zh: "日期写作 date('2025-04-07')", en: "write the date as date('2025-04-07')")
        case (.timestamp, .string), (.string, .timestamp):
            return Bilingual(
                zh: "时刻写作 timestamp('2025-04-07T09:00:00+08:00')",
                en: "write the time as timestamp('2025-04-07T09:00:00+08:00')")
        case (.date, .timestamp), (.timestamp, .date):
            return Bilingual(
                zh: "用 date(…) 取时刻所在的日期", en: "take the day of a timestamp with date(…)")
        case (.date, .int), (.int, .date), (.timestamp, .int), (.int, .timestamp), (.duration, .int),
            (.int, .duration):
            return Bilingual(zh: "天数写作 days(5)", en: "write a number of days as days(5)")
        case (.null, _), (_, .null):
            return Bilingual(
                zh: "没有值为 null 的字段；用 has(a.b) 判断是否存在",
                en: "no field is ever null; ask has(a.b) whether it is there")
        case (.string, .int), (.int, .string):
            return Bilingual(zh: "用 string(…) 或 int(…) 转换", en: "convert with string(…) or int(…)")
        case (_, _): return nil
        }
    }
}
