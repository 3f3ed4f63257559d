import Testing
import Values
import WorkCalendar

@Suite struct `Counting back` {
    private func before(_ event: String, _ text: String) throws -> String {
        let calendar = try TestCalendar.cn()
        return calendar.due(before: try moment(event), length: try length(text)).due.description
    }

    @Test func `from a hearing in working days leaves out the day of the hearing`() throws {
        // Hearing on Monday 10-20: Friday 17 is one, then 16, 15, 14 and 13.
        #expect(try before("2025-10-20", "5 workdays") == "2025-10-13")
        // Over National Day with its make-up Saturday 10-11 and Sunday 09-28.
        #expect(try before("2025-10-13", "5 workdays") == "2025-09-29")
    }

    @Test func `in calendar days moves a day of rest to the working day before it`() throws {
        #expect(try before("2025-10-16", "10 days") == "2025-09-30")
        #expect(try before("2025-06-20", "5 days") == "2025-06-13")
        // Sunday 2026-09-20 is worked.
        #expect(try before("2026-09-30", "10 days") == "2026-09-20")
    }

    @Test func `in months takes the corresponding day or the last of the month`() throws {
        #expect(try before("2025-03-31", "1 month") == "2025-02-28")
    }

    @Test func `in hours goes back from the instant`() throws {
        let calendar = try TestCalendar.cn()
        let due = calendar.due(before: try moment("2025-10-20T09:00+08:00"), length: try length("48 hours"))
        #expect(due.expiresAt == Instant("2025-10-18T09:00+08:00"))
    }

    @Test func `in working days is the mirror of counting forward`() throws {
        let calendar = try TestCalendar.cn()
        for offset in 0..<1000 {
            let event = try day("2023-03-01").adding(days: offset)
            guard calendar.isWorkday(event) else { continue }
            let five = try length("5 workdays")
            let last = calendar.due(before: .day(event), length: five).day
            #expect(calendar.due(from: .day(last), length: five).day == event)
        }
    }

    @Test func `a pay-day on a day of rest comes earlier, not later`() throws {
        let calendar = try TestCalendar.cn()
        #expect(calendar.payday(agreed: try day("2025-10-05")) == (try day("2025-09-30")))
        #expect(calendar.payday(agreed: try day("2025-06-15")) == (try day("2025-06-13")))
        #expect(calendar.payday(agreed: try day("2025-04-27")) == (try day("2025-04-27")))
        #expect(calendar.payday(agreed: try day("2025-06-10")) == (try day("2025-06-10")))
    }
}
