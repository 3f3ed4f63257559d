public import Values

/// A unified social credit code (统一社会信用代码, GB 32100-2015) of an employer or another organisation, checked.
public struct CreditCode: Hashable, Sendable {
    /// What a text that should be a code is.
    public enum Reading: Hashable, Sendable {
        /// A code whose two check characters are right.
        case valid(CreditCode)
        /// The last character does not fit the others: something was mistyped.
        case wrongCheckCharacter
        /// The organisation code inside (characters 9 to 17, GB 11714) has a wrong check character.
        case wrongOrganisationCheck
        /// Not such a code at all.
        case malformed(Fault)
    }

    /// Why a text is not a code.
    public enum Fault: String, Hashable, Sendable {
        /// Not 18 characters.
        case length
        /// A character that is not in the code's alphabet, which leaves out I, O, S, V and Z.
        case character
        /// The region in characters 3 to 8 is not six digits.
        case region

        /// What is wrong, for people.
        public var message: Bilingual {
            switch self {
            case .length:
                return Bilingual(zh: "统一社会信用代码应为18位", en: "a unified social credit code has 18 characters")
            case .character:
                return Bilingual(
                    zh: "统一社会信用代码只用数字和大写字母，不用 I、O、S、V、Z",
                    en: "a unified social credit code has digits and letters, but never I, O, S, V or Z")
            case .region:
                return Bilingual(
                    zh: "第3至8位应为六位行政区划代码", en: "characters 3 to 8 must be a region code of six digits")
            }
        }
    }

    /// The 18 characters.
    public let code: String

    /// Reads what a person typed: spaces and full-width forms are forgiven, small letters become capitals.
    public static func read(_ text: String) -> Reading {
        let typed = Array(text.halfWidthWithoutSpaces.uppercased().utf8)
        let values = typed.compactMap { alphabet.firstIndex(of: $0) }
        guard values.count == typed.count else { return .malformed(.character) }
        guard typed.count == 18 else { return .malformed(.length) }
        guard typed[2..<8].allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return .malformed(.region) }
        guard values[17] == checkValue(values[..<17]) else { return .wrongCheckCharacter }
        guard typed[16] == organisationCheck(typed[8..<16]) else { return .wrongOrganisationCheck }
        return .valid(CreditCode(code: String(decoding: typed, as: UTF8.self)))
    }

    /// The body that registered the organisation, as the first character says; nothing for one we do not know.
    public var registrar: Bilingual? {
        switch code.first {
        case "1": return Bilingual(zh: "机构编制", en: "public institution registry")
        case "5": return Bilingual(zh: "民政", en: "civil affairs")
        case "8": return Bilingual(zh: "工会", en: "trade unions")
        case "9": return Bilingual(zh: "市场监管", en: "market regulation")
        case "A": return Bilingual(zh: "军队", en: "armed forces")
        case "N": return Bilingual(zh: "农业", en: "agriculture")
        case "Y": return Bilingual(zh: "其他", en: "other")
        case .some, .none: return nil
        }
    }

    /// The region of registration, six digits.
    public var regionCode: String { String(code.dropFirst(2).prefix(6)) }

    /// The organisation code with its check character, nine characters.
    public var organisationCode: String { String(code.dropFirst(8).prefix(9)) }

    private init(code: String) { self.code = code }

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// The value of the 18th character: (31 - sum mod 31) mod 31, with the powers of 3 as weights.
    private static func checkValue(_ values: some Sequence<Int>) -> Int {
        var weight = 1
        var sum = 0
        for value in values {
            sum += value * weight
            weight = weight * 3 % 31
        }
        return (31 - sum % 31) % 31
    }

    /// The ninth character of an organisation code; 10 is written X and 11 is written 0.
    private static func organisationCheck(_ characters: some Sequence<UInt8>) -> UInt8 {
        let weights = [3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(characters, weights).reduce(0) { sum, pair in
            // In this older standard every letter has a value, A is 10 and Z is 35.
            let value = pair.0 <= 57 ? Int(pair.0) - 48 : Int(pair.0) - 55
            return sum + value * pair.1
        }
        let check = 11 - sum % 11
        return check == 10 ? UInt8(ascii: "X") : UInt8(48 + check % 11)
    }
}
