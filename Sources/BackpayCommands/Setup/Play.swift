import ArgumentParser
import CaseDesk
import Glibc
import Source
import Values
import WorkCalendar
import Workflow

/// `backpay play`: plays stories into a register, all or nothing.
struct Play: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "把故事逐步演练进登记簿 · Play stories into a register, all or nothing.",
        discussion: """
            $ backpay play seeds/dehua-2025.yaml --register demo.sqlite
            $ backpay play seeds --register demo.sqlite

            文件夹：其中的故事及下级文件夹的。 A folder: the stories in it and in the folders inside.
            不存在的登记簿会新建，并注明时间取自故事。已有的登记簿按现在的时间登记。
            A register that does not exist is made, and says that its times come from stories. In one that exists,
            everything is recorded now.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @Argument(
        help: ArgumentHelp("Stories, or folders of them. / 故事文件或其文件夹。", valueName: "STORY.yaml"),
        completion: .file(extensions: ["yaml"]))
    var stories: [String]
    @Flag(name: .long, help: "Record what can be recorded after a step that fails. / 某步失败后继续。")
    var keepGoing = false

    func run(_ context: CommandContext) throws {
        let resources = Resources(context: context)
        let files = try stories.flatMap(resources.stories(at:))
        let parts = try files.map { path -> StoryPlayer.Part in
            let story = try StoryReader.read(try resources.yaml(path).node)
            let folder = Resources.folder(of: path)
            guard let file = resources.workflowPath(story.workflow, beside: folder) else {
                throw DeskFailure.noSuchWorkflow(story.workflow)
            }
            let (definition, source) = try resources.workflow(at: file)
            // A story may open proceedings that its workflow does not name.
            let beside = Resources.folder(of: file)
            var library = try resources.library(of: definition, beside: beside)
            for id in story.steps.compactMap({ $0.start?.workflow })
            where !library.contains(where: { $0.definition.id == id }) {
                guard let path = resources.workflowPath(id, beside: folder) else {
                    throw DeskFailure.noSuchWorkflow(id)
                }
                let (started, text) = try resources.workflow(at: path)
                library.append(WorkflowFile(started, source: text))
                library += try resources.library(of: started, beside: beside).filter { file in
                    !library.contains { $0.definition.id == file.definition.id }
                }
            }
            return StoryPlayer.Part(
                story: story, definition: definition, source: source, library: library)
        }
        let calendars = try resources.calendars(folder: nil, beside: files.first.map(Resources.folder(of:)))
        let path = context.register(option: common.register)
        let isNew = !resources.exists(path)
        let beginning = parts.map(\.story.opening.recorded).min()
        // Tried in memory first, so that a story that fails leaves no file behind.
        if isNew {
            let rehearsal = Desk.rehearsal(now: context.now, random: context.random)
            try rehearsal.found(origin: "rehearsal", simulatedFrom: beginning)
            _ = try play(parts, calendars, on: rehearsal, context)
        }
        let register =
            isNew
            ? try Register.create(at: path, origin: "stories", simulatedFrom: beginning, context: context)
            : try Register.open(common, wait: acting.wait, context: context)
        let result = try play(parts, calendars, on: register.desk, context)
        context.show(PlayPage(result: result, parts: parts, path: path, isNew: isNew), common)
        if !result.unmet.isEmpty || result.steps.contains(where: { !$0.isAsTold }) {
            try context.flush()
            throw QuietExit(status: .refused)
        }
    }

    private func play(
        _ parts: [StoryPlayer.Part], _ calendars: [HolidayCalendar], on desk: Desk, _ context: CommandContext
    ) throws -> StoryPlayer.Result {
        let isSimulated = try desk.facts().isSimulated
        do {
            return try desk.work(as: "system") { work in
                try StoryPlayer(work: work, isSimulated: isSimulated, keepsGoing: keepGoing)
                    .play(parts, calendars: calendars)
            }
        } catch let fault as StoryFault {
            throw CommandFailure(fault)
        }
    }
}

extension CommandFailure {
    /// A story that did not go as it is told.
    init(_ fault: StoryFault) {
        let place: String
        var details: [Bilingual] = []
        var message: Bilingual
        if let step = fault.step {
            place = step.position.description
            let name = step.number == 0 ? "opening" : "\(step.number)"
            message = Bilingual(
                zh: "\(place)：故事第 \(name) 步（\(step.act)）与所述不符；没有登记任何内容",
                en:
                    "\(place): step \(name) of the story (\(step.act)) did not go as told; nothing was recorded"
            )
            switch step.outcome {
            case .refused(let report, _):
                let failure = CommandFailure(report, isLogged: false)
                details =
                    [
                        Bilingual(
                            zh: "\(failure.code)：\(failure.message.zh)",
                            en: "\(failure.code): \(failure.message.en)")
                    ]
                    + failure.details
            case .unconfirmed(let contradictions): details = contradictions.map(\.message)
            case .done where !step.differences.isEmpty: details = step.differences.map(\.message)
            case .done(let receipt):
                details = [
                    receipt.waiting?.waits.map {
                        Bilingual(
                            zh: "该步只能提出，等待\($0.zh)签署", en: "it is only put forward and waits for: \($0.en)")
                    }
                        ?? Bilingual(
                            zh: "该步本应被拒绝或等待签署，却可以登记",
                            en: "it should have been refused or wait for signatures but could be recorded")
                ]
            }
        } else {
            place = fault.unmet?.position.description ?? ""
            message = Bilingual(
                zh: "\(place)：故事结果不符：\(fault.unmet?.message.zh ?? "")；没有登记任何内容",
                en:
                    "\(place): the story ends otherwise: \(fault.unmet?.message.en ?? ""); nothing was recorded"
            )
        }
        self.init(.badInput, code: "story", message, details: details)
    }
}

/// What `play` shows.
struct PlayPage: Page {
    let result: StoryPlayer.Result
    let parts: [StoryPlayer.Part]
    let path: String
    let isNew: Bool

    func lines(_ face: Face) -> [String] {
        var lines: [String] = []
        for part in parts {
            let steps = result.steps.filter { $0.story == part.story.id }
            let number = result.cases[part.story.id] ?? "-"
            lines.append(
                face.style.apply(.strong, to: part.story.label.text(face.language)) + "  \(number)  "
                    + face.style.apply(.faint, to: part.story.id))
            var table = Table([
                .init("", .right, overflow: .keep), .init("", overflow: .keep), .init("", overflow: .keep),
                .init("", overflow: .wrap),
            ])
            for step in steps { table.append(row(step, face)) }
            lines += table.lines(width: face.width, style: face.style).map { "  " + $0 }
        }
        for diagnostic in result.steps.flatMap(\.differences) + result.unmet {
            lines.append(face.style.apply(.bad, to: diagnostic.text(face.language)))
        }
        let done = result.steps.filter(\.outcome.isDone).count
        lines.append(
            face.text(
                "共 \(result.steps.count) 步，登记 \(done) 步；登记簿 \(VisibleText.line(path))",
                "\(result.steps.count) steps, \(done) recorded; register \(VisibleText.line(path))")
                + (isNew ? face.text("（新建，时间取自故事）", " (new; its times come from the stories)") : ""))
        return lines
    }

    private func row(_ step: StoryPlayer.Played, _ face: Face) -> [Cell] {
        let outcome: Cell
        switch step.outcome {
        case .done(let receipt):
            guard let waiting = receipt.waiting else {
                outcome = Cell(face.text("已登记", "recorded"), .good)
                break
            }
            outcome = Cell(
                face.text("待签署 ", "waits for signatures ") + waiting.id
                    + (step.isAsTold ? face.text("（如故事所述）", " (as told)") : ""), step.isAsTold ? .plain : .bad
            )
        case .refused(let report, _):
            outcome = Cell(
                face.text("被拒绝 ", "refused ") + report.primary.code
                    + (step.isAsTold ? face.text("（如故事所述）", " (as told)") : ""), step.isAsTold ? .plain : .bad
            )
        case .unconfirmed:
            outcome = Cell(
                face.text("待确认", "unconfirmed") + (step.isAsTold ? face.text("（如故事所述）", " (as told)") : ""),
                step.isAsTold ? .plain : .bad)
        }
        return [Cell("\(step.number)"), Cell(step.occurred.shortText), Cell(step.act), outcome]
    }

    var json: JSON {
        .object([
            "schema": .string("play/1"), "register": .string(path), "new": .bool(isNew),
            "cases": .object(result.cases.mapValues(JSON.string)),
            "steps": .array(
                result.steps.map { step in
                    let code: JSON
                    switch step.outcome {
                    case .done(let receipt): code = .string(receipt.waiting == nil ? "done" : "waits")
                    case .refused(let report, _): code = .string(report.primary.code)
                    case .unconfirmed: code = .string("unconfirmed")
                    }
                    return .object([
                        "story": .string(step.story), "step": .integer(Int64(step.number)),
                        "act": .string(step.act), "case": .string(step.caseNumber),
                        "occurred": .string(step.occurred.description), "outcome": code,
                        "as_told": .bool(step.isAsTold),
                        "differences": .array(step.differences.map(\.json)),
                    ])
                }),
            "unmet": .array(result.unmet.map(\.json)),
        ])
    }
}
