public import Values

/// One thing that is wrong, or worth knowing, at one place in a file that a person wrote.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
    /// How much it matters.
    public enum Severity: String, Hashable, Sendable {
        /// The file cannot be used.
        case error
        /// The file can be used, but look at this.
        case warning
        /// Something to know.
        case information
    }

    /// How much it matters.
    public let severity: Severity
    /// A stable code, e.g. `S004` or `W101`.
    public let code: String
    /// What is wrong.
    public let message: Bilingual
    /// Where.
    public let position: SourcePosition
    /// What was expected or what to do, where we know it.
    public let hint: Bilingual?

    /// Makes a diagnostic.
    public init(
        severity: Severity = .error, code: String, _ message: Bilingual, at position: SourcePosition,
        hint: Bilingual? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.position = position
        self.hint = hint
    }

    /// `file:line:column: error S004: message (hint)` in one language.
    public func text(_ language: Language) -> String {
        let word: Bilingual
        switch severity {
        case .error: word = Bilingual(zh: "错误", en: "error")
        case .warning: word = Bilingual(zh: "警告", en: "warning")
        case .information: word = Bilingual(zh: "提示", en: "information")
        }
        let tail: String
        if let hint {
            tail = language == .zh ? "；" + hint.zh : "; " + hint.en
        } else {
            tail = ""
        }
        return "\(position): \(word.text(language)) \(code): \(message.text(language))\(tail)"
    }

    /// The English text.
    public var description: String { text(.en) }
}

/// All the errors found in one file or command, thrown together so that a person mends them in one go.
public struct DiagnosticList: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was found, in file order.
    public let items: [Diagnostic]

    /// Makes a list; sorted by place.
    public init(_ items: [Diagnostic]) { self.items = items.sorted { $0.position < $1.position } }

    /// Whether anything in it is an error.
    public var hasErrors: Bool { items.contains { $0.severity == .error } }

    /// One line for each, in English.
    public var description: String { items.map(\.description).joined(separator: "\n") }
}

/// Collects diagnostics while a file is read; used by one reader at a time.
public final class DiagnosticSink {
    /// What was reported so far.
    public private(set) var items: [Diagnostic] = []

    /// Makes an empty sink.
    public init() {}

    /// Adds a diagnostic.
    public func report(_ diagnostic: Diagnostic) { items.append(diagnostic) }

    /// Adds an error with this code and text.
    public func error(
        _ code: String, _ message: Bilingual, at position: SourcePosition, hint: Bilingual? = nil
    ) {
        report(Diagnostic(code: code, message, at: position, hint: hint))
    }

    /// Whether an error was reported.
    public var hasErrors: Bool { items.contains { $0.severity == .error } }

    /// Throws everything reported if there is an error among it.
    public func throwIfErrors() throws(DiagnosticList) {
        if hasErrors { throw DiagnosticList(items) }
    }
}
