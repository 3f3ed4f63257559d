import Testing
import Values
import WorkCalendar

@Suite struct `The Chinese calendar` {
    @Test(arguments: [
        (2018, 250), (2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251),
        (2025, 248), (2026, 248),
    ])
    func `has so many working days a year`(_ year: Int, _ expected: Int) throws {
        let calendar = try TestCalendar.cn()
        #expect(calendar.workdays(from: try day("\(year)-01-01"), to: try day("\(year)-12-31")) == expected)
    }

    @Test(arguments: [
        (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]),
        (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
    ])
    func `has so many working days a month`(_ year: Int, _ expected: [Int]) throws {
        let calendar = try TestCalendar.cn()
        for month in 1...12 {
            let first = try #require(Day(year: year, month: month, day: 1))
            let last = first.adding(months: 1).adding(days: -1)
            #expect(calendar.workdays(from: first, to: last) == expected[month - 1], "\(year)-\(month)")
        }
    }

    // In 2020 Mid-Autumn fell on National Day.
    @Test(arguments: [
        (2018, 11), (2019, 11), (2020, 10), (2021, 11), (2022, 11), (2023, 11), (2024, 11), (2025, 13),
        (2026, 13),
    ])
    func `has eleven statutory holidays a year, and thirteen from 2025`(_ year: Int, _ expected: Int) throws {
        let calendar = try TestCalendar.cn()
        let first = try day("\(year)-01-01")
        let kinds = (0..<366).map { first.adding(days: $0) }.filter { $0.year == year }.map {
            calendar.kind(of: $0)
        }
        #expect(kinds.count { $0 == .statutoryHoliday } == expected)
    }

    @Test func `pays threefold on the days the law names, also at a weekend`() throws {
        let calendar = try TestCalendar.cn()
        let expected = [
            "2025-01-01", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-04", "2025-05-01",
            "2025-05-02",
            "2025-05-31", "2025-10-01", "2025-10-02", "2025-10-03", "2025-10-06", "2026-01-01", "2026-02-16",
            "2026-02-17",
            "2026-02-18", "2026-02-19", "2026-04-05", "2026-05-01", "2026-05-02", "2026-06-19", "2026-09-25",
            "2026-10-01",
            "2026-10-02", "2026-10-03",
        ]
        let first = try day("2025-01-01")
        let found = (0..<730).map { first.adding(days: $0) }.filter {
            calendar.kind(of: $0) == .statutoryHoliday
        }
        #expect(found.map(\.description) == expected)
    }

    @Test(arguments: [
        ("2025-01-26", DayKind.makeUpWorkday), ("2025-02-08", .makeUpWorkday), ("2025-04-27", .makeUpWorkday),
        ("2025-09-28", .makeUpWorkday), ("2025-10-11", .makeUpWorkday), ("2026-01-04", .makeUpWorkday),
        ("2025-02-04", .shiftedOff), ("2025-02-01", .weekend), ("2025-10-07", .shiftedOff),
        ("2025-05-31", .statutoryHoliday),
        ("2025-06-02", .shiftedOff), ("2025-06-01", .weekend), ("2025-06-03", .workday),
        ("2022-12-31", .weekend),
        ("2024-02-09", .workday), ("2025-01-28", .statutoryHoliday),
    ])
    func `knows what a day is`(_ text: String, _ kind: DayKind) throws {
        let calendar = try TestCalendar.cn()
        #expect(calendar.kind(of: try day(text)) == kind)
    }

    @Test func `knows nothing of a year without a notice, and counts it by weekday as provisional`() throws {
        let calendar = try TestCalendar.cn()
        #expect(calendar.kind(of: try day("2027-01-01")) == nil)
        #expect(calendar.isWorkday(try day("2027-01-01")))
        let due = calendar.due(from: try moment("2026-12-30"), length: try length("3 workdays"))
        #expect(due.due.description == "2027-01-04")
        #expect(due.isProvisional)
        #expect(
            due.steps.last?.reason.en
                == "Monday, working day (by weekday: the 2027 holidays are not published)")
        // The last day alone decides for calendar days; the days in between do not matter.
        #expect(!calendar.due(from: try moment("2026-12-01"), length: try length("30 days")).isProvisional)
        #expect(calendar.due(from: try moment("2026-12-02"), length: try length("30 days")).isProvisional)
    }

    @Test func `counts again without the flag once the notice is there`() throws {
        let early = try TestCalendar.load(years: 2022...2025)
        let late = try TestCalendar.cn()
        let trigger = try moment("2025-12-30")
        let three = try length("3 workdays")
        let before = early.due(from: trigger, length: three)
        let after = late.due(from: trigger, length: three)
        #expect(before.isProvisional)
        #expect(before.due.description == "2026-01-02")
        #expect(before.calendarVersion == "2022-2025")
        #expect(!after.isProvisional)
        #expect(after.due.description == "2026-01-05")
    }

    @Test func `says how many days are left`() throws {
        let calendar = try TestCalendar.cn()
        let due = calendar.due(from: try moment("2025-09-26"), length: try length("5 workdays"))
        let friday = try #require(Instant("2025-09-30T12:00+08:00"))
        let left = calendar.remaining(until: due, asOf: friday)
        #expect(left.days == 10)
        #expect(left.workdays == 2)
        #expect(!left.isOverdue)
        let last = calendar.remaining(until: due, asOf: try #require(Instant("2025-10-10T23:59+08:00")))
        #expect((last.days, last.workdays, last.isOverdue) == (0, 0, false))
        let over = calendar.remaining(until: due, asOf: try #require(Instant("2025-10-13T00:00+08:00")))
        #expect((over.days, over.workdays, over.isOverdue) == (-3, -2, true))
    }

    @Test func `explains every day of a count in working days`() throws {
        let calendar = try TestCalendar.cn()
        let due = calendar.due(from: try moment("2025-09-26"), length: try length("3 workdays"))
        let lines = due.steps.map { "\($0.day) \($0.number.map { String($0) } ?? "-") \($0.reason.zh)" }
        #expect(
            lines == [
                "2025-09-26 - 起算之日，不计入", "2025-09-27 - 周六，周末", "2025-09-28 1 周日，调休上班（国庆节、中秋节）",
                "2025-09-29 2 周一，工作日", "2025-09-30 3 周二，工作日",
            ])
    }

    @Test func `explains only the days that decide a count in calendar days`() throws {
        let calendar = try TestCalendar.cn()
        let due = calendar.due(from: try moment("2026-04-18"), length: try length("15 days"))
        #expect(
            due.steps.map { "\($0.day) \($0.reason.en)" } == [
                "2026-04-18 the day of the event, not counted", "2026-05-03 the last of 15 calendar days",
                "2026-05-03 Sunday, weekend (Labour Day), so the limit moves on",
                "2026-05-04 Monday, shifted day off (Labour Day), so the limit moves on",
                "2026-05-05 Tuesday, shifted day off (Labour Day), so the limit moves on",
                "2026-05-06 Wednesday, working day, the last day",
            ])
        let plain = calendar.due(from: try moment("2025-06-03"), length: try length("7 days"))
        #expect(plain.steps.map(\.day.description) == ["2025-06-03", "2025-06-10"])
    }
}
