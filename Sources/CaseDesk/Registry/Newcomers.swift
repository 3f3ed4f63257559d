import WageArrears

/// Who was registered by a piece of work that has not landed yet: the read models know only what has.
final class Newcomers {
    private var personsByNumber: [String: [String]] = [:]
    private var organisationsByCode: [String: String] = [:]
    private var organisationsByName: [String: String] = [:]

    /// Notes a person.
    func add(_ person: PersonFile) {
        if let number = person.number.known { personsByNumber[number, default: []].append(person.id) }
    }

    /// Notes an organisation.
    func add(_ organisation: OrganisationFile) {
        if let code = organisation.code {
            organisationsByCode[code] = organisation.id
        } else {
            organisationsByName[organisation.name] = organisation.id
        }
    }

    /// The persons registered with this number.
    func persons(numbered number: String) -> [String] { personsByNumber[number] ?? [] }

    /// The organisation with this code, or without a code and with this name.
    func organisation(code: String?, name: String) -> String? {
        code.map { organisationsByCode[$0] } ?? organisationsByName[name]
    }
}
