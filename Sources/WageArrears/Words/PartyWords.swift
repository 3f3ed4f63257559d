public import Values

/// In which capacity an organisation answers for the wages.
public enum Capacity: String, Word {
    /// Employer.
    case employer
    /// Supplier of labour.
    case labourSupplier = "labour_supplier"
    /// General contractor.
    case generalContractor = "general_contractor"
    /// Subcontractor.
    case subcontractor
    /// Project owner.
    case projectOwner = "project_owner"
    /// Platform.
    case platform
    /// Another capacity.
    case other

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .employer: return Bilingual(zh: "用人单位", en: "employer")
        case .labourSupplier: return Bilingual(zh: "劳务派遣（供工）单位", en: "supplier of labour")
        case .generalContractor: return Bilingual(zh: "施工总承包单位", en: "general contractor")
        case .subcontractor: return Bilingual(zh: "分包单位", en: "subcontractor")
        case .projectOwner: return Bilingual(zh: "建设单位", en: "project owner")
        case .platform: return Bilingual(zh: "平台企业", en: "platform")
        case .other: return Bilingual(zh: "其他", en: "another capacity")
        }
    }
}

/// The part another body takes in a case.
public enum BodyPart: String, Word {
    /// Lead.
    case lead
    /// Support.
    case support
    /// Regulator of the industry.
    case regulator
    /// Partner in another region.
    case otherRegion = "other_region"

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .lead: return Bilingual(zh: "牵头", en: "lead")
        case .support: return Bilingual(zh: "配合", en: "support")
        case .regulator: return Bilingual(zh: "行业主管", en: "regulator of the industry")
        case .otherRegion: return Bilingual(zh: "外地协作单位", en: "partner in another region")
        }
    }
}

/// The legal relationship between worker and employer.
public enum RelationshipKind: String, Word {
    /// Employment.
    case employment
    /// Contract for services.
    case labourService = "labour_service"
    /// Platform work.
    case platform
    /// Not established.
    case unknown

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .employment: return Bilingual(zh: "劳动关系", en: "employment")
        case .labourService: return Bilingual(zh: "劳务关系", en: "contract for services")
        case .platform: return Bilingual(zh: "新就业形态（平台）", en: "platform work")
        case .unknown: return Bilingual(zh: "尚不明确", en: "not established")
        }
    }
}

/// How a claimant's part in the case stands.
public enum PartStatus: String, Word {
    /// Active.
    case active
    /// Settled.
    case settled
    /// Withdrawn.
    case withdrawn
    /// Died.
    case died
    /// Taken over by a successor.
    case succeeded

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .active: return Bilingual(zh: "进行中", en: "active")
        case .settled: return Bilingual(zh: "已和解", en: "settled")
        case .withdrawn: return Bilingual(zh: "已撤回", en: "withdrawn")
        case .died: return Bilingual(zh: "已死亡", en: "died")
        case .succeeded: return Bilingual(zh: "由继承人承接", en: "taken over by a successor")
        }
    }
}
