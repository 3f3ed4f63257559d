/// A mobile telephone number of mainland China: 11 digits, the first two from 13 to 19.
public struct MobileNumber: Hashable, Sendable, CustomStringConvertible {
    /// The 11 digits.
    public let digits: String

    /// Reads what a person typed; `+86`, `0086`, spaces, hyphens and full-width digits are forgiven.
    public init?(_ text: String) {
        var typed = text.halfWidthWithoutSpaces.utf8.filter { $0 != UInt8(ascii: "-") }
        for prefix in ["+86", "0086"] where typed.starts(with: prefix.utf8) {
            typed.removeFirst(prefix.utf8.count)
            break
        }
        guard typed.count == 11, typed.allSatisfy({ $0 >= 48 && $0 <= 57 }), typed[0] == UInt8(ascii: "1"),
            typed[1] >= UInt8(ascii: "3")
        else { return nil }
        digits = String(decoding: typed, as: UTF8.self)
    }

    /// The 11 digits.
    public var description: String { digits }
}
