public import Values

/// What a fact contradicts in the file.
public enum FindingKind: String, Word {
    /// Paid before anything was verified.
    case paidBeforeVerified = "paid_before_verified"
    /// Paid twice.
    case paidTwice = "paid_twice"
    /// More than is due.
    case moreThanDue = "more_than_due"
    /// Paid to a claimant who withdrew.
    case paidToWithdrawn = "paid_to_withdrawn"
    /// Paid to a claimant after their death.
    case paidToDeceased = "paid_to_deceased"
    /// Paid after the case was closed.
    case paidAfterClosing = "paid_after_closing"
    /// A rule of the procedure was broken.
    case propertyBroken = "property_broken"
    /// A correction touches what a limit was counted by.
    case limitTouched = "limit_touched"
    /// Cases that were merged name different sums for one claimant or claim.
    case rivalFigures = "rival_figures"
    /// Cases that were merged have claims of one claimant over the same time that are not the same claim.
    case claimsOverlap = "claims_overlap"
    /// Something else.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .paidBeforeVerified: return Bilingual(zh: "核实前支付", en: "paid before anything was verified")
        case .paidTwice: return Bilingual(zh: "重复登记的支付", en: "paid twice")
        case .moreThanDue: return Bilingual(zh: "支付超过应付", en: "more than is due")
        case .paidToWithdrawn: return Bilingual(zh: "支付给已撤回的劳动者", en: "paid to a claimant who withdrew")
        case .paidToDeceased: return Bilingual(zh: "支付给已故劳动者本人", en: "paid to a claimant after their death")
        case .paidAfterClosing: return Bilingual(zh: "结案后支付", en: "paid after the case was closed")
        case .propertyBroken: return Bilingual(zh: "违反流程规则", en: "a rule of the procedure was broken")
        case .limitTouched:
            return Bilingual(
                zh: "更正涉及期限的起止，请核对是否仍按期", en: "a correction touches when a limit began or was met; check it")
        case .rivalFigures: return Bilingual(zh: "并案后金额不一", en: "merged cases name different sums")
        case .claimsOverlap: return Bilingual(zh: "并案后请求期间重叠", en: "merged cases have claims that overlap")
        case .other: return Bilingual(zh: "其他", en: "something else")
        }
    }
}

/// How a finding was answered.
public enum FindingResult: String, Word {
    /// Accepted as it stands.
    case accepted
    /// Corrected.
    case corrected
    /// Rejected.
    case rejected

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .accepted: return Bilingual(zh: "经核无误", en: "accepted as it stands")
        case .corrected: return Bilingual(zh: "已更正", en: "corrected")
        case .rejected: return Bilingual(zh: "不予认可", en: "rejected")
        }
    }
}

/// How an earlier entry is corrected; nothing is ever edited.
public enum CorrectionMode: String, Word {
    /// Replaced by right values.
    case replace
    /// Retracted: never happened, or belongs to another case.
    case retract
    /// Goes back to an earlier state.
    case goBack = "return"

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .replace: return Bilingual(zh: "更正", en: "replaced by right values")
        case .retract:
            return Bilingual(zh: "撤销（未发生或错案）", en: "retracted: never happened, or belongs to another case")
        case .goBack: return Bilingual(zh: "退回", en: "goes back to an earlier state")
        }
    }
}
