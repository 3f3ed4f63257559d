import Source
import Values

/// Claimants left this case for one of their own: `case.split_off`, schema 1.
struct CaseSplitOff: Hashable {
    static let type = "case.split_off"

    /// The new case.
    let number: String
    /// Who left.
    let claimants: [String]

    init(number: String, claimants: [String]) {
        self.number = number
        self.claimants = claimants
    }

    init?(json: JSON) {
        guard json["type"] == .string(Self.type), json["schema"] == .integer(1),
            let number = json["case"]?.stringValue, let claimants = json["claimants"]?.arrayValue
        else { return nil }
        self.init(number: number, claimants: claimants.compactMap(\.stringValue))
    }

    var json: JSON {
        .object([
            "type": .string(Self.type), "schema": .integer(1), "case": .string(number),
            "claimants": .array(claimants.map(JSON.string)),
        ])
    }
}

/// This case was made for claimants of another: `case.split_from`, schema 1. What is theirs is not copied, it is read
/// from the stream of that one.
struct CaseSplitFrom: Hashable {
    static let type = "case.split_from"

    /// The other case.
    let number: String
    /// The last version of its stream that counts.
    let version: Int
    /// Who came over.
    let claimants: [String]

    init(number: String, version: Int, claimants: [String]) {
        self.number = number
        self.version = version
        self.claimants = claimants
    }

    init?(json: JSON) {
        guard json["type"] == .string(Self.type), json["schema"] == .integer(1),
            let number = json["case"]?.stringValue, let version = json["version"]?.integerValue,
            let claimants = json["claimants"]?.arrayValue
        else { return nil }
        self.init(
            number: number, version: Int(version), claimants: claimants.compactMap(\.stringValue))
    }

    var json: JSON {
        .object([
            "type": .string(Self.type), "schema": .integer(1), "case": .string(number),
            "version": .integer(Int64(version)), "claimants": .array(claimants.map(JSON.string)),
        ])
    }
}

/// A case and claimants of it, on the one or the other side of a split.
public struct SplitLink: Hashable, Sendable {
    /// The other case.
    public let number: String
    /// Who went from the one to the other.
    public let claimants: [String]
    /// The last version of the old case's stream that counts, on the side of the new one.
    let version: Int
    /// The day the matter was first reported.
    var reportedOn: Day?
}

/// A proceeding of the case this one was split off from: who did what there still counts for who may do what here.
struct InheritedProceeding: Hashable {
    /// The case that inherited it.
    let heir: String
    let place: ProceedingState
}
