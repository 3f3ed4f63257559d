import EventLog
import Testing
import TransparencyLog
import Values

@Suite struct `A stream name` {
    @Test(arguments: [
        "case/2025-0001", "refusals", "person/P-000001", "definition/a_b.c-D",
        "a/" + String(repeating: "x", count: 80),
    ])
    func `is a kind, and an identifier where there are many`(_ text: String) throws {
        let name = try #require(StreamName(text))
        #expect(name.description == text)
        #expect(name.identifier.map { "\(name.kind)/\($0)" } ?? String(name.kind) == text)
    }

    @Test(arguments: [
        "", "Case/1", "case/", "/1", "case//1", "case/1/2", "case 1", "case/张三", "case/1\n", "1",
        "a/" + String(repeating: "x", count: 81),
    ])
    func `is nothing else`(_ text: String) {
        #expect(StreamName(text) == nil)
    }
}

@Suite struct `A command key` {
    @Test func `is visible ASCII of a limited length`() {
        #expect(CommandKey("tick/2025-04-07/0001")?.text == "tick/2025-04-07/0001")
        #expect(CommandKey("") == nil)
        #expect(CommandKey("a b") == nil)
        #expect(CommandKey("键") == nil)
        #expect(CommandKey(String(repeating: "k", count: 129)) == nil)
    }
}

@Suite struct `A version 7 UUID` {
    @Test func `has the fields of RFC 9562`() throws {
        // The millisecond of the RFC's example, 0x017F22E279B0, and random bytes by hand.
        let instant = Instant(microseconds: 0x017F_22E2_79B0 * 1000)
        let uuid = try #require(UUIDv7(at: instant, random: [0xFF, 1, 2, 3, 4, 5, 6, 7]))
        #expect(uuid.text == "017f22e2-79b0-7000-bf01-020304050607")
        let half = try #require(
            UUIDv7(
                at: Instant(microseconds: 0x017F_22E2_79B0 * 1000 + 500), random: [0, 0, 0, 0, 0, 0, 0, 0]))
        #expect(half.text == "017f22e2-79b0-7800-8000-000000000000")
    }

    @Test func `sorts by time, to the microsecond`() throws {
        let random: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
        let start: Int64 = 1_744_000_000_000_000
        let uuids = try (0..<3000).map { step in
            try #require(UUIDv7(at: Instant(microseconds: start + Int64(step)), random: random))
        }
        #expect(uuids == uuids.sorted())
        #expect(Set(uuids).count == uuids.count)
    }

    @Test func `is not made from a time before 1970 or from too few bytes`() {
        #expect(UUIDv7(at: Instant(microseconds: -1), random: [0, 0, 0, 0, 0, 0, 0, 0]) == nil)
        #expect(UUIDv7(at: Instant(microseconds: 0), random: [0]) == nil)
    }
}
