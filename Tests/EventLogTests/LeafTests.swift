import EventLog
import Source
import Testing
import TransparencyLog
import Values

/// One command of one event in each stream named.
func request(_ key: String, _ streams: [String], answer: String = "") throws -> AppendRequest {
    AppendRequest(
        key: try #require(CommandKey(key)), requestHash: DomainHash.request(Array(key.utf8)),
        at: Instant(microseconds: 1_744_000_000_000_000), actor: "李\"",
        entries: try streams.map { stream in
            NewEntry(
                stream: try #require(StreamName(stream)), expected: .any, type: "noted", schema: 1,
                occurred: Moment("2025-04-07"), parts: [.facts(Array("{}".utf8))])
        }, answer: Array(answer.utf8))
}

@Suite struct `A leaf` {
    @Test func `is written as its format says, to the byte`() throws {
        let log = memoryLog()
        let command = AppendRequest(
            key: try #require(CommandKey("k-1")), requestHash: .zero, at: Instant(microseconds: 7),
            actor: "li",
            entries: [
                NewEntry(
                    stream: try #require(StreamName("case/1")), expected: .none, type: "noted", schema: 2,
                    occurred: Moment("2025-04-07"), parts: [.facts(Array("{}".utf8))])
            ])
        _ = try log.write { try $0.append(command) }
        let entry = try log.read { try $0.entry(at: 0) }
        let zeros = String(repeating: "0", count: 64)
        let part = DomainHash.part(Array("{}".utf8)).hex
        let bound = DomainHash.command(Array(repeating: 0, count: 32)).hex
        let manifest =
            #"{"command":"\#(bound)","parts":[{"hash":"\#(part)","len":2,"name":"facts","personal":false}],"v":1}"#
        #expect(String(decoding: entry.manifest, as: UTF8.self) == manifest)
        let body = DomainHash.body(Array(manifest.utf8)).hex
        #expect(
            String(decoding: entry.leaf, as: UTF8.self)
                == #"{"actor":"li","at":7,"body":"\#(body)","bodylen":\#(manifest.utf8.count),"cause":null,"#
                + #""corr":null,"key":"k-1","log":"register.example/test","occurred":"2025-04-07","pos":0,"#
                + #""schema":2,"sprev":"\#(zeros)","stream":"case/1","type":"noted","v":1,"ver":0}"#)
    }

    @Test func `is canonical JSON as the general writer makes it, escapes included`() throws {
        var row = EntryRow(
            position: 12, stream: "case/1", version: 3, type: "t", schema: 1, at: -5, skew: -9, occurred: nil,
            actor: (0..<0x20).map { String(UnicodeScalar(UInt8($0))) }.joined() + "\"\\/\u{7F}姓\u{1F600}",
            key: "k", cause: 4, correlation: "c\u{0B}", manifest: [1, 2, 3], leaf: [], leafHash: nil,
            parts: [])
        for _ in 0..<2 {
            let leaf = Leaf(log: "登记簿", row: row, previousInStream: Digest.sha256([9]))
            #expect(try JSON(parsing: leaf.bytes).canonicalBytes == leaf.bytes)
            #expect(Leaf(parsing: leaf.bytes) == leaf)
            row.skew = nil
            row.cause = nil
        }
    }

    @Test func `with a member we do not know, or in another form, is refused`() throws {
        let log = memoryLog()
        _ = try log.write { try $0.append(request("a", ["case/1"])) }
        let leaf = try log.read { try $0.entry(at: 0).leaf }
        let text = String(decoding: leaf, as: UTF8.self)
        #expect(Leaf(parsing: leaf) != nil)
        #expect(Leaf(parsing: Array(text.replacing("\"v\":1", with: "\"v\":2").utf8)) == nil)
        #expect(Leaf(parsing: Array(text.replacing("\"v\":1", with: "\"v\":1,\"x\":1").utf8)) == nil)
        #expect(Leaf(parsing: Array(text.replacing(",", with: ", ").utf8)) == nil)
        for index in leaf.indices { #expect(Leaf(parsing: Array(leaf[..<index])) == nil) }
    }

    @Test func `beyond the limit is refused, and nothing is written`() throws {
        // Every other text is limited far below, so only the name of the log can be too long.
        let log = MemoryLog(
            origin: String(repeating: "o", count: LogLimits.leafBytes), random: countingRandom())
        let error = #expect(throws: LogError.self) {
            try log.write { _ = try $0.append(request("a", ["case/1"])) }
        }
        #expect(error?.code == "too-large")
        #expect(try log.read { try $0.size } == 0)
    }
}
