/// The number of a case or paper as a court, commission, bureau or union gave it (案号, 文号).
///
/// It is printed as it was given; for search, brackets and character widths make no difference.
public struct CaseNumber: Hashable, Sendable, CustomStringConvertible {
    /// The parts of a court's number, e.g. `（2025）闽0526民初123号`.
    public struct CourtForm: Hashable, Sendable {
        /// The year of filing.
        public let year: Int
        /// The court, e.g. `闽0526`.
        public let court: String
        /// The kind of case, e.g. `民初`.
        public let kind: String
        /// The serial number.
        public let serial: Int
    }

    /// The number as it was given.
    public let original: String

    /// Makes a number from what stands on the paper; nothing when there is nothing but white space.
    public init?(_ original: String) {
        guard !original.halfWidthWithoutSpaces.isEmpty else { return nil }
        self.original = original
    }

    /// The form in which two spellings of one number are equal: half-width, round brackets, no spaces, capitals.
    public var searchKey: String {
        let open: Set<Character> = ["〔", "【", "[", "［", "﹝", "「", "<", "〈", "("]
        let close: Set<Character> = ["〕", "】", "]", "］", "﹞", "」", ">", "〉", ")"]
        let narrow = original.halfWidthWithoutSpaces.uppercased()
        return String(narrow.map { open.contains($0) ? "(" : close.contains($0) ? ")" : $0 })
    }

    /// The parts of a court's number, or nothing when it is of another body.
    public var courtForm: CourtForm? {
        let key = Array(searchKey)
        guard key.count > 6, key[0] == "(", key[5] == ")", let year = Int(String(key[1..<5])), key.last == "号"
        else {
            return nil
        }
        let isDigit = { (character: Character) in character.isASCII && character.isNumber }
        let body = key[6..<(key.count - 1)]
        // A province and the digits of the court; the highest court has no digits.
        let supreme = Array("最高法")
        let name = body.starts(with: supreme) ? body.prefix(supreme.count) : body.prefix(1)
        guard let first = name.first, !isDigit(first) else { return nil }
        let code = body.dropFirst(name.count).prefix(while: isDigit)
        let rest = body.dropFirst(name.count + code.count)
        let kind = rest.prefix { !isDigit($0) }
        guard !kind.isEmpty, let serial = Int(String(rest.dropFirst(kind.count))), serial > 0 else {
            return nil
        }
        return CourtForm(year: year, court: String(name) + String(code), kind: String(kind), serial: serial)
    }

    /// The number as it was given.
    public var description: String { original }
}
