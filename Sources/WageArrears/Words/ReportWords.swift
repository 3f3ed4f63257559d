public import Values

/// The way a report came in.
public enum ReportChannel: String, Word {
    /// Came in person.
    case walkIn = "walk_in"
    /// Union hotline 12351.
    case hotline12351 = "hotline_12351"
    /// Government hotline 12345.
    case hotline12345 = "hotline_12345"
    /// Patrol of a grid worker.
    case grid
    /// Passed on by another body.
    case transfer
    /// Online.
    case online
    /// Grew out of a consultation.
    case consultation

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .walkIn: return Bilingual(zh: "来访", en: "came in person")
        case .hotline12351: return Bilingual(zh: "12351工会热线", en: "union hotline 12351")
        case .hotline12345: return Bilingual(zh: "12345政务热线", en: "government hotline 12345")
        case .grid: return Bilingual(zh: "网格（工格）巡查", en: "patrol of a grid worker")
        case .transfer: return Bilingual(zh: "转办", en: "passed on by another body")
        case .online: return Bilingual(zh: "网上", en: "online")
        case .consultation: return Bilingual(zh: "咨询转入", en: "grew out of a consultation")
        }
    }
}

/// What came of a complaint the workers had made before.
public enum ComplaintResult: String, Word {
    /// No answer.
    case noAnswer = "no_answer"
    /// Turned down.
    case rejected
    /// Still pending.
    case pending
    /// Something else.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .noAnswer: return Bilingual(zh: "未答复", en: "no answer")
        case .rejected: return Bilingual(zh: "被驳回", en: "turned down")
        case .pending: return Bilingual(zh: "仍在办理", en: "still pending")
        case .other: return Bilingual(zh: "其他", en: "something else")
        }
    }
}

/// Why a matter is not taken on.
public enum DeclineReason: String, Word {
    /// Not a dispute about wages.
    case notWageDispute = "not_wage_dispute"
    /// Not for this body.
    case noJurisdiction = "no_jurisdiction"
    /// Taken on by another body already.
    case alreadyElsewhere = "already_elsewhere"
    /// Another reason.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .notWageDispute: return Bilingual(zh: "不属于工资争议", en: "not a dispute about wages")
        case .noJurisdiction: return Bilingual(zh: "不属于本单位管辖", en: "not for this body")
        case .alreadyElsewhere: return Bilingual(zh: "已由其他机关受理", en: "taken on by another body already")
        case .other: return Bilingual(zh: "其他", en: "another reason")
        }
    }
}
