import CEL
import Source
import Values

extension DefinitionLoader {
    /// An expression, parsed and checked: names (W101, W103), types (W110), optional fields read blindly (W112).
    func program(_ node: SourceNode, expecting type: CELType?, act: ActSchema?) -> CELProgram? {
        let text: String
        switch node.content {
        case .string(let value): text = value
        case .bool(let value): text = value ? "true" : "false"
        case .integer(let value): text = String(value)
        case .null, .sequence, .mapping:
            sink.wrongType(node, "expression", Bilingual(zh: "表达式", en: "an expression"))
            return nil
        }
        var local = localVariables
        if let row { local["this"] = .record(row.list.itemType) }
        let environment = GuardEnvironment.environment(schema: schema, data: data, act: act, local: local)
        let program: CELProgram
        do {
            program = try CELExpression.parse(text, at: node.position).check(in: environment, expecting: type)
        } catch {
            for item in error.items { report(item, act: act) }
            return nil
        }
        checkCalls(program)
        EnumerationCheck(
            data: data, act: act, item: row?.list.fields ?? [], sink: sink, childOutcomes: childOutcomes
        ).checkComparisons(
            program)
        for place in unsureReads(program) {
            sink.report(
                Diagnostic(
                    severity: .warning, code: "W112",
                    Bilingual(zh: "读了可能没有值的字段", en: "a field that may be absent is read"), at: place,
                    hint: Bilingual(zh: "先用 has(…) 判断", en: "ask has(…) first")))
        }
        return program
    }

    /// Where something is read that may be absent, as far as nothing else looks into that.
    private func unsureReads(_ program: CELProgram) -> [SourcePosition] {
        guard let presence else { return [] }
        return program.optionalReads.filter { !($0.path.map(presence.contains) ?? false) }.map(\.position)
    }

    private func report(_ item: Diagnostic, act: ActSchema?) {
        let isData = item.code == "C202" && item.message.en.contains("'data'")
        var hint = item.hint
        if item.code == "C201", act == nil,
            item.message.en.contains("'act'") || item.message.en.contains("'actor'")
        {
            hint = Bilingual(
                zh: "只有由事项引起的转移才能读 act 和 actor",
                en: "only a transition that an act sets off can read act and actor")
        }
        sink.report(
            Diagnostic(
                code: isData ? "W103" : "W110",
                Bilingual(zh: "\(item.message.zh)（\(item.code)）", en: "\(item.message.en) (\(item.code))"),
                at: item.position, hint: hint))
    }

    private func checkCalls(_ program: CELProgram) {
        for call in program.calls {
            let known: [String]
            let what: Bilingual
            switch call.function {
            case GuardEnvironment.inState:
                known = Array(stateNames.keys)
                what = Bilingual(zh: "状态", en: "state")
            case GuardEnvironment.clock:
                known = Array(clockNames)
                what = Bilingual(zh: "期限", en: "clock")
            case GuardEnvironment.noneIn, GuardEnvironment.anyIn, GuardEnvironment.allIn:
                checkRowCall(call)
                continue
            case GuardEnvironment.docs, GuardEnvironment.served:
                known = documents.map(\.id)
                what = Bilingual(zh: "材料种类", en: "kind of paper")
            case GuardEnvironment.milestone:
                known = Array(milestoneNames)
                what = Bilingual(zh: "里程碑", en: "milestone")
            default: continue
            }
            guard let name = call.arguments.first ?? nil else {
                sink.error(
                    "W110",
                    Bilingual(
                        zh: "\(call.function) 的参数应直接写名称",
                        en: "the argument of \(call.function) is a name in quotes"),
                    at: call.position,
                    hint: Bilingual(zh: "如 \(call.function)('…')", en: "as in \(call.function)('…')"))
                continue
            }
            if !known.contains(name) { unknown(name, known: known, what, at: call.position) }
            reportForeignRow(call, name)
        }
    }
}

/// Holds the words that are compared with, or put into, enumerations against their lists.
struct EnumerationCheck {
    let data: [DataField]
    let act: ActSchema?
    /// The fields of `this`, in rows of the procedure's own lists.
    let item: [PayloadField]
    let sink: DiagnosticSink
    /// The words of `sub.outcome`, where a state waits for a child.
    var childOutcomes: [String]?

    /// Every comparison of an enumeration with a literal names one of its words.
    func checkComparisons(_ program: CELProgram) {
        visit(program.root) { node in
            guard case .binary(let operation, let left, let right) = node.kind else { return }
            switch operation {
            case .equal, .notEqual:
                check(literals: [right], words: words(of: left), in: program)
                check(literals: [left], words: words(of: right), in: program)
            case .in:
                if case .list(let items) = right.kind {
                    check(literals: items, words: words(of: left), in: program)
                }
            case .less, .lessOrEqual, .greater, .greaterOrEqual, .add, .subtract, .multiply, .divide,
                .remainder:
                break
            }
        }
    }

    /// What is put into an enumeration is one of its words.
    func checkEffect(_ program: CELProgram, type: FieldType, name: String) {
        guard case .enumeration(let wanted) = type else { return }
        for result in results(of: program.root) {
            check(literals: [result], words: wanted, in: program)
            guard let given = words(of: result) else { continue }
            let strangers = given.filter { !wanted.contains($0) }
            guard !strangers.isEmpty else { continue }
            let list = strangers.joined(separator: ", ")
            sink.error(
                "W110",
                Bilingual(
                    zh: "字段 \(name) 不能取这些值：\(list)", en: "the field '\(name)' cannot hold: \(list)"),
                at: place(of: result, in: program))
        }
    }

    private func results(of node: CELNode) -> [CELNode] {
        if case .conditional(_, let first, let second) = node.kind {
            return results(of: first) + results(of: second)
        }
        return [node]
    }

    private func words(of node: CELNode) -> [String]? {
        guard case .field(let operand, let name, _) = node.kind, case .variable(let root) = operand.kind
        else {
            return nil
        }
        let type: FieldType?
        switch root {
        case "data": type = data.first { $0.id == name }?.type
        case "this": type = item.first { $0.name == name }?.type
        case "act": type = act?.payload.first { $0.name == name }?.type
        case "sub": type = name == "outcome" ? childOutcomes.map(FieldType.enumeration) : nil
        default: type = nil
        }
        guard case .enumeration(let words)? = type else { return nil }
        return words
    }

    private func check(literals: [CELNode], words: [String]?, in program: CELProgram) {
        guard let words else { return }
        for node in literals {
            guard case .literal(.string(let word)) = node.kind, !words.contains(word) else { continue }
            let list = words.joined(separator: ", ")
            sink.error(
                "W110", Bilingual(zh: "'\(word)' 不在可取的值中", en: "'\(word)' is none of the possible values"),
                at: place(of: node, in: program),
                hint: nearest(word, among: words).map {
                    Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?")
                } ?? Bilingual(zh: "可用：\(list)", en: "one of: \(list)"))
        }
    }

    private func visit(_ node: CELNode, _ body: (CELNode) -> Void) {
        body(node)
        for child in node.children { visit(child, body) }
    }

    private func place(of node: CELNode, in program: CELProgram) -> SourcePosition {
        let before = String(decoding: program.text.utf8.prefix(node.range.lowerBound), as: UTF8.self)
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        let column = (lines.last?.count ?? 0) + (lines.count == 1 ? program.position.column : 1)
        return SourcePosition(
            file: program.position.file, line: program.position.line + lines.count - 1, column: column)
    }
}
