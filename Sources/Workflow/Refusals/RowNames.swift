import CEL
import Values

/// The rows that an act names, held against its list.
struct RowNames {
    let list: KeyedList
    let data: [String: CELValue]
    let view: CaseView

    /// What is wrong with the rows named: none, twice, or not in the list.
    func problems(with rows: [String]) -> [PayloadProblem] {
        let known = list.members(data: data, view: view).map(\.key)
        guard !rows.isEmpty else { return [problem("—", known)] }
        var seen: Set<String> = []
        return rows.compactMap { row in
            if !known.contains(row) { return problem("'\(row.prefix(40))'", known) }
            guard !seen.insert(row).inserted else { return nil }
            return PayloadProblem(
                path: "of", given: "'\(row)'", wanted: Bilingual(zh: "每个编号一次", en: "each key once"))
        }
    }

    private func problem(_ given: String, _ known: [String]) -> PayloadProblem {
        let keys = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
        return PayloadProblem(
            path: "of", given: given,
            wanted: known.isEmpty
                ? Bilingual(zh: "\(list.name) 中的编号；目前一个也没有", en: "keys of '\(list.name)'; there are none yet")
                : Bilingual(zh: "\(list.name) 中的编号：\(keys)", en: "keys of '\(list.name)': \(keys)"))
    }
}
