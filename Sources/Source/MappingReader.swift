public import Values

/// Reads one mapping strictly: every key is asked for by name, and what nobody asked for is an error.
///
/// Codes: `S101` not a mapping, `S102` missing key, `S103` unknown key, `S104` wrong type, `S105` bad value.
public final class MappingReader {
    /// The node being read.
    public let node: SourceNode
    /// Where errors go.
    public let sink: DiagnosticSink
    private let entries: [SourceNode.Entry]
    private var asked: Set<String> = []
    private let what: Bilingual

    /// Starts to read a mapping; anything else is reported and reads as empty.
    public init(_ node: SourceNode, what: Bilingual, sink: DiagnosticSink) {
        self.node = node
        self.sink = sink
        self.what = what
        if case .mapping(let entries) = node.content {
            self.entries = entries
        } else {
            self.entries = []
            sink.error(
                "S101", Bilingual(zh: "\(what.zh)应为键值映射", en: "\(what.en) must be a mapping"),
                at: node.position)
        }
    }

    /// The keys in file order.
    public var keys: [SourceNode.Entry] { entries }

    /// The value of a key that may be absent.
    public func optional(_ key: String) -> SourceNode? {
        asked.insert(key)
        return entries.first { $0.key == key }?.value
    }

    /// The value of a key that must be there; reports and returns nothing when it is not.
    public func required(_ key: String) -> SourceNode? {
        if let value = optional(key) { return value }
        if case .mapping = node.content {
            sink.error(
                "S102", Bilingual(zh: "\(what.zh)缺少 \(key)", en: "\(what.en) lacks '\(key)'"),
                at: node.position)
        }
        return nil
    }

    /// A required string.
    public func string(_ key: String) -> String? { required(key).flatMap { sink.string($0, key) } }
    /// A string that may be absent.
    public func optionalString(_ key: String) -> String? { optional(key).flatMap { sink.string($0, key) } }
    /// A required integer.
    public func integer(_ key: String) -> Int64? { required(key).flatMap { sink.integer($0, key) } }
    /// An integer that may be absent.
    public func optionalInteger(_ key: String) -> Int64? { optional(key).flatMap { sink.integer($0, key) } }
    /// A boolean that may be absent.
    public func optionalBool(_ key: String) -> Bool? { optional(key).flatMap { sink.bool($0, key) } }
    /// A list that may be absent; a single value where `orSingle` counts as a list of one.
    public func sequence(_ key: String, orSingle: Bool = false) -> [SourceNode] {
        guard let value = optional(key) else { return [] }
        if case .sequence(let items) = value.content { return items }
        if orSingle { return [value] }
        sink.wrongType(value, key, Bilingual(zh: "列表", en: "a list"))
        return []
    }
    /// A list of strings that may be absent.
    public func strings(_ key: String, orSingle: Bool = false) -> [String] {
        sequence(key, orSingle: orSingle).compactMap { sink.string($0, key) }
    }

    /// A label `{zh: …, en: …}`; both languages must be there and not empty.
    public func label(_ key: String = "label") -> Bilingual? {
        required(key).flatMap { sink.bilingual($0, key) }
    }

    /// A label that may be absent.
    public func optionalLabel(_ key: String) -> Bilingual? {
        optional(key).flatMap { sink.bilingual($0, key) }
    }

    /// Reports every key that was never asked for. Call it once, last.
    public func finish() {
        for entry in entries where !asked.contains(entry.key) {
            let near = nearest(entry.key, among: asked)
            let list = asked.sorted().joined(separator: ", ")
            sink.error(
                "S103",
                Bilingual(zh: "\(what.zh)：不认识键 '\(entry.key)'", en: "\(what.en) has no key '\(entry.key)'"),
                at: entry.keyPosition,
                hint: near.map { Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?") }
                    ?? Bilingual(zh: "可用：\(list)", en: "known keys: \(list)"))
        }
    }
}

extension DiagnosticSink {
    /// The node as a string, or a report.
    public func string(_ node: SourceNode, _ name: String) -> String? {
        if case .string(let value) = node.content { return value }
        wrongType(node, name, Bilingual(zh: "文字", en: "a string"))
        return nil
    }

    /// The node as an integer, or a report.
    public func integer(_ node: SourceNode, _ name: String) -> Int64? {
        if case .integer(let value) = node.content { return value }
        wrongType(node, name, Bilingual(zh: "整数", en: "an integer"))
        return nil
    }

    /// The node as a boolean, or a report.
    public func bool(_ node: SourceNode, _ name: String) -> Bool? {
        if case .bool(let value) = node.content { return value }
        wrongType(node, name, Bilingual(zh: "true 或 false", en: "true or false"))
        return nil
    }

    /// The node as a text in both languages, or a report.
    public func bilingual(_ node: SourceNode, _ name: String) -> Bilingual? {
        let reader = MappingReader(node, what: Bilingual(zh: name, en: "'\(name)'"), sink: self)
        let zh = reader.string("zh")
        let en = reader.string("en")
        reader.finish()
        guard let zh, let en else { return nil }
        if zh.isEmpty || en.isEmpty {
            error(
                "S105", Bilingual(zh: "\(name) 的中英文都不能为空", en: "'\(name)' needs text in both languages"),
                at: node.position)
        }
        return Bilingual(zh: zh, en: en)
    }

    /// Reports that a node has another type than was expected.
    public func wrongType(_ node: SourceNode, _ name: String, _ expected: Bilingual) {
        let found: Bilingual
        switch node.content {
        case .null: found = Bilingual(zh: "空值", en: "nothing")
        case .bool: found = Bilingual(zh: "布尔值", en: "a boolean")
        case .integer: found = Bilingual(zh: "整数", en: "an integer")
        case .string: found = Bilingual(zh: "文字", en: "a string")
        case .sequence: found = Bilingual(zh: "列表", en: "a list")
        case .mapping: found = Bilingual(zh: "映射", en: "a mapping")
        }
        error(
            "S104",
            Bilingual(
                zh: "\(name) 应为\(expected.zh)，现为\(found.zh)",
                en: "'\(name)' must be \(expected.en), not \(found.en)"),
            at: node.position)
    }
}

/// The known word nearest to a mistyped one, when it is near enough to be meant.
public func nearest(_ word: String, among known: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in known.sorted() {
        let distance = editDistance(word, candidate)
        if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.word
}

/// Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment).
private func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left.prefix(64))
    let right = Array(right.prefix(64))
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (i, a) in left.enumerated() {
        var row = [i + 1]
        for (j, b) in right.enumerated() {
            var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (a == b ? 0 : 1))
            if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
                distance = min(distance, beforeLast[j - 1] + 1)
            }
            row.append(distance)
        }
        beforeLast = last
        last = row
    }
    return last[right.count]
}
