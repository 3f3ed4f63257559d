/// An amount of renminbi in whole fen (1 yuan = 100 fen). Arithmetic says when it overflows; nothing is rounded.
public struct Fen: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The count of fen.
    public let count: Int64

    /// Makes an amount from a count of fen.
    public init(_ count: Int64) { self.count = count }

    /// No money.
    public static let zero = Fen(0)

    /// The largest amount that is read, 2^53-1 fen (90 million million yuan): what canonical JSON can store exactly.
    public static let largest = Fen(9_007_199_254_740_991)

    /// Parses yuan with at most two decimals: `42980`, `42980.5`, `42,980.00`, `-3.20`. No other sign, space or unit.
    public init?(yuan text: some StringProtocol) {
        var bytes = Array(text.utf8)
        let negative = bytes.first == UInt8(ascii: "-")
        if negative { bytes.removeFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Fen.wholeYuan(parts[0]) else { return nil }
        var cents = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].count), let value = decimal(parts[1]) else { return nil }
            cents = parts[1].count == 1 ? value * 10 : value
        }
        guard whole <= Fen.largest.count / 100 else { return nil }
        let value = whole * 100 + Int64(cents)
        guard value <= Fen.largest.count else { return nil }
        count = negative ? -value : value
    }

    private static func wholeYuan(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard bytes.contains(UInt8(ascii: ",")) else { return decimal(bytes).map(Int64.init) }
        let groups = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let first = groups.first, (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return decimal(groups.flatMap { $0 }).map(Int64.init)
    }

    /// The sum, held at the largest amount there is.
    public func saturatingSum(_ other: Fen) -> Fen { adding(other) ?? Fen(.max) }

    /// The sum, or nothing on overflow.
    public func adding(_ other: Fen) -> Fen? {
        let (value, overflow) = count.addingReportingOverflow(other.count)
        return overflow ? nil : Fen(value)
    }

    /// The difference, or nothing on overflow.
    public func subtracting(_ other: Fen) -> Fen? {
        let (value, overflow) = count.subtractingReportingOverflow(other.count)
        return overflow ? nil : Fen(value)
    }

    /// The sum of all amounts, or nothing on overflow.
    public static func sum(_ amounts: some Sequence<Fen>) -> Fen? {
        var total = Fen.zero
        for amount in amounts {
            guard let next = total.adding(amount) else { return nil }
            total = next
        }
        return total
    }

    /// Yuan without grouping, for machines and command lines: `42980.00`.
    public var plain: String {
        let magnitude = count.magnitude
        return (count < 0 ? "-" : "") + "\(magnitude / 100)." + padded(Int(magnitude % 100), to: 2)
    }

    /// Yuan in groups of three, for people: `42,980.00`.
    public var description: String {
        let magnitude = count.magnitude
        var digits = String(magnitude / 100)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = String(digits.dropLast(3))
        }
        groups.insert(digits, at: 0)
        return (count < 0 ? "-" : "") + groups.joined(separator: ",") + "."
            + padded(Int(magnitude % 100), to: 2)
    }

    /// Orders amounts by size.
    public static func < (left: Fen, right: Fen) -> Bool { left.count < right.count }
}
