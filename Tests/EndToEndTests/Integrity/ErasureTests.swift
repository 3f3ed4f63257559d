import EventLog
import EventLogSQLite
import Foundation
import GRDB
import Source
import Testing
import TransparencyLog
import Values

/// Personal words are taken away; hashes, totals, states and clocks stay.
struct ErasureTests {
    private static let name = "送菜工友甲"

    @Test func `with every personal part erased by its event all figures, states and limits stand`() throws {
        try TestRegister.dehua { register, number in
            let before = try register.shown(number)
            let seen = try register.verified()
            let erased = try erase(register)
            #expect(erased > 7, "each worker's name, and free text")

            let after = try register.shown(number)
            for member in [
                "balance", "proceedings", "clocks", "closed", "findings", "days_to_payout", "version",
            ] {
                #expect(after.json[member] == before.json[member], "\(member)")
            }
            #expect(after.claimants == before.claimants)
            #expect(after.acts == before.acts)
            let kept = "\(seen.size):\(seen.root)"
            let verified = try register.run(["audit", "verify", "--against", kept, "--format", "json"])
            #expect(verified.status == 0, verified.said)
            #expect(try JSON(parsing: verified.out)["erased_parts"]?.integerValue == Int64(erased))
            let rechecked = try register.run(["audit", "recheck"])
            #expect(rechecked.status == 0, rechecked.said)
            for day in TimeTests.dehua {
                #expect(
                    try register.shown(number, "--as-of", day.day).fen("recovered") == day.recovered)
            }
        }
    }

    @Test func `what was erased is in no file any more, and nobody finds it`() throws {
        try TestRegister.dehua { register, number in
            #expect(try register.rows("search", Self.name).count == 1)
            try erase(register)
            #expect(try register.rows("search", Self.name).isEmpty)
            #expect(try !register.done("show", number, "--unmask").contains(Self.name))
            #expect(try !register.done("person", "list", "--unmask").contains(Self.name))
            for file in try register.folder.names() where file.hasPrefix("register.") {
                let bytes = try Data(contentsOf: URL(filePath: register.folder.file(file)))
                #expect(bytes.range(of: Data(Self.name.utf8)) == nil, "\(file) still holds the name")
            }
        }
    }

    @Test func `a case goes on after the words of its people were erased`() throws {
        try TestRegister.open { register, number in
            try register.done(
                "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-07", "--set", "text=x")
            try erase(register)
            try register.record(ActWords(number, "accept", as: "clerk", at: "2025-04-07").paper("complaint"))
            #expect(try register.shown(number).acts.contains("accept"))
            #expect(try register.verified().isClean)
        }
    }

    @Test func `with every word erased a merged case and one split off keep their sums and limits`() throws {
        try TestRegister.open { register, number in
            let case1 = TwoStation(register: register, number: number)
            try case1.begin()
            try case1.verify(TwoStation.sums)
            let words = ["--as", "cadre", "--reason", "told by Worker Three"]
            let split = try register.json(
                arguments: ["split", number, "--claimant", "P-000003", "--to", "two-station"] + words)
            let new = try #require(split["case"]?.stringValue)
            try register.done(
                "open", "two-station", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in",
                "--claimant", "P-000003", "--respondent", "O-000001")
            _ = try register.json(arguments: ["merge", "2025-0002", "--into", number] + words)
            let before = try [number, new, "2025-0002"].map { try register.shown($0) }
            try erase(register)
            let after = try [number, new, "2025-0002"].map { try register.shown($0) }
            for (old, seen) in zip(before, after) {
                for member in ["balance", "proceedings", "clocks", "closed", "findings", "case"] {
                    #expect(seen.json[member] == old.json[member], "\(member)")
                }
            }
            #expect(try !register.done("show", number, "--unmask").contains("Worker Three"))
            #expect(try register.run(["audit", "recheck"]).status == 0)
            #expect(try register.verified().isClean)
        }
    }

    @Test func `a part erased by SQL with an event that covers it passes`() throws {
        try TestRegister.dehua { register, _ in
            let target = try #require(try personalParts(register).first)
            let event = try append(register, erasing: [target])
            try RegisterSQL(register).execute(
                "UPDATE part SET bytes = NULL, erased_by = ? WHERE position = ? AND name = ?",
                [event, target.position, target.part])
            let seen = try register.verified()
            #expect(seen.isClean)
            #expect(seen.json["erased_parts"] == .integer(1))
        }
    }

    @Test func `a part erased by SQL without an event is found, whichever event it is said to be covered by`()
        throws
    {
        for covering in ["position", "(SELECT max(position) FROM entry)"] {
            try TestRegister.dehua { register, _ in
                let target = try #require(try personalParts(register).dropFirst(3).first)
                try RegisterSQL(register).execute(
                    "UPDATE part SET bytes = NULL, erased_by = \(covering) WHERE position = ? AND name = ?",
                    [target.position, target.part])
                let seen = try register.verified()
                #expect(!seen.isClean, "\(covering)")
                #expect(seen.positions.contains(target.position), "\(seen.json.canonicalText)")
            }
        }
    }

    @Test func `an event that says erased while the words are still there is found`() throws {
        try TestRegister.dehua { register, _ in
            let target = try #require(try personalParts(register).first)
            try append(register, erasing: [target])
            let seen = try register.verified()
            #expect(!seen.isClean)
            #expect(seen.kinds.contains("erasure"))
        }
    }

    @Test func `facts cannot be erased, by SQL or otherwise`() throws {
        try TestRegister.dehua { register, _ in
            let sql = "UPDATE part SET bytes = NULL, erased_by = 1 WHERE name = 'facts' AND position = 5"
            do {
                try RegisterSQL(register).execute(sql)
                Issue.record("nothing stopped it")
            } catch let error as DatabaseError {
                #expect(error.resultCode == .SQLITE_CONSTRAINT)
            }
        }
    }

    /// The personal parts of a register that still hold something.
    private func personalParts(_ register: TestRegister) throws -> [PartErasure.Target] {
        try RegisterSQL(register).read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT position, name FROM part WHERE personal = 1 AND bytes IS NOT NULL ORDER BY id"
            ).map { PartErasure.Target(position: $0["position"], part: $0["name"]) }
        }
    }

    /// Erases every personal part, with the event that says so; returns how many.
    @discardableResult
    private func erase(_ register: TestRegister) throws -> Int {
        let targets = try personalParts(register)
        let log = try open(register)
        try log.write { transaction in
            let event = try transaction.append(request(targets)).last
            for target in targets { try transaction.erase(part: target.part, at: target.position, by: event) }
        }
        log.close()
        return targets.count
    }

    /// Appends the event of an erasure that nobody carries out.
    @discardableResult
    private func append(_ register: TestRegister, erasing targets: [PartErasure.Target]) throws -> Int {
        let log = try open(register)
        let position = try log.write { try $0.append(request(targets)).last }
        log.close()
        return position
    }

    private func open(_ register: TestRegister) throws -> SQLiteLog {
        try SQLiteLog.open(register.path) { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
    }

    private func request(_ targets: [PartErasure.Target]) throws -> AppendRequest {
        AppendRequest(
            key: try #require(CommandKey("erase-1")), requestHash: Digest.sha256(Array("erase-1".utf8)),
            at: Instant(microseconds: 1_900_000_000_000_000), actor: "head",
            entries: [
                NewEntry(
                    stream: try #require(StreamName("erasures")), expected: .any, type: PartErasure.type,
                    schema: PartErasure.schema, occurred: nil,
                    parts: [
                        .facts(
                            PartErasure(targets).facts(with: ["ground": .string("the keep period is over")]))
                    ])
            ])
    }
}
