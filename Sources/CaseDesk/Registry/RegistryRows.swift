import Values
public import WageArrears

extension PersonFile {
    /// The name where it is known.
    public var displayName: String? { name.known }

    /// The person as lists and searches know them.
    var row: PersonRow {
        PersonRow(id: id, name: name.known ?? "", number: number.known ?? "", phone: phone.known ?? "")
    }
}

extension OrganisationFile {
    /// The organisation as lists and searches know it.
    var row: OrganisationRow { OrganisationRow(id: id, name: name, code: code ?? "") }
}

extension CaseFile {
    /// Whether a finding about this rule of a procedure waits for an answer.
    func hasOpenFinding(aboutRule name: String) -> Bool {
        openFindings.contains { $0.kind == .propertyBroken && $0.about.contains(name) }
    }
}

extension ActorFile {
    /// The name where it is known.
    public var displayName: String? { name.known }
}
