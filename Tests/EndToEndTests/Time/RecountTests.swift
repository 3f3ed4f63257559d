import Foundation
import Source
import Testing

/// A limit that ends in a year without a notice, and the notice that comes, through the real binary.
struct RecountTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A limit so long that no notice for its last year will be out while this test is run.
    private static let procedure = TestRegister.fixtureText.replacing(
        "length: 5 workdays", with: "length: 9000 workdays")

    /// A register that knows the notice for 2025 only, with a case under a long limit.
    private func register(_ body: (TestRegister, _ number: String) throws -> Void) throws {
        try TestRegister.nowhere { register in
            let some = register.folder.file("some")
            try FileManager.default.createDirectory(atPath: some, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: Self.root.appending(path: "calendars/cn-2025.yaml").path,
                toPath: some + "/cn-2025.yaml")
            try register.done("init", "--calendars", some)
            try register.done(
                "actor", "add", "clerk", "--name", "受理员", "--body", "县总工会", "--role", "stationClerk",
                "--from", "2025-01-01")
            try register.folder.write("fixture.yaml", Self.procedure)
            let opened = try register.json(
                "open", "fixture.yaml", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in")
            try body(register, opened["case"]?.stringValue ?? "")
        }
    }

    @Test func `calendar add counts open limits by the new notice, once, and the register stays true`() throws
    {
        try register { register, number in
            let before = try #require(register.rows("due", "--within", "36500").first)
            #expect(before["provisional"] == .bool(true))
            #expect(try register.done("due", "--within", "36500", "--lang", "en").contains("(prov.)"))
            let report = try register.json("calendar", "add", Self.root.appending(path: "calendars").path)
            #expect(report["cases"] == .integer(1))
            let limit = try #require(report["limits"]?.arrayValue?.first)
            #expect(limit["case"] == .string(number))
            #expect(limit["was"] == before["due"])
            // The holidays of 2026 are fewer working days, so the end moves on; its own year has no notice yet.
            let after = try #require(register.rows("due", "--within", "36500").first)
            #expect(after["due"] == limit["due"])
            #expect((after["due"]?.stringValue ?? "") > (before["due"]?.stringValue ?? ""))
            #expect(after["provisional"] == .bool(true))
            #expect(
                try register.done("show", number, "--lang", "en").contains("limits counted by a new calendar")
            )
            #expect(try register.run(["audit", "recheck"]).status == 0)
            #expect(try register.verified().isClean)
            try register.unchanged {
                let again = try register.json("calendar", "add", Self.root.appending(path: "calendars").path)
                #expect(again["cases"] == .integer(0))
            }
        }
    }
}
