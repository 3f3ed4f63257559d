import Testing
import Values
import WorkCalendar

/// Trigger, length, due date: worked out from the notices with an independent program, and by hand.
struct LawVector: Sendable, CustomTestStringConvertible {
    let trigger: String
    let length: String
    let due: String
    var testDescription: String { "\(trigger) + \(length) → \(due)" }

    init(_ trigger: String, _ length: String, _ due: String) {
        self.trigger = trigger
        self.length = length
        self.due = due
    }
}

@Suite struct `A legal time limit ends` {
    @Test(arguments: [
        LawVector("2025-09-26", "5 workdays", "2025-10-10"),
        LawVector("2025-01-24", "3 workdays", "2025-02-05"),
        LawVector("2025-01-24", "5 workdays", "2025-02-07"),
        LawVector("2025-12-30", "3 workdays", "2026-01-05"),
        LawVector("2026-02-13", "5 workdays", "2026-02-27"),
        LawVector("2026-02-15", "5 workdays", "2026-02-28"),
        LawVector("2026-04-30", "10 workdays", "2026-05-18"),
        LawVector("2026-09-18", "3 workdays", "2026-09-22"),
        LawVector("2025-06-03", "60 workdays", "2025-08-26"),
        LawVector("2025-06-03", "90 workdays", "2025-10-13"),
    ])
    func `after so many working days`(_ vector: LawVector) throws { try check(vector) }

    @Test(arguments: [
        LawVector("2025-09-20", "15 days", "2025-10-09"), LawVector("2026-02-02", "15 days", "2026-02-24"),
        LawVector("2025-08-18", "45 days", "2025-10-09"), LawVector("2025-09-27", "15 days", "2025-10-13"),
        LawVector("2026-04-20", "15 days", "2026-05-06"), LawVector("2026-01-30", "15 days", "2026-02-14"),
        LawVector("2026-09-10", "10 days", "2026-09-20"),
    ])
    func `after so many calendar days, moved on from a day of rest`(_ vector: LawVector) throws {
        try check(vector)
    }

    @Test(arguments: [
        LawVector("2024-10-03", "1 year", "2025-10-09"), LawVector("2025-01-31", "1 month", "2025-02-28"),
        LawVector("2024-02-29", "1 year", "2025-02-28"), LawVector("2025-04-04", "6 months", "2025-10-09"),
        LawVector("2024-05-02", "2 years", "2026-05-06"),
    ])
    func `on the corresponding day of a month or a year`(_ vector: LawVector) throws { try check(vector) }

    @Test(arguments: [
        // The month has no such day: its last counts. Counting from the day after the event would give another one.
        LawVector("2025-01-30", "1 month", "2025-02-28"), LawVector("2025-08-31", "1 month", "2025-09-30"),
        LawVector("2023-11-30", "3 months", "2024-02-29"), LawVector("2025-03-31", "6 months", "2025-09-30"),
        LawVector("2022-12-31", "2 months", "2023-02-28"),
    ])
    func `on the last day of a month without the corresponding day`(_ vector: LawVector) throws {
        try check(vector)
    }

    @Test func `without moving under the plain rule`() throws {
        let calendar = try TestCalendar.cn()
        let due = calendar.due(from: try moment("2025-09-20"), length: try length("15 days"), rule: .plain)
        #expect(due.due == .day(try day("2025-10-05")))
        #expect(!due.isProvisional)
    }

    @Test func `at 24 o'clock of its last day, an act at that instant being late`() throws {
        let calendar = try TestCalendar.cn()
        let due = calendar.due(from: try moment("2025-06-03T16:40+08:00"), length: try length("60 workdays"))
        #expect(due.expiresAt == Instant("2025-08-27T00:00+08:00"))
        #expect(due.isInTime(try moment("2025-08-26T23:59:59.999999+08:00")))
        #expect(due.isInTime(try moment("2025-08-26")))
        #expect(!due.isInTime(try moment("2025-08-27T00:00+08:00")))
        #expect(!due.isInTime(try moment("2025-08-27")))
    }

    @Test func `by the day in China, wherever the clock stood`() throws {
        let calendar = try TestCalendar.cn()
        // 17:00 UTC on Thursday is Friday in China.
        let due = calendar.due(from: try moment("2025-09-25T17:00Z"), length: try length("5 workdays"))
        #expect(due.due == .day(try day("2025-10-10")))
    }

    private func check(_ vector: LawVector) throws {
        let calendar = try TestCalendar.cn()
        let due = calendar.due(from: try moment(vector.trigger), length: try length(vector.length))
        #expect(due.due.description == vector.due)
        #expect(due.steps.last?.day.description == vector.due)
        #expect(!due.isProvisional)
        #expect(due.calendarID == "cn")
        #expect(due.calendarVersion == "2018-2026, 2019 r2, 2020 r2")
    }
}

@Suite struct `A limit in hours` {
    @Test func `runs from the moment, over days of rest too`() throws {
        let calendar = try TestCalendar.cn()
        let due = calendar.due(from: try moment("2025-09-30T16:20+08:00"), length: try length("24 hours"))
        #expect(due.due == (try moment("2025-10-01T16:20+08:00")))
        #expect(due.expiresAt == Instant("2025-10-01T16:20+08:00"))
    }

    @Test func `runs from the next full hour in court`() throws {
        let calendar = try TestCalendar.cn()
        let late = calendar.due(
            from: try moment("2025-09-30T16:20+08:00"), length: try length("48 hours"), rule: .cnCourt)
        #expect(late.expiresAt == Instant("2025-10-02T17:00+08:00"))
        let full = calendar.due(
            from: try moment("2025-09-30T16:00+08:00"), length: try length("48 hours"), rule: .cnCourt)
        #expect(full.expiresAt == Instant("2025-10-02T16:00+08:00"))
    }

    @Test func `runs from 24 o'clock when only the day is known, no hour being invented`() throws {
        let calendar = try TestCalendar.cn()
        let due = calendar.due(from: try moment("2025-09-30"), length: try length("24 hours"))
        #expect(due.expiresAt == Instant("2025-10-02T00:00+08:00"))
    }

    @Test func `moves by the length of a hold`() throws {
        let calendar = try TestCalendar.cn()
        let due = calendar.resumedDue(
            from: try moment("2025-09-30T16:00+08:00"), length: try length("24 hours"),
            held: try moment("2025-09-30T18:00+08:00"), resumed: try moment("2025-10-09T09:30+08:00"))
        #expect(due?.expiresAt == Instant("2025-10-10T07:30+08:00"))
    }
}
