public import Values

/// Who paid.
public enum Payer: String, Word {
    /// Respondent.
    case respondent
    /// General contractor.
    case generalContractor = "general_contractor"
    /// Project owner.
    case owner
    /// Emergency fund.
    case fund
    /// Wage deposit.
    case deposit
    /// Court.
    case court
    /// Another payer.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .respondent: return Bilingual(zh: "被申请人", en: "respondent")
        case .generalContractor: return Bilingual(zh: "施工总承包单位", en: "general contractor")
        case .owner: return Bilingual(zh: "建设单位", en: "project owner")
        case .fund: return Bilingual(zh: "应急周转金", en: "emergency fund")
        case .deposit: return Bilingual(zh: "工资保证金", en: "wage deposit")
        case .court: return Bilingual(zh: "法院", en: "court")
        case .other: return Bilingual(zh: "其他", en: "another payer")
        }
    }
}

/// The legal ground of a payment.
public enum PaymentGround: String, Word {
    /// Own debt.
    case ownDebt = "own_debt"
    /// Pay-first duty.
    case payFirst = "pay_first"
    /// Owner's advance.
    case ownerAdvance = "owner_advance"
    /// Wage deposit.
    case deposit
    /// Emergency fund.
    case fund
    /// Enforcement.
    case enforcement

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .ownDebt: return Bilingual(zh: "清偿自身债务", en: "own debt")
        case .payFirst: return Bilingual(zh: "先行清偿", en: "pay-first duty")
        case .ownerAdvance: return Bilingual(zh: "建设单位垫付", en: "owner's advance")
        case .deposit: return Bilingual(zh: "动用保证金", en: "wage deposit")
        case .fund: return Bilingual(zh: "动用周转金", en: "emergency fund")
        case .enforcement: return Bilingual(zh: "强制执行", en: "enforcement")
        }
    }
}

/// Into whose hand a payment came.
public enum Payee: String, Word {
    /// The worker.
    case worker = "self"
    /// The successor.
    case successor
    /// A representative.
    case representative
    /// Kept by the office.
    case officeCustody = "office_custody"

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .worker: return Bilingual(zh: "本人", en: "the worker")
        case .successor: return Bilingual(zh: "继承人", en: "the successor")
        case .representative: return Bilingual(zh: "代领人", en: "a representative")
        case .officeCustody: return Bilingual(zh: "办案单位代管", en: "kept by the office")
        }
    }
}

/// How money was paid.
public enum PaymentChannel: String, Word {
    /// Cash.
    case cash
    /// Bank transfer.
    case bank
    /// Mobile payment.
    case mobile
    /// Another channel.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .cash: return Bilingual(zh: "现金", en: "cash")
        case .bank: return Bilingual(zh: "银行转账", en: "bank transfer")
        case .mobile: return Bilingual(zh: "移动支付", en: "mobile payment")
        case .other: return Bilingual(zh: "其他", en: "another channel")
        }
    }
}

/// How far a payment has come.
public enum PaymentStage: String, Word {
    /// Handed in.
    case handedIn = "handed_in"
    /// Paid out.
    case paidOut = "paid_out"
    /// Bounced.
    case bounced
    /// Returned.
    case returned

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .handedIn: return Bilingual(zh: "已交到（未到手）", en: "handed in")
        case .paidOut: return Bilingual(zh: "已到手", en: "paid out")
        case .bounced: return Bilingual(zh: "退票（未成）", en: "bounced")
        case .returned: return Bilingual(zh: "已退回", en: "returned")
        }
    }
}
