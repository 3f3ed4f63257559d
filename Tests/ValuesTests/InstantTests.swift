import Testing
import Values

@Suite struct `An instant` {
    @Test(arguments: [
        ("1970-01-01T00:00Z", 0), ("1970-01-01T08:00+08:00", 0), ("1970-01-01T00:00:00.5Z", 500_000),
        ("1970-01-01T00:00:00.000001Z", 1),
        ("1969-12-31T23:59:59Z", -1_000_000), ("2025-04-07T09:00+08:00", 1_743_987_600_000_000),
        ("2025-04-06T21:30:00-03:30", 1_743_987_600_000_000),
    ])
    func `is read from RFC 3339 with its zone`(_ text: String, _ microseconds: Int64) {
        #expect(Instant(text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2025-04-07", "2025-04-07T09:00", "2025-04-07T09:00:00", "2025-04-07 09:00+08:00",
        "2025-04-07T24:00+08:00",
        "2025-04-07T09:60+08:00", "2025-04-07T09:00:60+08:00", "2025-04-07T09:00:00.+08:00",
        "2025-04-07T09:00:00.1234567+08:00",
        "2025-04-07T09:00+0800", "2025-04-07T09:00+8:00", "2025-04-07T09:00+15:00", "2025-04-07T09:00+08:60",
        "2025-04-07T09:00Zx",
        "2025-04-07T09:00z", "2025-02-30T09:00Z", "2025-04-07T9:00+08:00", "2025-04-07T09:00:00.5",
        "2025-04-07T09:00:00", "2025-04-07T09:00:",
    ])
    func `is nothing else`(_ text: String) { #expect(Instant(text) == nil) }

    @Test(arguments: [
        ("2025-04-07T01:00Z", "2025-04-07T09:00:00+08:00"),
        ("2025-04-07T09:00:00.5+08:00", "2025-04-07T09:00:00.500000+08:00"),
        ("1960-01-01T00:00:00.000001+08:00", "1960-01-01T00:00:00.000001+08:00"),
    ])
    func `is written in China Standard Time`(_ text: String, _ written: String) throws {
        let instant = try #require(Instant(text))
        #expect(instant.description == written)
        #expect(Instant(instant.description) == instant)
    }

    @Test func `falls in the civil day of China`() throws {
        #expect(Instant("2025-04-06T16:00Z")?.day == Day("2025-04-07"))
        #expect(Instant("2025-04-06T15:59:59.999999Z")?.day == Day("2025-04-06"))
        #expect(Instant("1969-12-31T15:59:59Z")?.day == Day("1969-12-31"))
        #expect(Instant("1969-12-31T16:00:00Z")?.day == Day("1970-01-01"))
    }

    @Test func `at the end of a day is the start of the next`() throws {
        let day = try #require(Day("2025-02-28"))
        #expect(Instant(endOf: day) == Instant("2025-03-01T00:00+08:00"))
        #expect(Instant(startOf: day).day == day)
        #expect(Instant(startOf: day) < Instant(endOf: day))
    }

    @Test func `moves by hours and shows minutes to people`() throws {
        let instant = try #require(Instant("2025-04-07T23:30:10+08:00"))
        #expect(instant.adding(hours: 24).description == "2025-04-08T23:30:10+08:00")
        #expect(instant.adding(hours: -24).minuteText == "2025-04-06 23:30")
    }
}

@Suite struct `A moment` {
    @Test func `is a day or an instant, and no hour is invented`() throws {
        let day = try #require(Moment("2025-04-07"))
        let instant = try #require(Moment("2025-04-07T09:00+08:00"))
        #expect(day.description == "2025-04-07")
        #expect(day.shortText == "2025-04-07")
        #expect(instant.description == "2025-04-07T09:00:00+08:00")
        #expect(instant.shortText == "2025-04-07 09:00")
        #expect(day.day == instant.day)
        #expect(Moment("yesterday") == nil)
    }

    @Test func `of a day begins and ends with it, of an instant is itself`() throws {
        let day = try #require(Moment("2025-04-07"))
        #expect(day.earliest == Instant("2025-04-07T00:00+08:00"))
        #expect(day.latest == Instant("2025-04-08T00:00+08:00"))
        let instant = try #require(Moment("2025-04-07T09:00+08:00"))
        #expect(instant.earliest == instant.latest)
    }

    @Test(arguments: [
        ("2025-04-06", "2025-04-07", true), ("2025-04-07", "2025-04-07", false),
        ("2025-04-07", "2025-04-07T23:00+08:00", false),
        ("2025-04-07T09:00+08:00", "2025-04-07", false), ("2025-04-07T09:00+08:00", "2025-04-08", true),
        ("2025-04-07T09:00+08:00", "2025-04-07T09:01+08:00", true),
        ("2025-04-07", "2025-04-08T00:00+08:00", true),
    ])
    func `is before another only when it certainly is`(_ left: String, _ right: String, _ expected: Bool)
        throws
    {
        let (left, right) = (try #require(Moment(left)), try #require(Moment(right)))
        #expect(left.isBefore(right) == expected)
        if expected { #expect(!right.isBefore(left)) }
    }
}
