import TransparencyLog
import Values

/// The rows of the in-memory log as one value, so that a snapshot is a copy.
struct MemoryRows: Sendable {
    let origin: String
    var entries: [EntryRow] = []
    var streams: [String: [Int]] = [:]
    var nodes: [Int: [Digest]] = [:]
    var commands: [String: CommandRow] = [:]
}

/// Rows in memory, with a journal by which a transaction is undone.
final class MemoryTables: WritableLogTables {
    private(set) var rows: MemoryRows
    private var journal: [Undo] = []

    private enum Undo {
        case entry
        case node(level: Int)
        case command(String)
        case erasure(position: Int, ordinal: Int, stored: [UInt8]?)
    }

    init(_ rows: MemoryRows) { self.rows = rows }

    var origin: String { rows.origin }

    func size() -> Int { rows.entries.count }

    func entries(in positions: Range<Int>) -> [EntryRow] {
        Array(rows.entries[clamped(positions, rows.entries.count)])
    }

    func entries(of stream: String, versions: Range<Int>) -> [EntryRow] {
        let positions = rows.streams[stream] ?? []
        return positions[clamped(versions, positions.count)].map { rows.entries[$0] }
    }

    private func clamped(_ range: Range<Int>, _ count: Int) -> Range<Int> { range.clamped(to: 0..<count) }

    func head(of stream: String) -> HeadRow? {
        guard let positions = rows.streams[stream], let last = positions.last else { return nil }
        return HeadRow(stream: stream, version: positions.count - 1, position: last)
    }

    func heads(prefix: String, after: String?, limit: Int) -> [HeadRow] {
        let names = rows.streams.keys.filter { name in
            name.utf8.starts(with: prefix.utf8) && after.map { $0 < name } ?? true
        }
        return names.sorted().prefix(limit).compactMap { head(of: $0) }
    }

    func headCount(prefix: String) -> Int {
        rows.streams.keys.count { $0.utf8.starts(with: prefix.utf8) }
    }

    func command(_ key: String) -> CommandRow? { rows.commands[key] }

    func commands(after: String?, limit: Int) -> [CommandRow] {
        let keys = rows.commands.keys.filter { key in after.map { $0 < key } ?? true }
        return keys.sorted().prefix(limit).compactMap { rows.commands[$0] }
    }

    func node(level: Int, index: Int) -> Digest? {
        guard level > 0 else {
            return rows.entries.indices.contains(index) ? rows.entries[index].leafHash : nil
        }
        guard let nodes = rows.nodes[level], nodes.indices.contains(index) else { return nil }
        return nodes[index]
    }

    func nodes(level: Int, indices: Range<Int>) -> [Int: Digest?] {
        let nodes = rows.nodes[level] ?? []
        var result: [Int: Digest?] = [:]
        for index in clamped(indices, nodes.count) { result[index] = .some(nodes[index]) }
        return result
    }

    func rowCounts(below size: Int?) -> RowCounts {
        let size = size ?? Int.max
        return RowCounts(
            entries: min(size, rows.entries.count),
            parts: rows.entries.prefix(size).reduce(0) { $0 + $1.parts.count },
            nodes: rows.nodes.reduce(0) { $0 + min($1.value.count, size >> $1.key) },
            commands: rows.commands.values.count { $0.first < size })
    }

    func structureFindings() -> [Bilingual] { [] }

    // MARK: Writing

    func insert(_ entry: EntryRow) {
        journal.append(.entry)
        rows.entries.append(entry)
        rows.streams[entry.stream, default: []].append(entry.position)
    }

    func insert(_ node: TreeNode) {
        journal.append(.node(level: node.level))
        rows.nodes[node.level, default: []].append(node.hash)
    }

    func setHead(_ head: HeadRow) {
        // The list of a stream's positions is its head.
    }

    func insert(_ command: CommandRow) {
        journal.append(.command(command.key))
        rows.commands[command.key] = command
    }

    func erase(partAt position: Int, ordinal: Int, by: Int) {
        journal.append(
            .erasure(
                position: position, ordinal: ordinal, stored: rows.entries[position].parts[ordinal].stored))
        rows.entries[position].parts[ordinal].stored = nil
        rows.entries[position].parts[ordinal].erasedBy = by
    }

    /// Takes back everything written since the tables were made.
    func rollBack() {
        while let step = journal.popLast() {
            switch step {
            case .entry:
                guard let entry = rows.entries.popLast() else { continue }
                rows.streams[entry.stream]?.removeLast()
                if rows.streams[entry.stream]?.isEmpty == true { rows.streams[entry.stream] = nil }
            case .node(let level): rows.nodes[level]?.removeLast()
            case .command(let key): rows.commands[key] = nil
            case .erasure(let position, let ordinal, let stored):
                rows.entries[position].parts[ordinal].stored = stored
                rows.entries[position].parts[ordinal].erasedBy = nil
            }
        }
    }
}
