public import Values

/// How a paper was served.
public enum ServiceMethod: String, Word {
    /// Handed over.
    case direct
    /// Left at the place.
    case left
    /// By mail.
    case mail
    /// Electronically.
    case electronic
    /// Posted up.
    case posted
    /// By public notice.
    case publicNotice = "public_notice"
    /// Through another body.
    case viaBody = "via_body"

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .direct: return Bilingual(zh: "直接送达", en: "handed over")
        case .left: return Bilingual(zh: "留置送达", en: "left at the place")
        case .mail: return Bilingual(zh: "邮寄送达", en: "by mail")
        case .electronic: return Bilingual(zh: "电子送达", en: "electronically")
        case .posted: return Bilingual(zh: "张贴送达", en: "posted up")
        case .publicNotice: return Bilingual(zh: "公告送达", en: "by public notice")
        case .viaBody: return Bilingual(zh: "转交送达", en: "through another body")
        }
    }
}

/// One of the union's three papers: one letter, two documents.
public enum UnionPaperKind: String, Word {
    /// Reminder.
    case reminder
    /// Opinion.
    case opinion
    /// Recommendation.
    case recommendation

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .reminder: return Bilingual(zh: "提示函", en: "Reminder")
        case .opinion: return Bilingual(zh: "意见书", en: "Opinion")
        case .recommendation: return Bilingual(zh: "建议书", en: "Recommendation")
        }
    }
}

/// A paper by which the procuratorate supports the worker's suit.
public enum SupportPaperKind: String, Word {
    /// Opinion supporting the suit.
    case opinion
    /// Letter proposing fee deferral.
    case feeLetter = "fee_letter"

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .opinion: return Bilingual(zh: "支持起诉意见书", en: "opinion supporting the suit")
        case .feeLetter: return Bilingual(zh: "缓交诉讼费建议函", en: "letter proposing fee deferral")
        }
    }
}
