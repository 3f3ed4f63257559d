public import Source
import Values

/// An expression that was parsed but not yet checked against an environment.
public struct CELExpression: Hashable, Sendable {
    /// The text as written.
    public let text: String
    /// Where it begins in its file.
    public let position: SourcePosition
    let syntax: Syntax

    /// Parses the text of an expression; errors have codes `C1xx`, or `C203`, `C204` for what the subset leaves out.
    ///
    /// `position` is where the text begins. Its first line is counted from there, further lines from column 1.
    public static func parse(
        _ text: String, at position: SourcePosition
    ) throws(DiagnosticList) -> CELExpression {
        do throws(Diagnostic) {
            var parser = try Parser(TextPlace(text: text, start: position))
            return CELExpression(text: text, position: position, syntax: try parser.parse())
        } catch {
            throw DiagnosticList([error])
        }
    }

    /// Resolves names and types; errors have codes `C2xx` and are thrown together.
    ///
    /// With `expecting`, a result of another type is an error too: a guard expects `.bool`.
    public func check(
        in environment: CELEnvironment, expecting expected: CELType? = nil
    ) throws(DiagnosticList) -> CELProgram {
        let place = TextPlace(text: text, start: position)
        var checker = Checker(environment: environment, place: place)
        let root = checker.check(syntax)
        try checker.sink.throwIfErrors()
        guard let root else { throw DiagnosticList(checker.sink.items) }
        var type = root.type
        if let expected {
            guard let unified = root.type.unified(with: expected) else {
                checker.report(
                    "C212",
                    Bilingual(
                        zh: "此处需要 \(expected)，表达式的结果是 \(root.type)",
                        en: "\(expected) is wanted here; the expression yields \(root.type)"),
                    at: root.range.lowerBound, hint: OperatorTypes.hint(expected, root.type))
                throw DiagnosticList(checker.sink.items)
            }
            type = unified
        }
        return CELProgram(text: text, position: position, root: root, type: type)
    }

    /// Two expressions are the same when the same text stands at the same place.
    public static func == (left: CELExpression, right: CELExpression) -> Bool {
        left.text == right.text && left.position == right.position
    }

    /// Hashes text and place.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(position)
    }
}
