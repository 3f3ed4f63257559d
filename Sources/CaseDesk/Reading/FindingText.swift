import Values
import WageArrears
import Workflow

extension RefusalReport {
    /// The report with every open finding told in words: what it is about, and who may not answer it.
    func naming(_ findings: [Finding]) -> RefusalReport {
        let all = all.map { refusal -> Refusal in
            guard case .finding(let reason) = refusal else { return refusal }
            let open = findings.filter { reason.findings.contains($0.id) }
            let barred = open.reduce(into: Set<String>()) { $0.formUnion($1.barred) }.sorted().joined(
                separator: ", ")
            return .finding(
                FindingRefusal(
                    act: reason.act, findings: reason.findings,
                    answeredBy: Bilingual(zh: "\(barred) 以外的经办人", en: "anybody but \(barred)")))
        }
        guard let first = all.first else { return self }
        return RefusalReport(primary: first, others: Array(all.dropFirst()))
    }
}
