import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import TransparencyLog
import Values

/// `audit recheck` finds entries that the desk would never have written, however well they are hashed.
struct RecheckTests {
    /// Writes the case's own entries into a second log, one of them changed, and rechecks the copy there.
    private func recheck(
        _ office: Office, changing change: (LogEntry, inout [String: JSON]) -> Bool
    ) throws -> RecheckReport {
        let random = TestRandom(seed: 99)
        let copy = MemoryLog(origin: "copy", random: { random.bytes($0) })
        let entries = try office.desk.desk.ask { reader, _ in try reader.entries(from: 0, limit: 1000) }
        try copy.write { transaction in
            for entry in entries {
                var parts = entry.parts.map {
                    BodyPart(name: $0.name, isPersonal: $0.isPersonal, bytes: $0.bytes ?? [])
                }
                var members = try #require(try JSON(parsing: parts[0].bytes).objectValue)
                guard change(entry, &members) else { continue }
                parts[0] = BodyPart(
                    name: "facts", isPersonal: false, bytes: JSON.object(members).canonicalBytes)
                _ = try transaction.append(
                    AppendRequest(
                        key: try #require(CommandKey("copy-\(entry.position)")),
                        requestHash: Digest.sha256(Array(entry.key.text.utf8)), at: entry.at,
                        actor: entry.actor,
                        entries: [
                            NewEntry(
                                stream: entry.stream, expected: .any, type: entry.type, schema: entry.schema,
                                occurred: entry.occurred, parts: parts)
                        ], answer: []))
            }
        }
        return try copy.read { try CaseState.recheck(office.number, in: $0, pins: Pins()) }
    }

    private func settled() throws -> Office {
        let office = try Office()
        office.desk.clock.set(try Repository.day("2025-04-16"))
        try office.accept()
        try office.reach()
        try office.verify()
        return office
    }

    @Test func `an unchanged copy agrees`() throws {
        let report = try recheck(try settled()) { _, _ in true }
        #expect(report.differences.isEmpty, "\(report.differences)")
        #expect(report.agreed > 5)
    }

    @Test func `a role the doer did not hold is found`() throws {
        let report = try recheck(try settled()) { entry, members in
            if entry.type == "act.accept", case .object(var command)? = members["command"] {
                command["doers"] = .array([
                    .object([
                        "id": .string("clerk"), "roles": .array([.string("bureauHead")]),
                        "signed": .bool(true),
                    ])
                ])
                members["command"] = .object(command)
            }
            return true
        }
        #expect(report.differences.map(\.act) == ["accept"])
    }

    @Test func `a clock whose start was left out or moved is found`() throws {
        let report = try recheck(try settled()) { entry, members in
            if entry.type == "act.accept" { members["clocks"] = nil }
            return true
        }
        #expect(report.differences.map(\.act) == ["accept"])
    }

    @Test func `a case that starts in another state than its procedure says is found`() throws {
        let report = try recheck(try settled()) { entry, members in
            guard entry.type == "case.opened", case .array(var facts)? = members["facts"] else { return true }
            facts[0] = .object([
                "type": .string("case.opened"), "schema": .integer(1), "number": .string("2025-0009"),
                "workflow": .string("two-station"),
            ])
            members["facts"] = .array(facts)
            return true
        }
        #expect(report.differences.contains { $0.act == "open" })
    }

    @Test func `an entry under a verb that the desk does not have is found`() throws {
        let report = try recheck(try settled()) { entry, members in
            if entry.type == "act.accept", case .object(var command)? = members["command"] {
                command["verb"] = .string("arrange")
                members["command"] = .object(command)
            }
            return true
        }
        #expect(report.differences.map(\.act).contains("accept"))
    }

    @Test func `a breach that was left out is found at the next act`() throws {
        let report = try recheck(try settled()) { entry, _ in entry.type != "clock.breached" }
        #expect(report.differences.map(\.act).contains("accept"))
    }
}
