public import CEL
import Values

/// What a reference in a payload points at; the vocabulary resolves it.
public enum ReferenceKind: String, Hashable, Sendable, CaseIterable {
    /// A claimant of this case.
    case claimant
    /// A registered person.
    case person
    /// A registered organisation.
    case organisation
    /// A paper on record.
    case paper
    /// A claim.
    case claim
    /// A payment.
    case payment
    /// A finding.
    case finding
    /// An earlier entry of this case, by its position.
    case entry
    /// An assertion of an amount.
    case assertion
    /// A registered actor.
    case actor
    /// A proceeding of this case.
    case proceeding
}

/// The type of one field of a payload or of a procedure's own data.
public indirect enum FieldType: Hashable, Sendable {
    /// Free text.
    case text
    /// A whole number.
    case integer
    /// An amount in fen.
    case money
    /// A civil date.
    case date
    /// A date or an instant, as exactly as it is known; guards see its date.
    case moment
    /// True or false.
    case bool
    /// One of a fixed set of words.
    case enumeration([String])
    /// A reference to something registered.
    case reference(ReferenceKind)
    /// Any number of values of one type.
    case list(FieldType)
    /// A value with fields of its own.
    case record([PayloadField])

    /// The type a guard sees.
    public var celType: CELType {
        switch self {
        case .text, .enumeration, .reference: return .string
        case .integer: return .int
        case .money: return .money
        case .date, .moment: return .date
        case .bool: return .bool
        case .list(let item): return .list(item.celType)
        case .record(let fields): return .record(PayloadField.recordType(fields, name: "record"))
        }
    }

    /// The value a guard sees: a moment is cut to its date, fields that are not known here are left out.
    func guardValue(_ value: CELValue) -> CELValue {
        switch (self, value) {
        case (.moment, .timestamp(let instant)):
            return .date(instant.day)
        case (.list(let item), .list(let values)):
            return .list(values.map(item.guardValue))
        case (.record(let fields), .record(let members)):
            return .record(PayloadField.guardRecord(members, fields: fields))
        default:
            return value
        }
    }
}
