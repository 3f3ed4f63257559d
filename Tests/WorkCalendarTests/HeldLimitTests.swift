import Testing
import Values
import WorkCalendar

@Suite struct `A limit that was held` {
    private func resumed(_ from: String, _ text: String, _ held: String, _ to: String) throws -> String? {
        let calendar = try TestCalendar.cn()
        return calendar.resumedDue(
            from: try moment(from), length: try length(text), held: try moment(held), resumed: try moment(to))?
            .due.description
    }

    @Test func `counts what is left from the day of resumption, itself not counted`() throws {
        #expect(try resumed("2025-06-03", "60 workdays", "2025-06-20", "2025-07-07") == "2025-09-10")
    }

    @Test func `is unchanged when held and resumed on one day`() throws {
        #expect(try resumed("2025-06-03", "60 workdays", "2025-06-20", "2025-06-20") == "2025-08-26")
        #expect(try resumed("2025-09-20", "15 days", "2025-09-25", "2025-09-25") == "2025-10-09")
        #expect(try resumed("2025-04-04", "6 months", "2025-06-01", "2025-06-01") == "2025-10-09")
    }

    @Test func `moves by the calendar days of the hold in days, months and years`() throws {
        // 5 of 15 days are used by 06-15; 10 more from 07-01 end on 07-11, a Friday.
        #expect(try resumed("2025-06-10", "15 days", "2025-06-15", "2025-07-01") == "2025-07-11")
        // 04-07 and 3 months is 07-07; ten days more is Thursday 07-17.
        #expect(try resumed("2025-04-07", "3 months", "2025-05-01", "2025-05-11") == "2025-07-17")
        // Held over a year: 2025-04-07 and a year is 2026-04-07, 365 days more 2027-04-07.
        #expect(try resumed("2025-04-07", "1 year", "2025-05-01", "2026-05-01") == "2027-04-07")
    }

    @Test func `is moved off a day of rest only at its end`() throws {
        // 06-18 and ten days is Saturday 06-28; two days of hold make it Monday 06-30.
        #expect(try resumed("2025-06-18", "10 days", "2025-06-20", "2025-06-22") == "2025-06-30")
    }

    @Test func `is not touched by a hold after its last day`() throws {
        #expect(try resumed("2025-06-03", "60 workdays", "2025-08-26", "2025-09-30") == "2025-08-26")
        #expect(try resumed("2025-06-10", "15 days", "2025-06-25", "2025-07-30") == "2025-06-25")
    }

    @Test func `begins with the resumption when it was held from the start`() throws {
        #expect(try resumed("2025-06-03", "5 workdays", "2025-06-03", "2025-06-10") == "2025-06-17")
        #expect(try resumed("2025-06-03", "5 workdays", "2025-05-20", "2025-06-10") == "2025-06-17")
    }

    @Test func `cannot be resumed before it was held`() throws {
        #expect(try resumed("2025-06-03", "60 workdays", "2025-06-20", "2025-06-19") == nil)
    }

    @Test func `counts two holds one after the other, and overlapping ones once`() throws {
        let calendar = try TestCalendar.cn()
        let first = try #require(LimitPause(from: try moment("2025-06-05"), to: try moment("2025-06-10")))
        let second = try #require(LimitPause(from: try moment("2025-06-12"), to: try moment("2025-06-16")))
        let inside = try #require(LimitPause(from: try moment("2025-06-06"), to: try moment("2025-06-08")))
        let due = calendar.due(
            from: try moment("2025-06-03"), length: try length("15 days"), rule: .plain,
            pauses: [second, inside, first])
        // 06-18 and nine days.
        #expect(due.due.description == "2025-06-27")
    }

    @Test func `is the same limit when it is held and resumed on any of its days`() throws {
        let calendar = try TestCalendar.cn()
        for unit in LimitUnit.allCases where unit != .hours {
            let length = try #require(LimitLength(count: unit == .years ? 1 : 3, unit: unit))
            for start in 0..<200 {
                let trigger = try day("2025-01-01").adding(days: start)
                let whole = calendar.due(from: .day(trigger), length: length)
                for offset in 0...6 {
                    let held = Moment.day(trigger.adding(days: offset))
                    let again = calendar.resumedDue(
                        from: .day(trigger), length: length, held: held, resumed: held)
                    #expect(again?.due == whole.due, "\(trigger) \(length) held \(held)")
                }
            }
        }
    }
}
