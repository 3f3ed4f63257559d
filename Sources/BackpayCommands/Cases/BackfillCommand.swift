import ArgumentParser
import CaseDesk
import Source
import TransparencyLog
import Values
import Workflow

/// `backpay backfill`: enters past acts kept on paper, all or nothing.
struct BackfillCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill",
        abstract: "补录纸质办理的事项，全部或全不 · Enter past acts kept on paper, all or nothing.",
        discussion: """
            $ backpay backfill april.yaml --as clerk --dry-run
            $ backpay backfill april.yaml --as clerk

            按发生先后登记，期间到期的事项在其间登记；当时按期办理的仍算按期。同一文件只登记一次。格式见 docs/cli.md。
            Entered in the order in which things happened; what came due between them is raised between them, so what was
            in time stays in time. A file is entered once. The format is in docs/cli.md.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @Argument(
        help: ArgumentHelp("The past acts. / 补录文件。", valueName: "FILE.yaml"),
        completion: .file(extensions: ["yaml"]))
    var file: String
    @Flag(name: .long, help: "Only show what it would do. / 只显示，不登记。")
    var dryRun = false

    func run(_ context: CommandContext) throws {
        let recorder = try context.actor(option: acting.actor)
        let (node, text) = try Resources(context: context).yaml(file)
        let backfill = try StoryReader.backfill(node)
        let register = try Register.open(common, wait: acting.wait, context: context)
        var workflows: [String: Backfiller.Procedure] = [:]
        for opening in backfill.cases where workflows[opening.workflow] == nil {
            let (definition, source) = try register.workflow(named: opening.workflow, context)
            let library = try Resources(context: context).library(of: definition, named: opening.workflow)
            workflows[opening.workflow] = (definition, source, library)
        }
        try register.catchUp(context)
        let result: BackfillResult
        do {
            result = try register.desk.work(as: recorder) { [workflows] work in
                let result = try Backfiller(
                    work: work, recorder: recorder, fingerprint: Digest.sha256(Array(text.utf8))
                ).enter(backfill, workflows: workflows)
                // What is only tried leaves the work by an error, so that nothing of it lands.
                if dryRun { throw Tried(result: result) }
                return result
            }
        } catch let tried as Tried {
            result = tried.result
        } catch let fault as BackfillFault {
            throw CommandFailure(fault)
        }
        context.show(BackfillPage(result: result, name: backfill.name, isTried: dryRun), common)
    }

    /// Carries what would have been done out of the work.
    private struct Tried: Error {
        let result: BackfillResult
    }
}

extension CommandFailure {
    /// An act of a file of past acts that was not accepted.
    init(_ fault: BackfillFault) {
        let place = fault.position.description
        let nothing = Bilingual(zh: "没有登记任何内容", en: "nothing was recorded")
        switch fault.outcome {
        case .refused(let report, _):
            let failure = CommandFailure(report, isLogged: false)
            self.init(
                failure.status, code: failure.code,
                Bilingual(
                    zh: "\(place)：\(fault.act) 被拒绝：\(failure.message.zh)；\(nothing.zh)",
                    en: "\(place): \(fault.act) is refused: \(failure.message.en); \(nothing.en)"),
                details: failure.details, members: failure.members)
        case .unconfirmed(let contradictions):
            self.init(
                .refused, code: "unconfirmed",
                Bilingual(
                    zh: "\(place)：\(fault.act) 与案卷矛盾；\(nothing.zh)",
                    en: "\(place): \(fault.act) contradicts the file; \(nothing.en)"),
                details: contradictions.map(\.message),
                hint: Bilingual(
                    zh: "核对无误后在该项写 confirm: true", en: "write confirm: true there once it is checked"))
        case .done:
            self.init(
                .refused, code: "backfill",
                Bilingual(zh: "\(place)：\(nothing.zh)", en: "\(place): \(nothing.en)"))
        }
    }
}

/// What `backfill` shows.
struct BackfillPage: Page {
    let result: BackfillResult
    let name: String
    let isTried: Bool

    func lines(_ face: Face) -> [String] {
        var table = Table([
            .init(face.text("条", "pos"), .right, overflow: .keep),
            .init(face.text("案号", "case"), overflow: .keep),
            .init(face.text("发生", "occurred"), overflow: .keep),
            .init(face.text("事项", "act"), overflow: .wrap), .init(face.text("备注", "note"), overflow: .wrap),
        ])
        for line in result.lines {
            let notes =
                [line.limit?.text(face.language)].compactMap(\.self)
                + line.cured.map {
                    face.text("\($0.zh)：逾期已补正", "\($0.en): met in time after all, breach lifted")
                }
            table.append([
                Cell("\(line.position)", .faint), Cell(line.caseNumber), Cell(line.occurred.shortText),
                Cell(line.label.text(face.language), line.limit == nil ? .plain : .warning),
                Cell(notes.joined(separator: face.text("；", "; ")), .faint),
            ])
        }
        return table.lines(width: face.width, style: face.style) + [summary(face)]
    }

    private func summary(_ face: Face) -> String {
        let title = VisibleText.line(name)
        let (cases, entries) = (result.cases.count, result.lines.count)
        if result.isReplay {
            return face.text("\(title)：此前已登记过，没有重复登记", "\(title): entered before; nothing was entered twice")
        }
        return isTried
            ? face.text(
                "\(title)：将登记 \(cases) 案 \(entries) 条；未写入",
                "\(title): would make \(entries) entries in \(cases) cases; nothing was written")
            : face.text(
                "\(title)：已登记 \(cases) 案 \(entries) 条", "\(title): \(entries) entries in \(cases) cases")
    }

    var json: JSON {
        .object([
            "schema": .string("backfill/1"), "name": .string(name), "dry_run": .bool(isTried),
            "replay": .bool(result.isReplay), "cases": .array(result.cases.map(JSON.string)),
            "entries": .array(
                result.lines.map { line in
                    .object(omitting: [
                        "position": .integer(Int64(line.position)), "case": .string(line.caseNumber),
                        "occurred": .string(line.occurred.description), "act": .string(line.act),
                        "label": line.label.json, "limit": line.limit?.json,
                        "cured": line.cured.isEmpty ? nil : .array(line.cured.map(\.json)),
                    ])
                }),
        ])
    }
}
