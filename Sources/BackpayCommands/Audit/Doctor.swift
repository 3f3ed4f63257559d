import ArgumentParser
import CaseDesk
import EventLog
import Source
import TransparencyLog
import Values
import Workflow

/// `backpay doctor`: what is in use, what is vacant, and whether the papers are still what was recorded.
struct Doctor: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "在用的流程版本、空缺的职责、日历与材料 · Definitions in use, vacant roles, calendars, papers.",
        discussion:
            "$ backpay doctor\n$ backpay doctor --papers scans/     # 逐一核对扫描件 · holds every scan against its hash"
    )
    @OptionGroup var common: CommonOptions
    @Option(
        name: .long,
        help: ArgumentHelp("A folder with the scanned papers. / 扫描件所在文件夹。", valueName: "folder"))
    var papers: String?

    func run(_ context: CommandContext) throws {
        let register = try Register.read(common, context: context)
        let progress = ProgressReporter(Bilingual(zh: "查阅案件", en: "reading cases"), context: context)
        let checkup = try register.desk.ask { reader, pins in
            try Checkup.make(in: reader, pins: pins, at: context.now()) { progress.update($0) }
        }
        progress.finish()
        let scans = try papers.map { try Scans(folder: $0, context: context) }
        let page = DoctorPage(checkup: checkup, scans: scans, year: context.now().day.year)
        context.show(page, common)
        if page.isMissingPapers { throw QuietExit(status: .refused) }
    }
}

/// The hashes of all files of a folder and of those inside it.
struct Scans {
    /// The files, by hash.
    private(set) var files: [String: String] = [:]

    init(folder: String, context: CommandContext) throws {
        for path in try Resources(context: context).filesBelow(folder) {
            var hasher = DigestStream()
            try InputFile.slices(path, context: context) { hasher.update($0) }
            files[hasher.finish().hex] = path
        }
    }
}

/// What `doctor` shows.
struct DoctorPage: Page {
    let checkup: Checkup
    let scans: Scans?
    let year: Int

    private var missing: [Checkup.Paper] {
        guard let scans else { return [] }
        return checkup.papers.filter { paper in paper.hash.map { scans.files[$0] == nil } ?? false }
    }

    /// Whether a paper that was recorded as scanned is not in the folder as it was.
    var isMissingPapers: Bool { !missing.isEmpty }

    func lines(_ face: Face) -> [String] {
        definitions(face) + calendars(face) + time(face) + papers(face)
    }

    private func definitions(_ face: Face) -> [String] {
        var lines = [face.heading("在用的流程版本（不能删除）", "definitions in use (none can be removed)")]
        for item in checkup.definitions {
            let definition = item.workflow.definition
            lines.append(
                "  \(definition.reference)  \(item.workflow.hash.prefix(12))  "
                    + face.text("在办 \(item.open)，已结 \(item.ended)", "\(item.open) open, \(item.ended) ended"))
            if !item.vacant.isEmpty {
                let roles = item.vacant.map { "\(definition.roleLabel($0).text(face.language)) \($0)" }
                lines.append(
                    face.style.apply(
                        .warning,
                        to: face.text("    无人担任：", "    nobody holds: ") + roles.joined(separator: ", ")))
            }
        }
        if checkup.definitions.isEmpty { lines.append(face.text("  没有", "  none")) }
        return lines
    }

    private func calendars(_ face: Face) -> [String] {
        guard !checkup.horizon.isEmpty else { return [] }
        var lines = ["", face.heading("日历", "calendars")]
        for (id, last) in checkup.horizon.sorted(by: { $0.key < $1.key }) {
            let text = face.text("  \(id)  数据至 \(last) 年", "  \(id)  data up to \(last)")
            lines.append(
                last > year
                    ? text
                    : face.style.apply(
                        .warning,
                        to: text
                            + face.text(
                                "；其后的期限是暂定的，公布后请 backpay calendar add",
                                "; limits beyond it are provisional until 'backpay calendar add'")))
        }
        return lines
    }

    private func time(_ face: Face) -> [String] {
        guard !checkup.unraised.isEmpty else { return [] }
        let count = checkup.unraised.count
        return [
            "",
            face.style.apply(
                .warning,
                to: face.text(
                    "\(count) 个案件有已届满而未登记的期限；请运行 backpay tick",
                    "\(count) cases have limits that passed and were not raised; run 'backpay tick'")),
        ]
    }

    private func papers(_ face: Face) -> [String] {
        let scanned = checkup.papers.filter { $0.hash != nil }
        var lines = [
            "", face.heading("材料", "papers"),
            face.text(
                "  共 \(checkup.papers.count) 件，有扫描件 \(scanned.count) 件",
                "  \(checkup.papers.count) on record, \(scanned.count) of them scanned"),
        ]
        guard scans != nil else {
            lines.append(
                face.text("  核对扫描件：--papers 文件夹", "  to hold the scans against them: --papers FOLDER"))
            return lines
        }
        lines.append(
            face.style.apply(
                missing.isEmpty ? .good : .bad,
                to: face.text(
                    "  与登记一致 \(scanned.count - missing.count) 件，缺失或被改动 \(missing.count) 件",
                    "  \(scanned.count - missing.count) as recorded, \(missing.count) missing or changed")))
        lines += missing.map { "    \($0.caseNumber)  \($0.id)  \($0.kind)  \($0.hash?.prefix(12) ?? "")" }
        return lines
    }

    var json: JSON {
        .object([
            "schema": .string("doctor/1"),
            "definitions": .array(
                checkup.definitions.map {
                    .object([
                        "workflow": .string($0.workflow.definition.id),
                        "version": .integer(Int64($0.workflow.definition.version)),
                        "hash": .string($0.workflow.hash), "open": .integer(Int64($0.open)),
                        "ended": .integer(Int64($0.ended)), "vacant": .array($0.vacant.map(JSON.string)),
                    ])
                }),
            "calendars": .object(checkup.horizon.mapValues { .integer(Int64($0)) }),
            "unraised": .array(checkup.unraised.map(JSON.string)),
            "papers": .integer(Int64(checkup.papers.count)),
            "missing": .array(
                missing.map {
                    .object(omitting: [
                        "case": .string($0.caseNumber), "paper": .string($0.id), "kind": .string($0.kind),
                        "sha256": $0.hash.map(JSON.string),
                    ])
                }),
        ])
    }
}
