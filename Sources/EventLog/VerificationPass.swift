import TransparencyLog
import Values

/// The state of one verification between slices: the tree, the heads of the streams, the erasures still to be
/// covered.
struct VerificationPass {
    typealias Kind = VerificationReport.Kind

    let origin: String
    let size: Int
    var counts = VerificationReport.Counts()
    var findings: [VerificationReport.Finding] = []
    var unlisted = 0

    // The tree as the leaves say; `isTreeKnown` turns false at the first leaf that is missing.
    var tree = MerkleFrontier()
    var isTreeKnown = true
    var suspects: [Int] = []

    struct Head {
        var version: Int
        var position: Int
        var leafHash: Digest
        var isSeen = false
    }
    var heads: [String: Head] = [:]

    struct Group {
        var key: String
        var last: Int
    }
    var group: Group?
    var lastAt: Int64?

    // Parts found erased, with the event that is said to cover each, until that event is read.
    var erased: [PartErasure.Target: Int] = [:]
    var covered: Set<PartErasure.Target> = []
    var partRows = 0
    var hasStrayCommands = false
    private var anchors: [LogVerifier.Anchor]

    init(origin: String, size: Int, anchors: [LogVerifier.Anchor]) {
        self.origin = origin
        self.size = size
        self.anchors = anchors.sorted { $0.size < $1.size }
        checkAnchors()
    }

    mutating func report(_ kind: Kind, _ position: Int?, zh: String, en: String) {
        guard findings.count < VerificationReport.findingLimit else {
            unlisted += 1
            return
        }
        findings.append(
            VerificationReport.Finding(kind: kind, position: position, message: Bilingual(zh: zh, en: en)))
    }

    /// Reads one slice of positions.
    mutating func read(_ range: Range<Int>, in tables: any LogTables) throws {
        var nodes: [Int: [Int: Digest?]] = [:]
        for level in 1..<Int.bitWidth where size >> level > 0 {
            nodes[level] = try tables.nodes(
                level: level, indices: range.lowerBound >> level..<range.upperBound >> level)
        }
        var next = range.lowerBound
        for row in try tables.entries(in: range) {
            missing(next..<row.position, nodes)
            next = row.position + 1
            try check(row, in: tables)
            grow(with: MerkleHash.leaf(row.leaf), nodes)
        }
        missing(next..<range.upperBound, nodes)
    }

    private mutating func missing(_ range: Range<Int>, _ nodes: [Int: [Int: Digest?]]) {
        guard !range.isEmpty else { return }
        let last = range.upperBound - 1
        report(
            .missingEntry, range.lowerBound,
            zh: "序号 \(range.lowerBound) 至 \(last) 的记录不存在",
            en: "the entries at \(range.lowerBound) to \(last) are not there")
        isTreeKnown = false
        group = nil
        for position in range {
            suspects.append(position)
            grow(with: .zero, nodes)
        }
    }

    // MARK: The tree

    private mutating func grow(with leaf: Digest, _ nodes: [Int: [Int: Digest?]]) {
        var complete: [TreeNode] = []
        tree.append(leaf) { complete.append($0) }
        for node in complete {
            let covered = node.index << node.level..<(node.index + 1) << node.level
            counts.nodes += 1
            // Above a leaf or node already reported, every node differs; that is said once.
            if let last = suspects.last, last >= covered.lowerBound { continue }
            switch nodes[node.level]?[node.index] {
            case .some(.some(node.hash)): continue
            case .some: reportNode(node, covered, zh: "与其下各叶不符", en: "does not match the leaves below it")
            case nil: reportNode(node, covered, zh: "不存在", en: "is not there")
            }
        }
        checkAnchors()
    }

    private mutating func reportNode(_ node: TreeNode, _ covered: Range<Int>, zh: String, en: String) {
        suspects.append(covered.lowerBound)
        report(
            .node, covered.lowerBound,
            zh:
                "树节点（第 \(node.level) 层第 \(node.index) 个，序号 \(covered.lowerBound) 至 \(covered.upperBound - 1)）\(zh)",
            en: "the tree's node \(node.index) at level \(node.level), over \(covered.lowerBound) to "
                + "\(covered.upperBound - 1), \(en)")
    }

    private mutating func checkAnchors() {
        while let anchor = anchors.first, anchor.size <= tree.size {
            anchors.removeFirst()
            counts.checkpoints += 1
            if anchor.size < 0 || !isTreeKnown || tree.root != anchor.root {
                report(
                    .checkpoint, max(0, anchor.size - 1),
                    zh: "前 \(anchor.size) 条记录的根与外存的检查点不符：这些记录中有改动",
                    en: "the root over the first \(anchor.size) entries is not that of the checkpoint: "
                        + "something among them was changed")
            }
        }
    }

    // MARK: The end

    /// What the verification came to.
    consuming func finish(structure: [Bilingual]) -> VerificationReport {
        if let group, group.last != size - 1 {
            report(.command, size - 1, zh: "最后一条命令的记录不全", en: "the last command lacks entries")
        }
        for anchor in anchors {
            counts.checkpoints += 1
            report(
                .checkpoint, size,
                zh: "检查点记载有 \(anchor.size) 条记录，现只有 \(size) 条：末尾被截去，或这是旧的备份",
                en: "the checkpoint vouches for \(anchor.size) entries and there are \(size): "
                    + "the end was cut off, or this is an old backup")
        }
        for message in structure { report(.structure, nil, zh: message.zh, en: message.en) }
        var notRead: [Bilingual] = []
        if counts.checkpoints == 0 {
            notRead.append(
                Bilingual(
                    zh: "未与外存的检查点比对：末尾是否被截去无从得知",
                    en: "no checkpoint kept elsewhere was given: whether the end was cut off cannot be seen"))
        }
        if counts.erasedParts > 0 {
            notRead.append(
                Bilingual(
                    zh: "\(counts.erasedParts) 个个人信息部分已依记录清除，无内容可核",
                    en:
                        "\(counts.erasedParts) personal parts were erased on record and have no content to check"
                ))
        }
        return VerificationReport(
            origin: origin, size: size, root: isTreeKnown ? tree.root : nil, findings: findings,
            unlisted: unlisted, counts: counts, notRead: notRead)
    }
}
