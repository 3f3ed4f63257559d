import CaseDesk
import Source
import Values
import WageArrears

extension CaseState {
    /// What is contradicted and whom it concerns; of sums that do not agree, the sums.
    func message(of finding: Finding) -> Bilingual {
        let sums = file.assertions.filter { finding.about.contains($0.id) }
        guard finding.kind == .rivalFigures, !sums.isEmpty else { return finding.message }
        func list(_ language: Language) -> String {
            sums.map { sum in
                let words = [sum.id, sum.claim ?? sum.claimant, sum.kind.label.text(language), "\(sum.sum)"]
                return words.compactMap { $0 }.joined(separator: " ")
            }.joined(separator: " / ")
        }
        return Bilingual(
            zh: "\(finding.kind.label.zh)（\(list(.zh))）", en: "\(finding.kind.label.en) (\(list(.en)))")
    }
}

extension SplitLink {
    var json: JSON {
        .object(["case": .string(number), "claimants": .array(claimants.map(JSON.string))])
    }
}

extension Finding {
    /// What is contradicted and whom it concerns, for people.
    var message: Bilingual {
        let about = about.filter { $0 != "case" }
        guard !about.isEmpty else { return kind.label }
        let list = about.joined(separator: ", ")
        return Bilingual(zh: "\(kind.label.zh)（\(list)）", en: "\(kind.label.en) (\(list))")
    }

    /// Who may not answer it, in a stable order.
    var mayNotAnswer: [String] { barred.sorted() }
}

extension Balance {
    /// The figures for programs, in whole fen.
    var json: JSON {
        .object([
            "claimed_fen": claimed.json, "verified_fen": verified.json, "ordered_fen": ordered.json,
            "agreed_fen": agreed.json, "awarded_fen": awarded.json, "waived_fen": waived.json,
            "recovered_fen": recovered.json, "advanced_fen": advanced.json, "in_custody_fen": inCustody.json,
            "due_fen": due.json, "overpaid_fen": overpaid.json, "origin": .array(origin.map(\.json)),
        ])
    }
}

extension ClaimantBalance {
    /// The figures for programs, in whole fen.
    var json: JSON {
        .object([
            "claimed_fen": claimed.json, "verified_fen": verified.json, "ordered_fen": ordered.json,
            "agreed_fen": agreed.json, "awarded_fen": awarded.json, "waived_fen": waived.json,
            "recovered_fen": recovered.json, "due_fen": due.json, "overpaid_fen": overpaid.json,
        ])
    }
}

extension Fen {
    /// The count of fen; a text where it is larger than JSON numbers may be.
    var json: JSON {
        count.magnitude <= UInt64(JSON.maxInteger) ? .integer(count) : .string(String(count))
    }
}

extension PersonFile {
    /// What checking the number came to, for people.
    var identityText: Bilingual { check.label }
}

extension Contradiction {
    /// The text for people.
    var message: Bilingual { text }
}
