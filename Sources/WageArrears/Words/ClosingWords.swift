public import Values

/// Why a case is closed.
public enum CloseReason: String, Word {
    /// Paid in full.
    case paidInFull = "paid_in_full"
    /// Settled and performed.
    case settledPerformed = "settled_performed"
    /// Settled, not performed.
    case settledUnperformed = "settled_unperformed"
    /// Paid after an order.
    case orderedPaid = "ordered_paid"
    /// Not substantiated.
    case notSubstantiated = "not_substantiated"
    /// Not a dispute about wages.
    case notWageDispute = "not_wage_dispute"
    /// Withdrawn.
    case withdrawn
    /// Deemed withdrawn.
    case deemedWithdrawn = "deemed_withdrawn"
    /// Transferred.
    case transferred
    /// Awarded.
    case awarded
    /// Judged.
    case judged
    /// Referred to the police.
    case criminalReferred = "criminal_referred"
    /// Merged into another case.
    case merged
    /// Claimant unreachable.
    case claimantUnreachable = "claimant_unreachable"
    /// Employer bankrupt.
    case employerBankrupt = "employer_bankrupt"
    /// Advanced by the fund.
    case advancedByFund = "advanced_by_fund"
    /// Filing cancelled.
    case filingCancelled = "filing_cancelled"
    /// Another route taken.
    case otherRoute = "other_route"

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .paidInFull: return Bilingual(zh: "全部支付", en: "paid in full")
        case .settledPerformed: return Bilingual(zh: "和解且已履行", en: "settled and performed")
        case .settledUnperformed: return Bilingual(zh: "和解未履行", en: "settled, not performed")
        case .orderedPaid: return Bilingual(zh: "责令支付后支付", en: "paid after an order")
        case .notSubstantiated: return Bilingual(zh: "不属实", en: "not substantiated")
        case .notWageDispute: return Bilingual(zh: "不属于工资争议", en: "not a dispute about wages")
        case .withdrawn: return Bilingual(zh: "撤回", en: "withdrawn")
        case .deemedWithdrawn: return Bilingual(zh: "视为撤回", en: "deemed withdrawn")
        case .transferred: return Bilingual(zh: "移送", en: "transferred")
        case .awarded: return Bilingual(zh: "已裁决", en: "awarded")
        case .judged: return Bilingual(zh: "已判决", en: "judged")
        case .criminalReferred: return Bilingual(zh: "移送公安", en: "referred to the police")
        case .merged: return Bilingual(zh: "并案", en: "merged into another case")
        case .claimantUnreachable: return Bilingual(zh: "联系不上劳动者", en: "claimant unreachable")
        case .employerBankrupt: return Bilingual(zh: "用人单位破产", en: "employer bankrupt")
        case .advancedByFund: return Bilingual(zh: "周转金垫付", en: "advanced by the fund")
        case .filingCancelled: return Bilingual(zh: "撤销立案", en: "filing cancelled")
        case .otherRoute: return Bilingual(zh: "转入其他途径", en: "another route taken")
        }
    }
}

/// What becomes of an open proceeding or clock when the case is closed.
public enum Fate: String, Word {
    /// Ended.
    case ended
    /// Transferred.
    case transferred
    /// Kept running.
    case kept

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .ended: return Bilingual(zh: "终止", en: "ended")
        case .transferred: return Bilingual(zh: "移交", en: "transferred")
        case .kept: return Bilingual(zh: "继续", en: "kept running")
        }
    }
}
