import CEL
import Source
import Testing
import Values

let start = SourcePosition(file: "guard.yaml", line: 3, column: 9)

/// A case of two workers, as the guards of most tests see it.
enum Office {
    static let claimant = CELRecordType(
        name: "claimant",
        fields: [
            "id": CELField(.string), "owed": CELField(.money), "paid": CELField(.money, optional: true),
        ])
    static let caseType = CELRecordType(
        name: "case",
        fields: [
            "verified": CELField(.money), "accepted": CELField(.bool),
            "claimants": CELField(.list(.record(claimant))),
            "due": CELField(.date, optional: true), "site": CELField(.record(site), optional: true),
            "package": CELField(.string),
        ])
    static let site = CELRecordType(
        name: "site", fields: ["name": CELField(.string), "closed": CELField(.bool, optional: true)])
    static let clock = CELRecordType(name: "clock", fields: ["breached": CELField(.bool)])

    static let environment = CELEnvironment(
        variables: [
            "case": .record(caseType), "n": .int, "m": .int, "s": .string, "b": .bool, "numbers": .list(.int),
            "words": .list(.string), "at": .timestamp, "day": .date, "money": .money,
        ],
        functions: [
            CELFunction(name: "In", parameters: [.string], result: .bool),
            CELFunction(name: "clock", parameters: [.string], result: .record(clock)),
            CELFunction(name: "silent", parameters: [], result: .int),
            CELFunction(name: "twice", parameters: [.int], result: .int),
            CELFunction(name: "twice", parameters: [.string], result: .string),
            CELFunction(name: "lies", parameters: [], result: .int),
        ])

    static let activation = CELActivation(
        variables: [
            "case": .record([
                "verified": .money(.zero), "accepted": .bool(true), "package": .string("A-1"),
                "claimants": .list([
                    .record(["id": .string("w1"), "owed": .money(Fen(100_00)), "paid": .money(Fen(100_00))]),
                    .record(["id": .string("w2"), "owed": .money(Fen(250_50))]),
                ]),
            ]),
            "n": .int(7), "m": .int(-2), "s": .string("工资abc"), "b": .bool(true),
            "numbers": .list([.int(3), .int(0), .int(5)]), "words": .list([.string("a"), .string("b")]),
            "at": .timestamp(Instant(microseconds: 1_744_039_800_000_000)),  // 2025-04-07T23:30+08:00
            "day": .date(Day(ordinal: 20_185)),  // 2025-04-07
            "money": .money(Fen(42_980_00)),
        ],
        call: { name, arguments in
            switch (name, arguments.first) {
            case ("In", .string(let state)): return .bool(state == "paying")
            case ("clock", .string(let id)): return .record(["breached": .bool(id == "reply")])
            case ("twice", .int(let number)): return .int(number &* 2)
            case ("twice", .string(let text)): return .string(text + text)
            case ("lies", nil): return .string("not an int")
            case (_, _): return nil
            }
        })
}

func program(_ text: String, expecting: CELType? = nil) throws -> CELProgram {
    try CELExpression.parse(text, at: start).check(in: Office.environment, expecting: expecting)
}

/// The value as text, or the code of the error: `7`, `"abc"`, `C302`.
func outcome(_ text: String, budget: Int = CELProgram.defaultBudget) throws -> String {
    let program = try program(text)
    do throws(CELError) {
        return try program.evaluate(Office.activation, budget: budget).text
    } catch {
        return error.code
    }
}

/// What is wrong with a text when it is loaded, as `code line:column`.
func faults(_ text: String, expecting: CELType? = nil) -> [String] {
    diagnostics(text, expecting: expecting).map { "\($0.code) \($0.position.line):\($0.position.column)" }
}

func diagnostics(_ text: String, expecting: CELType? = nil) -> [Diagnostic] {
    do throws(DiagnosticList) {
        _ = try CELExpression.parse(text, at: start).check(in: Office.environment, expecting: expecting)
        return []
    } catch {
        return error.items
    }
}

/// The tree in Lisp's way: `(+ 1 (* 2 3))`.
func shape(_ node: CELNode) -> String {
    let name: String
    switch node.kind {
    case .literal(let value): return value.text
    case .variable(let variable): return variable
    case .local(let variable, let slot): return "\(variable)#\(slot)"
    case .field(let operand, let field, _): return shape(operand) + "." + field
    case .index: name = "[]"
    case .list: name = "list"
    case .has(_, let field): name = "has-\(field)"
    case .not: name = "!"
    case .negate: name = "-"
    case .and: name = "&&"
    case .or: name = "||"
    case .conditional: name = "?"
    case .binary(let operation, _, _): name = operation.rawValue
    case .builtin(let builtin, _): name = builtin.rawValue
    case .host(let function, _): name = function
    case .comprehension(let macro): name = macro.macro.rawValue
    }
    return "(" + ([name] + node.children.map(shape)).joined(separator: " ") + ")"
}
