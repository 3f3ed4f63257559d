/// What a case may know of a registered person without knowing who it is.
public struct PersonSummary: Hashable, Sendable {
    /// The id.
    public let id: String
    /// What checking the stated number came to.
    public let check: NumberCheck
    /// Whether a resident identity number with a right check digit is on file.
    public let provesIdentity: Bool
    /// The home region.
    public let region: String?
    /// Other registrations of the same person.
    public let samePersons: [String]

    /// Makes a summary.
    public init(
        id: String, check: NumberCheck, provesIdentity: Bool = false, region: String? = nil,
        samePersons: [String] = []
    ) {
        self.id = id
        self.check = check
        self.provesIdentity = provesIdentity
        self.region = region
        self.samePersons = samePersons
    }
}

/// A person as their registrations and corrections tell it.
public struct PersonFile: Hashable, Sendable, Identifiable {
    /// The pseudonymous id.
    public let id: String
    /// The name.
    public private(set) var name = Recall<String>.absent
    /// The number as stated.
    public private(set) var number = Recall<String>.absent
    /// The telephone.
    public private(set) var phone = Recall<String>.absent
    /// The kind of number.
    public private(set) var numberKind = NumberKind.none
    /// What checking the number came to; it stays when the number is erased.
    public private(set) var check = NumberCheck.notGiven
    /// The home region.
    public private(set) var region: String?
    /// What the registration rests on.
    public private(set) var basis = RegistrationBasis.stated
    /// Other registrations found to be the same person.
    public private(set) var samePersons: Set<String> = []
    /// The entry of the registration.
    public private(set) var registered: EntryRef?

    /// An empty file.
    public init(id: String) { self.id = id }

    /// Whether the number on file is a resident identity number that passed its check.
    public var provesIdentity: Bool { numberKind == .residentId && check == .passed }

    /// Whether both proved who they are, by numbers that differ: two people, whatever else is known of them.
    public func isProvedOther(than other: PersonFile) -> Bool {
        guard provesIdentity, other.provesIdentity, case .known(let mine) = number,
            case .known(let theirs) = other.number
        else { return false }
        return mine.uppercased() != theirs.uppercased()
    }

    /// What a case may know.
    public var summary: PersonSummary {
        PersonSummary(
            id: id, check: check, provesIdentity: provesIdentity, region: region,
            samePersons: samePersons.sorted())
    }

    /// Takes one more fact; facts about others do nothing.
    public mutating func apply(_ fact: Fact, from entry: EntryRef) {
        switch fact.content {
        case let content as PersonRegistered where content.person == id:
            registered = entry
            name = content.name
            number = content.number
            phone = content.phone
            numberKind = content.numberKind
            check = content.check
            region = content.region
            basis = content.basis
        case let content as PersonCorrected where content.person == id: correct(content)
        case let content as PersonLinked where content.person == id: samePersons.insert(content.other)
        case let content as PersonLinked where content.other == id: samePersons.insert(content.person)
        case let content as PersonUnlinked where content.person == id: samePersons.remove(content.other)
        case let content as PersonUnlinked where content.other == id: samePersons.remove(content.person)
        default: break
        }
    }

    private mutating func correct(_ content: PersonCorrected) {
        name = content.name.replacing(name)
        phone = content.phone.replacing(phone)
        number = content.number.replacing(number)
        numberKind = content.numberKind ?? numberKind
        check = content.check ?? check
        region = content.region ?? region
        basis = content.basis ?? basis
    }
}

extension Recall {
    /// What is known after a correction: the new content, or the old one where nothing new was given.
    ///
    /// Where the correction was erased nobody can tell which members it had, so all are erased.
    fileprivate func replacing(_ old: Recall) -> Recall {
        switch self {
        case .absent: return old
        case .known, .erased: return self
        }
    }
}
