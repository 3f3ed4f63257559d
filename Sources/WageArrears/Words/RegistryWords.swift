public import Values

/// The kind of number a person is registered with.
public enum NumberKind: String, Word {
    /// Resident identity number.
    case residentId = "resident_id"
    /// Another document.
    case other
    /// None.
    case none

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .residentId: return Bilingual(zh: "居民身份证号", en: "resident identity number")
        case .other: return Bilingual(zh: "其他证件", en: "another document")
        case .none: return Bilingual(zh: "无", en: "none")
        }
    }
}

/// What checking a stated number came to; only a number that passed may prove identity.
public enum NumberCheck: String, Word {
    /// Passed.
    case passed
    /// Wrong check digit.
    case failed
    /// Malformed.
    case malformed
    /// Cannot be checked.
    case notChecked = "not_checked"
    /// Not given.
    case notGiven = "not_given"

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .passed: return Bilingual(zh: "校验通过", en: "passed")
        case .failed: return Bilingual(zh: "校验位不符", en: "wrong check digit")
        case .malformed: return Bilingual(zh: "格式不符", en: "malformed")
        case .notChecked: return Bilingual(zh: "不适用校验", en: "cannot be checked")
        case .notGiven: return Bilingual(zh: "未提供", en: "not given")
        }
    }
}

/// What a registration rests on.
public enum RegistrationBasis: String, Word {
    /// As stated.
    case stated
    /// A document that was seen.
    case document

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .stated: return Bilingual(zh: "自述", en: "as stated")
        case .document: return Bilingual(zh: "证件", en: "a document that was seen")
        }
    }
}
