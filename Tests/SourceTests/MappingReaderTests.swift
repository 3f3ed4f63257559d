import Source
import Testing
import Values

/// A node at a line of its own.
private func node(_ content: SourceNode.Content, line: Int = 1) -> SourceNode {
    SourceNode(content, at: SourcePosition(file: "t.yaml", line: line, column: 1))
}

/// A mapping, one key a line from line 1.
private func mapping(_ pairs: [(String, SourceNode.Content)]) -> SourceNode {
    let entries = pairs.enumerated().map { index, pair in
        SourceNode.Entry(
            key: pair.0, keyPosition: SourcePosition(file: "t.yaml", line: index + 1, column: 1),
            value: SourceNode(pair.1, at: SourcePosition(file: "t.yaml", line: index + 1, column: 9)))
    }
    return node(.mapping(entries))
}

/// A reader with the sink it reports to.
private func reader(_ node: SourceNode) -> MappingReader {
    MappingReader(node, what: Bilingual(zh: "状态", en: "the state"), sink: DiagnosticSink())
}

@Suite struct `A mapping is read` {
    @Test func `by the names that are asked for`() {
        let reader = reader(
            mapping([
                ("name", .string("受理")), ("count", .integer(3)), ("final", .bool(true)),
                ("roles", .sequence([node(.string("a")), node(.string("b"))])), ("one", .string("x")),
            ]))
        #expect(reader.string("name") == "受理")
        #expect(reader.integer("count") == 3)
        #expect(reader.optionalBool("final") == true)
        #expect(reader.strings("roles") == ["a", "b"])
        #expect(reader.strings("one", orSingle: true) == ["x"])
        #expect(reader.optionalString("missing") == nil)
        #expect(reader.sequence("missing").isEmpty)
        reader.finish()
        #expect(reader.sink.items.isEmpty)
    }

    @Test func `with its label in both languages`() {
        let zh = SourceNode.Entry(
            key: "zh", keyPosition: SourcePosition(file: "t.yaml", line: 1, column: 1),
            value: node(.string("受理")))
        let en = SourceNode.Entry(
            key: "en", keyPosition: SourcePosition(file: "t.yaml", line: 1, column: 1),
            value: node(.string("accepted")))
        let both = reader(mapping([("label", .mapping([zh, en]))]))
        #expect(both.label() == Bilingual(zh: "受理", en: "accepted"))
        let half = reader(mapping([("label", .mapping([zh]))]))
        #expect(half.label() == nil)
        #expect(half.sink.items.map(\.code) == ["S102"])
    }

    @Test func `and what is missing is said at the mapping`() {
        let reader = reader(mapping([("a", .integer(1))]))
        #expect(reader.string("name") == nil)
        #expect(
            reader.sink.items.first?.text(.en) == "t.yaml:1:1: error S102: the state lacks 'name'")
        #expect(reader.sink.items.first?.text(.zh) == "t.yaml:1:1: 错误 S102: 状态缺少 name")
    }

    @Test func `and what nobody asked for is an error, with the name that may be meant`() {
        let reader = reader(mapping([("name", .string("x")), ("lable", .string("y")), ("zzzzzz", .null)]))
        _ = reader.string("name")
        _ = reader.optional("label")
        reader.finish()
        #expect(
            reader.sink.items.map(\.description) == [
                "t.yaml:2:1: error S103: the state has no key 'lable'; did you mean 'label'?",
                "t.yaml:3:1: error S103: the state has no key 'zzzzzz'; known keys: label, name",
            ])
    }

    @Test func `and a value of another type is an error at the value`() {
        let reader = reader(
            mapping([
                ("name", .integer(1)), ("count", .string("3")), ("final", .null), ("roles", .bool(true)),
                ("text", .sequence([])),
            ]))
        #expect(reader.string("name") == nil)
        #expect(reader.integer("count") == nil)
        #expect(reader.optionalBool("final") == nil)
        #expect(reader.sequence("roles").isEmpty)
        #expect(reader.string("text") == nil)
        #expect(
            reader.sink.items.map(\.description) == [
                "t.yaml:1:9: error S104: 'name' must be a string, not an integer",
                "t.yaml:2:9: error S104: 'count' must be an integer, not a string",
                "t.yaml:3:9: error S104: 'final' must be true or false, not nothing",
                "t.yaml:4:9: error S104: 'roles' must be a list, not a boolean",
                "t.yaml:5:9: error S104: 'text' must be a string, not a list",
            ])
    }

    @Test func `and anything else is said once, not once for each key`() {
        let reader = reader(node(.sequence([])))
        #expect(reader.string("name") == nil)
        #expect(reader.integer("count") == nil)
        reader.finish()
        #expect(reader.sink.items.map(\.code) == ["S101"])
    }

    @Test func `and its errors are thrown together, in file order`() {
        let sink = DiagnosticSink()
        sink.error(
            "S105", Bilingual(zh: "二", en: "two"), at: SourcePosition(file: "t.yaml", line: 2, column: 1))
        sink.error(
            "S105", Bilingual(zh: "一", en: "one"), at: SourcePosition(file: "t.yaml", line: 1, column: 5))
        #expect(throws: DiagnosticList.self) { try sink.throwIfErrors() }
        #expect(DiagnosticList(sink.items).items.map(\.message.en) == ["one", "two"])
    }

    @Test func `and warnings alone throw nothing`() throws {
        let sink = DiagnosticSink()
        sink.report(
            Diagnostic(
                severity: .warning, code: "W1", Bilingual(zh: "慢", en: "slow"),
                at: SourcePosition(file: "t.yaml", line: 1, column: 1)))
        try sink.throwIfErrors()
        #expect(!DiagnosticList(sink.items).hasErrors)
        #expect(sink.items.first?.text(.zh) == "t.yaml:1:1: 警告 W1: 慢")
    }

    @Test(arguments: [("lable", "label"), ("stat", "state"), ("q", nil), ("", nil), ("labels", "label")])
    func `and a mistyped word has a nearest one`(_ word: String, _ expected: String?) {
        #expect(nearest(word, among: ["label", "state", "clocks"]) == expected)
    }

    @Test func `and its JSON drops the places`() {
        let value = mapping([("b", .integer(1)), ("a", .sequence([node(.null), node(.bool(false))]))])
        #expect(value.json.canonicalText == #"{"a":[null,false],"b":1}"#)
    }
}
