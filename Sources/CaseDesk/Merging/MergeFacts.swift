import Source
import WageArrears

/// A case was taken into this one: `case.absorbed`, schema 1. Its own stream is not copied, it is read with this one.
struct CaseAbsorbed: Hashable {
    static let type = "case.absorbed"

    /// The other case.
    let number: String
    /// The last version of its stream that counts.
    let version: Int
    /// Its claimants who have another id here.
    let claimants: [String: String]
    /// Its claims that this case has under other ids.
    let claims: [String: String]
    /// The numbers its proceedings have here.
    let proceedings: [String: String]

    /// How its facts speak of things here.
    var names: FactNames {
        FactNames(ids: claimants.merging(claims) { first, _ in first }, proceedings: proceedings)
    }

    init(
        number: String, version: Int, claimants: [String: String], claims: [String: String],
        proceedings: [String: String]
    ) {
        self.number = number
        self.version = version
        self.claimants = claimants
        self.claims = claims
        self.proceedings = proceedings
    }

    init?(json: JSON) {
        guard json["type"] == .string(Self.type), json["schema"] == .integer(1),
            let number = json["case"]?.stringValue, let version = json["version"]?.integerValue
        else { return nil }
        func names(_ member: String) -> [String: String] {
            (json[member]?.objectValue ?? [:]).compactMapValues(\.stringValue)
        }
        self.init(
            number: number, version: Int(version), claimants: names("claimants"), claims: names("claims"),
            proceedings: names("proceedings"))
    }

    var json: JSON {
        func object(_ names: [String: String]) -> JSON? {
            names.isEmpty ? nil : .object(names.mapValues(JSON.string))
        }
        return .object(omitting: [
            "type": .string(Self.type), "schema": .integer(1), "case": .string(number),
            "version": .integer(Int64(version)), "claimants": object(claimants), "claims": object(claims),
            "proceedings": object(proceedings),
        ])
    }
}

/// The other side of what happens between two cases: a fact that names the other one and a version of its stream.
struct CaseLink: Hashable {
    enum Kind: String {
        /// This case went into the other one.
        case merged = "case.merged"
        /// The other one, which had been taken in, was let go.
        case released = "case.released"
        /// This case came back out of the other one, as it stood there.
        case restored = "case.restored"
    }

    let kind: Kind
    /// The other case.
    let number: String
    /// The version of its stream: of its own entry about the same, or, of one that came back, the last that counts.
    let version: Int

    init(_ kind: Kind, _ number: String, version: Int) {
        self.kind = kind
        self.number = number
        self.version = version
    }

    init?(json: JSON) {
        guard let kind = json["type"]?.stringValue.flatMap(Kind.init(rawValue:)),
            json["schema"] == .integer(1), let number = json["case"]?.stringValue,
            let version = json["version"]?.integerValue
        else { return nil }
        self.init(kind, number, version: Int(version))
    }

    var json: JSON {
        .object([
            "type": .string(kind.rawValue), "schema": .integer(1), "case": .string(number),
            "version": .integer(Int64(version)),
        ])
    }
}
