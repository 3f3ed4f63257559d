public import Values

/// A resident identity number (居民身份证号, GB 11643-1999) whose check digit is right.
///
/// Also the residence permits of people from Hong Kong, Macau and Taiwan, which follow the same rule. A right check
/// digit says that the number was not mistyped; it does not say whose it is.
public struct ResidentID: Hashable, Sendable {
    /// Male or female, as the 17th digit says.
    public enum Sex: String, Hashable, Sendable {
        /// An odd digit.
        case male
        /// An even digit.
        case female
    }

    /// What a text that should be a number is.
    public enum Reading: Hashable, Sendable {
        /// A number with the right check digit.
        case valid(ResidentID)
        /// A number of 15 digits, as on cards that ended in 2013 and in old papers; it has no check digit.
        case oldNumber(OldResidentID)
        /// Well formed, but the last character does not fit the others: something was mistyped.
        case wrongCheckDigit
        /// Not such a number at all.
        case malformed(Fault)
    }

    /// Why a text is not a number.
    public enum Fault: String, Hashable, Sendable {
        /// Neither 18 nor 15 characters.
        case length
        /// Something other than digits, or other than a digit or X at the end.
        case character
        /// There is no such date of birth.
        case noSuchDate
        /// The date of birth has not come yet.
        case bornLater

        /// What is wrong, for people; without the number.
        public var message: Bilingual {
            switch self {
            case .length: return Bilingual(zh: "身份证号应为18位", en: "an identity number has 18 characters")
            case .character:
                return Bilingual(
                    zh: "身份证号只能是数字，末位可以是X", en: "an identity number has digits only, and perhaps X at the end"
                )
            case .noSuchDate:
                return Bilingual(zh: "身份证号中的出生日期不存在", en: "the date of birth in the number does not exist")
            case .bornLater:
                return Bilingual(zh: "身份证号中的出生日期尚未到来", en: "the date of birth in the number is still to come")
            }
        }
    }

    /// The 18 characters, X as a capital.
    public let number: String
    /// The date of birth.
    public let birthDate: Day

    /// Reads what a person typed: spaces and full-width forms are forgiven, a small x becomes X.
    ///
    /// `today` is the day up to which a person can have been born.
    public static func read(_ text: String, today: Day) -> Reading {
        let typed = Array(text.halfWidthWithoutSpaces.uppercased().utf8)
        let isX = { (byte: UInt8) in byte == UInt8(ascii: "X") }
        let isDigit = { (byte: UInt8) in byte >= 48 && byte <= 57 }
        guard typed.allSatisfy({ isDigit($0) || isX($0) }) else { return .malformed(.character) }
        guard typed.count == 18 || typed.count == 15 else { return .malformed(.length) }
        guard typed.prefix(17).allSatisfy(isDigit) else { return .malformed(.character) }
        let isOld = typed.count == 15
        let date = isOld ? Array("19".utf8) + typed[6..<12] : Array(typed[6..<14])
        guard let birthDate = day(date) else { return .malformed(.noSuchDate) }
        guard birthDate <= today else { return .malformed(.bornLater) }
        let number = String(decoding: typed, as: UTF8.self)
        if isOld { return .oldNumber(OldResidentID(number: number, birthDate: birthDate)) }
        guard typed[17] == checkDigit(typed[..<17]) else { return .wrongCheckDigit }
        return .valid(ResidentID(number: number, birthDate: birthDate))
    }

    /// The region code of the first registration, six digits; it may be one that no longer exists.
    public var regionCode: String { String(number.prefix(6)) }

    /// The province, or nothing when the region code begins with none: a reason to look again, not to refuse.
    public var province: ProvinceCode? { ProvinceCode(number.prefix(2)) }

    /// Male or female.
    public var sex: Sex { ResidentID.sex(number.utf8.dropLast().last) }

    init(number: String, birthDate: Day) {
        self.number = number
        self.birthDate = birthDate
    }

    static func sex(_ digit: UInt8?) -> Sex { (digit ?? 0) % 2 == 1 ? .male : .female }

    /// The 18th character of 17 digits: ISO 7064, MOD 11-2.
    static func checkDigit(_ digits: some Sequence<UInt8>) -> UInt8 {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
        return Array("10X98765432".utf8)[sum % 11]
    }

    private static func day(_ digits: [UInt8]) -> Day? {
        let text = String(decoding: digits, as: UTF8.self)
        return Day(text.prefix(4) + "-" + text.dropFirst(4).prefix(2) + "-" + text.suffix(2))
    }
}

/// A number of 15 digits from an old identity card: no proof against a mistyped digit.
public struct OldResidentID: Hashable, Sendable {
    /// The 15 digits.
    public let number: String
    /// The date of birth; the century is 19.
    public let birthDate: Day

    /// Male or female.
    public var sex: ResidentID.Sex { ResidentID.sex(number.utf8.last) }

    /// The number of 18 characters that took its place.
    public var successor: ResidentID {
        let digits = Array(number.utf8)
        var new = Array(digits[..<6]) + Array("19".utf8) + digits[6...]
        new.append(ResidentID.checkDigit(new))
        return ResidentID(number: String(decoding: new, as: UTF8.self), birthDate: birthDate)
    }
}
