public import Values
public import Workflow

extension Standing {
    /// How many rows are named one by one before the rest is only counted.
    private static let shown = 12

    /// The state, and how many rows stand there: `欠付 3 人`, `owing: 3 workers`.
    public var summary: Bilingual {
        guard let list else { return state.label }
        let count = rows.count
        let isOfPeople = list == "claimants"
        var zh = "\(state.label.zh) \(count) \(isOfPeople ? "人" : "项")"
        let one = isOfPeople ? "worker" : "row"
        var en = "\(state.label.en): \(count) \(count == 1 ? one : one + "s")"
        if areGone {
            zh += "（已不在列）"
            en += " (no longer in the list)"
        }
        return Bilingual(zh: zh, en: en)
    }

    /// The same with the rows by key; `name` may say more of each.
    public func text(name: (String) -> String = { $0 }) -> Bilingual {
        guard !rows.isEmpty else { return summary }
        let some = rows.prefix(Standing.shown).map(name)
        let rest = rows.count > Standing.shown
        return Bilingual(
            zh: summary.zh + "（" + some.joined(separator: "、") + (rest ? "……" : "") + "）",
            en: summary.en + " (" + some.joined(separator: ", ") + (rest ? ", …" : "") + ")")
    }
}

extension WorkflowDefinition {
    /// Where a proceeding stands, in one line without keys.
    public func summary(of snapshot: Snapshot) -> Bilingual {
        standing(of: snapshot) { $0.summary }
    }

    /// Where a proceeding stands, in words of its own for each state; on hold `中止〔冻结：调查＋送达〕`.
    public func standing(of snapshot: Snapshot, words: (Standing) -> Bilingual) -> Bilingual {
        let active = joined(standing(in: snapshot).map(words))
        guard !snapshot.frozen.isEmpty else { return active }
        let frozen = joined(standing(at: snapshot.frozen, outcomes: snapshot.rowOutcomes).map(words))
        return Bilingual(zh: "\(active.zh)〔冻结：\(frozen.zh)〕", en: "\(active.en) [frozen: \(frozen.en)]")
    }

    /// Where stored addresses lie, in one line with the keys of rows.
    public func text(at addresses: [String]) -> Bilingual {
        joined(standing(at: addresses).map { $0.text() })
    }

    private func joined(_ parts: [Bilingual]) -> Bilingual {
        Bilingual(
            zh: parts.map(\.zh).joined(separator: "＋"), en: parts.map(\.en).joined(separator: " + "))
    }
}
