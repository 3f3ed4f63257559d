public import Values

/// What a claim is for.
public enum WageItem: String, Word {
    /// Wages, not itemised.
    case wagesNotItemised = "wages_not_itemised"
    /// Monthly wage.
    case monthlyWage = "monthly_wage"
    /// Piece wage.
    case pieceWage = "piece_wage"
    /// Overtime pay.
    case overtime
    /// Bonus.
    case bonus
    /// Allowance.
    case allowance
    /// Severance pay.
    case severance
    /// Another item.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .wagesNotItemised: return Bilingual(zh: "工资（未分项）", en: "wages, not itemised")
        case .monthlyWage: return Bilingual(zh: "月工资", en: "monthly wage")
        case .pieceWage: return Bilingual(zh: "计件工资", en: "piece wage")
        case .overtime: return Bilingual(zh: "加班费", en: "overtime pay")
        case .bonus: return Bilingual(zh: "奖金", en: "bonus")
        case .allowance: return Bilingual(zh: "津贴补贴", en: "allowance")
        case .severance: return Bilingual(zh: "经济补偿", en: "severance pay")
        case .other: return Bilingual(zh: "其他", en: "another item")
        }
    }

    /// Whether it is pay for work done in a period.
    var isWages: Bool {
        switch self {
        case .wagesNotItemised, .monthlyWage, .pieceWage, .overtime, .bonus, .allowance: return true
        case .severance, .other: return false
        }
    }
}

/// In which quality a sum is asserted.
public enum AmountKind: String, Word {
    /// Claimed.
    case claimed
    /// Verified.
    case verified
    /// Ordered to be paid.
    case ordered
    /// Agreed.
    case agreed
    /// Awarded.
    case awarded
    /// Waived.
    case waived

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .claimed: return Bilingual(zh: "主张", en: "claimed")
        case .verified: return Bilingual(zh: "核实", en: "verified")
        case .ordered: return Bilingual(zh: "责令支付", en: "ordered to be paid")
        case .agreed: return Bilingual(zh: "协议", en: "agreed")
        case .awarded: return Bilingual(zh: "裁判", en: "awarded")
        case .waived: return Bilingual(zh: "放弃", en: "waived")
        }
    }
}

/// How far a sum is broken down: never further than its source.
public enum AmountLevel: String, Word {
    /// The whole case.
    case wholeCase = "case"
    /// One claimant.
    case claimant
    /// One claim.
    case claim

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .wholeCase: return Bilingual(zh: "全案", en: "the whole case")
        case .claimant: return Bilingual(zh: "每名劳动者", en: "one claimant")
        case .claim: return Bilingual(zh: "单项请求", en: "one claim")
        }
    }
}

/// How exactly a sum is known.
public enum Precision: String, Word {
    /// Exact.
    case exact
    /// About.
    case about
    /// Over.
    case over

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .exact: return Bilingual(zh: "确数", en: "exact")
        case .about: return Bilingual(zh: "约", en: "about")
        case .over: return Bilingual(zh: "余（以上）", en: "over")
        }
    }
}

/// How exactly a date is known.
public enum DatePrecision: String, Word {
    /// To the day.
    case day
    /// To the month.
    case month
    /// To the year.
    case year
    /// About.
    case about

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .day: return Bilingual(zh: "到日", en: "to the day")
        case .month: return Bilingual(zh: "到月", en: "to the month")
        case .year: return Bilingual(zh: "到年", en: "to the year")
        case .about: return Bilingual(zh: "约", en: "about")
        }
    }
}

/// The paper by which another body fixed a sum.
public enum AwardInstrument: String, Word {
    /// Arbitral award.
    case arbitralAward = "arbitral_award"
    /// Arbitral mediation statement.
    case arbitralMediation = "arbitral_mediation"
    /// Judgment.
    case judgment
    /// Court mediation statement.
    case courtMediation = "court_mediation"
    /// Payment order.
    case paymentOrder = "payment_order"
    /// Administrative handling decision.
    case handlingDecision = "handling_decision"

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .arbitralAward: return Bilingual(zh: "仲裁裁决书", en: "arbitral award")
        case .arbitralMediation: return Bilingual(zh: "仲裁调解书", en: "arbitral mediation statement")
        case .judgment: return Bilingual(zh: "判决书", en: "judgment")
        case .courtMediation: return Bilingual(zh: "法院调解书", en: "court mediation statement")
        case .paymentOrder: return Bilingual(zh: "支付令", en: "payment order")
        case .handlingDecision: return Bilingual(zh: "行政处理决定", en: "administrative handling decision")
        }
    }
}

/// Whether an award binds, for one claimant.
public enum AwardEffect: String, Word {
    /// Effective.
    case effective
    /// Not effective.
    case notEffective = "not_effective"
    /// Set aside.
    case setAside = "set_aside"

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .effective: return Bilingual(zh: "已生效", en: "effective")
        case .notEffective: return Bilingual(zh: "未生效", en: "not effective")
        case .setAside: return Bilingual(zh: "已撤销", en: "set aside")
        }
    }
}
