import TransparencyLog
import Values

// What is checked of each event's row: leaf, columns, versions, times, command, body.
extension VerificationPass {
    mutating func check(_ row: EntryRow, in tables: any LogTables) throws {
        counts.leaves += 1
        let hash = MerkleHash.leaf(row.leaf)
        if row.leafHash != hash {
            suspects.append(row.position)
            report(
                .leafHash, row.position, zh: "叶的字节与所存哈希不符",
                en: "the leaf's bytes do not match its stored hash")
        }
        checkColumns(row)
        if let lastAt, row.at < lastAt {
            report(
                .time, row.position, zh: "记录时间早于前一条", en: "it was recorded before the entry in front of it")
        }
        if let skew = row.skew, skew >= row.at {
            report(.time, row.position, zh: "时钟偏差不成立", en: "its clock skew is none")
        }
        lastAt = max(row.at, lastAt ?? row.at)
        if let cause = row.cause, cause < 0 || cause >= row.position {
            report(.columns, row.position, zh: "起因不在它之前", en: "its cause is not before it")
        }
        try checkCommand(row, in: tables)
        checkBody(row)
        checkErasureRecord(row)
    }

    private mutating func checkColumns(_ row: EntryRow) {
        let before = heads[row.stream]
        let isDense = row.version == (before?.version ?? -1) + 1
        if !isDense {
            report(
                .version, row.position,
                zh: "\(row.stream) 的版本应为 \((before?.version ?? -1) + 1)，现为 \(row.version)",
                en:
                    "the version in \(row.stream) should be \((before?.version ?? -1) + 1), it is \(row.version)"
            )
        }
        var rebuilt = Leaf(log: origin, row: row, previousInStream: before?.leafHash ?? .zero)
        heads[row.stream] = Head(
            version: row.version, position: row.position, leafHash: row.leafHash ?? MerkleHash.leaf(row.leaf))
        if rebuilt.bytes == row.leaf { return }
        guard let stored = Leaf(parsing: row.leaf) else {
            report(.columns, row.position, zh: "叶不是第 1 版的格式", en: "the leaf is not of format 1")
            return
        }
        // Behind a gap the hash of the version before is not known; the gap is reported, not this.
        if !isDense { rebuilt.previousInStream = stored.previousInStream }
        let members = rebuilt.differences(from: stored).joined(separator: ", ")
        guard !members.isEmpty else { return }
        report(
            .columns, row.position, zh: "各列与叶所载不同：\(members)",
            en: "the columns say something else than the leaf: \(members)")
    }

    private mutating func checkCommand(_ row: EntryRow, in tables: any LogTables) throws {
        guard let bound = BodyManifest.command(in: row.manifest) else {
            if let open = group, open.key == row.key, row.position <= open.last {
                return
            }
            report(.command, row.position, zh: "不属于任何命令", en: "it belongs to no command")
            return
        }
        if let open = group, open.last != row.position - 1 {
            report(.command, row.position, zh: "前一条命令的记录不全", en: "the command before it lacks entries")
        }
        counts.commands += 1
        guard let command = try tables.command(row.key) else {
            group = Group(key: row.key, last: row.position)
            hasStrayCommands = true
            report(.command, row.position, zh: "其命令键不在键表中", en: "its command key is not in the table of keys")
            return
        }
        group = Group(key: row.key, last: command.last)
        let hash = command.requestHash.map {
            BodyManifest.commandHash(requestHash: $0, answer: command.answer)
        }
        if hash != bound {
            report(
                .command, row.position, zh: "命令键所存的请求或答复与正文所载不符",
                en: "the request or the answer stored under its key is not the recorded one")
        }
        if command.first != row.position || command.last < row.position {
            report(.command, row.position, zh: "命令键指向别处", en: "its command key points elsewhere")
        }
    }

    private mutating func checkBody(_ row: EntryRow) {
        partRows += row.parts.count
        let isWhole = row.parts.allSatisfy { $0.stored != nil && $0.erasedBy == nil }
        let described = row.parts.map { BodyManifest.Part($0, stored: $0.stored ?? []) }
        for part in row.parts {
            counts.parts += part.stored == nil ? 0 : 1
            counts.partBytes += part.stored?.count ?? 0
        }
        let command = BodyManifest.command(in: row.manifest)
        if isWhole, BodyManifest(command: command, parts: described).bytes == row.manifest { return }
        guard let manifest = BodyManifest(parsing: row.manifest) else {
            report(
                .manifest, row.position, zh: "正文清单不是第 1 版的格式", en: "the body's manifest is not of format 1")
            return
        }
        for (ordinal, wanted) in manifest.parts.enumerated() {
            guard let index = row.parts.firstIndex(where: { $0.ordinal == ordinal }) else {
                report(
                    .missingPart, row.position, zh: "缺少 \(wanted.name) 部分",
                    en: "the part \(wanted.name) is not there")
                continue
            }
            checkPart(row.parts[index], wanted, described[index], at: row.position)
        }
        for part in row.parts where !manifest.parts.indices.contains(part.ordinal) {
            report(
                .part, row.position, zh: "多出清单以外的 \(part.name) 部分",
                en: "there is a part \(part.name) that the manifest does not name")
        }
    }

    private mutating func checkPart(
        _ part: PartRow, _ wanted: BodyManifest.Part, _ found: BodyManifest.Part, at position: Int
    ) {
        if part.stored == nil || part.erasedBy != nil {
            let isErasure =
                part.stored == nil && wanted.isPersonal && part.isPersonal && part.name == wanted.name
            guard isErasure, let by = part.erasedBy else {
                report(
                    .missingPart, position, zh: "\(wanted.name) 部分的内容不见了，且无清除记录",
                    en: "the content of the part \(wanted.name) is gone and nothing covers that")
                return
            }
            erased[PartErasure.Target(position: position, part: wanted.name)] = by
        } else if wanted != found {
            report(
                .part, position, zh: "\(wanted.name) 部分与清单所载不符",
                en: "the part \(wanted.name) is not the recorded one")
        }
    }

    private mutating func checkErasureRecord(_ row: EntryRow) {
        guard let erasure = PartErasure(row: row) else { return }
        for target in erasure.targets {
            if let by = erased[target] {
                if by == row.position {
                    erased[target] = nil
                    counts.erasedParts += 1
                    covered.insert(target)
                }
            } else if !covered.contains(target) {
                report(
                    .erasure, row.position, zh: "载明清除序号 \(target.position) 的 \(target.part)，但内容仍在或从未有过",
                    en: "it records the erasure of \(target.part) at \(target.position), "
                        + "which is still there or never was")
            }
        }
    }

    /// Looks up the erasures recorded after the size at which this verification began; the rest is covered by
    /// nothing.
    mutating func finishErasures(in tables: any LogTables) throws {
        for (target, by) in erased.sorted(by: {
            ($0.key.position, $0.key.part) < ($1.key.position, $1.key.part)
        }) {
            if by >= size, by < Int.max, let row = try tables.entries(in: by..<by + 1).first,
                let erasure = PartErasure(row: row), erasure.targets.contains(target),
                row.leafHash == MerkleHash.leaf(row.leaf)
            {
                counts.erasedParts += 1
            } else {
                report(
                    .missingPart, target.position, zh: "\(target.part) 部分的内容不见了，序号 \(by) 的记录并未载明其清除",
                    en:
                        "the content of the part \(target.part) is gone and the entry at \(by) does not record that"
                )
            }
        }
        erased = [:]
    }
}
