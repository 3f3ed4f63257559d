public import Source

/// A checked expression, ready to be evaluated any number of times.
public struct CELProgram: Hashable, Sendable {
    /// How many steps an evaluation may take when nobody says otherwise.
    public static let defaultBudget = 1_000_000

    /// The text as written.
    public let text: String
    /// Where it begins in its file.
    public let position: SourcePosition
    /// The checked tree.
    public let root: CELNode
    /// The type of the result.
    public let type: CELType
    /// The dotted paths it reads, each as long as written: `case.verified`, `act.amount`.
    ///
    /// A path ends where a list is indexed or a macro looks into it: `data.claimants`.
    public let references: Set<String>
    /// The calls of host functions, in the order of the text.
    public let calls: [CELCall]
    /// Where optional fields are read although nothing says that they are there.
    public var unguardedOptionalReads: [SourcePosition] { optionalReads.map(\.position) }
    /// The same reads with the path of each.
    public let optionalReads: [CELOptionalRead]
    /// The optional fields that are certainly there when it is true, as `has(…)` in it says: `data.since`.
    public let presentWhenTrue: Set<String>

    init(text: String, position: SourcePosition, root: CELNode, type: CELType) {
        let place = TextPlace(text: text, start: position)
        let found = References(root, place)
        var reads = OptionalReads()
        reads.visit(root, known: [])
        self.text = text
        self.position = position
        self.root = root
        self.type = type
        references = found.paths
        calls = found.calls
        optionalReads = reads.unguarded.map {
            CELOptionalRead(path: $0.path, position: place.position($0.range.lowerBound))
        }.sorted { $0.position < $1.position }
        presentWhenTrue = OptionalReads.present(whenTrue: root)
    }

    /// The value for these variables and answers. An error is never a value; it costs at most `budget` steps.
    ///
    /// A step is one node visited, or sixteen bytes or one element handled.
    public func evaluate(
        _ activation: CELActivation, budget: Int = CELProgram.defaultBudget
    ) throws(CELError) -> CELValue {
        do throws(Fault) {
            var evaluator = Evaluator(activation: activation, budget: budget)
            return try evaluator.value(root)
        } catch {
            throw CELError(error, in: TextPlace(text: text, start: position))
        }
    }

    /// The same evaluation with the value of every part.
    ///
    /// Parts that `evaluate` may skip because others decide are looked at as well, so that a person sees everything
    /// that stands in the way at once; this changes the result never, and costs at most twice the steps.
    public func explain(
        _ activation: CELActivation, budget: Int = CELProgram.defaultBudget
    ) -> CELExplanation {
        var evaluator = Evaluator(activation: activation, budget: budget)
        return evaluator.explanation(of: root, in: TextPlace(text: text, start: position))
    }
}

/// A read of an optional field that nothing in its expression says is there.
public struct CELOptionalRead: Hashable, Sendable {
    /// One text for all ways to write the same place, as `data.since` or `clock("limit").due`; nothing for a computed one.
    public let path: String?
    /// Where it stands.
    public let position: SourcePosition
}

/// A call of a host function in an expression, so that a loader can check the names it is given.
public struct CELCall: Hashable, Sendable {
    /// The function.
    public let function: String
    /// Each argument that is a string literal; nothing for any other argument.
    public let arguments: [String?]
    /// Where the call stands.
    public let position: SourcePosition

    /// Makes a call.
    public init(function: String, arguments: [String?], position: SourcePosition) {
        self.function = function
        self.arguments = arguments
        self.position = position
    }
}
