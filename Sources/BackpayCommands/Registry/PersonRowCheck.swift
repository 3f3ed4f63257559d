import CaseDesk
import Values

/// Looks over the rows of a list of people before anything is registered, so that every bad row is named.
struct PersonRowCheck {
    /// The line on which each identity number stands first.
    private var numbers: [String: Int] = [:]

    /// Notes columns that stand for the same thing, since one of them would be left out without a word.
    func columns(_ columns: [String], standing: [String: String], _ faults: inout InputFaults) {
        var first: [String: String] = [:]
        for column in columns {
            guard let field = standing[column], let other = first.updateValue(column, forKey: field) else {
                continue
            }
            faults.add(
                line: 1,
                Bilingual(
                    zh: "列 '\(other)' 与 '\(column)' 是同一项，只留一列",
                    en: "the columns '\(other)' and '\(column)' stand for the same; keep one"))
        }
    }

    /// Notes a text that cannot be stored, and a number that stands twice; never repeats what stands in the row.
    mutating func person(_ entry: PersonEntry, line: Int, _ faults: inout InputFaults) {
        do {
            try entry.check()
        } catch {
            faults.add(line: line, error.message)
        }
        guard let number = entry.number?.uppercased(), !number.isEmpty else { return }
        guard let earlier = numbers[number] else { return numbers[number] = line }
        faults.add(
            line: line,
            Bilingual(zh: "证件号与第 \(earlier) 行相同", en: "the identity number is that of line \(earlier)"))
    }
}
