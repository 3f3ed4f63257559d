import EventLog
import Source
import TransparencyLog
public import Values
public import WageArrears
public import Workflow

/// What is to be changed in what the registry says of people and organisations.
public enum RegistryChange: Hashable, Sendable {
    /// Two registrations are one person.
    case linkPersons(String, String)
    /// Two registrations that were linked are not one person after all.
    case unlinkPersons(String, String)
    /// What is known of a person was wrong.
    case correctPerson(String, PersonCorrection)
    /// What is known of an organisation was wrong.
    case correctOrganisation(String, OrganisationCorrection)

    /// The name of the act.
    public var act: String {
        switch self {
        case .linkPersons: return "person_link"
        case .unlinkPersons: return "person_unlink"
        case .correctPerson: return "person_correct"
        case .correctOrganisation: return "organisation_correct"
        }
    }

    /// The names of all these acts.
    static let acts: Set<String> = ["person_link", "person_unlink", "person_correct", "organisation_correct"]

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .linkPersons: return Bilingual(zh: "认定同一人", en: "linked as one person")
        case .unlinkPersons: return Bilingual(zh: "撤销同一人认定", en: "no longer linked as one person")
        case .correctPerson: return Bilingual(zh: "更正人员信息", en: "person corrected")
        case .correctOrganisation: return Bilingual(zh: "更正单位信息", en: "organisation corrected")
        }
    }

    /// The registrations it is about, the one it is recorded with first.
    public var ids: [String] {
        switch self {
        case .linkPersons(let one, let other), .unlinkPersons(let one, let other): return [one, other]
        case .correctPerson(let id, _), .correctOrganisation(let id, _): return [id]
        }
    }

    /// Whether it says anew who somebody is, which takes two people; a telephone or a region does not.
    var touchesIdentity: Bool {
        switch self {
        case .linkPersons, .unlinkPersons: return true
        case .correctPerson(_, let correction): return correction.name != nil || correction.number != nil
        case .correctOrganisation(_, let correction): return correction.name != nil || correction.code != nil
        }
    }

    /// What makes two sendings the same request.
    var members: [String: JSON?] {
        switch self {
        case .linkPersons(_, let other), .unlinkPersons(_, let other): return ["other": .string(other)]
        case .correctPerson(_, let correction):
            return [
                "name": correction.name.map(JSON.string), "number": correction.number.map(JSON.string),
                "phone": correction.phone.map(JSON.string), "region": correction.region.map(JSON.string),
            ]
        case .correctOrganisation(_, let correction):
            return [
                "name": correction.name.map(JSON.string), "code": correction.code.map(JSON.string),
                "region": correction.region.map(JSON.string),
            ]
        }
    }
}

/// The right values of a person; what is not named stays as it was.
public struct PersonCorrection: Hashable, Sendable {
    /// The name.
    public var name: String?
    /// The identity number.
    public var number: String?
    /// The telephone.
    public var phone: String?
    /// The home region.
    public var region: String?

    /// Makes a correction.
    public init(name: String? = nil, number: String? = nil, phone: String? = nil, region: String? = nil) {
        self.name = name
        self.number = number
        self.phone = phone
        self.region = region
    }
}

/// The right values of an organisation; what is not named stays as it was.
public struct OrganisationCorrection: Hashable, Sendable {
    /// The name.
    public var name: String?
    /// The unified social credit code.
    public var code: String?
    /// The region.
    public var region: String?

    /// Makes a correction.
    public init(name: String? = nil, code: String? = nil, region: String? = nil) {
        self.name = name
        self.code = code
        self.region = region
    }
}

/// A request to change the registry.
public struct RegistryCommand: Hashable, Sendable {
    /// What is to be changed.
    public var change: RegistryChange
    /// The papers, people, reason and key.
    public var frame: LinkFrame

    /// Makes a request.
    public init(_ change: RegistryChange, frame: LinkFrame) {
        self.change = change
        self.frame = frame
    }

    var requestHash: Digest {
        DomainHash.request(
            frame.request(change.act, change.ids.first ?? "", change.members).canonicalBytes)
    }
}

/// What became of a request to change the registry.
public enum RegistryOutcome: Hashable, Sendable {
    /// It is in the log.
    case done(RegistryReceipt)
    /// A rule said no.
    case refused(RefusalReport, isLogged: Bool)
}

/// What was recorded of a change of the registry.
public struct RegistryReceipt: Hashable, Sendable {
    /// The act.
    public let act: String
    /// The registrations it is about.
    public let ids: [String]
    /// Where it stands in the log.
    public let position: Int
    /// What checking a new number or code came to; nothing where none was given.
    public let check: NumberCheck?
    /// Whether this is the stored answer to a command that was sent before.
    public internal(set) var isReplay = false

    var json: JSON {
        .object(omitting: [
            "act": .string(act), "ids": .array(ids.map(JSON.string)), "position": .integer(Int64(position)),
            "check": check.map { .string($0.rawValue) },
        ])
    }

    init(act: String, ids: [String], position: Int, check: NumberCheck?) {
        self.act = act
        self.ids = ids
        self.position = position
        self.check = check
    }

    init?(answer bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), let act = json["act"]?.stringValue,
            let ids = json["ids"]?.arrayValue, let position = json["position"]?.integerValue
        else { return nil }
        self.init(
            act: act, ids: ids.compactMap(\.stringValue), position: Int(position),
            check: json["check"]?.stringValue.flatMap(NumberCheck.init(rawValue:)))
        isReplay = true
    }
}
