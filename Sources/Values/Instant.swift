/// A point in time: microseconds since 1970-01-01T00:00:00Z.
///
/// Shown and cut into days in China Standard Time, a fixed +08:00 (no daylight saving since 1991).
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Microseconds since the epoch, UTC.
    public let microseconds: Int64

    /// Makes the instant with this many microseconds since the epoch.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// The first instant of a day in China Standard Time.
    public init(startOf day: Day) {
        microseconds = Int64(day.ordinal) * Instant.perDay - Instant.offset
    }

    /// The instant 24:00 of a day, which is the start of the next one.
    public init(endOf day: Day) { self.init(startOf: day.adding(days: 1)) }

    /// Parses RFC 3339 with a zone: `2025-04-07T09:00+08:00`, `2025-04-07T01:00:00.5Z`; seconds may be left out.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 17, let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            let hour = decimal(bytes[11..<13]), let minute = decimal(bytes[14..<16]), hour < 24, minute < 60
        else { return nil }
        var index = 16
        var second = 0
        var fraction: Int64 = 0
        if bytes[index] == UInt8(ascii: ":") {
            guard bytes.count >= index + 3, let value = decimal(bytes[index + 1..<index + 3]), value < 60
            else { return nil }
            second = value
            index += 3
            if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
                var scale: Int64 = 100_000
                index += 1
                let start = index
                while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 {
                    fraction += Int64(bytes[index] - 48) * scale
                    scale /= 10
                    index += 1
                }
                guard index > start, index - start <= 6 else { return nil }
            }
        }
        guard index < bytes.count else { return nil }
        var zone: Int64 = 0
        if bytes[index] == UInt8(ascii: "Z") {
            guard index + 1 == bytes.count else { return nil }
        } else {
            guard bytes.count == index + 6, bytes[index + 3] == UInt8(ascii: ":"),
                bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-"),
                let hours = decimal(bytes[index + 1..<index + 3]),
                let minutes = decimal(bytes[index + 4..<index + 6]), hours <= 14, minutes < 60
            else { return nil }
            zone = Int64(hours * 60 + minutes) * 60_000_000 * (bytes[index] == UInt8(ascii: "-") ? -1 : 1)
        }
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        microseconds = Int64(day.ordinal) * Instant.perDay + seconds * 1_000_000 + fraction - zone
    }

    /// The civil day this instant falls in, in China Standard Time.
    public var day: Day {
        let local = microseconds + Instant.offset
        return Day(
            ordinal: Int(local >= 0 ? local / Instant.perDay : (local - Instant.perDay + 1) / Instant.perDay))
    }

    /// The instant this many hours later.
    public func adding(hours: Int) -> Instant {
        Instant(microseconds: microseconds + Int64(hours) * 3_600_000_000)
    }

    /// `2025-04-07T09:00:00+08:00`, with a fraction only where there is one.
    public var description: String {
        let clock = timeOfDay
        var text = day.description + "T" + padded(Int(clock / 3_600_000_000), to: 2) + ":"
        text += padded(Int(clock / 60_000_000 % 60), to: 2) + ":" + padded(Int(clock / 1_000_000 % 60), to: 2)
        let fraction = Int(clock % 1_000_000)
        if fraction != 0 { text += "." + padded(fraction, to: 6) }
        return text + "+08:00"
    }

    /// `2025-04-07 09:00`, for people.
    public var minuteText: String {
        let clock = timeOfDay
        return day.description + " " + padded(Int(clock / 3_600_000_000), to: 2) + ":"
            + padded(Int(clock / 60_000_000 % 60), to: 2)
    }

    /// Orders instants by time.
    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    private var timeOfDay: Int64 {
        microseconds + Instant.offset - Int64(day.ordinal) * Instant.perDay
    }

    private static let perDay: Int64 = 86_400_000_000
    private static let offset: Int64 = 8 * 3_600_000_000
}
