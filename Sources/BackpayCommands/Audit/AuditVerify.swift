import ArgumentParser
import CaseDesk
import EventLog
import Source
import TransparencyLog
import Values

/// `backpay audit verify`: reads everything and trusts nothing.
struct AuditVerify: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "通读并核验整个登记簿 · Read the whole register and verify it.",
        discussion: """
            $ backpay audit verify
            $ backpay audit verify --against 1024:9f2c…   # 与在外保存的条数和根散列比对 · hold it against a size and root kept elsewhere

            截掉末尾的登记簿自身看不出来：请把每次打印的条数和根散列保存在登记簿之外。
            A log cut at its end shows nothing by itself: keep the size and root that are printed outside the register.
            """)
    @OptionGroup var common: CommonOptions
    @Option(
        name: .long,
        help: ArgumentHelp("A size and root kept elsewhere. / 在外保存的条数与根散列。", valueName: "SIZE:ROOT"))
    var against: [String] = []

    func run(_ context: CommandContext) throws {
        let anchors = try against.map(Self.anchor)
        let register = try Register.read(common, context: context)
        let progress = ProgressReporter(Bilingual(zh: "核验", en: "verifying"), context: context)
        let report = try LogVerifier.verify(register.desk.store, against: anchors) { done, _ in
            progress.update(done)
        }
        progress.finish()
        // The first entry may be the damaged one; the report is shown all the same.
        let facts = try? register.desk.facts()
        context.show(VerifyPage(report: report, isSimulated: facts?.isSimulated ?? false), common)
        if !report.isClean { throw QuietExit(status: .refused) }
    }

    private static func anchor(_ text: String) throws(CommandFailure) -> LogVerifier.Anchor {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let size = Int(parts[0]), size > 0, let root = Digest(hex: parts[1]) else {
            throw CommandFailure(
                .usage, code: "anchor",
                Bilingual(zh: "看不懂 --against '\(text)'", en: "cannot read --against '\(text)'"),
                hint: Bilingual(
                    zh: "写作 条数:根散列（64 位十六进制）", en: "write SIZE:ROOT, the root as 64 hexadecimal digits"))
        }
        return LogVerifier.Anchor(size: size, root: root)
    }
}

/// What `audit verify` shows.
struct VerifyPage: Page {
    let report: VerificationReport
    let isSimulated: Bool

    func lines(_ face: Face) -> [String] {
        let counts = report.counts
        var lines = [
            report.isClean
                ? face.style.apply(.good, to: face.text("核验通过", "verified"))
                : face.style.apply(.bad, to: face.text("核验未通过", "verification failed"))
        ]
        var block = KeyValueBlock()
        block.append(face.text("登记簿", "register"), Cell(report.origin))
        block.append(face.text("条数", "entries"), Cell("\(report.size)"))
        if let root = report.root {
            block.append(face.text("在外保存", "keep outside"), Cell("\(report.size):\(root.hex)"))
        }
        block.append(
            face.text("已读", "read"),
            Cell(
                face.text(
                    "叶 \(counts.leaves)，正文部分 \(counts.parts)（\(counts.partBytes) 字节），树节点 \(counts.nodes)，流 \(counts.heads)，命令键 \(counts.commands)",
                    "\(counts.leaves) leaves, \(counts.parts) body parts (\(counts.partBytes) bytes), \(counts.nodes) tree nodes, \(counts.heads) streams, \(counts.commands) command keys"
                )))
        if counts.erasedParts > 0 {
            block.append(
                face.text("已删除", "erased"),
                Cell(
                    face.text(
                        "\(counts.erasedParts) 个个人信息部分，均有删除记录",
                        "\(counts.erasedParts) personal parts, each with its event")))
        }
        for text in report.notRead {
            block.append(face.text("未读", "not read"), Cell(text.text(face.language), .faint))
        }
        if isSimulated {
            block.append(
                face.text("注意", "note"),
                Cell(
                    face.text(
                        "演练登记簿：登记时间取自故事，不是时钟",
                        "a simulated register: its times of recording come from stories"), .warning))
        }
        lines += block.lines(width: face.width, indent: 2, style: face.style)
        for finding in report.findings {
            let place =
                finding.position.map { face.text("第 \($0) 条", "entry \($0)") } ?? face.text("整体", "the store")
            lines.append(
                face.style.apply(.bad, to: "  \(place)  \(finding.kind.rawValue)") + "  "
                    + VisibleText.line(finding.message.text(face.language)))
        }
        if report.unlisted > 0 {
            lines.append(face.text("  另有 \(report.unlisted) 处未列出", "  and \(report.unlisted) more"))
        }
        return lines
    }

    var json: JSON {
        .object([
            "schema": .string("verify/1"), "origin": .string(report.origin),
            "size": .integer(Int64(report.size)),
            "root": report.root.map { .string($0.hex) } ?? .null, "verified": .bool(report.isClean),
            "simulated": .bool(isSimulated), "leaves": .integer(Int64(report.counts.leaves)),
            "parts": .integer(Int64(report.counts.parts)), "nodes": .integer(Int64(report.counts.nodes)),
            "erased_parts": .integer(Int64(report.counts.erasedParts)),
            "findings": .array(
                report.findings.map {
                    .object([
                        "kind": .string($0.kind.rawValue),
                        "position": $0.position.map { .integer(Int64($0)) } ?? .null,
                        "message": $0.message.json,
                    ])
                }), "unlisted": .integer(Int64(report.unlisted)),
            "not_read": .array(report.notRead.map(\.json)),
        ])
    }
}
