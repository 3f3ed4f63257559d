import Source
import Values

extension Checker {
    /// `name(arguments)`.
    mutating func function(_ name: String, _ nameStart: Int, _ arguments: [Syntax], _ syntax: Syntax)
        -> CELNode?
    {
        if name == "has" { return has(arguments, nameStart, syntax) }
        if let builtin = CELBuiltin(rawValue: name) {
            guard Signatures(builtin).style != .method else {
                report(
                    "C206", Bilingual(zh: "\(name) 应写在点号之后", en: "\(name) is written after a dot"),
                    at: nameStart,
                    hint: Bilingual(zh: "写作 文字.\(name)(…)", en: "write text.\(name)(…)"))
                return nil
            }
            guard let nodes = check(arguments) else { return nil }
            return call(builtin, nodes, nameStart, syntax)
        }
        if CELComprehension.Macro(rawValue: name) != nil {
            report(
                "C206", Bilingual(zh: "\(name) 应写在列表和点号之后", en: "\(name) is written after a list and a dot"),
                at: nameStart, hint: Bilingual(zh: "写作 列表.\(name)(x, …)", en: "write list.\(name)(x, …)"))
            return nil
        }
        let candidates = environment.functions.filter { $0.name == name && !$0.isMethod }
        guard !candidates.isEmpty else {
            if environment.functions.contains(where: { $0.name == name }) {
                report(
                    "C206", Bilingual(zh: "\(name) 应写在点号之后", en: "\(name) is written after a dot"),
                    at: nameStart)
                return nil
            }
            reportUnknown(name, nameStart, among: CELBuiltin.allCases.map(\.rawValue) + ["has"])
            return nil
        }
        guard let nodes = check(arguments) else { return nil }
        let types = nodes.map(\.type)
        if let match = candidates.first(where: { Signatures.match($0.parameters, types) }) {
            return CELNode(.host(name, nodes), match.result, syntax.range)
        }
        reportArguments(name, nameStart, types, wanted: candidates.map(\.parameters))
        return nil
    }

    /// `receiver.name(arguments)`.
    mutating func method(
        _ receiver: Syntax, _ name: String, _ nameStart: Int, _ arguments: [Syntax], _ syntax: Syntax
    ) -> CELNode? {
        if let macro = CELComprehension.Macro(rawValue: name) {
            return comprehension(macro, receiver, nameStart, arguments, syntax)
        }
        if let builtin = CELBuiltin(rawValue: name), Signatures(builtin).style != .function {
            guard let nodes = check([receiver] + arguments) else { return nil }
            return call(builtin, nodes, nameStart, syntax)
        }
        let candidates = environment.functions.filter { $0.name == name && $0.isMethod }
        if !candidates.isEmpty {
            guard let nodes = check([receiver] + arguments) else { return nil }
            let types = nodes.map(\.type)
            if let match = candidates.first(where: { Signatures.match($0.parameters, types) }) {
                return CELNode(.host(name, nodes), match.result, syntax.range)
            }
            reportArguments(
                name, nameStart, Array(types.dropFirst()),
                wanted: candidates.map { Array($0.parameters.dropFirst()) })
            return nil
        }
        if CELBuiltin(rawValue: name) != nil || environment.functions.contains(where: { $0.name == name }) {
            report(
                "C206", Bilingual(zh: "\(name) 不写在点号之后", en: "\(name) is not written after a dot"),
                at: nameStart,
                hint: Bilingual(zh: "写作 \(name)(…)", en: "write \(name)(…)"))
            return nil
        }
        let methods = CELBuiltin.allCases.filter { Signatures($0).style != .function }.map(\.rawValue)
        reportUnknown(name, nameStart, among: methods + CELComprehension.Macro.allCases.map(\.rawValue))
        return nil
    }

    private mutating func check(_ arguments: [Syntax]) -> [CELNode]? {
        var nodes: [CELNode] = []
        for argument in arguments {
            if let node = check(argument) { nodes.append(node) }
        }
        return nodes.count == arguments.count ? nodes : nil
    }

    private func call(_ builtin: CELBuiltin, _ nodes: [CELNode], _ nameStart: Int, _ syntax: Syntax)
        -> CELNode?
    {
        let signatures = Signatures(builtin)
        guard let type = signatures.result(for: nodes.map(\.type)) else {
            let isMethod = signatures.style == .method
            reportArguments(
                builtin.rawValue, nameStart, nodes.map(\.type).dropFirst(isMethod ? 1 : 0).map { $0 },
                wanted: signatures.overloads.map { $0.0.dropFirst(isMethod ? 1 : 0).map { $0 } })
            return nil
        }
        // A literal is converted here, once, and a bad one is found when the file is loaded.
        if Conversion.isConversion(builtin), case .literal(let value)? = nodes.first?.kind {
            switch Conversion.apply(builtin, to: value) {
            case .success(let converted): return CELNode(.literal(converted), type, syntax.range)
            case .failure(let refusal):
                report(
                    "C209", Fault(refusal.reason, nodes[0]).message, at: nodes[0].range.lowerBound)
                return nil
            }
        }
        return CELNode(.builtin(builtin, nodes), type, syntax.range)
    }

    private mutating func has(_ arguments: [Syntax], _ nameStart: Int, _ syntax: Syntax) -> CELNode? {
        guard arguments.count == 1, case .select(let operand, let name, let fieldStart) = arguments[0].kind
        else {
            report(
                "C208", Bilingual(zh: "has 只接受一个字段", en: "has takes one field"), at: nameStart,
                hint: Bilingual(zh: "写作 has(a.b)", en: "write has(a.b)"))
            return nil
        }
        guard let node = check(operand), field(name, of: node.type, at: fieldStart) != nil else { return nil }
        return CELNode(.has(node, field: name), .bool, syntax.range)
    }

    private func reportArguments(_ name: String, _ nameStart: Int, _ types: [CELType], wanted: [[CELType]]) {
        let given = Signatures.text([types])
        let forms = Signatures.text(wanted)
        report(
            "C207",
            Bilingual(
                zh: "\(name) 要求 \(forms.zh)，此处为 \(given.zh)", en: "\(name) takes \(forms.en), not \(given.en)"
            ),
            at: nameStart)
    }

    private func reportUnknown(_ name: String, _ nameStart: Int, among builtin: [String]) {
        if name == "double" {
            report(
                "C203", Bilingual(zh: "不支持浮点数；请用金额或整数", en: "no floating point; use money or integers"),
                at: nameStart)
        } else if let instead = Signatures.unsupported(name) {
            report(
                "C204", Bilingual(zh: "不支持 \(name)", en: "\(name) is not supported"), at: nameStart,
                hint: instead)
        } else {
            report(
                "C206", Bilingual(zh: "没有名为 \(name) 的函数", en: "there is no function '\(name)'"),
                at: nameStart,
                hint: suggestion(name, Set(builtin + environment.functions.map(\.name))))
        }
    }
}
