import Foundation
import Source
import Testing

/// What had happened by a day, what was known by a day, and the walk through all days.
struct TimeTests {
    /// What the Dehua case looked like at the end of a day.
    struct DayTold: Sendable, CustomTestStringConvertible {
        let day: String
        let states: [String]
        let workers: Int
        let verified: Int
        let recovered: Int
        var testDescription: String { day }

        /// Verified, the employer reached, nobody paid yet.
        static let paying =
            ["paying/desk/collecting", "paying/agreements"]
            + (1...7).map { "paying/workers/ours/owing[P-00000\($0)]" }
    }

    static let dehua = [
        DayTold(
            day: "2025-04-07", states: ["joint/facts/verifying", "joint/employer/searching"], workers: 1,
            verified: 0,
            recovered: 0),
        DayTold(
            day: "2025-04-08", states: ["joint/facts/verifying", "joint/employer/searching"], workers: 7,
            verified: 0,
            recovered: 0),
        DayTold(
            day: "2025-04-09", states: ["joint/facts/verified", "joint/employer/searching"], workers: 7,
            verified: 42_980_00, recovered: 0),
        DayTold(day: "2025-04-10", states: DayTold.paying, workers: 7, verified: 42_980_00, recovered: 0),
        DayTold(day: "2025-04-11", states: ["closed"], workers: 7, verified: 42_980_00, recovered: 42_980_00),
    ]

    private func holds(_ told: DayTold, _ shown: CaseSeen, sourceLocation: SourceLocation = #_sourceLocation)
    {
        #expect(Set(shown.states) == Set(told.states), sourceLocation: sourceLocation)
        #expect(shown.claimants.count == told.workers, sourceLocation: sourceLocation)
        #expect(shown.fen("verified") == told.verified, sourceLocation: sourceLocation)
        #expect(shown.fen("recovered") == told.recovered, sourceLocation: sourceLocation)
        #expect((shown.closed != nil) == (told.states == ["closed"]), sourceLocation: sourceLocation)
    }

    @Test(arguments: dehua)
    func `as of any day of the Dehua case its page is that day's`(told: DayTold) throws {
        try TestRegister.dehua { register, number in
            holds(told, try register.shown(number, "--as-of", told.day))
            // The office entered everything the same day, so it knew no less.
            holds(told, try register.shown(number, "--known-at", told.day))
            holds(told, try register.shown(number, "--as-of", told.day, "--known-at", "2030-01-01"))
            let row = try #require(try register.rows("list", "--as-of", told.day).first)
            #expect(row["recovered"]?.integerValue == Int64(told.recovered))
            #expect(row["claimants"]?.integerValue == Int64(told.workers))
        }
    }

    @Test func `before the first report there is no case`() throws {
        try TestRegister.dehua { register, number in
            try register.refused("show", number, "--as-of", "2025-04-06", status: 66, code: "no-such-case")
            try register.refused("show", number, "--known-at", "2025-04-06", status: 66, code: "no-such-case")
            #expect(try register.rows("list", "--as-of", "2025-04-06").isEmpty)
            #expect(try register.rows("list", "--known-at", "2025-04-06").isEmpty)
        }
    }

    @Test func `days between two entries look like the one before, days after the end like the end`() throws {
        try TestRegister.stories { register, cases in
            let gulou = try #require(cases["gulou-2024"])
            let before = try register.shown(gulou, "--as-of", "2024-10-30")
            #expect(try register.shown(gulou, "--as-of", "2024-11-13") == before)
            #expect(try register.shown(gulou, "--as-of", "2024-12-31").closed == "paid_in_full")
        }
    }

    @Test
    func `a paper handed in on the 18th and entered on the 28th is there on the 18th, but was not known`()
        throws
    {
        try TestRegister.stories { register, cases in
            let gulou = try #require(cases["gulou-2024"])
            #expect(try register.shown(gulou, "--as-of", "2024-10-18").acts.contains("paper_received"))
            #expect(try !register.shown(gulou, "--known-at", "2024-10-18").acts.contains("paper_received"))
            #expect(try !register.shown(gulou, "--known-at", "2024-10-27").acts.contains("paper_received"))
            #expect(try register.shown(gulou, "--known-at", "2024-10-28").acts.contains("paper_received"))
            let both = try register.shown(gulou, "--as-of", "2024-10-18", "--known-at", "2024-10-18")
            #expect(!both.acts.contains("paper_received"))
        }
    }

    @Test func `by the hour: what was entered at five in the afternoon was not known at four`() throws {
        try TestRegister.dehua { register, number in
            holds(Self.dehua[3], try register.shown(number, "--known-at", "2025-04-11T16:00+08:00"))
            holds(Self.dehua[4], try register.shown(number, "--known-at", "2025-04-11T18:00+08:00"))
            // Five in the afternoon in Shanghai is nine in the morning in London.
            holds(Self.dehua[3], try register.shown(number, "--known-at", "2025-04-11T08:00Z"))
            holds(Self.dehua[4], try register.shown(number, "--known-at", "2025-04-11T10:00Z"))
        }
    }

    @Test(arguments: ["America/Los_Angeles", "Pacific/Kiritimati", "UTC", "nowhere"])
    func `days are those of China wherever the program runs`(zone: String) throws {
        try TestRegister.dehua { register, number in
            for words in [
                ["show", number, "--as-of", "2025-04-09", "--format", "json"], ["show", number],
                ["audit", "log"],
                ["show", number, "--known-at", "2025-04-09"], ["due", "--on", "2025-04-09"],
            ] {
                let here = try register.run(words)
                let there = try register.run(words, environment: ["TZ": zone])
                #expect(there.out == here.out, "\(words.joined(separator: " "))")
                #expect(there.status == 0, there.said)
            }
        }
    }

    @Test func `in an office's own register a story of last year was known to nobody before today`() throws {
        try TestRegister.empty { register in
            try register.done("play", Binary.file("seeds/dehua-2025.yaml"))
            holds(Self.dehua[2], try register.shown("2025-0001", "--as-of", "2025-04-09"))
            try register.refused(
                "show", "2025-0001", "--known-at", "2025-04-11", status: 66, code: "no-such-case")
        }
    }

    @Test func `at every position of the log the case is what its entries up to there say`() throws {
        try TestRegister.dehua { register, number in
            let now = try register.shown(number)
            for (index, position) in now.positions.enumerated() {
                let then = try register.shown(number, "--position", "\(position + 1)")
                #expect(then.acts == Array(now.acts.prefix(index + 1)))
            }
        }
    }

    @Test func `replay walks through all days, each as the page of that day shows it`() throws {
        try TestRegister.dehua { register, number in
            let days = try register.json("audit", "replay", number)["days"]?.arrayValue ?? []
            #expect(days.compactMap { $0["day"]?.stringValue } == Self.dehua.map(\.day))
            var entries = 0
            for (day, told) in zip(days, Self.dehua) {
                let shown = try register.shown(number, "--as-of", told.day)
                #expect(day["states"]?.arrayValue?.compactMap(\.stringValue) == shown.states)
                #expect(day["balance"] == shown.json["balance"])
                entries += day["entries"]?.arrayValue?.count ?? 0
                #expect(shown.acts.count == entries)
            }
            let text = try register.done("audit", "replay", number)
            for told in Self.dehua { #expect(text.contains(told.day)) }
        }
    }

    @Test func `replay by the day of recording shows what was entered late on its own day`() throws {
        try TestRegister.stories { register, cases in
            let gulou = try #require(cases["gulou-2024"])
            func days(_ axis: String) throws -> [String] {
                let days = try register.json("audit", "replay", gulou, "--by", axis)["days"]?.arrayValue ?? []
                return days.filter { day in
                    (day["entries"]?.arrayValue ?? []).contains { $0["act"] == .string("paper_received") }
                }.compactMap { $0["day"]?.stringValue }
            }
            #expect(try days("occurred") == ["2024-10-18"])
            #expect(try days("recorded") == ["2024-10-28"])
        }
    }

    @Test(arguments: [
        ("--as-of", "2025-02-29"), ("--as-of", "yesterday"), ("--known-at", "2025-13-01"),
        ("--known-at", "2025-04-09T25:00+08:00"), ("--as-of", ""), ("--as-of", "2025-04-09T09:00"),
    ])
    func `a day that does not exist is no answer of some other day`(option: String, day: String) throws {
        try TestRegister.dehua { register, number in
            for command in [["show", number], ["list"]] {
                let complaint = try register.complaint(command + [option, day], status: 65, code: "date")
                #expect(complaint.text.contains(option))
            }
        }
    }
}
