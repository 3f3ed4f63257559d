import Testing
import Values

@Suite struct `A day` {
    @Test(arguments: [
        (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2025, 4, 7, 20_185),
        (1900, 3, 1, -25_508), (1, 1, 1, -719_162),
        (9999, 12, 31, 2_932_896),
    ])
    func `is a number of days since 1970`(_ year: Int, _ month: Int, _ dayOfMonth: Int, _ ordinal: Int) throws
    {
        let day = try #require(Day(year: year, month: month, day: dayOfMonth))
        #expect(day.ordinal == ordinal)
        #expect(day.components == (year, month, dayOfMonth))
    }

    @Test func `follows the day before it through four hundred years`() throws {
        // 146,097 days repeat for ever; a month is followed by the first of the next.
        let first = try #require(Day("1900-03-01"))
        var (year, month, dayOfMonth) = first.components
        for offset in 1...146_097 {
            let next = first.adding(days: offset).components
            if next.day == 1 {
                #expect(
                    (next.year, next.month) == (month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1))
                #expect(Day(year: year, month: month, day: dayOfMonth + 1) == nil)
            } else {
                #expect(next == (year, month, dayOfMonth + 1))
            }
            (year, month, dayOfMonth) = next
        }
        #expect((year, month, dayOfMonth) == (2300, 3, 1))
    }

    @Test(arguments: [
        ("2025-04-07", 1), ("2025-04-13", 7), ("1970-01-01", 4), ("1969-12-28", 7), ("0001-01-01", 1),
        ("2000-02-29", 2),
    ])
    func `knows its weekday, Monday first`(_ text: String, _ weekday: Int) throws {
        #expect(try #require(Day(text)).weekday == weekday)
    }

    @Test(arguments: ["0001-01-01", "1582-10-10", "2024-02-29", "2025-04-07", "9999-12-31"])
    func `is written as it is read`(_ text: String) throws {
        #expect(try #require(Day(text)).description == text)
    }

    @Test(arguments: [
        "", "2025-4-7", "2025-04-7", "20250407", "2025/04/07", " 2025-04-07", "2025-04-07 ", "2025-02-29",
        "1900-02-29", "2025-13-01",
        "2025-00-10", "2025-04-00", "2025-04-31", "0000-01-01", "-001-01-01", "+025-01-01", "2025-04-07T",
        "２０２５-04-07", "99999-1-1",
    ])
    func `is nothing else`(_ text: String) { #expect(Day(text) == nil) }

    @Test(arguments: [
        ("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-08-31", -6, "2025-02-28"), ("2025-12-15", 1, "2026-01-15"), ("2025-01-15", -1, "2024-12-15"),
        ("2025-01-15", -13, "2023-12-15"),
        ("2025-04-07", 0, "2025-04-07"), ("2025-03-31", 1, "2025-04-30"),
    ])
    func `moves by months to the corresponding day, or the last of the month`(
        _ text: String, _ months: Int, _ expected: String
    ) throws {
        #expect(try #require(Day(text)).adding(months: months).description == expected)
    }

    @Test func `is ordered by date and counts the days between`() throws {
        let early = try #require(Day("2024-12-31"))
        let late = try #require(Day("2025-01-02"))
        #expect(early < late)
        #expect(late.days(since: early) == 2)
        #expect(early.days(since: late) == -2)
        #expect((early.year, early.month, early.dayOfMonth) == (2024, 12, 31))
    }
}
