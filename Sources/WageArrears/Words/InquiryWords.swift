public import Values

/// In which capacity somebody sits in an inquiry group.
public enum InquiryCapacity: String, Word {
    /// Deputy.
    case deputy
    /// Model worker.
    case modelWorker = "model_worker"
    /// Lawyer.
    case lawyer
    /// Prosecutor.
    case prosecutor
    /// Union cadre.
    case unionCadre = "union_cadre"
    /// Another capacity.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .deputy: return Bilingual(zh: "人大代表", en: "deputy")
        case .modelWorker: return Bilingual(zh: "劳动模范", en: "model worker")
        case .lawyer: return Bilingual(zh: "律师", en: "lawyer")
        case .prosecutor: return Bilingual(zh: "检察官", en: "prosecutor")
        case .unionCadre: return Bilingual(zh: "工会干部", en: "union cadre")
        case .other: return Bilingual(zh: "其他", en: "another capacity")
        }
    }
}

/// What an inquiry found.
public enum InquiryFinding: String, Word {
    /// Arrears.
    case arrears
    /// No written contract.
    case noContract = "no_contract"
    /// No social insurance.
    case noSocialInsurance = "no_social_insurance"
    /// Something else.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .arrears: return Bilingual(zh: "欠薪", en: "arrears")
        case .noContract: return Bilingual(zh: "未签劳动合同", en: "no written contract")
        case .noSocialInsurance: return Bilingual(zh: "未缴社会保险", en: "no social insurance")
        case .other: return Bilingual(zh: "其他", en: "something else")
        }
    }
}
