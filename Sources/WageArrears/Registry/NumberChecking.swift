import Values

/// A number as stated by a person or an organisation, with what checking it came to.
///
/// A number that fails is kept as stated and never proves identity.
struct CheckedNumber: Hashable {
    /// The number; in its normal form where it passed, as stated where not.
    let text: String?
    let check: NumberCheck

    /// Checks a person's number; a number of another document cannot be checked.
    static func person(_ stated: String?, kind: NumberKind, today: Day) -> CheckedNumber {
        guard let stated, !stated.allSatisfy(\.isWhitespace) else {
            return CheckedNumber(text: nil, check: .notGiven)
        }
        switch kind {
        case .none: return CheckedNumber(text: nil, check: .notGiven)
        case .other: return CheckedNumber(text: stated, check: .notChecked)
        case .residentId:
            switch ResidentID.read(stated, today: today) {
            case .valid(let id): return CheckedNumber(text: id.number, check: .passed)
            // Fifteen digits have no check digit: right in form, but no proof.
            case .oldNumber(let id): return CheckedNumber(text: id.number, check: .notChecked)
            case .wrongCheckDigit: return CheckedNumber(text: stated, check: .failed)
            case .malformed: return CheckedNumber(text: stated, check: .malformed)
            }
        }
    }

    /// Checks an organisation's unified social credit code.
    static func organisation(_ stated: String?) -> CheckedNumber {
        guard let stated, !stated.allSatisfy(\.isWhitespace) else {
            return CheckedNumber(text: nil, check: .notGiven)
        }
        switch CreditCode.read(stated) {
        case .valid(let code): return CheckedNumber(text: code.code, check: .passed)
        case .wrongCheckCharacter, .wrongOrganisationCheck: return CheckedNumber(text: stated, check: .failed)
        case .malformed: return CheckedNumber(text: stated, check: .malformed)
        }
    }
}
