import Source
import SourceYAML
import Testing

/// The value of a text without its places.
private func value(_ text: String) throws -> JSON { try YAMLReader.read(text, file: "t.yaml").json }

@Suite struct `A YAML file is read` {
    @Test func `a mapping keeps the order of the file and every place`() throws {
        let node = try YAMLReader.read("b: 1\na:\n  - x\n  - { c: z }\n", file: "t.yaml")
        guard case .mapping(let entries) = node.content else {
            Issue.record("not a mapping")
            return
        }
        #expect(entries.map(\.key) == ["b", "a"])
        #expect(entries.map(\.keyPosition.description) == ["t.yaml:1:1", "t.yaml:2:1"])
        #expect(entries[0].value.position.description == "t.yaml:1:4")
        #expect(entries[1].value.position.description == "t.yaml:3:3")
        guard case .sequence(let items) = entries[1].value.content else {
            Issue.record("not a list")
            return
        }
        #expect(items.map(\.position.description) == ["t.yaml:3:5", "t.yaml:4:5"])
        #expect(items[1]["c"]?.position.description == "t.yaml:4:10")
    }

    @Test func `a column counts characters, not bytes or code points`() throws {
        // The family is one character of seven code points, é written as e and an accent is one of two.
        let node = try YAMLReader.read("{姓: '👨‍👩‍👧‍👦', cafe\u{301}: z}\r\n", file: "t.yaml")
        #expect(node["姓"]?.position.column == 5)
        #expect(node["café"]?.position.column == 16)
    }

    @Test func `a byte-order mark at the start is skipped and moves no column`() throws {
        let node = try YAMLReader.read("\u{FEFF}a: x\n", file: "t.yaml")
        #expect(node.position.description == "t.yaml:1:1")
        #expect(node["a"]?.position.column == 4)
    }

    @Test func `money, dates and versions stay text as they are written`() throws {
        let read = try value(
            "[60158.00, 42980.5, 2025-04-07, 1e3, 1.0, 09:00, .5, 12:30:45, 1_000, 0x1F, 0o17, 007, +5, -0]")
        let expected = [
            "60158.00", "42980.5", "2025-04-07", "1e3", "1.0", "09:00", ".5", "12:30:45", "1_000", "0x1F",
            "0o17", "007",
            "+5", "-0",
        ]
        #expect(read == .array(expected.map { .string($0) }))
    }

    @Test func `whole numbers, booleans and nothing are read as such`() throws {
        let read = try value("[0, -3, 9007199254740991, true, false, null, ~, ]")
        #expect(
            read
                == .array([
                    .integer(0), .integer(-3), .integer(9_007_199_254_740_991), .bool(true), .bool(false),
                    .null, .null,
                ]))
        #expect(try value("a:\nb: x") == .object(["a": .null, "b": .string("x")]))
    }

    @Test(arguments: ["'yes'", "\"yes\"", "'true'", "'1'", "\"~\"", "'null'", "''", "'*a'", "'!x'", "'&a'"])
    func `what stands in quotes is text`(_ written: String) throws {
        let inside = String(written.dropFirst().dropLast())
        #expect(try value("a: \(written)") == .object(["a": .string(inside)]))
    }

    @Test func `block texts are text, their line breaks kept or folded`() throws {
        #expect(
            try value("a: |\n  no\n  yes\nb: >-\n  12\n  34\n")
                == .object(["a": .string("no\nyes\n"), "b": .string("12 34")]))
    }

    @Test func `words that only contain yes or no are text`() throws {
        #expect(try value("[not, none, only, yes sir, No.1, nil]").arrayValue?.count == 6)
    }

    @Test(arguments: ["'on'", "'yes'", "'1'", "'<<'"])
    func `a quoted word can be a key`(_ key: String) throws {
        #expect(try value("\(key): x") == .object([String(key.dropFirst().dropLast()): .string("x")]))
    }

    @Test func `keys that are dates or decimals are text`() throws {
        #expect(
            try value("2025-04-07: a\n1.5: b") == .object(["2025-04-07": .string("a"), "1.5": .string("b")]))
    }

    @Test func `JSON is YAML`() throws {
        #expect(
            try value(#"{"a": [1, "二", {"b": null}], "c": "\u4e09\n"}"#)
                == .object([
                    "a": .array([.integer(1), .string("二"), .object(["b": .null])]), "c": .string("三\n"),
                ]))
    }

    @Test func `sixty-four levels are read`() throws {
        var node = try YAMLReader.read(
            String(repeating: "[", count: 64) + String(repeating: "]", count: 64), file: "t.yaml")
        var depth = 0
        while case .sequence(let items) = node.content {
            depth += 1
            guard let first = items.first else { break }
            node = first
        }
        #expect(depth == 64)
        // What the reader accepts, the JSON parser accepts again.
        #expect(try JSON(parsing: node.json.canonicalBytes) == node.json)
    }

    @Test func `a line of fifty thousand Chinese items is read in one sweep`() throws {
        let line = "[" + Array(repeating: "工资", count: 50_000).joined(separator: ", ") + "]"
        let node = try YAMLReader.read(line, file: "t.yaml")
        guard case .sequence(let items) = node.content else {
            Issue.record("not a list")
            return
        }
        #expect(items.last?.position.column == 49_999 * 4 + 2)
    }
}
