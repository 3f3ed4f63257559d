/// A SHA-256 value: 32 bytes, kept inline so that trees of them cost no allocation.
public struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
    // The value as a big-endian number of four words, so that comparing words compares bytes.
    let words: (UInt64, UInt64, UInt64, UInt64)

    /// The number of bytes.
    public static let byteCount = 32

    /// 32 zero bytes: stands for "there is none before this one".
    public static let zero = Digest(words: (0, 0, 0, 0))

    init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// Makes a digest from exactly 32 bytes, or nothing from any other number.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for (offset, byte) in bytes.enumerated() { words[offset / 8] = words[offset / 8] << 8 | UInt64(byte) }
        self.init(words: (words[0], words[1], words[2], words[3]))
    }

    /// Makes a digest from the 32 bytes of a buffer, or nothing when it holds another number of bytes.
    public init?(buffer: UnsafeRawBufferPointer) {
        guard buffer.count == Digest.byteCount else { return nil }
        func word(_ offset: Int) -> UInt64 {
            UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        self.init(words: (word(0), word(8), word(16), word(24)))
    }

    /// Parses 64 lower-case hexadecimal digits; nothing else is accepted.
    public init?(hex: some StringProtocol) { self.init(hexDigits: Array(hex.utf8)[...]) }

    /// Parses 64 lower-case hexadecimal digits from bytes of text.
    public init?(hexDigits digits: ArraySlice<UInt8>) {
        guard digits.count == 2 * Digest.byteCount else { return nil }
        var rest = digits
        guard let first = Digest.word(&rest), let second = Digest.word(&rest),
            let third = Digest.word(&rest), let fourth = Digest.word(&rest)
        else { return nil }
        self.init(words: (first, second, third, fourth))
    }

    private static func word(_ digits: inout ArraySlice<UInt8>) -> UInt64? {
        var word: UInt64 = 0
        for digit in digits.prefix(16) {
            switch digit {
            case 48...57: word = word << 4 | UInt64(digit - 48)
            case 97...102: word = word << 4 | UInt64(digit - 87)
            default: return nil
            }
        }
        digits = digits.dropFirst(16)
        return word
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withBytes { Array($0) } }

    /// Lends the 32 bytes without allocating.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let ordered = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        return try withUnsafeBytes(of: ordered) { try body($0) }
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * Digest.byteCount)
        appendHex(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Writes the 64 hexadecimal digits to the end of a buffer.
    public func appendHex(to buffer: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * Digest.byteCount) { digits in
            withBytes { bytes in
                for (index, byte) in bytes.enumerated() {
                    digits[2 * index] = Digest.hexDigit(byte >> 4)
                    digits[2 * index + 1] = Digest.hexDigit(byte & 15)
                }
            }
            buffer.append(contentsOf: digits)
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

    /// The hexadecimal text.
    public var description: String { hex }

    /// Whether both are the same 32 bytes.
    public static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

    /// Orders digests as their bytes, and so as their hexadecimal text.
    public static func < (left: Digest, right: Digest) -> Bool { left.words < right.words }

    /// Feeds the 32 bytes to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
