public import Values

/// Whom somebody tried to reach.
public enum ContactPartner: String, Word {
    /// Respondent.
    case respondent
    /// Third party.
    case thirdParty = "third_party"
    /// Claimant.
    case claimant

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .respondent: return Bilingual(zh: "被申请人", en: "respondent")
        case .thirdParty: return Bilingual(zh: "第三方", en: "third party")
        case .claimant: return Bilingual(zh: "劳动者", en: "claimant")
        }
    }
}

/// How somebody tried to reach them.
public enum ContactMethod: String, Word {
    /// Phone.
    case phone
    /// Message.
    case message
    /// Visit.
    case visit
    /// Letter.
    case letter
    /// Another way.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .phone: return Bilingual(zh: "电话", en: "phone")
        case .message: return Bilingual(zh: "信息", en: "message")
        case .visit: return Bilingual(zh: "上门", en: "visit")
        case .letter: return Bilingual(zh: "信函", en: "letter")
        case .other: return Bilingual(zh: "其他", en: "another way")
        }
    }
}

/// Whether a contact was made; failed attempts count as facts too.
public enum ContactResult: String, Word {
    /// Reached.
    case reached
    /// Failed.
    case failed

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .reached: return Bilingual(zh: "已联系上", en: "reached")
        case .failed: return Bilingual(zh: "未联系上", en: "failed")
        }
    }
}

/// What a joint visit found.
public enum VisitFinding: String, Word {
    /// Arrears found.
    case arrearsFound = "arrears_found"
    /// No arrears found.
    case notFound = "not_found"
    /// Unclear.
    case unclear

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .arrearsFound: return Bilingual(zh: "欠薪属实", en: "arrears found")
        case .notFound: return Bilingual(zh: "未发现欠薪", en: "no arrears found")
        case .unclear: return Bilingual(zh: "尚不清楚", en: "unclear")
        }
    }
}

/// How the other region answered a request for co-operation.
public enum RegionAnswer: String, Word {
    /// Accepted.
    case accepted
    /// Refused.
    case refused
    /// No answer.
    case noAnswer = "no_answer"

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .accepted: return Bilingual(zh: "同意协作", en: "accepted")
        case .refused: return Bilingual(zh: "不予协作", en: "refused")
        case .noAnswer: return Bilingual(zh: "未答复", en: "no answer")
        }
    }
}

/// A matter found beside the wages and passed on.
public enum MatterKind: String, Word {
    /// Social insurance.
    case socialInsurance = "social_insurance"
    /// No written contract.
    case noContract = "no_contract"
    /// Another matter.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .socialInsurance: return Bilingual(zh: "社会保险", en: "social insurance")
        case .noContract: return Bilingual(zh: "未签劳动合同", en: "no written contract")
        case .other: return Bilingual(zh: "其他", en: "another matter")
        }
    }
}
