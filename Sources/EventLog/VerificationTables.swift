import TransparencyLog
import Values

// What is checked of the tables beside the events: heads, command keys, and rows that nothing refers to.
extension VerificationPass {
    /// Compares one slice of heads; gives the last name read, or nothing at the end.
    mutating func readHeads(after: String?, in tables: any LogTables) throws -> String? {
        let slice = try tables.heads(prefix: "", after: after, limit: LogLimits.slice)
        for row in slice {
            counts.heads += 1
            let known = heads[row.stream]
            heads[row.stream]?.isSeen = true
            if row.position < size {
                if known?.version != row.version || known?.position != row.position {
                    report(
                        .head, known?.position ?? row.position, zh: "\(row.stream) 的流首与记录不符",
                        en: "the head of \(row.stream) is not its last entry")
                }
                continue
            }
            // The stream grew after this verification began: what the head names must at least be there.
            let named =
                row.position < Int.max ? try tables.entries(in: row.position..<row.position + 1).first : nil
            if named?.stream != row.stream || named?.version != row.version {
                report(
                    .head, row.position, zh: "\(row.stream) 的流首指向不存在的记录",
                    en: "the head of \(row.stream) points to an entry that is not there")
            }
        }
        guard slice.count == LogLimits.slice else {
            for (stream, head) in heads.sorted(by: { $0.key < $1.key }) where !head.isSeen {
                report(.head, head.position, zh: "缺少 \(stream) 的流首", en: "the head of \(stream) is not there")
            }
            return nil
        }
        return slice.last?.stream
    }

    /// Compares the numbers of rows with what the events call for.
    mutating func checkRowCounts(in tables: any LogTables) throws {
        let found = try tables.rowCounts(below: size)
        let wanted = RowCounts(
            entries: size, parts: partRows, nodes: MerkleTree.innerNodeCount(of: size),
            commands: counts.commands)
        if found.parts > wanted.parts { reportStray("part", found.parts - wanted.parts) }
        if found.nodes > wanted.nodes { reportStray("node", found.nodes - wanted.nodes) }
        if found.commands != wanted.commands { hasStrayCommands = true }
        let now = try tables.size()
        let inside = try tables.rowCounts(below: now)
        let all = try tables.rowCounts(below: nil)
        if all.entries != inside.entries { reportStray("entry", all.entries - inside.entries) }
        if all.parts != inside.parts { reportStray("part", all.parts - inside.parts) }
        if all.nodes != inside.nodes { reportStray("node", all.nodes - inside.nodes) }
        if all.commands != inside.commands { hasStrayCommands = true }
    }

    private mutating func reportStray(_ table: String, _ count: Int) {
        report(
            .strayRows, nil, zh: "\(table) 表中有 \(count) 行不属于任何记录",
            en: "\(count) rows of the table \(table) belong to no entry")
    }

    /// Looks for command keys whose events are not theirs; gives the last key read, or nothing at the end.
    mutating func findStrayCommands(after: String?, in tables: any LogTables) throws -> String? {
        let slice = try tables.commands(after: after, limit: LogLimits.slice)
        for row in slice {
            let first =
                row.first >= 0 && row.first < Int.max
                ? try tables.entries(in: row.first..<row.first + 1).first : nil
            guard first?.key != row.key || first.flatMap({ BodyManifest.command(in: $0.manifest) }) == nil
            else { continue }
            report(
                .command, row.first, zh: "命令键表中有一行不属于任何记录",
                en: "a row of the table of command keys belongs to no entry")
        }
        return slice.count == LogLimits.slice ? slice.last?.key : nil
    }
}
