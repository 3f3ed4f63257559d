import Foundation
import Testing
import Values
import WorkCalendar

/// What is left of a limit while it is held, by hand from the 2025 holiday notice.
@Suite struct HeldLimitTests {
    private func day(_ text: String) throws -> Moment { .day(try #require(Day(text))) }

    private func length(_ text: String) throws -> LimitLength { try #require(LimitLength(text)) }

    @Test func `sixty working days from 3 June, held on 20 June, leave forty-seven`() throws {
        // 4-6, 9-13 and 16-20 June are 13 working days; 60 - 13 = 47.
        let held = try TestCalendar.cn().held(
            from: day("2025-06-03"), length: length("60 workdays"), since: day("2025-06-20"))
        #expect(held.used == 13)
        #expect(held.left == 47)
        #expect(held.unit == .workdays)
        #expect(held.steps.last?.day == Day("2025-06-20"))
        #expect(held.steps.compactMap(\.number).last == 13)
        #expect(held.leftText.zh == "47个工作日")
        // Resumed on 7 July the 47 days that are left end on 10 September (rule 16).
        let due = try TestCalendar.cn().resumedDue(
            from: day("2025-06-03"), length: length("60 workdays"), held: day("2025-06-20"),
            resumed: day("2025-07-07"))
        #expect(due?.day == Day("2025-09-10"))
    }

    @Test func `calendar days and months leave calendar days`() throws {
        let days = try TestCalendar.cn().held(
            from: day("2025-06-03"), length: length("30 days"), since: day("2025-06-20"))
        #expect(days.used == 17)
        #expect(days.left == 13)
        // Six months from 3 June end on 3 December, 166 days after 20 June.
        let months = try TestCalendar.cn().held(
            from: day("2025-06-03"), length: length("6 months"), since: day("2025-06-20"))
        #expect(months.left == 166)
        #expect(months.unit == .days)
        #expect(months.used == 17)
    }

    @Test func `hours left are whole hours, the last of them begun`() throws {
        let start = try #require(Instant("2025-06-03T08:00:00+08:00"))
        let held = try TestCalendar.cn().held(
            from: .instant(start), length: length("24 hours"), since: .instant(start.adding(hours: 10)))
        #expect(held.left == 14)
        #expect(held.used == 10)
    }

    @Test func `earlier holds do not count as used, and a limit that was full leaves nothing`() throws {
        let pause = try #require(LimitPause(from: day("2025-06-05"), to: day("2025-06-12")))
        // 4 and 5 June, then 13 and 16 June: four used.
        let held = try TestCalendar.cn().held(
            from: day("2025-06-03"), length: length("10 workdays"), pauses: [pause], since: day("2025-06-16"))
        #expect(held.used == 4)
        #expect(held.left == 6)
        let full = try TestCalendar.cn().held(
            from: day("2025-06-03"), length: length("5 workdays"), since: day("2025-06-20"))
        #expect(full.left == 0)
        #expect(full.used == 5)
    }

    /// The seed is in the name of the failing case.
    @Test(arguments: 1...80)
    func `what is used and what is left are the whole, and a resumption counts what is left`(
        seed: UInt64
    ) throws {
        var state = seed
        func number(_ range: ClosedRange<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int((state >> 33) % UInt64(range.count))
        }
        let calendar = try TestCalendar.cn()
        let start = try #require(Day("2024-02-01")).adding(days: number(0...400))
        let full = number(1...90)
        let held = start.adding(days: number(0...120))
        let resumed = held.adding(days: number(0...60))
        let limit = try length("\(full) workdays")
        let rest = calendar.held(from: .day(start), length: limit, since: .day(held))
        #expect(rest.used + rest.left == full)
        #expect(rest.used == min(full, calendar.workdays(after: start, through: held)))
        let due = try #require(
            calendar.resumedDue(
                from: .day(start), length: limit, held: .day(held), resumed: .day(resumed)))
        guard rest.left > 0 else { return }
        #expect(calendar.workdays(after: resumed, through: due.day) == rest.left)
        #expect(calendar.isWorkday(due.day))
    }
}
