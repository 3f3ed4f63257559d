public import Values

/// A time-ordered UUID, version 7 (RFC 9562, 5.7), made from an instant and random bytes that are handed in.
///
/// The 12 bits after the milliseconds hold the fraction of the millisecond, so that keys made one after the
/// other sort so.
public struct UUIDv7: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text form, 36 lower-case characters.
    public let text: String

    /// How many random bytes are needed.
    public static let randomByteCount = 8

    /// Makes a UUID, or nothing when the instant is before 1970 or after the year 10889, or the count of
    /// bytes is wrong.
    public init?(at instant: Instant, random: [UInt8]) {
        let milliseconds = instant.microseconds / 1000
        guard instant.microseconds >= 0, milliseconds < 1 << 48, random.count == UUIDv7.randomByteCount else {
            return nil
        }
        let fraction = instant.microseconds % 1000 * 4096 / 1000
        var bytes = stride(from: 40, through: 0, by: -8).map { UInt8(milliseconds >> $0 & 255) }
        bytes.append(0x70 | UInt8(fraction >> 8))
        bytes.append(UInt8(fraction & 255))
        bytes.append(0x80 | random[0] & 0x3F)
        bytes.append(contentsOf: random[1...])
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        self.text = String(decoding: text, as: UTF8.self)
    }

    /// The text form.
    public var description: String { text }

    /// Orders by time.
    public static func < (left: UUIDv7, right: UUIDv7) -> Bool { left.text < right.text }
}
