/// A person was registered.
public struct PersonRegistered: CodedFact {
    /// The pseudonymous id.
    public internal(set) var person: String = ""
    /// The kind of number stated.
    public internal(set) var numberKind: NumberKind = .residentId
    /// What checking the number came to.
    public internal(set) var check: NumberCheck = .passed
    /// The home region, code or name.
    public internal(set) var region: String?
    /// What the registration rests on.
    public internal(set) var basis: RegistrationBasis = .stated
    /// The name as stated.
    public internal(set) var name: Recall<String> = .absent
    /// The number as stated.
    public internal(set) var number: Recall<String> = .absent
    /// The telephone.
    public internal(set) var phone: Recall<String> = .absent

    /// The type in the log.
    public static let type = "person.registered"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("person", &person)
        coder.word("number_kind", &numberKind)
        coder.word("check", &check)
        coder.text("region", &region)
        coder.word("basis", &basis)
        coder.personal("name", &name)
        coder.personal("number", &number)
        coder.personal("phone", &phone)
    }
}

/// What is known of a person was corrected; members that are absent stay as they were.
public struct PersonCorrected: CodedFact {
    /// The person.
    public internal(set) var person: String = ""
    /// The kind of number.
    public internal(set) var numberKind: NumberKind?
    /// What checking the new number came to.
    public internal(set) var check: NumberCheck?
    /// The home region.
    public internal(set) var region: String?
    /// What it rests on.
    public internal(set) var basis: RegistrationBasis?
    /// The name.
    public internal(set) var name: Recall<String> = .absent
    /// The number.
    public internal(set) var number: Recall<String> = .absent
    /// The telephone.
    public internal(set) var phone: Recall<String> = .absent
    /// Why.
    public internal(set) var reason: Recall<String> = .absent

    /// The type in the log.
    public static let type = "person.corrected"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("person", &person)
        coder.word("number_kind", &numberKind)
        coder.word("check", &check)
        coder.text("region", &region)
        coder.word("basis", &basis)
        coder.personal("name", &name)
        coder.personal("number", &number)
        coder.personal("phone", &phone)
        coder.personal("reason", &reason)
    }
}

/// Two registrations were found to be the same person.
public struct PersonLinked: CodedFact {
    /// The person.
    public internal(set) var person: String = ""
    /// The other registration.
    public internal(set) var other: String = ""
    /// Why.
    public internal(set) var reason: Recall<String> = .absent

    /// The type in the log.
    public static let type = "person.linked"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("person", &person)
        coder.text("other", &other)
        coder.personal("reason", &reason)
    }
}

/// Two registrations were found not to be the same person after all.
public struct PersonUnlinked: CodedFact {
    /// The person.
    public internal(set) var person: String = ""
    /// The other registration.
    public internal(set) var other: String = ""
    /// Why.
    public internal(set) var reason: Recall<String> = .absent

    /// The type in the log.
    public static let type = "person.unlinked"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("person", &person)
        coder.text("other", &other)
        coder.personal("reason", &reason)
    }
}

/// An organisation was registered.
public struct OrganisationRegistered: CodedFact {
    /// The id.
    public internal(set) var organisation: String = ""
    /// The name.
    public internal(set) var name: String = ""
    /// The unified social credit code as stated.
    public internal(set) var code: String?
    /// What checking the code came to.
    public internal(set) var check: NumberCheck = .passed
    /// The region, code or name.
    public internal(set) var region: String?

    /// The type in the log.
    public static let type = "organisation.registered"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("organisation", &organisation)
        coder.text("name", &name)
        coder.text("code", &code)
        coder.word("check", &check)
        coder.text("region", &region)
    }
}

/// What is known of an organisation was corrected; members that are absent stay as they were.
public struct OrganisationCorrected: CodedFact {
    /// The organisation.
    public internal(set) var organisation: String = ""
    /// The name.
    public internal(set) var name: String?
    /// The unified social credit code.
    public internal(set) var code: String?
    /// What checking the new code came to.
    public internal(set) var check: NumberCheck?
    /// The region.
    public internal(set) var region: String?

    /// The type in the log.
    public static let type = "organisation.corrected"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("organisation", &organisation)
        coder.text("name", &name)
        coder.text("code", &code)
        coder.word("check", &check)
        coder.text("region", &region)
    }
}
