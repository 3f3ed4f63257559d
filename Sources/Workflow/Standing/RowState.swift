import CEL
import Source
import Values

/// Words about rows that the language keeps for itself.
enum RowState {
    /// The outcome of a row whose member is no longer in the list.
    static let gone = "gone"
}

extension DefinitionLoader {
    func reportReservedOutcome(at position: SourcePosition) {
        sink.error(
            "S105",
            Bilingual(
                zh: "outcome '\(RowState.gone)' 留给已不在列表中的行",
                en: "the outcome '\(RowState.gone)' is kept for rows that are no longer in the list"),
            at: position, hint: Bilingual(zh: "换一个名称", en: "choose another word"))
    }
}

extension Snapshot {
    /// Reads what finished rows came to.
    mutating func readRows(
        _ reader: StoredReader, _ definition: WorkflowDefinition
    ) throws(SnapshotError) {
        guard reader.json["rows"] != nil else { return }
        let hosts = StoredReader(json: .object(try reader.object("rows")), path: "rows.")
        for host in try reader.object("rows").keys.sorted() {
            guard definition.state(host)?.forEach != nil else {
                throw SnapshotError(
                    path: "rows.\(host)", expected: "a state of \(definition.reference) with rows")
            }
            let stored = try hosts.object(host)
            let inner = StoredReader(json: .object(stored), path: "rows.\(host).")
            for key in stored.keys { rowOutcomes[host, default: [:]][key] = try inner.string(key) }
        }
    }
}

extension DataField {
    /// Whether a stored list names no member twice; true of fields that are no lists.
    func hasDistinctKeys(_ value: CELValue) -> Bool {
        guard !key.isEmpty, case .list(let items) = value else { return true }
        let keys = items.map { item -> String? in
            guard case .record(let record) = item else { return nil }
            return RowKey.text(of: record, key: key)
        }
        return !keys.contains(nil) && Set(keys).count == keys.count
    }
}
