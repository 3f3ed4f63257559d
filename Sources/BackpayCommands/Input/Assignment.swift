import Source
import Values

/// One `--set`: where the value goes and what it is.
///
/// `key=value` gives text, `key:=JSON` any JSON value; a dotted key reaches into an object (`payer.kind=owner`).
struct Assignment: Hashable, Sendable {
    /// The names from outside in.
    let path: [String]
    /// The value.
    let value: JSON

    private static let deepest = 16

    /// Parses what stands behind one `--set`.
    init(parsing text: String) throws(CommandFailure) {
        guard let sign = text.firstIndex(of: "=") else {
            throw Assignment.failure(text, Bilingual(zh: "缺少 '='", en: "there is no '='"))
        }
        var key = text[..<sign]
        let given = String(text[text.index(after: sign)...])
        let isRaw = key.last == ":"
        if isRaw { key.removeLast() }
        path = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard path.allSatisfy(Assignment.isName) else {
            throw Assignment.failure(
                text,
                Bilingual(
                    zh: "键 '\(key)' 应由点号分隔的名称组成（字母、数字、'_'、'-'）",
                    en: "key '\(key)' must be names joined by dots (letters, digits, '_', '-')"))
        }
        guard path.count <= Assignment.deepest else {
            throw Assignment.failure(
                text,
                Bilingual(
                    zh: "键的层数超过 \(Assignment.deepest)",
                    en: "the key is more than \(Assignment.deepest) names deep"))
        }
        guard isRaw else {
            value = .string(given)
            return
        }
        do {
            value = try JSON(parsing: given)
        } catch {
            throw Assignment.failure(
                text,
                Bilingual(
                    zh: "':=' 之后不是有效的 JSON（第 \(error.offset + 1) 字节：\(error.message)）",
                    en: "what follows ':=' is not valid JSON (byte \(error.offset + 1): \(error.message))"))
        }
    }

    /// All `--set` of a command as one object. A key given twice, or both as a value and as an object, is an error.
    static func object(_ texts: [String]) throws(CommandFailure) -> JSON {
        var result: JSON = .object([:])
        for text in texts {
            let assignment = try Assignment(parsing: text)
            guard let merged = merge(assignment.value, at: assignment.path[...], into: result) else {
                let key = assignment.path.joined(separator: ".")
                throw failure(
                    text,
                    Bilingual(
                        zh: "'\(key)' 与前面的 --set 重复或冲突",
                        en: "'\(key)' repeats or contradicts an earlier --set"))
            }
            result = merged
        }
        return result
    }

    private static func merge(_ value: JSON, at path: ArraySlice<String>, into target: JSON?) -> JSON? {
        guard let name = path.first else { return target == nil ? value : nil }
        guard case .object(var members) = target ?? .object([:]) else { return nil }
        guard let member = merge(value, at: path.dropFirst(), into: members[name]) else { return nil }
        members[name] = member
        return .object(members)
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }

    private static func failure(_ text: String, _ why: Bilingual) -> CommandFailure {
        CommandFailure(
            .usage, code: "assignment",
            Bilingual(
                zh: "无法理解 --set '\(text)'：\(why.zh)", en: "cannot understand --set '\(text)': \(why.en)"),
            hint: Bilingual(zh: "写作 键=文字 或 键:=JSON", en: "write key=text or key:=JSON"))
    }
}
