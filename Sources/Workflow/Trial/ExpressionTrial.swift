public import CEL
public import Source
import Values

/// An expression tried out over given facts: its type, its value and the value of every part.
public struct ExpressionTrial: Sendable {
    /// The type of its value.
    public let type: CELType
    /// What every part came to, the whole first.
    public let explanation: CELExplanation

    /// Checks and evaluates an expression.
    ///
    /// `facts` is a mapping from the names of variables to their values. `In`, `clock`, `docs` and the like are told as
    /// members of the same name: a list of what is so, or a mapping from names to answers. Under a definition the
    /// environment is the one its guards have, with the payload of `act`; else types show by how values are written.
    public static func run(
        _ text: String, facts: SourceNode?, under definition: WorkflowDefinition?, act: String? = nil
    ) throws(DiagnosticList) -> ExpressionTrial {
        let sink = DiagnosticSink()
        let place = SourcePosition(file: "EXPR", line: 1, column: 1)
        var schema: ActSchema?
        if let definition, let act {
            schema = definition.act(named: act)
            if schema == nil {
                sink.unknownName(
                    act, known: definition.allActs.map(\.name), Bilingual(zh: "事项", en: "act"),
                    at: SourcePosition(file: "--act", line: 1, column: 1))
            }
        }
        var bench = ExpressionBench(definition, act: schema, sink: sink)
        if let facts { bench.read(facts) }
        try sink.throwIfErrors()
        let program = try CELExpression.parse(text, at: place).check(in: bench.environment)
        if let definition { bench.checkNames(of: program, in: definition) }
        try sink.throwIfErrors()
        return ExpressionTrial(type: program.type, explanation: program.explain(bench.activation))
    }
}

/// The names and values that an expression is tried with.
private struct ExpressionBench {
    var environment: CELEnvironment
    private var values: [String: CELValue] = [:]
    private var answers: [String: CELValue] = [:]
    private let isTyped: Bool
    private let sink: DiagnosticSink
    private var reader: FactReader { FactReader(sink: sink) }

    init(_ definition: WorkflowDefinition?, act: ActSchema?, sink: DiagnosticSink) {
        self.sink = sink
        isTyped = definition != nil
        environment = GuardEnvironment.environment(
            schema: definition?.schema, data: definition?.data ?? [], act: act)
        guard let definition else {
            environment.variables = [:]
            return
        }
        // What is not told is as at the very beginning.
        for (name, type) in environment.variables { values[name] = type.emptyValue }
        var data: [String: CELValue] = [:]
        for field in definition.data { data[field.id] = field.initial }
        values["data"] = .record(data)
    }

    mutating func read(_ facts: SourceNode) {
        guard case .mapping(let entries) = facts.content else {
            sink.error(
                "S101", Bilingual(zh: "事实文件应为键值映射", en: "the file of facts must be a mapping"),
                at: facts.position)
            return
        }
        for entry in entries {
            if environment.functions.contains(where: { $0.name == entry.key }) {
                answers[entry.key] = reader.inferred(entry.value)
            } else if let type = environment.variables[entry.key] {
                read(entry, type)
            } else if isTyped, entry.key != "this" {
                let known = Array(environment.variables.keys) + environment.functions.map(\.name)
                sink.unknownField(
                    entry.key, known: known, of: Bilingual(zh: "facts", en: "facts").en, at: entry.keyPosition
                )
            } else if let value = reader.inferred(entry.value) {
                values[entry.key] = value
                guard let type = CELType.inferred(from: value, name: entry.key) else {
                    sink.error(
                        "W110",
                        Bilingual(
                            zh: "\(entry.key) 中列表各项的类型不同",
                            en: "'\(entry.key)' holds a list whose elements are of different types"),
                        at: entry.value.position)
                    continue
                }
                environment.variables[entry.key] = type
            }
        }
    }

    /// A variable whose type is known: what is told replaces what it was, member by member.
    private mutating func read(_ entry: SourceNode.Entry, _ type: CELType) {
        guard case .record(let record) = type, case .mapping(let entries) = entry.value.content else {
            if let value = reader.value(entry.value, type, entry.key) { values[entry.key] = value }
            return
        }
        var members: [String: CELValue] = [:]
        if case .record(let known)? = values[entry.key] { members = known }
        for (name, value) in reader.members(entries, record, entry.key) { members[name] = value }
        values[entry.key] = .record(members)
    }

    var activation: CELActivation {
        let (answers, functions) = (answers, environment.functions)
        return CELActivation(variables: values) { function, arguments in
            guard let result = functions.first(where: { $0.name == function })?.result else { return nil }
            return ExpressionBench.answer(answers[function], arguments[...], result)
        }
    }

    /// Each argument looks one level further in; a list says what is so, and what is not told is not so.
    private static func answer(
        _ told: CELValue?, _ arguments: ArraySlice<CELValue>, _ result: CELType
    ) -> CELValue? {
        guard let told else { return result.emptyValue }
        guard let argument = arguments.first else {
            guard case .record(let given) = told, case .record(var members)? = result.emptyValue else {
                return told
            }
            members.merge(given) { $1 }
            return .record(members)
        }
        switch told {
        case .list(let items): return .bool(items.contains(argument))
        case .record(let members):
            guard case .string(let name) = argument else { return result.emptyValue }
            return answer(members[name], arguments.dropFirst(), result)
        case .bool, .int, .string, .money, .date, .timestamp, .duration, .null: return told
        }
    }

    /// The states, clocks and papers that an expression names are there.
    func checkNames(of program: CELProgram, in definition: WorkflowDefinition) {
        for call in program.calls {
            guard let name = call.arguments.first ?? nil else { continue }
            let known: [String]
            let what: Bilingual
            switch call.function {
            case GuardEnvironment.inState:
                (known, what) = (definition.states.map(\.id), Bilingual(zh: "状态", en: "state"))
            case GuardEnvironment.clock:
                (known, what) = (definition.clocks.map(\.id), Bilingual(zh: "期限", en: "clock"))
            case GuardEnvironment.docs:
                (known, what) = (definition.documents.map(\.id), Bilingual(zh: "材料种类", en: "kind of paper"))
            default: continue
            }
            if !known.contains(name) { sink.unknownName(name, known: known, what, at: call.position) }
        }
    }
}
