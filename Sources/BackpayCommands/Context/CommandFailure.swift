import Source
import Values

/// Why a command could not do what was wanted, ready to be told to a person or a program.
///
/// The message says what was wanted and what stood in the way, the hint what to do about it.
struct CommandFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// How the process ends.
    let status: ExitStatus
    /// A stable name for programs, e.g. `not-here`.
    let code: String
    /// What was wanted and what stood in the way; one line, no full stop.
    let message: Bilingual
    /// More lines: one for each fault, or the parts of an explanation.
    let details: [Bilingual]
    /// What to do, where we know it.
    let hint: Bilingual?
    /// What else a program wants to know: versions, paths, alternatives. Our own names win over these.
    let members: [String: JSON]

    /// Makes a failure.
    init(
        _ status: ExitStatus, code: String, _ message: Bilingual, details: [Bilingual] = [],
        hint: Bilingual? = nil, members: [String: JSON] = [:]
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
        self.hint = hint
        self.members = members
    }

    /// The text for people, ending in a line end: `backpay: message; hint`, or the details on lines of their own.
    func text(_ language: Language) -> String {
        let head = "backpay: " + VisibleText.line(message.text(language))
        guard !details.isEmpty else {
            guard let hint else { return head + "\n" }
            return head + (language == .zh ? "；" : "; ") + VisibleText.line(hint.text(language)) + "\n"
        }
        var lines = [head]
        for detail in details {
            lines += VisibleText.block(detail.text(language)).split(separator: "\n").map { "  " + $0 }
        }
        if let hint {
            lines.append((language == .zh ? "提示：" : "hint: ") + VisibleText.line(hint.text(language)))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The value for programs: `{"error": {"code": …, "message_zh": …, "message_en": …, …}}`.
    var json: JSON {
        var error = members
        error["code"] = .string(code)
        error["exit_status"] = .integer(Int64(status.rawValue))
        error["message_zh"] = .string(message.zh)
        error["message_en"] = .string(message.en)
        if !details.isEmpty {
            error["details"] = .array(details.map { .object(["zh": .string($0.zh), "en": .string($0.en)]) })
        }
        if let hint {
            error["hint_zh"] = .string(hint.zh)
            error["hint_en"] = .string(hint.en)
        }
        return .object(["error": .object(error)])
    }

    /// The error as it is written for a format: text for people and in CSV, one line of JSON in NDJSON.
    func rendered(_ format: OutputFormat, language: Language) -> String {
        switch format {
        case .text, .csv: return text(language)
        case .json: return JSONOutput.document(json)
        case .ndjson: return JSONOutput.line(json)
        }
    }

    /// The English text on one line.
    var description: String { "\(code): \(message.en)" }
}
