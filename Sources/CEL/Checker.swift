import Source
import Values

/// Resolves names and types; reports everything that is wrong, not only the first thing.
///
/// A method that returns nothing has reported why.
struct Checker {
    let environment: CELEnvironment
    let place: TextPlace
    let sink = DiagnosticSink()
    /// The variables of the macros around, outermost first; the index is the slot.
    var locals: [(name: String, type: CELType)] = []

    mutating func check(_ syntax: Syntax) -> CELNode? {
        switch syntax.kind {
        case .literal(let value): return CELNode(.literal(value), Checker.type(of: value), syntax.range)
        case .name(let name, let isRooted): return variable(name, isRooted: isRooted, syntax)
        case .select(let operand, let name, let nameStart): return field(operand, name, nameStart, syntax)
        case .index(let list, let index): return element(list, index, syntax)
        case .list(let items): return list(items, syntax)
        case .not(let operand):
            return self.operand(operand, of: "!", as: .bool).map { CELNode(.not($0), .bool, syntax.range) }
        case .negate(let operand):
            return self.operand(operand, of: "-", as: .int).map { CELNode(.negate($0), .int, syntax.range) }
        case .and(let operands):
            return bools(operands, of: "&&").map { CELNode(.and($0), .bool, syntax.range) }
        case .or(let operands):
            return bools(operands, of: "||").map { CELNode(.or($0), .bool, syntax.range) }
        case .conditional(let condition, let first, let second):
            return conditional(condition, first, second, syntax)
        case .binary(let operation, let left, let right, let operatorStart):
            return binary(operation, left, right, operatorStart, syntax)
        case .call(let receiver, let name, let nameStart, let arguments):
            if let receiver { return method(receiver, name, nameStart, arguments, syntax) }
            return function(name, nameStart, arguments, syntax)
        }
    }

    private static func type(of literal: CELValue) -> CELType {
        switch literal {
        case .bool: return .bool
        case .int: return .int
        case .string: return .string
        case .money: return .money
        case .date: return .date
        case .timestamp: return .timestamp
        case .duration: return .duration
        case .null: return .null
        case .list: return .list(.any)
        case .record: return .any
        }
    }

    private func variable(_ name: String, isRooted: Bool, _ syntax: Syntax) -> CELNode? {
        if !isRooted, let slot = locals.lastIndex(where: { $0.name == name }) {
            return CELNode(.local(name, slot: slot), locals[slot].type, syntax.range)
        }
        if let type = environment.variables[name] { return CELNode(.variable(name), type, syntax.range) }
        let known = Set(environment.variables.keys).union(locals.map(\.name))
        report(
            "C201", Bilingual(zh: "没有名为 \(name) 的变量", en: "there is no variable '\(name)'"),
            at: syntax.range.lowerBound,
            hint: environment.functions.contains { $0.name == name }
                ? Bilingual(zh: "\(name) 是函数，应写作 \(name)(…)", en: "'\(name)' is a function: write \(name)(…)")
                : suggestion(name, known))
        return nil
    }

    private mutating func field(_ operand: Syntax, _ name: String, _ nameStart: Int, _ syntax: Syntax)
        -> CELNode?
    {
        guard let operand = check(operand) else { return nil }
        guard let field = field(name, of: operand.type, at: nameStart) else { return nil }
        let kind = CELNode.Kind.field(operand, name: name, isOptional: field.isOptional)
        return CELNode(kind, field.type, syntax.range)
    }

    /// A declared field of a record type, or a report.
    func field(_ name: String, of type: CELType, at offset: Int) -> CELField? {
        guard case .record(let record) = type else {
            report(
                "C205", Bilingual(zh: "\(type) 没有字段", en: "a value of type \(type) has no fields"), at: offset
            )
            return nil
        }
        if let field = record.fields[name] { return field }
        report(
            "C202",
            Bilingual(zh: "\(record.name) 没有字段 \(name)", en: "'\(record.name)' has no field '\(name)'"),
            at: offset, hint: suggestion(name, Set(record.fields.keys)))
        return nil
    }

    private mutating func element(_ list: Syntax, _ index: Syntax, _ syntax: Syntax) -> CELNode? {
        let checkedList = check(list)
        let checkedIndex = check(index)
        guard let checkedList, let checkedIndex else { return nil }
        guard case .list(let element) = checkedList.type else {
            report(
                "C205",
                Bilingual(
                    zh: "[] 只用于列表，此处为 \(checkedList.type)", en: "[] takes a list, not \(checkedList.type)"),
                at: list.range.lowerBound,
                hint: Bilingual(zh: "读字段用 .名称", en: "read a field with .name"))
            return nil
        }
        guard checkedIndex.type == .int else {
            report(
                "C205",
                Bilingual(
                    zh: "下标应为 int，此处为 \(checkedIndex.type)",
                    en: "an index is an int, not \(checkedIndex.type)"),
                at: index.range.lowerBound)
            return nil
        }
        guard element != .any else {
            reportUnknownElement(at: list.range.lowerBound)
            return nil
        }
        return CELNode(.index(checkedList, checkedIndex), element, syntax.range)
    }

    private mutating func list(_ items: [Syntax], _ syntax: Syntax) -> CELNode? {
        var nodes: [CELNode] = []
        var element = CELType.any
        var isSound = true
        for item in items {
            guard let node = check(item) else {
                isSound = false
                continue
            }
            if let unified = element.unified(with: node.type) {
                element = unified
                nodes.append(node)
            } else {
                isSound = false
                report(
                    "C210",
                    Bilingual(
                        zh: "列表各项类型须一致：前面是 \(element)，此处为 \(node.type)",
                        en: "the elements of a list have one type: \(element) so far, here \(node.type)"),
                    at: item.range.lowerBound)
            }
        }
        return isSound ? CELNode(.list(nodes), .list(element), syntax.range) : nil
    }

    private mutating func conditional(
        _ condition: Syntax, _ first: Syntax, _ second: Syntax, _ syntax: Syntax
    ) -> CELNode? {
        let checkedCondition = operand(condition, of: "?:", as: .bool)
        let checkedFirst = check(first)
        let checkedSecond = check(second)
        guard let checkedCondition, let checkedFirst, let checkedSecond else { return nil }
        guard let type = checkedFirst.type.unified(with: checkedSecond.type) else {
            report(
                "C210",
                Bilingual(
                    zh: "?: 两支类型须一致：\(checkedFirst.type) 与 \(checkedSecond.type)",
                    en:
                        "both branches of ?: have one type, not \(checkedFirst.type) and \(checkedSecond.type)"
                ),
                at: second.range.lowerBound,
                hint: OperatorTypes.hint(checkedFirst.type, checkedSecond.type))
            return nil
        }
        return CELNode(.conditional(checkedCondition, checkedFirst, checkedSecond), type, syntax.range)
    }

    private mutating func bools(_ operands: [Syntax], of operation: String) -> [CELNode]? {
        var nodes: [CELNode] = []
        for item in operands {
            if let node = operand(item, of: operation, as: .bool) { nodes.append(node) }
        }
        return nodes.count == operands.count ? nodes : nil
    }

    /// A checked operand of the one type that an operator or macro takes.
    mutating func operand(_ syntax: Syntax, of operation: String, as type: CELType) -> CELNode? {
        guard let node = check(syntax) else { return nil }
        if node.type == type { return node }
        report(
            "C205",
            Bilingual(
                zh: "\(operation) 要求 \(type)，此处为 \(node.type)",
                en: "\(operation) takes \(type), not \(node.type)"),
            at: syntax.range.lowerBound)
        return nil
    }

    private mutating func binary(
        _ operation: CELOperator, _ left: Syntax, _ right: Syntax, _ operatorStart: Int, _ syntax: Syntax
    ) -> CELNode? {
        let checkedLeft = check(left)
        let checkedRight = check(right)
        guard let checkedLeft, let checkedRight else { return nil }
        if let type = OperatorTypes.result(operation, checkedLeft.type, checkedRight.type) {
            return CELNode(.binary(operation, checkedLeft, checkedRight), type, syntax.range)
        }
        let sign = operation.rawValue
        report(
            "C205",
            Bilingual(
                zh: "\(sign) 不能用于 \(checkedLeft.type) 与 \(checkedRight.type)",
                en: "\(sign) is not defined for \(checkedLeft.type) and \(checkedRight.type)"),
            at: operatorStart, hint: OperatorTypes.hint(checkedLeft.type, checkedRight.type))
        return nil
    }
}

extension Checker {
    func report(_ code: String, _ message: Bilingual, at offset: Int, hint: Bilingual? = nil) {
        sink.error(code, message, at: place.position(offset), hint: hint)
    }

    func reportUnknownElement(at offset: Int) {
        report(
            "C211",
            Bilingual(zh: "空列表的元素类型无从知道", en: "nothing tells the type of the elements of this empty list"),
            at: offset)
    }

    /// The name that was probably meant, or what there is to choose from.
    func suggestion(_ name: String, _ known: Set<String>) -> Bilingual? {
        if let near = nearest(name, among: known) {
            return Bilingual(zh: "是否指 '\(near)'？", en: "did you mean '\(near)'?")
        }
        guard !known.isEmpty else { return nil }
        let list = known.sorted().prefix(12).joined(separator: ", ") + (known.count > 12 ? ", …" : "")
        return Bilingual(zh: "可用：\(list)", en: "there are: \(list)")
    }
}
