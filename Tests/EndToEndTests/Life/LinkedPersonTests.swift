import Foundation
import Source
import Testing

/// Two workers come twice and are registered twice; the mediator finds out, links them, and merges their cases.
struct LinkedPersonTests {
    private static let two = [
        "--as", "cadre", "--by", "cadre", "--by", "head", "--signed-by", "head", "--not-scanned",
        "identity_card@shelf 4",
    ]

    /// The case of `Template.openCase` with its three workers, and one of the last two, registered a second time.
    private static func registeredTwice(_ body: (TestRegister, TwoStation, TwoStation) throws -> Void) throws
    {
        try TestRegister.twoStation { register, first in
            try register.done(
                "person", "add", "--name", "Worker B", "--number", "110105194912310021", "--as", "clerk")
            try register.done("person", "add", "--name", "Worker C", "--as", "clerk")
            let opened = try register.json(
                "open", "two-station", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in",
                "--claimant", "P-000004", "--claimant", "P-000005", "--respondent", "O-000001")
            let second = TwoStation(
                register: register, number: try #require(opened["case"]?.stringValue))
            try first.begin()
            try second.begin()
            try first.verify(TwoStation.sums)
            try second.verify(["P-000004": "550.00", "P-000005": "300.00"])
            try register.record(first.paying([("P-000003", "100.00", "R-7")]))
            try register.record(second.paying([("P-000005", "60.00", "R-8")]))
            try body(register, first, second)
        }
    }

    private static func link(_ one: String, _ other: String) -> [String] {
        ["person", "link", one, other, "--reason", "one identity card"] + two
    }

    private func figures(_ register: TestRegister) throws -> [String: Int64] {
        let report = try register.json(
            "report", "--from", "2025-01-01", "--to", "2099-12-31", "--by", "mechanism")
        let total = report["items"]?.arrayValue?.last
        return Dictionary(
            uniqueKeysWithValues: ["opened", "paid_people", "recovered"].map {
                ($0, total?[$0]?.integerValue ?? -1)
            })
    }

    @Test func `linked, the two are paired in the merger, and the report counts each of them once`() throws {
        try Self.registeredTwice { register, first, second in
            let merge = [
                "merge", second.number, "--into", first.number, "--as", "cadre", "--reason", "the same list",
            ]
            let apart = try register.json(arguments: merge + ["--dry-run"])
            #expect(apart["newcomers"]?.arrayValue == [.string("P-000004"), .string("P-000005")])
            #expect(try figures(register) == ["opened": 2, "paid_people": 2, "recovered": 16_000])
            let receipt = try register.json(
                arguments: Self.link("P-000002", "P-000004") + ["--key", "link-2"])
            #expect(receipt["schema"] == .string("registry-receipt/1"))
            #expect(receipt["ids"]?.arrayValue == [.string("P-000002"), .string("P-000004")])
            _ = try register.json(arguments: Self.link("P-000005", "P-000003"))
            #expect(try figures(register) == ["opened": 2, "paid_people": 1, "recovered": 16_000])
            let tried = try register.json(arguments: merge + ["--dry-run"])
            #expect(tried["newcomers"]?.arrayValue == [])
            #expect(tried["pairs"]?.arrayValue?.count == 2)
            _ = try register.json(
                arguments: merge + [
                    "--by", "cadre", "--by", "head", "--signed-by", "head", "--not-scanned",
                    "merge_opinion@shelf 2",
                ])
            let seen = try register.shown(second.number)
            #expect(seen.claimants == ["P-000001", "P-000002", "P-000003"])
            // 1,000.00, the greater of 500.00 and 550.00, 300.00; less 100.00 and 60.00 on two vouchers.
            #expect(seen.fen("due") == 169_000)
            #expect(try figures(register) == ["opened": 1, "paid_people": 1, "recovered": 16_000])
            #expect(try register.verified().isClean)
            let recheck = try register.json("audit", "recheck")
            #expect(
                recheck["cases"]?.arrayValue?.allSatisfy {
                    $0["agreed"] == .bool(true) || $0["differences"]?.arrayValue?.isEmpty == true
                } == true)
        }
    }

    @Test func `sent twice it is recorded once, it can be taken back, and the history tells both`() throws {
        try Self.registeredTwice { register, _, _ in
            let words = Self.link("P-000002", "P-000004") + ["--key", "link-2"]
            let first = try register.json(arguments: words)
            let again = try register.json(arguments: words)
            #expect(again["replay"] == .bool(true) && again["position"] == first["position"])
            #expect(
                try register.done("person", "show", "P-000004", "--lang", "zh-Hans").contains("认定同一人"))
            #expect(
                try register.done("person", "show", "P-000004").contains("linked as one person, P-000002"))
            _ = try register.json(
                arguments: ["person", "unlink", "P-000004", "P-000002", "--reason", "two of one name"]
                    + Self.two)
            let shown = try register.json("person", "show", "P-000002")
            #expect(shown["same_persons"]?.arrayValue == [])
            #expect(
                shown["history"]?.arrayValue?.compactMap { $0["type"]?.stringValue }
                    == ["person.registered", "person.linked", "person.unlinked"])
            #expect(try register.verified().isClean)
        }
    }

    @Test func `what is personal stands in no line of the log, and in the history only for who asks`() throws
    {
        try TestRegister.twoStation { register, _ in
            let number = "11010519491231002X"
            _ = try register.json(
                arguments: [
                    "person", "correct", "P-000001", "--number", number, "--name", "Worker Alpha", "--reason",
                    "card of Alpha",
                ]
                    + Self.two)
            let log = try register.done("audit", "log", "--format", "json")
            let shown = try register.done("person", "show", "P-000001", "--format", "json")
            for text in [log, shown] {
                #expect(!text.contains(number) && !text.contains("Alpha"))
            }
            #expect(log.contains("person.corrected"))
            let full = try register.json("person", "show", "P-000001", "--unmask")
            #expect(full["number"] == .string(number) && full["name"] == .string("Worker Alpha"))
            #expect(full["check"] == .string("passed"))
            #expect(
                full["history"]?.arrayValue?.last?["reason"] == .string("card of Alpha"))
            // The corrected number recognises its person.
            #expect(
                try register.done(
                    "person", "add", "--name", "Worker Alpha", "--number", number, "--as", "clerk"
                )
                .contains("P-000001"))
        }
    }

    @Test func `what may not be is refused in words, and nothing of it is written`() throws {
        try TestRegister.twoStation { register, _ in
            func refused(_ words: [String], _ status: Int32, _ code: String) throws {
                _ = try register.complaint(words, status: status, code: code)
            }
            let why = ["--reason", "one card"]
            let alone = ["--as", "cadre"] + why
            try refused(["person", "link", "P-000001", "P-000002"] + alone, 1, "approvals")
            try refused(["person", "link", "P-000001", "P-000001"] + why + Self.two, 65, "payload")
            try refused(["person", "link", "P-000001", "P-000099"] + why + Self.two, 66, "no-such-person")
            try refused(["person", "link", "P-000001", "../x"] + why + Self.two, 66, "no-such-person")
            #expect(try register.run(["person", "link", "P-000001", "P-000002"] + Self.two).status == 64)
            try refused(["person", "unlink", "P-000001", "P-000002"] + why + Self.two, 65, "payload")
            try refused(["person", "correct", "P-000001"] + alone, 65, "payload")
            try refused(
                ["person", "correct", "P-000001", "--phone", "1\u{7}2"] + alone, 65, "bad-input")
            try refused(
                ["organisation", "correct", "O-000001", "--name", "Other Company"] + alone, 1, "approvals")
            try refused(
                ["organisation", "correct", "O-000009", "--region", "350526"] + alone, 66,
                "no-such-organisation")
            #expect(try register.done("audit", "refusals").contains("person_link"))
            _ = try register.json(
                arguments: [
                    "organisation", "correct", "O-000001", "--name", "Other Company", "--reason", "licence",
                ]
                    + Self.two)
            #expect(try register.done("organisation", "list").contains("Other Company"))
            #expect(try register.done("organisation", "show", "O-000001").contains("corrected"))
        }
    }
}
