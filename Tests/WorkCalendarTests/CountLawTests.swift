import Testing
import Values
import WorkCalendar

/// Numbers that look random and are the same each time for a seed (SplitMix64).
private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

@Suite struct `Whatever the day and the length` {
    private func each(
        seed: UInt64, _ body: (HolidayCalendar, Day, LimitLength) throws -> Void
    ) throws {
        let calendar = try TestCalendar.cn()
        var dice = Dice(state: seed)
        let first = try day("2018-01-01")
        for _ in 0..<400 {
            let trigger = first.adding(days: Int.random(in: 0..<2_900, using: &dice))
            let unit = [LimitUnit.days, .workdays, .months, .years].randomElement(using: &dice) ?? .days
            let most = unit == .years ? 3 : unit == .months ? 24 : 90
            let length = try #require(LimitLength(count: .random(in: 1...most, using: &dice), unit: unit))
            try body(calendar, trigger, length)
        }
    }

    @Test(arguments: [1, 20_260_407, 99])
    func `a later event never ends earlier, and a longer limit never either`(_ seed: UInt64) throws {
        try each(seed: seed) { calendar, trigger, length in
            let due = calendar.due(from: .day(trigger), length: length).day
            let next = calendar.due(from: .day(trigger.adding(days: 1)), length: length).day
            #expect(due <= next, "seed \(seed): \(trigger) + \(length)")
            guard let longer = LimitLength(count: length.count + 1, unit: length.unit) else { return }
            #expect(
                due <= calendar.due(from: .day(trigger), length: longer).day,
                "seed \(seed): \(trigger) + \(longer)")
        }
    }

    @Test(arguments: [2, 71])
    func `a limit ends on a working day, and one of working days holds just so many`(_ seed: UInt64) throws {
        try each(seed: seed) { calendar, trigger, length in
            let due = calendar.due(from: .day(trigger), length: length).day
            #expect(calendar.isWorkday(due), "seed \(seed): \(trigger) + \(length)")
            guard length.unit == .workdays else { return }
            #expect(
                calendar.workdays(after: trigger, through: due) == length.count,
                "seed \(seed): \(trigger) + \(length)")
        }
    }

    @Test(arguments: [3, 404])
    func `a month or a year ends on the same day of the month, or on its last`(_ seed: UInt64) throws {
        try each(seed: seed) { calendar, trigger, length in
            guard length.unit == .months || length.unit == .years else { return }
            let due = calendar.due(from: .day(trigger), length: length, rule: .plain).day
            let isLast = due.adding(days: 1).dayOfMonth == 1
            #expect(
                due.dayOfMonth == trigger.dayOfMonth || (isLast && due.dayOfMonth < trigger.dayOfMonth),
                "seed \(seed): \(trigger)")
        }
    }

    @Test(arguments: [4, 5_050])
    func `counting back from a working day and forward again comes to it`(_ seed: UInt64) throws {
        try each(seed: seed) { calendar, event, length in
            guard calendar.isWorkday(event), length.unit == .workdays, event.adding(days: -200).year >= 2018
            else { return }
            let back = calendar.due(before: .day(event), length: length).day
            #expect(
                calendar.due(from: .day(back), length: length).day == event,
                "seed \(seed): \(event) - \(length)")
        }
    }

    @Test(arguments: [5, 606])
    func `what must be done before an event never falls on a day of rest or too late`(_ seed: UInt64) throws {
        try each(seed: seed) { calendar, event, length in
            let back = calendar.due(before: .day(event), length: length).day
            guard calendar.isPublished(back) else { return }
            #expect(calendar.isWorkday(back), "seed \(seed): \(event) - \(length)")
            let plain = calendar.due(before: .day(event), length: length, rule: .plain).day
            #expect(back <= plain, "seed \(seed): \(event) - \(length)")
        }
    }

    @Test(arguments: [6, 707])
    func `a pay-day is the agreed day or a working day before it, with none between`(_ seed: UInt64) throws {
        try each(seed: seed) { calendar, agreed, _ in
            let paid = calendar.payday(agreed: agreed)
            #expect(calendar.isWorkday(paid), "seed \(seed): \(agreed)")
            #expect(
                paid <= agreed && calendar.workdays(after: paid, through: agreed) == 0,
                "seed \(seed): \(agreed)")
        }
    }

    @Test(arguments: [7, 808])
    func `an extension in working days makes one limit of both`(_ seed: UInt64) throws {
        try each(seed: seed) { calendar, trigger, length in
            guard length.unit == .workdays else { return }
            let thirty = try #require(LimitLength("30 workdays"))
            let sum = try #require(LimitLength(count: length.count + 30, unit: .workdays))
            #expect(
                calendar.due(from: .day(trigger), length: length, extensions: [thirty]).day
                    == calendar.due(from: .day(trigger), length: sum).day,
                "seed \(seed): \(trigger) + \(length)")
        }
    }

    @Test(arguments: [8, 909])
    func `a hold that is lifted the same day changes nothing, and a longer one never brings the end nearer`(
        _ seed: UInt64
    ) throws {
        try each(seed: seed) { calendar, trigger, length in
            let due = calendar.due(from: .day(trigger), length: length).day
            let held = trigger.adding(days: 1)
            let same = try #require(LimitPause(from: .day(held), to: .day(held)))
            #expect(
                calendar.due(from: .day(trigger), length: length, pauses: [same]).day == due,
                "seed \(seed): \(trigger) + \(length)")
            let week = try #require(LimitPause(from: .day(held), to: .day(held.adding(days: 7))))
            let later = calendar.due(from: .day(trigger), length: length, pauses: [week]).day
            #expect(later >= due, "seed \(seed): \(trigger) + \(length)")
            // A hold inside a hold is one hold.
            let inner = try #require(
                LimitPause(from: .day(held.adding(days: 2)), to: .day(held.adding(days: 4))))
            #expect(
                calendar.due(from: .day(trigger), length: length, pauses: [week, inner]).day == later,
                "seed \(seed): \(trigger) + \(length)")
        }
    }
}
