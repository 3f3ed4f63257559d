import Source
import Values

/// The kinds of error of the reader. The raw value is the stable code.
enum YAMLFault: String, CaseIterable {
    case notUTF8 = "S001"
    case forbiddenCharacter = "S002"
    case byteOrderMarkInside = "S003"
    case tooLarge = "S004"
    case syntax = "S005"
    case secondDocument = "S006"
    case anchor = "S007"
    case alias = "S008"
    case mergeKey = "S009"
    case tag = "S010"
    case duplicateKey = "S011"
    case keyNotText = "S012"
    case keyReadAsBoolean = "S013"
    case wordReadTwoWays = "S014"
    case integerTooLarge = "S015"
    case tooDeep = "S016"
    case emptyDocument = "S017"
    case directive = "S018"

    func at(_ position: SourcePosition, zh: String, en: String, hint: Bilingual? = nil) -> Diagnostic {
        Diagnostic(code: rawValue, Bilingual(zh: zh, en: en), at: position, hint: hint)
    }

    static func nestedTooDeep(at position: SourcePosition) -> Diagnostic {
        tooDeep.at(
            position, zh: "列表和映射嵌套超过 \(YAMLReader.maxDepth) 层",
            en: "lists and mappings are nested more than \(YAMLReader.maxDepth) levels deep")
    }
}
