import Foundation
import Source
import Testing

/// Several people at once.
struct ConcurrencyTests {
    private static let writers = 4

    /// Runs the same number of commands by each of four processes at a time and gives back what they came to.
    private func race(
        _ register: TestRegister, rounds: Int, _ command: (_ writer: Int, _ round: Int) -> [String]
    ) throws
        -> [(writer: Int, finished: Finished)]
    {
        var results: [(writer: Int, finished: Finished)] = []
        for round in 0..<rounds {
            let children = try (0..<Self.writers).map { ($0, try register.start(command($0, round))) }
            for (writer, child) in children {
                #expect(child.hasEnded(within: .seconds(60)))
                results.append((writer, try child.finished()))
            }
        }
        return results
    }

    private func receipt(_ finished: Finished) throws -> (position: Int, version: Int) {
        let json = try JSON(parsing: finished.out)
        return (
            Int(try #require(json["position"]?.integerValue, finished.said)),
            Int(try #require(json["version"]?.integerValue, finished.said))
        )
    }

    @Test func `four writers on one case all get through, each with a place of its own`() throws {
        try TestRegister.open { register, number in
            let before = try register.verified().size
            let version = try register.shown(number).version
            let results = try race(register, rounds: 6) { writer, round in
                [
                    "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-08", "--set",
                    "text=\(writer)/\(round)", "--format", "json", "--wait", "60",
                ]
            }
            for result in results { #expect(result.finished.status == 0, result.finished.said) }
            let receipts = try results.map { try receipt($0.finished) }
            #expect(receipts.map(\.position).sorted() == Array(before..<before + results.count))
            #expect(receipts.map(\.version).sorted() == Array(version + 1...version + results.count))
            try holds(register, entries: before + results.count)
        }
    }

    @Test func `four writers on four cases do not disturb one another`() throws {
        try TestRegister.open { register, first in
            var numbers = [first]
            for _ in 1..<Self.writers {
                let opened = try register.json(
                    "open", "two-station", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in",
                    "--claimant", "P-000001", "--respondent", "O-000001")
                numbers.append(try #require(opened["case"]?.stringValue))
            }
            let before = try register.verified().size
            let versions = try numbers.map { try register.shown($0).version }
            let rounds = 5
            let results = try race(register, rounds: rounds) { writer, round in
                [
                    "advance", numbers[writer], "contact_attempted", "--as", "cadre", "--at", "2025-04-08",
                    "--set",
                    "with=respondent", "--set", "method=phone", "--set", "result=failed", "--format", "json",
                    "--wait",
                    "60",
                ]
            }
            for result in results { #expect(result.finished.status == 0, result.finished.said) }
            let positions = try results.map { try receipt($0.finished).position }
            #expect(positions.sorted() == Array(before..<before + results.count))
            for (writer, number) in numbers.enumerated() {
                let shown = try register.shown(number)
                #expect(shown.version == versions[writer] + rounds)
                #expect(shown.acts.filter { $0 == "contact_attempted" }.count == rounds)
            }
            try holds(register, entries: before + results.count)
        }
    }

    @Test func `of four decisions at once one is taken, the others get a true answer against the new state`()
        throws
    {
        try TestRegister.open { register, number in
            let results = try race(register, rounds: 1) { _, _ in
                ActWords(number, "accept", as: "clerk", at: "2025-04-07").paper("complaint").adding(
                    "--wait", "60"
                )
                .adding("--format", "json").arguments
            }
            #expect(results.filter { $0.finished.status == 0 }.count == 1)
            for result in results where result.finished.status != 0 {
                #expect(result.finished.status == 1, result.finished.said)
                #expect(Complaint(result.finished)?.code == "not-here", result.finished.said)
            }
            let shown = try register.shown(number)
            #expect(shown.acts.filter { $0 == "accept" }.count == 1)
            #expect(try register.verified().isClean)
        }
    }

    @Test func `of four who insist on the version they saw one wins, the losers get a conflict and 75`()
        throws
    {
        try TestRegister.open { register, number in
            for _ in 0..<4 {
                let before = try register.verified().size
                let version = try register.shown(number).version
                let results = try race(register, rounds: 1) { writer, _ in
                    [
                        "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-08", "--set",
                        "text=\(writer)", "--if-version", "\(version)", "--format", "json", "--wait", "60",
                    ]
                }
                #expect(results.filter { $0.finished.status == 0 }.count == 1)
                for result in results where result.finished.status != 0 {
                    #expect(result.finished.status == 75, result.finished.said)
                    let complaint = try #require(Complaint(result.finished), result.finished.said)
                    #expect(complaint.code == "conflict")
                    #expect(complaint.refusal?["seen"]?.integerValue == Int64(version), result.finished.said)
                    #expect(
                        complaint.refusal?["now"]?.integerValue == Int64(version + 1), result.finished.said)
                }
                #expect(try register.verified().size == before + 1, "losers leave nothing behind")
            }
        }
    }

    @Test func `the same command sent four times at once under one key is recorded once`() throws {
        try TestRegister.open { register, number in
            let before = try register.verified().size
            let results = try race(register, rounds: 1) { _, _ in
                [
                    "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-08", "--set",
                    "text=once",
                    "--key", "once", "--format", "json", "--wait", "60",
                ]
            }
            for result in results { #expect(result.finished.status == 0, result.finished.said) }
            #expect(Set(try results.map { try receipt($0.finished).position }) == [before])
            #expect(try register.verified().size == before + 1)
        }
    }

    @Test func `four people open cases at once and get four numbers`() throws {
        try TestRegister.open { register, _ in
            let results = try race(register, rounds: 2) { _, _ in
                [
                    "open", "two-station", "--as", "clerk", "--at", "2025-05-06", "--set", "channel=walk_in",
                    "--claimant", "P-000002", "--format", "json", "--wait", "60",
                ]
            }
            for result in results { #expect(result.finished.status == 0, result.finished.said) }
            let numbers = try results.map { try JSON(parsing: $0.finished.out)["case"]?.stringValue ?? "" }
            #expect(numbers.sorted() == (2...9).map { "2025-000\($0)" })
            #expect(try register.verified().isClean)
        }
    }

    /// Holds that positions are dense and every entry is there.
    private func holds(_ register: TestRegister, entries: Int) throws {
        let seen = try register.verified()
        #expect(seen.isClean)
        #expect(seen.size == entries)
        let positions = try register.rows("audit", "log", "--limit", "100000").compactMap {
            $0["position"]?.integerValue
        }
        #expect(positions == Array(0..<Int64(entries)))
    }
}
