import Source
import SourceYAML
import Testing
import Values

/// What a refused text reports: `line:column code` each.
private func faults(_ bytes: [UInt8]) -> [String] {
    do throws(DiagnosticList) {
        _ = try YAMLReader.read(bytes, file: "t.yaml")
        return []
    } catch {
        return error.items.map { "\($0.position.line):\($0.position.column) \($0.code)" }
    }
}

private func faults(_ text: String) -> [String] { faults(Array(text.utf8)) }

/// The first message of a refused text.
private func message(_ text: String, _ language: Language) -> String {
    do throws(DiagnosticList) {
        _ = try YAMLReader.read(text, file: "t.yaml")
        return ""
    } catch {
        return error.items.first?.text(language) ?? ""
    }
}

@Suite struct `A YAML file is refused` {
    @Test func `when it is not UTF-8, at the first wrong byte`() {
        #expect(faults(Array("a: b\nc: 工".utf8) + [0xD5, 0xC5]) == ["2:5 S001"])
        #expect(faults([0xFF, 0xFE, 0x61, 0x00]) == ["1:1 S001"])
        #expect(faults(Array("a: ".utf8) + [0xE5, 0xB7]) == ["1:4 S001"])
        // A surrogate and a needlessly long form are not UTF-8 either.
        #expect(faults([0xED, 0xA0, 0x80]) == ["1:1 S001"])
        #expect(faults([0xC0, 0x80]) == ["1:1 S001"])
    }

    @Test(arguments: [
        "\0", "\u{07}", "\u{1B}", "\u{7F}", "\u{85}", "\u{9F}", "\u{2028}", "\u{2029}", "\u{202E}",
        "\u{2066}", "\u{FFFE}",
        "\u{FFFF}", "\u{0B}", "\u{0C}",
    ])
    func `when it holds a character nobody sees`(_ character: String) {
        #expect(faults("a: b\n工: 'x\(character)y'\n") == ["2:6 S002"])
    }

    @Test func `when a carriage return does not end a line`() {
        #expect(faults("a: b\rc: d\n") == ["1:5 S002"])
        #expect(faults("a: b\r") == ["1:5 S002"])
        #expect(faults("a: b\r\r\n") == ["1:5 S002"])
        #expect(faults("a: b\r\nc: d\r\n") == [])
    }

    @Test(arguments: [#""\0""#, #""\a""#, #""\u0085""#, #""\r""#, #""\uFEFF""#, #""\u202e""#])
    func `when an escape writes such a character`(_ written: String) {
        #expect(faults("a:\n  - \(written)\n") == ["2:5 S002"])
        #expect(faults("\(written): x\n") == ["1:1 S002"])
    }

    @Test func `when a byte-order mark stands inside`() {
        #expect(faults("a: b\n\u{FEFF}c: d\n") == ["2:1 S003"])
        #expect(faults("\u{FEFF}\u{FEFF}a: b\n") == ["1:1 S003"])
    }

    @Test func `when it is larger than four mebibytes`() {
        let line = Array("# 0123456789\n".utf8)
        var bytes = Array("a: b\n".utf8)
        while bytes.count + line.count <= YAMLReader.maxBytes { bytes += line }
        bytes += Array(repeating: UInt8(ascii: "\n"), count: YAMLReader.maxBytes - bytes.count)
        #expect(faults(bytes) == [])
        #expect(faults(bytes + [0x0A]) == ["1:1 S004"])
    }

    @Test func `when it is not YAML, at the place that wants mending`() {
        #expect(faults("a: b: c\n") == ["1:5 S005"])
        // A key without a colon is noticed a line later, but stands on line 2.
        #expect(faults("a: 1\nbcd\ne: 2\n") == ["2:1 S005"])
        // A quote that never ends is noticed at the end of the file, but begins on line 2.
        #expect(faults("a: 1\nb: 'x\nc: 2\n\n\n") == ["2:4 S005"])
        #expect(faults("a: [1, 2\nb: 3\n") == ["2:2 S005"])
        #expect(faults("a:\n  b: 1\n c: 2\n") == ["3:2 S005"])
        #expect(faults("a:\n\tb: 1\n") == ["2:1 S005"])
        #expect(faults("a: @x\n") == ["1:4 S005"])
        #expect(faults("工资: \"\\q\"\n") == ["1:6 S005"])
        #expect(faults("工资: 欠: 薪\n") == ["1:6 S005"])
    }

    @Test func `when it is not YAML, with the reason in both languages`() {
        #expect(
            message("a: b: c\n", .en)
                == "t.yaml:1:5: error S005: not valid YAML: mapping values are not allowed in this context; "
                + "put a text that holds ': ' in quotes, or check the indentation")
        #expect(
            message("a: b: c\n", .zh)
                == "t.yaml:1:5: 错误 S005: 不是有效的 YAML：此处不能再有“: ”；文字中有“: ”时请加引号；否则请检查缩进")
        #expect(
            message("a: [1, 2\nb: 3\n", .zh)
                == "t.yaml:2:2: 错误 S005: 不是有效的 YAML：缺少逗号或右方括号（方括号列表，始于 1:4）")
        #expect(
            message("a: 'x\n", .zh) == "t.yaml:1:4: 错误 S005: 不是有效的 YAML：引号中的文字：直到文件结尾也没有结束")
    }

    @Test func `when it holds more than one document`() {
        #expect(faults("a: b\n---\nc: d\n") == ["2:1 S006"])
        #expect(faults("---\na: b\n") == [])
        #expect(faults("---\na: b\n...\n") == [])
    }

    @Test func `when it has an anchor, at the first`() {
        #expect(faults("a: 1\nb: &x 2\nc: &y 3\n") == ["2:4 S007"])
        #expect(faults("a: &x\n  b: 1\n") == ["1:4 S007"])
        #expect(faults("&x a: 1\n") == ["1:1 S007"])
        #expect(faults("[1, &x [2]]\n") == ["1:5 S007"])
    }

    @Test func `when it has an alias`() {
        #expect(faults("a: 1\nb: *x\n") == ["2:4 S008"])
        #expect(faults("*x : 1\n") == ["1:1 S008"])
    }

    @Test func `an alias bomb is refused at its first anchor, also as a key`() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...40 {
            let before = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(before)]\n"
        }
        bomb += "? *a40\n: boom\n"
        #expect(faults("# a comment\n" + bomb) == ["2:5 S007"])
    }

    @Test func `when it has a merge key`() {
        #expect(faults("a:\n  <<: { b: 1 }\n") == ["2:3 S009"])
        #expect(faults("base: &b { x: 1 }\nc:\n  <<: *b\n") == ["1:7 S007"])
    }

    @Test(arguments: [
        "!!str 1", "!x 1", "! 1", "!!map {}", "!!seq []", "!<tag:yaml.org,2002:str> 1", "!!binary aGk=",
        "!h!t 1",
    ])
    func `when it has a tag`(_ tagged: String) {
        #expect(faults("a: 1\nb: \(tagged)\n") == ["2:4 S010"])
    }

    @Test func `when a key stands twice, naming the place of the first`() {
        #expect(faults("a: 1\nb: 2\na: 3\n") == ["3:1 S011"])
        #expect(faults("c: { a: 1, 'a': 2 }\n") == ["1:12 S011"])
        #expect(
            message("a: 1\nb: 2\n'a': 3\n", .en)
                == "t.yaml:3:1: error S011: the key 'a' stands twice, first at 1:1")
        #expect(message("a: 1\nb: 2\n'a': 3\n", .zh) == "t.yaml:3:1: 错误 S011: 键 'a' 重复，第一次在 1:1")
        // The same letter in two spellings of Unicode.
        #expect(faults("caf\u{E9}: 1\ncafe\u{301}: 2\n") == ["2:1 S011"])
    }

    @Test func `when a key is not text`() {
        #expect(faults("2025: x\n") == ["1:1 S012"])
        #expect(faults("a:\n  ~: x\n  null: z\n") == ["2:3 S012", "3:3 S012"])
        #expect(faults("? [a, b]\n: x\n") == ["1:3 S012"])
        #expect(faults("? { a: b }\n: x\n") == ["1:3 S012"])
        #expect(faults("?\n: x\n") == ["1:2 S012"])
    }

    @Test(arguments: [
        "on", "off", "yes", "no", "y", "n", "On", "OFF", "Yes", "NO", "Y", "N", "true", "False", "TRUE",
    ])
    func `when a key is read as a boolean by YAML 1_1`(_ word: String) {
        #expect(faults("a:\n  \(word): x\n") == ["2:3 S013"])
    }

    @Test(arguments: [
        "yes", "no", "on", "off", "y", "n", "Yes", "NO", "oFf", "True", "FALSE", "Null", "NULL",
    ])
    func `when a value is a word that is read in two ways`(_ word: String) {
        #expect(faults("a:\n  b: \(word)\n") == ["2:6 S014"])
        #expect(faults("[\(word)]") == ["1:2 S014"])
    }

    @Test func `and told to quote the word or to write true or false`() {
        #expect(
            message("a: yes\n", .en)
                == "t.yaml:1:4: error S014: yes without quotes can be read in two ways; "
                + "put it in quotes if a text is meant; write true or false if a yes or no is meant")
        #expect(
            message("a: 'x\n", .en).hasPrefix("t.yaml:1:4: error S005"))
    }

    @Test func `when a whole number is too large to be exact`() {
        #expect(faults("a: 9007199254740992\n") == ["1:4 S015"])
        #expect(faults("a: -9007199254740992\n") == ["1:4 S015"])
        #expect(faults("a: -9007199254740991\n") == [])
        #expect(faults("a: 123456789012345678901234567890\n") == ["1:4 S015"])
    }

    @Test func `when it is nested more than sixty-four levels deep`() {
        #expect(
            faults(String(repeating: "[", count: 65) + String(repeating: "]", count: 65)) == ["1:65 S016"])
        #expect(faults(String(repeating: "[", count: 1_000_000)) == ["1:1 S016"])
        #expect(faults(String(repeating: "{a: ", count: 65)) == ["1:257 S016"])
        var block = ""
        for level in 0..<64 { block += String(repeating: " ", count: level) + "a:\n" }
        #expect(faults(block) == [])
        block = ""
        for level in 0..<65 { block += String(repeating: " ", count: level) + "a:\n" }
        #expect(faults(block) == ["65:65 S016"])
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "~\n", "\u{FEFF}"])
    func `when it holds nothing`(_ text: String) {
        #expect(faults(text).map { $0.suffix(4) } == ["S017"])
    }

    @Test func `when it has directives`() {
        #expect(faults("%YAML 1.1\n---\na: b\n") == ["1:1 S018"])
        #expect(faults("%TAG ! tag:example.com,2025:\n---\na: b\n") == ["1:1 S018"])
    }

    @Test func `with all its errors at once, in file order`() {
        #expect(faults("a: yes\nb: !x 1\na: 2\non: 3\n") == ["1:4 S014", "2:4 S010", "3:1 S011", "4:1 S013"])
    }

    @Test func `with at most a hundred errors`() {
        #expect(faults(String(repeating: "- yes\n", count: 100_000)).count == 100)
    }

    @Test func `and no cut of a file makes the reader fail otherwise`() {
        let text = Array(
            "%YAML 1.2\n---\na: &x [1, *x, !t 'ü', \"\\u4e09\"]\n? {b: |\n  c\n : d}\n: - e\n<<: 工资\n".utf8)
        for end in 0...text.count { _ = faults(Array(text[..<end])) }
        for removed in text.indices {
            var damaged = text
            damaged.remove(at: removed)
            _ = faults(damaged)
        }
    }
}
