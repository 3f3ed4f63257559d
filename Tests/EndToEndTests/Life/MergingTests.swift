import Foundation
import Source
import Testing

/// The mediator finds that two cases are one, puts them together, thinks again, and gives one worker a case of his own.
struct MergingTests {
    /// The case of `Template.openCase`, and a second one of two of its workers, both verified.
    private static func twoCases(_ body: (TestRegister, TwoStation, TwoStation) throws -> Void) throws {
        try TestRegister.twoStation { register, first in
            let opened = try register.json(
                "open", "two-station", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in",
                "--claimant", "P-000002", "--claimant", "P-000003", "--respondent", "O-000001")
            let number = try #require(opened["case"]?.stringValue)
            let second = TwoStation(register: register, number: number)
            try first.begin()
            try second.begin()
            try first.verify(TwoStation.sums)
            try second.verify(["P-000002": "550.00", "P-000003": "300.00"])
            try register.record(first.paying([("P-000003", "100.00", "R-7")]))
            try register.record(second.paying([("P-000003", "100.00", "R-7")]))
            try body(register, first, second)
        }
    }

    private static let words = ["--as", "cadre", "--reason", "the same pay list"]
    private static let second = [
        "--by", "cadre", "--by", "head", "--signed-by", "head", "--not-scanned", "merge_opinion@shelf 2",
    ]

    private func merge(_ register: TestRegister, _ from: String, _ into: String, _ more: [String] = []) throws
        -> JSON
    {
        try register.json(arguments: ["merge", from, "--into", into] + Self.words + more)
    }

    private func limits(_ seen: CaseSeen) -> [String] {
        (seen.json["clocks"]?.arrayValue ?? []).compactMap { clock in
            clock["due"]?.stringValue.map { "\(clock["clock"]?.stringValue ?? "") \($0)" }
        }.sorted()
    }

    @Test func `two cases of one employer become one: nothing counts twice and no date moves`() throws {
        try Self.twoCases { register, first, second in
            let (one, two) = (try first.shown(), try second.shown())
            #expect(one.fen("due") == 170_000 && two.fen("due") == 75_000)
            // 2,450.00 due in both lists, of which 700.00 are the same wages: that takes two people.
            try register.unchanged {
                let tried = try merge(register, second.number, first.number, ["--dry-run"])
                #expect(tried["needs_two_people"] == .bool(true))
                #expect(tried["due_fen"]?["together"] == .integer(175_000))
                #expect(tried["repeated_vouchers"]?.arrayValue?.count == 1)
            }
            _ = try register.complaint(
                ["merge", second.number, "--into", first.number] + Self.words, status: 1, code: "approvals")
            _ = try merge(register, second.number, first.number, Self.second)
            let seen = try register.shown(second.number)
            #expect(seen.json["case"] == .string(first.number))
            #expect(seen.json["asked_as"]?.arrayValue == [.string(second.number)])
            #expect(seen.claimants == ["P-000001", "P-000002", "P-000003"])
            // 1,000.00 + the greater of 500.00 and 550.00 + 300.00, less 100.00 that were paid once.
            #expect(seen.fen("due") == 175_000)
            #expect(seen.fen("recovered") == 10_000)
            #expect(limits(seen) == (limits(one) + limits(two)).sorted())
            #expect(seen.openFindings.count == 2)
            #expect(seen.states.sorted() == (one.states + two.states).sorted())
        }
    }

    @Test func `the old number leads to the case wherever a number is given, and lists count each sum once`()
        throws
    {
        try Self.twoCases { register, first, second in
            _ = try merge(register, second.number, first.number, Self.second)
            #expect(try register.done("next", second.number).contains("was merged into this case"))
            let receipt = try register.record(
                second.act("note_added", as: "clerk", at: "2025-04-12").set("text", "seen"))
            #expect(receipt["case"] == .string(first.number))
            let rows = try register.rows("list")
            #expect(rows.compactMap { $0["due"]?.integerValue }.reduce(0, +) == 175_000)
            #expect(
                try register.rows("due", "--within", "4000").allSatisfy {
                    $0["case"] == .string(first.number)
                })
            #expect(try register.done("audit", "log", "--case", second.number).contains("case.merged"))
            #expect(try register.done("audit", "closed-unpaid").contains("no case"))
            #expect(try register.rows("search", second.number).isEmpty == false)
        }
    }

    @Test func `undone, both cases are as before, with what was recorded since where it belongs`() throws {
        try Self.twoCases { register, first, second in
            let (one, two) = (try first.shown(), try second.shown())
            _ = try merge(register, second.number, first.number, Self.second)
            try register.record(first.paying([("P-000001", "50.00", "R-8")], at: "2025-04-12"))
            try register.done(
                "unmerge", second.number, "--as", "cadre", "--reason", "two building sites")
            let (left, right) = (try first.shown(), try second.shown())
            #expect(
                left.json["case"] == .string(first.number) && right.json["case"] == .string(second.number))
            #expect(left.fen("due") == one.fen("due").map { $0 - 5_000 })
            #expect(right.fen("due") == two.fen("due"))
            #expect(left.states == one.states && right.states == two.states)
            #expect(limits(left) == limits(one) && limits(right) == limits(two))
            #expect(left.openFindings.isEmpty && right.openFindings.isEmpty)
        }
    }

    @Test func `a chain of mergers leads to the last, and the links are undone from the last`() throws {
        try Self.twoCases { register, first, second in
            let opened = try register.json(
                "open", "two-station", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in",
                "--claimant", "P-000001", "--respondent", "O-000001")
            let third = try #require(opened["case"]?.stringValue)
            _ = try merge(register, second.number, first.number, Self.second)
            _ = try merge(register, first.number, third, Self.second)
            let seen = try register.shown(second.number)
            #expect(seen.json["case"] == .string(third))
            #expect(seen.fen("due") == 175_000)
            _ = try register.complaint(
                ["unmerge", second.number] + Self.words, status: 65, code: "payload")
            try register.done("unmerge", first.number, "--as", "cadre", "--reason", "not one")
            try register.done("unmerge", second.number, "--as", "cadre", "--reason", "not one")
            #expect(try second.shown().fen("due") == 75_000)
            #expect(try first.shown().fen("due") == 170_000)
        }
    }

    @Test func `a worker gets a case of his own, linked both ways, and the totals stay right`() throws {
        try Self.twoCases { register, first, _ in
            let before = try first.shown()
            let words = [
                "split", first.number, "--claimant", "P-000003", "--to", "two-station", "--as", "cadre",
                "--reason", "the tribunal wants a file of its own", "--not-scanned", "notice@shelf 3",
            ]
            _ = try register.json(arguments: words + ["--dry-run"])
            let receipt = try register.json(arguments: words + ["--key", "s-1"])
            let again = try register.json(arguments: words + ["--key", "s-1"])
            #expect(again["case"] == receipt["case"])
            let number = try #require(receipt["case"]?.stringValue)
            let (left, own) = (try first.shown(), try register.shown(number))
            #expect(left.claimants == ["P-000001", "P-000002"] && own.claimants == ["P-000003"])
            #expect(left.fen("due") == 150_000 && own.fen("due") == 20_000)
            #expect(before.fen("due") == 170_000)
            #expect(own.fen("recovered") == 10_000 && left.fen("recovered") == 0)
            #expect(limits(left) == limits(before))
            #expect(left.json["split_off"]?.arrayValue?.first?["case"] == .string(number))
            #expect(own.json["split_from"]?["case"] == .string(first.number))
            #expect(own.acts.contains("verify") && own.acts.last == "split")
            #expect(try register.done("show", number).contains("split off from"))
            #expect(try first.register.shown(first.number, "--as-of", "2025-04-12").claimants.count == 3)
        }
    }

    @Test func `nonsense is refused in words, and nothing of it is written`() throws {
        try Self.twoCases { register, first, second in
            let size = try register.rows("list")
            func refused(_ words: [String], _ status: Int32, _ code: String) throws {
                _ = try register.complaint(words, status: status, code: code)
            }
            let into = ["--into", first.number] + Self.words
            try refused(["merge", first.number] + into, 65, "payload")
            try refused(["merge", "2025-0099"] + into, 66, "no-such-case")
            try refused(["merge", second.number, "--pair", "P-000002"] + into, 64, "bad-pair")
            try refused(["merge", second.number, "--pair", "P-000009=P-000001"] + into, 65, "payload")
            try refused(
                ["merge", second.number, "--pair", "P-000002=P-000001", "--pair", "P-000002=P-000001"] + into,
                65, "payload")
            try refused(["unmerge", second.number] + Self.words, 65, "payload")
            let to = ["--to", "two-station"] + Self.words
            try refused(["split", first.number, "--claimant", "P-000009"] + to, 65, "payload")
            try refused(
                ["split", first.number, "--claimant", "P-000001,P-000002,P-000003"] + to, 65, "payload")
            try refused(["split", first.number, "--claimant", ","] + to, 65, "payload")
            try refused(
                ["split", first.number, "--claimant", "P-000001", "--to", "nowhere"] + Self.words, 66,
                "no-such-workflow")
            #expect(try register.rows("list") == size)
        }
    }

    @Test func `killed in the middle, a merger is there in both cases or in none`() throws {
        let (seed, fresh) = SeededGenerator.fresh()
        var generator = fresh
        try Self.twoCases { register, first, second in
            let words = ["merge", second.number, "--into", first.number] + Self.words + Self.second
            for round in 0..<12 {
                let child = try register.start(words + ["--key", "m-\(round)"])
                if !child.hasEnded(within: .milliseconds(Int.random(in: 1...120, using: &generator))) {
                    child.kill()
                }
                _ = try child.finished()
                #expect(try register.verified().isClean, "seed \(seed), round \(round)")
                let isMerged = try second.shown().json["case"] == .string(first.number)
                let absorbed = try register.done("audit", "log", "--case", first.number).contains(
                    "case.absorbed")
                let merged = try register.done("audit", "log", "--case", second.number).contains(
                    "case.merged")
                #expect(absorbed == merged && isMerged == merged, "seed \(seed), round \(round)")
                if isMerged { return }
            }
        }
    }
}
