import Source
import Values

extension Checker {
    /// `list.macro(variable, …)`.
    mutating func comprehension(
        _ macro: CELComprehension.Macro, _ receiver: Syntax, _ nameStart: Int, _ arguments: [Syntax],
        _ syntax: Syntax
    ) -> CELNode? {
        let list = check(receiver)
        guard arguments.count == 2 || (arguments.count == 3 && macro == .map) else {
            let form = macro == .map ? "list.map(x, …) / list.map(x, …, …)" : "list.\(macro.rawValue)(x, …)"
            report(
                "C208",
                Bilingual(
                    zh: "\(macro.rawValue) 的参数个数不对", en: "\(macro.rawValue) has the wrong number of arguments"
                ),
                at: nameStart, hint: Bilingual(zh: "写作 \(form)", en: "write \(form)"))
            return nil
        }
        guard case .name(let variable, isRooted: false) = arguments[0].kind else {
            report(
                "C208",
                Bilingual(
                    zh: "\(macro.rawValue) 的第一个参数应为变量名",
                    en: "the first argument of \(macro.rawValue) is a variable's name"),
                at: arguments[0].range.lowerBound)
            return nil
        }
        guard let list else { return nil }
        guard case .list(let element) = list.type else {
            report(
                "C208",
                Bilingual(
                    zh: "\(macro.rawValue) 只用于列表，此处为 \(list.type)",
                    en: "\(macro.rawValue) takes a list, not \(list.type)"),
                at: receiver.range.lowerBound)
            return nil
        }
        let slot = locals.count
        locals.append((variable, element))
        defer { locals.removeLast() }

        var condition: CELNode?
        if arguments.count == 3 {
            condition = operand(arguments[1], of: macro.rawValue, as: .bool)
            if condition == nil { return nil }
        }
        let last = arguments[arguments.count - 1]
        let body: CELNode?
        let type: CELType
        switch macro {
        case .all, .exists, .existsOne:
            body = operand(last, of: macro.rawValue, as: .bool)
            type = .bool
        case .filter:
            body = operand(last, of: macro.rawValue, as: .bool)
            type = list.type
        case .map:
            body = check(last)
            type = .list(body?.type ?? .any)
        case .sum:
            body = addend(last)
            type = body?.type ?? .any
        }
        guard let body else { return nil }
        let comprehension = CELComprehension(
            macro: macro, list: list, variable: variable, slot: slot, condition: condition, body: body)
        return CELNode(.comprehension(comprehension), type, syntax.range)
    }

    /// What `sum` adds up must have a zero.
    private mutating func addend(_ syntax: Syntax) -> CELNode? {
        guard let node = check(syntax) else { return nil }
        switch node.type {
        case .int, .money, .duration: return node
        case .any:
            reportUnknownElement(at: syntax.range.lowerBound)
            return nil
        case .bool, .string, .date, .timestamp, .null, .list, .record:
            report(
                "C205",
                Bilingual(
                    zh: "sum 只能累加 int、money、duration，此处为 \(node.type)",
                    en: "sum adds up int, money or duration, not \(node.type)"),
                at: syntax.range.lowerBound)
            return nil
        }
    }
}
