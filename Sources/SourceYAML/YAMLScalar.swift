import Source
import Values

/// What a plain scalar (one without quotes) means here.
enum YAMLScalar: Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case integerTooLarge
    /// A word that YAML 1.1 and YAML 1.2 read differently, or that looks like `true` and is not.
    case readTwoWays(YAMLWord)
    case string

    /// Reads the text of a plain scalar.
    init(plain text: String) {
        switch text {
        case "", "~", "null": self = .null
        case "true": self = .bool(true)
        case "false": self = .bool(false)
        default:
            if let word = YAMLWord(rawValue: text.lowercased()) {
                self = .readTwoWays(word)
            } else {
                self = YAMLScalar.integer(text) ?? .string
            }
        }
    }

    /// `0` or digits without a leading zero, perhaps negative; all other numbers stay text.
    private static func integer(_ text: String) -> YAMLScalar? {
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        guard text.utf8.count - digits.count <= 1, let first = digits.first,
            digits.allSatisfy({ $0 >= 48 && $0 <= 57 }), first != 48 || text == "0"
        else { return nil }
        guard let value = Int64(text), value.magnitude <= UInt64(JSON.maxInteger) else {
            return .integerTooLarge
        }
        return .integer(value)
    }
}

/// The words that stand for a boolean or for nothing in some reader of YAML, in lower case.
enum YAMLWord: String {
    case yes, no, on, off, y, n
    case `true`, `false`, null

    /// What to write instead.
    var advice: Bilingual {
        switch self {
        case .yes, .no, .on, .off, .y, .n:
            return Bilingual(
                zh: "若指文字，请加引号；若指是否，请写 true 或 false",
                en: "put it in quotes if a text is meant; write true or false if a yes or no is meant")
        case .true, .false:
            return Bilingual(
                zh: "若指文字，请加引号；若指是否，请写小写的 \(rawValue)",
                en:
                    "put it in quotes if a text is meant; write \(rawValue) in small letters if a boolean is meant"
            )
        case .null:
            return Bilingual(
                zh: "若指文字，请加引号；若指空值，请写小写的 null",
                en: "put it in quotes if a text is meant; write null in small letters if no value is meant")
        }
    }
}
