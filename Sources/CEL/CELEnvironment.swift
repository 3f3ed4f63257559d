/// A predicate or function that the host offers to expressions, e.g. `In(string) -> bool`.
///
/// Names of built-in functions and macros cannot be taken over.
public struct CELFunction: Hashable, Sendable {
    /// The name it is called by.
    public let name: String
    /// The types of its arguments.
    public let parameters: [CELType]
    /// The type of its answer.
    public let result: CELType
    /// Whether it is written after its first argument and a dot: `receiver.name(…)`.
    public let isMethod: Bool

    /// Makes a function signature.
    public init(name: String, parameters: [CELType], result: CELType, isMethod: Bool = false) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.isMethod = isMethod
    }
}

/// What an expression may name: variables with their types, and functions of the host.
public struct CELEnvironment: Sendable {
    /// The variables by name.
    public var variables: [String: CELType]
    /// The functions of the host; one name may stand several times with other parameters.
    public var functions: [CELFunction]

    /// Makes an environment.
    public init(variables: [String: CELType] = [:], functions: [CELFunction] = []) {
        self.variables = variables
        self.functions = functions
    }
}

/// The values that one evaluation reads.
public struct CELActivation: Sendable {
    /// The values of the variables by name.
    public var variables: [String: CELValue]
    /// Answers a call of a host function; nothing means that it has no answer, which is an evaluation error.
    public var call: @Sendable (String, [CELValue]) -> CELValue?

    /// Makes an activation.
    public init(
        variables: [String: CELValue] = [:],
        call: @escaping @Sendable (String, [CELValue]) -> CELValue? = { _, _ in nil }
    ) {
        self.variables = variables
        self.call = call
    }
}
