public import Values

extension Fact {
    /// A case was opened.
    public static func caseOpened(number: String, workflow: String, region: String? = nil) -> Fact {
        .caseOpened(CaseOpened(number: number, workflow: workflow, region: region))
    }

    /// A person was registered; the number is checked here, once, and the result kept beside it.
    ///
    /// Without a kind a stated number is taken for a resident identity number. Numbers may not lie in the future of
    /// `today`.
    public static func personRegistered(
        id: String, name: String, number: String?, phone: String?, region: String?, today: Day,
        kind: NumberKind? = nil, basis: RegistrationBasis = .stated
    ) -> Fact {
        let kind = kind ?? ((number ?? "").isEmpty ? .none : .residentId)
        let checked = CheckedNumber.person(number, kind: kind, today: today)
        return .personRegistered(
            PersonRegistered(
                person: id, numberKind: kind, check: checked.check, region: region, basis: basis,
                name: .known(name), number: Recall(given: checked.text), phone: Recall(given: phone)))
    }

    /// What is known of a person was corrected; what is not named stays as it was.
    public static func personCorrected(
        id: String, name: String? = nil, number: String? = nil, phone: String? = nil, region: String? = nil,
        today: Day, kind: NumberKind? = nil, basis: RegistrationBasis? = nil, reason: String
    ) -> Fact {
        let checked = number.map { CheckedNumber.person($0, kind: kind ?? .residentId, today: today) }
        return .personCorrected(
            PersonCorrected(
                person: id, numberKind: number == nil ? kind : kind ?? .residentId, check: checked?.check,
                region: region, basis: basis, name: Recall(given: name), number: Recall(given: checked?.text),
                phone: Recall(given: phone), reason: .known(reason)))
    }

    /// Two registrations were found to be the same person.
    public static func personLinked(id: String, other: String, reason: String) -> Fact {
        .personLinked(PersonLinked(person: id, other: other, reason: .known(reason)))
    }

    /// Two registrations were found not to be the same person after all.
    public static func personUnlinked(id: String, other: String, reason: String) -> Fact {
        .personUnlinked(PersonUnlinked(person: id, other: other, reason: .known(reason)))
    }

    /// An organisation was registered; the code is checked here, once.
    public static func organisationRegistered(
        id: String, name: String, code: String?, region: String?
    ) -> Fact {
        let checked = CheckedNumber.organisation(code)
        return .organisationRegistered(
            OrganisationRegistered(
                organisation: id, name: name, code: checked.text, check: checked.check, region: region))
    }

    /// What is known of an organisation was corrected; what is not named stays as it was.
    public static func organisationCorrected(
        id: String, name: String? = nil, code: String? = nil, region: String? = nil
    ) -> Fact {
        let checked = code.map(CheckedNumber.organisation)
        return .organisationCorrected(
            OrganisationCorrected(
                organisation: id, name: name, code: checked?.text, check: checked?.check, region: region))
    }

    /// An official was registered.
    public static func actorRegistered(id: String, name: String) -> Fact {
        .actorRegistered(ActorRegistered(actor: id, name: .known(name)))
    }

    /// An official was given a role in a body.
    public static func actorGranted(
        id: String, role: String, body: String, region: String? = nil, from: Day, until: Day?
    ) -> Fact {
        .actorGranted(
            ActorGranted(actor: id, role: role, body: body, region: region, from: from, until: until))
    }

    /// A role was taken from an official, in one region or in all; `until` is the last day it is held.
    public static func actorRevoked(
        id: String, role: String, body: String, region: String? = nil, until: Day
    ) -> Fact {
        .actorRevoked(ActorRevoked(actor: id, role: role, body: body, region: region, until: until))
    }

    /// A contradiction that was not found by the vocabulary: a rule of the procedure that a fact broke, say.
    public static func findingOpened(id: String, kind: FindingKind, about: [String], reason: String?) -> Fact
    {
        .findingOpened(FindingOpened(finding: id, kind: kind, about: about, reason: Recall(given: reason)))
    }
}
