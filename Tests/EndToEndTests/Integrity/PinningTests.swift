import Foundation
import GRDB
import Source
import Testing

/// Old cases are read by the procedure that is in the log, whatever became of the file.
struct PinningTests {
    /// Runs a test on a Dehua case that was played from a folder of the test's own, with the folder's procedures.
    private func ownFolder(_ body: (TestRegister, _ number: String, _ workflow: String) throws -> Void) throws
    {
        try TestRegister.nowhere { register in
            for name in ["workflows", "roles", "calendars", "seeds"] {
                try FileManager.default.copyItem(
                    atPath: Binary.file(name), toPath: register.folder.file(name))
            }
            let played = try register.home("play", register.folder.file("seeds/dehua-2025.yaml"))
            #expect(played.status == 0, played.said)
            try body(register, "2025-0001", register.folder.file("workflows/two-station.yaml"))
        }
    }

    /// Everything an old case can be asked.
    private func pages(_ register: TestRegister, _ number: String) throws -> [String] {
        var pages: [String] = []
        for words in [
            ["show", number, "--format", "json"], ["next", number, "--all", "--format", "json"],
            ["audit", "replay", number, "--format", "json"],
            ["audit", "recheck", number, "--format", "json"],
            ["show", number, "--as-of", "2025-04-09", "--format", "json"], ["show", number],
            ["audit", "replay", number],
        ] {
            let finished = try register.home(words)
            #expect(finished.status == 0, "\(words.joined(separator: " ")): \(finished.said)")
            pages.append(finished.out)
        }
        return pages
    }

    @Test func `after the procedure was changed an old case reads as before and rechecks clean`() throws {
        try ownFolder { register, number, workflow in
            let before = try pages(register, number)
            let text = try String(contentsOfFile: workflow, encoding: .utf8)
            let changed = text.replacing("en: obtaining payment", with: "en: chasing the money")
                .replacing("close: {who: [bureauHead, unionCadre]", with: "close: {who: [unionCadre]")
                .replacing("version: 2", with: "version: 3")
            try #require(changed != text)
            try changed.write(toFile: workflow, atomically: true, encoding: .utf8)
            #expect(try pages(register, number) == before)
        }
    }

    @Test func `after the procedure and the calendars were deleted an old case reads as before`() throws {
        try ownFolder { register, number, _ in
            let before = try pages(register, number)
            for name in ["workflows", "roles", "calendars", "seeds"] {
                try FileManager.default.removeItem(atPath: register.folder.file(name))
            }
            #expect(try pages(register, number) == before)
        }
    }

    @Test func `a new case runs under the changed procedure, the old one goes on under its own`() throws {
        try ownFolder { register, number, workflow in
            let text = try String(contentsOfFile: workflow, encoding: .utf8)
            try text.replacing("accept: {who: [stationClerk, unionCadre]", with: "accept: {who: [unionCadre]")
                .write(toFile: workflow, atomically: true, encoding: .utf8)
            let opened = try register.home(
                "open", "two-station", "--as", "dehua-clerk", "--at", "2025-05-06", "--set",
                "channel=walk_in",
                "--claimant", "P-000001", "--format", "json")
            #expect(opened.status == 0, opened.said)
            let new = try #require(try JSON(parsing: opened.out)["case"]?.stringValue)
            let accept = ActWords(new, "accept", as: "dehua-clerk", at: "2025-05-06").paper("complaint")
            #expect(
                try register.home(accept.arguments).status == 77, "the clerk may not, under the new procedure"
            )
            let reopen = ActWords(number, "reopen", as: "dehua-head", at: "2025-05-06").set(
                "reason", "one more worker")
            let reopened = try register.home(reopen.arguments)
            #expect(reopened.status == 0, reopened.said)
            let definitions = try [number, new].map {
                try register.shown($0).json["proceedings"]?.arrayValue?.first?["definition"]
            }
            #expect(definitions[0] != definitions[1])
            #expect(try register.home("audit", "recheck").status == 0)
        }
    }

    @Test func `the procedure in the log is the file byte for byte`() throws {
        try ownFolder { register, _, workflow in
            let folder = URL(filePath: workflow).deletingLastPathComponent()
            let files =
                ["two-station", "procedures/mediation", "procedures/arbitration"]
                + ["procedures/court-suit", "procedures/enforcement", "procedures/payment-order"]
            let bytes = try files.map { try Data(contentsOf: folder.appending(path: "\($0).yaml")) }
            let stored = try RegisterSQL(register).read { database in
                try Data.fetchAll(
                    database,
                    sql: "SELECT bytes FROM part JOIN entry USING (position) WHERE stream LIKE 'definition/%'"
                )
            }
            let sources = try stored.compactMap {
                try JSON(parsing: $0)["facts"]?.arrayValue?.first?["source"]?.stringValue
            }
            #expect(
                Set(sources.map { Data($0.utf8) }) == Set(bytes), "its own and those of what it uses")
        }
    }
}

extension TestRegister {
    /// Runs a command for which this folder, not the repository, holds procedures and calendars.
    func home(_ arguments: [String]) throws -> Finished {
        try run(arguments, environment: ["BACKPAY_HOME": folder.path])
    }

    /// Runs a command for which this folder, not the repository, holds procedures and calendars.
    func home(_ arguments: String...) throws -> Finished { try home(arguments) }
}
