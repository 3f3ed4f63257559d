import Source
import Values
import Workflow

extension StoryStanding {
    /// What does not hold of a proceeding, each thing with what was told and what is.
    ///
    /// `name` gives the id of the register for a key of the story.
    func differences(from snapshot: Snapshot, name: (String) -> String) -> [Diagnostic] {
        var found: [Diagnostic] = []
        func compare(_ subject: Bilingual, _ told: String?, _ got: String) {
            guard let told, told != got else { return }
            found.append(
                Diagnostic(
                    code: "P105",
                    Bilingual(
                        zh: "\(subject.zh) 应为 \(told)，实为 \(got)",
                        en: "\(subject.en) should be \(told) but is \(got)"),
                    at: position))
        }
        compare(
            Bilingual(zh: "状态", en: "the state"),
            states.map { $0.map { RowName($0, name).text }.sorted().joined(separator: ", ") },
            snapshot.standing.sorted().joined(separator: ", "))
        compare(Bilingual(zh: "结果", en: "the outcome"), outcome, snapshot.outcome ?? "-")
        for clock in clocks {
            let wanted = RowName(clock.id, name)
            let run = snapshot.clocks.last {
                $0.clock == wanted.name && (wanted.row == nil || $0.subject == wanted.row)
            }
            compare(
                Bilingual(zh: "期限 \(clock.id) 的到期日", en: "the due date of '\(clock.id)'"),
                clock.due?.description, run?.due?.description ?? "-")
            compare(
                Bilingual(zh: "期限 \(clock.id)", en: "the clock '\(clock.id)'"), clock.phase?.rawValue,
                TrialClock.Phase(run).rawValue)
        }
        return found
    }
}

/// A state or a clock with the row behind it: `owing[jia]`.
private struct RowName {
    let name: String
    let row: String?

    init(_ text: String, _ id: (String) -> String) {
        guard text.hasSuffix("]"), let open = text.firstIndex(of: "[") else {
            name = text
            row = nil
            return
        }
        name = String(text[..<open])
        let key = text[text.index(after: open)...].dropLast()
        row = key.split(separator: ":", omittingEmptySubsequences: false).map { id(String($0)) }.joined(
            separator: ":")
    }

    var text: String { row.map { "\(name)[\($0)]" } ?? name }
}
