import Source
import Values

/// Builds the tree of one document from events, and collects what is wrong on the way.
///
/// Anchors, aliases, syntax errors and too deep nesting end the reading; all else is collected, so that a person mends
/// a file in one go.
struct YAMLTreeBuilder {
    private let text: YAMLText
    private let events: YAMLEvents
    private var cursor: YAMLText.Cursor
    private let sink = DiagnosticSink()

    /// Thrown after a report, when there is no point in reading on.
    private struct Stop: Error {}

    init(_ text: YAMLText) {
        self.text = text
        events = YAMLEvents(text.bytes)
        cursor = YAMLText.Cursor(text)
    }

    /// Reads the only document of the text.
    mutating func document() throws(DiagnosticList) -> SourceNode {
        var root: SourceNode?
        do throws(Stop) { root = try onlyRoot() } catch {}
        try sink.throwIfErrors()
        guard let root else {
            throw DiagnosticList([emptyDocument(SourcePosition(file: text.file, line: 1, column: 1))])
        }
        return root
    }

    private mutating func onlyRoot() throws(Stop) -> SourceNode? {
        _ = try next()
        guard case (.documentStart(let hasDirectives), let start) = try next() else { return nil }
        if hasDirectives {
            report(
                .directive, at: start, zh: "不支持 %YAML 和 %TAG 指令",
                en: "%YAML and %TAG directives are not read",
                hint: Bilingual(zh: "请删除以 % 开头的行", en: "delete the lines that begin with %"))
        }
        let first = try next()
        let root = try node(first, depth: 0)
        if case .null = root.content, !sink.hasErrors { report(emptyDocument(first.position)) }
        _ = try next()
        let after = try next()
        if case .documentStart = after.kind {
            report(
                .secondDocument, at: after.position, zh: "此处开始了第二个文档", en: "a second document begins here",
                hint: Bilingual(zh: "一个文件只写一个文档，请删除 ---", en: "write one document a file; delete the ---"))
        }
        return root
    }

    private func emptyDocument(_ position: SourcePosition) -> Diagnostic {
        YAMLFault.emptyDocument.at(position, zh: "文件没有内容", en: "the file holds nothing")
    }

    private typealias Placed = (kind: YAMLEvent.Kind, position: SourcePosition)

    private mutating func next() throws(Stop) -> Placed {
        do throws(YAMLProblem) {
            let event = try events.next()
            return (event.kind, place(event.mark))
        } catch {
            report(error.diagnostic { mark in place(mark) })
            throw Stop()
        }
    }

    private mutating func place(_ mark: YAMLMark) -> SourcePosition {
        cursor.position(line: mark.line, column: mark.column, in: text)
    }

    private mutating func node(_ event: Placed, depth: Int) throws(Stop) -> SourceNode {
        let position = event.position
        switch event.kind {
        case .scalar(let value, let isPlain, let properties):
            try check(properties, at: position)
            return SourceNode(scalar(value, isPlain: isPlain, at: position), at: position)
        case .sequenceStart(let properties):
            try check(properties, at: position)
            return SourceNode(.sequence(try items(depth: deeper(depth, at: position))), at: position)
        case .mappingStart(let properties):
            try check(properties, at: position)
            return SourceNode(.mapping(try entries(depth: deeper(depth, at: position))), at: position)
        case .alias:
            report(
                .alias, at: position, zh: "不支持别名（*）", en: "aliases (*) are not read",
                hint: Bilingual(
                    zh: "请把内容写全；若指文字，请加引号", en: "write the value out; put it in quotes if a text is meant"))
            throw Stop()
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
            throw Stop()
        }
    }

    private func check(_ properties: YAMLEvent.Properties, at position: SourcePosition) throws(Stop) {
        if properties.isTagged {
            report(
                .tag, at: position, zh: "不支持标签（!）", en: "tags (!) are not read",
                hint: Bilingual(
                    zh: "请删除以 ! 开头的标签；若指文字，请加引号",
                    en: "delete the tag; put the text in quotes if it begins with '!'"))
        }
        if properties.isAnchored {
            report(
                .anchor, at: position, zh: "不支持锚点（&）", en: "anchors (&) are not read",
                hint: Bilingual(
                    zh: "请在用到的地方把内容写全；若指文字，请加引号",
                    en: "write the value out where it is used; put it in quotes if a text is meant"))
            throw Stop()
        }
    }

    private func deeper(_ depth: Int, at position: SourcePosition) throws(Stop) -> Int {
        guard depth < YAMLReader.maxDepth else {
            report(YAMLFault.nestedTooDeep(at: position))
            throw Stop()
        }
        return depth + 1
    }

    private mutating func items(depth: Int) throws(Stop) -> [SourceNode] {
        var items: [SourceNode] = []
        while true {
            let event = try next()
            if case .sequenceEnd = event.kind { return items }
            items.append(try node(event, depth: depth))
            try stopIfTooMany()
        }
    }

    private mutating func entries(depth: Int) throws(Stop) -> [SourceNode.Entry] {
        var entries: [SourceNode.Entry] = []
        var places: [String: SourcePosition] = [:]
        while true {
            let event = try next()
            if case .mappingEnd = event.kind { return entries }
            let key = try key(event, depth: depth)
            let value = try node(try next(), depth: depth)
            if let key {
                if let first = places[key] {
                    report(
                        .duplicateKey, at: event.position,
                        zh: "键 '\(key)' 重复，第一次在 \(first.line):\(first.column)",
                        en: "the key '\(key)' stands twice, first at \(first.line):\(first.column)")
                } else {
                    places[key] = event.position
                    entries.append(SourceNode.Entry(key: key, keyPosition: event.position, value: value))
                }
            }
            try stopIfTooMany()
        }
    }

    /// The text of a key, or nothing after a report.
    private mutating func key(_ event: Placed, depth: Int) throws(Stop) -> String? {
        guard case .scalar(let value, let isPlain, let properties) = event.kind else {
            _ = try node(event, depth: depth)
            reportKeyNotText(at: event.position)
            return nil
        }
        try check(properties, at: event.position)
        guard isPlain else {
            guard case .string(let text) = scalar(value, isPlain: false, at: event.position) else {
                return nil
            }
            return text
        }
        if value == "<<" {
            report(
                .mergeKey, at: event.position, zh: "不支持合并键 <<", en: "merge keys (<<) are not read",
                hint: Bilingual(zh: "请把内容写全", en: "write the values out"))
            return nil
        }
        switch YAMLScalar(plain: value) {
        case .string: return value
        case .null, .integer, .integerTooLarge:
            reportKeyNotText(at: event.position)
        case .readTwoWays(.null):
            reportKeyNotText(at: event.position)
        case .bool, .readTwoWays:
            report(
                .keyReadAsBoolean, at: event.position, zh: "键 \(value) 会被当作是否来读",
                en: "the key \(value) is read as a boolean by many readers",
                hint: Bilingual(zh: "请换一个名称，或加引号", en: "choose another name or put it in quotes"))
        }
        return nil
    }

    private func reportKeyNotText(at position: SourcePosition) {
        report(
            .keyNotText, at: position, zh: "键必须是文字", en: "a key must be a text",
            hint: Bilingual(zh: "数字作键时请加引号", en: "put a number that is meant as a key in quotes"))
    }

    private func scalar(_ value: String, isPlain: Bool, at position: SourcePosition) -> SourceNode.Content {
        guard isPlain else {
            // Escapes can write what the file itself may not hold.
            if let scalar = value.unicodeScalars.first(where: YAMLText.isForbidden) {
                let name = YAMLText.name(of: scalar)
                report(
                    .forbiddenCharacter, at: position, zh: "文字中有不允许的不可见字符 \(name)",
                    en: "the text holds the invisible character \(name), which is not allowed")
            }
            return .string(value)
        }
        switch YAMLScalar(plain: value) {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let value): return .integer(value)
        case .string: return .string(value)
        case .integerTooLarge:
            report(
                .integerTooLarge, at: position, zh: "整数超出 ±\(JSON.maxInteger)",
                en: "the integer is beyond ±\(JSON.maxInteger)",
                hint: Bilingual(
                    zh: "若是号码，请加引号", en: "put it in quotes if it is a number of something, not a count"))
            return .null
        case .readTwoWays(let word):
            report(
                .wordReadTwoWays, at: position, zh: "\(value) 没有引号时含义不明",
                en: "\(value) without quotes can be read in two ways", hint: word.advice)
            return .null
        }
    }

    private func report(
        _ fault: YAMLFault, at position: SourcePosition, zh: String, en: String, hint: Bilingual? = nil
    ) {
        report(fault.at(position, zh: zh, en: en, hint: hint))
    }

    private func report(_ diagnostic: Diagnostic) { sink.report(diagnostic) }

    private func stopIfTooMany() throws(Stop) {
        if sink.items.count >= YAMLReader.maxErrors { throw Stop() }
    }
}
