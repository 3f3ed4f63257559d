import Testing
import Values
import WorkCalendar

/// Extensions and spans that do not count, worked out by hand from the notices.
@Suite struct `A limit that is lengthened` {
    private func due(
        _ trigger: String, _ length: String, extended: [String] = [], held: [(String, String)] = [],
        leftOut: [(String, String)] = []
    ) throws -> DueDate {
        let holds = try held.compactMap { LimitPause(from: try moment($0.0), to: try moment($0.1)) }
        let spans = try leftOut.compactMap {
            LimitPause(from: try moment($0.0), to: try moment($0.1), kind: .exclusion)
        }
        return try TestCalendar.cn().due(
            from: try moment(trigger), length: try WorkCalendarTests.length(length), pauses: holds + spans,
            extensions: try extended.map { try WorkCalendarTests.length($0) })
    }

    @Test func `is 60 and 30 working days like 90 of them`() throws {
        #expect(try due("2025-06-03", "60 workdays").due.description == "2025-08-26")
        #expect(
            try due("2025-06-03", "60 workdays", extended: ["30 workdays"]).due.description == "2025-10-13")
    }

    @Test func `is extended from the last day before that moves off a day of rest`() throws {
        // 45 days from 08-18 end on 10-02, in the holiday, so on 10-09; 15 more make 60, on Friday 10-17.
        #expect(try due("2025-08-18", "45 days").due.description == "2025-10-09")
        #expect(try due("2025-08-18", "45 days", extended: ["15 days"]).due.description == "2025-10-17")
    }

    @Test func `is extended by months from the day of the event, not from a month's end on the way`() throws {
        // Six months from 08-31 end on 02-28; twelve end on 08-31, a Monday, never on 08-28.
        #expect(try due("2025-08-31", "6 months").due.description == "2026-02-28")
        #expect(try due("2025-08-31", "6 months", extended: ["6 months"]).due.description == "2026-08-31")
        #expect(try due("2025-08-31", "1 year", extended: ["6 months"]).due.description == "2027-03-01")
    }

    @Test func `may be extended in another unit`() throws {
        // 60 days from 06-03 end on Saturday 08-02; ten working days on from there are Friday 08-15.
        #expect(try due("2025-06-03", "60 days", extended: ["10 workdays"]).due.description == "2025-08-15")
        // 60 working days end on 08-26; ten days on is Friday 09-05.
        #expect(try due("2025-06-03", "60 workdays", extended: ["10 days"]).due.description == "2025-09-05")
    }

    @Test func `is extended by hours to the minute`() throws {
        #expect(
            try due("2025-09-30T16:20+08:00", "24 hours", extended: ["24 hours"]).expiresAt
                == Instant("2025-10-02T16:20+08:00"))
    }

    @Test func `loses the days left out like days of a hold`() throws {
        // Eleven working days lie in 06-21 to 07-07.
        #expect(
            try due("2025-06-03", "60 workdays", leftOut: [("2025-06-20", "2025-07-07")]).due.description
                == "2025-09-10")
        // Six months from 04-04 end on 10-04; 29 days later is Sunday 11-02, so Monday 11-03.
        #expect(
            try due("2025-04-04", "6 months", leftOut: [("2025-06-01", "2025-06-30")]).due.description
                == "2025-11-03")
    }

    @Test func `counts days once that are both held and left out`() throws {
        let both = try due(
            "2025-06-03", "60 workdays", held: [("2025-06-20", "2025-07-07")],
            leftOut: [("2025-06-25", "2025-07-01")])
        #expect(both.due.description == "2025-09-10")
    }

    @Test func `is held within its extension too`() throws {
        // 90 working days end on 10-13; eleven held ones, wherever they lie, make it Tuesday 10-28.
        for hold in [("2025-06-20", "2025-07-07"), ("2025-09-05", "2025-09-22")] {
            let due = try due("2025-06-03", "60 workdays", extended: ["30 workdays"], held: [hold])
            #expect(due.due.description == "2025-10-28", "\(hold)")
        }
        // A hold after the first end means nothing to a limit that was not extended.
        #expect(
            try due("2025-06-03", "60 workdays", held: [("2025-09-05", "2025-09-22")]).due.description
                == "2025-08-26")
    }

    @Test func `numbers the days of the extension on, and says where it begins`() throws {
        let steps = try due("2025-06-03", "3 workdays", extended: ["2 workdays"]).steps
        #expect(steps.compactMap(\.number) == [1, 2, 3, 4, 5])
        #expect(steps.contains { $0.reason.zh.contains("延长2个工作日") })
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `comes out the same in whatever order extensions and holds are given`(_ seed: UInt64) throws {
        var random = seed
        func next(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % UInt64(bound))
        }
        let start = try #require(Day("2024-03-01"))
        for _ in 0..<60 {
            let trigger = start.adding(days: next(300))
            let unit = ["workdays", "days"][next(2)]
            let first = try WorkCalendarTests.length("\(1 + next(60)) \(unit)")
            let more = try WorkCalendarTests.length("\(2 + next(30)) \(unit)")
            let whole = try WorkCalendarTests.length("\(first.count + more.count) \(unit)")
            let holds = (0..<next(4)).compactMap { _ -> LimitPause? in
                let from = trigger.adding(days: next(120))
                return LimitPause(from: .day(from), to: .day(from.adding(days: next(40))))
            }
            let calendar = try TestCalendar.cn()
            let one = calendar.due(from: .day(trigger), length: whole, pauses: holds)
            let two = calendar.due(
                from: .day(trigger), length: first, pauses: holds.reversed(), extensions: [more])
            #expect(one.due == two.due, "seed \(seed): \(trigger) + \(first) + \(more), \(holds.count) holds")
            // More time never ends sooner, with or without what was held.
            let short = calendar.due(from: .day(trigger), length: first, pauses: holds)
            #expect(short.expiresAt <= two.expiresAt, "seed \(seed): \(trigger) + \(first)")
        }
    }
}
