import ArgumentParser
import CaseDesk
import Source
import Values
import Workflow

/// `backpay workflow migrate`.
struct WorkflowMigrate: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "按方案迁移在办案件：试行、提出、批准、执行 · Move live cases by a plan: try, propose, approve, apply.",
        discussion: """
            $ backpay workflow migrate plan.yaml                       # 试行，不写入 · dry run, writes nothing
            $ backpay workflow migrate plan.yaml --propose --as li
            $ backpay workflow migrate plan.yaml --approve --as wang   # 另一人 · somebody else
            $ backpay workflow migrate plan.yaml --apply --as li
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @Argument(help: "The plan. / 迁移方案文件。") var plan: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The new text; by default the workflow of that name. / 新版流程文件。", valueName: "file"))
    var to: String?
    @Flag(help: "Record the plan for the cases of the dry run. / 提出方案。") var propose = false
    @Flag(help: "Approve what somebody else proposed. / 批准他人提出的方案。") var approve = false
    @Flag(help: "Move the cases, one commit each. / 执行。") var apply = false

    func validate() throws {
        guard [propose, approve, apply].filter({ $0 }).count <= 1 else {
            throw ValidationError(
                "one of --propose, --approve, --apply / --propose、--approve、--apply 只能选一")
        }
    }

    func run(_ context: CommandContext) throws {
        let resources = Resources(context: context)
        let node = try resources.yaml(plan).node
        let head = try MigrationPlan.head(node)
        let (definition, source) = try resources.workflow(to ?? head.workflow)
        let order = MigrationOrder(
            plan: node, definition: definition, source: source,
            library: try resources.library(of: definition, named: to ?? head.workflow))
        if approve {
            let register = try Register.open(common, wait: acting.wait, context: context)
            let hash = try register.desk.approve(order, as: try context.actor(option: acting.actor))
            context.show(
                DonePage(zh: "已批准方案 \(hash.prefix(12))", en: "approved plan \(hash.prefix(12))", id: hash),
                common)
        } else if apply {
            let register = try Register.open(common, wait: acting.wait, context: context)
            let progress = ProgressReporter(Bilingual(zh: "迁移案件", en: "moving cases"), context: context)
            let outcomes = try register.desk.apply(order, as: try context.actor(option: acting.actor)) {
                done, _ in progress.update(done)
            }
            progress.finish()
            let page = MigrationPage(outcomes: outcomes)
            context.show(page, common)
            if page.isIncomplete { throw QuietExit(status: .refused) }
        } else {
            let rehearsal: MigrationRehearsal
            if propose {
                let register = try Register.open(common, wait: acting.wait, context: context)
                rehearsal = try register.desk.propose(order, as: try context.actor(option: acting.actor))
            } else {
                let register = try Register.read(common, context: context)
                rehearsal = try register.desk.rehearse(
                    order, with: try register.fellows(random: context.random))
            }
            let isProposed = propose && rehearsal.blocked.isEmpty
            context.show(RehearsalPage(rehearsal: rehearsal, new: definition, isProposed: isProposed), common)
            if !rehearsal.blocked.isEmpty { throw QuietExit(status: .refused) }
        }
    }
}

/// What a dry run shows: counts for each place cases come from, what stands in the way, and how limits move.
struct RehearsalPage: Page {
    let rehearsal: MigrationRehearsal
    let new: WorkflowDefinition
    let isProposed: Bool

    func lines(_ face: Face) -> [String] {
        let cases = rehearsal.cases
        var lines = [
            face.text(
                "方案 \(rehearsal.planHash.prefix(12))：\(cases.count) 个在办程序，可迁移 \(rehearsal.movable.count)，"
                    + "受阻 \(rehearsal.blocked.count)",
                "plan \(rehearsal.planHash.prefix(12)): \(cases.count) proceedings, \(rehearsal.movable.count) "
                    + "can be moved, \(rehearsal.blocked.count) blocked"),
            face.text(
                "按新版重走后到达同一位置的 \(rehearsal.movable.filter(\.isCompliant).count) 个，其余由方案对应",
                "\(rehearsal.movable.filter(\.isCompliant).count) come to the same place by their own acts under the "
                    + "new text, the others are mapped"),
        ]
        lines += places(face) + clocks(face) + lapses(face) + blocks(face)
        lines += [
            "",
            isProposed
                ? face.text(
                    "已提出；由另一人执行 --approve，然后 --apply",
                    "proposed; somebody else runs --approve, then --apply")
                : face.text("这是试行，没有写入任何内容", "this was a dry run; nothing was written"),
        ]
        return lines
    }

    private func places(_ face: Face) -> [String] {
        let groups = Dictionary(grouping: rehearsal.movable) {
            RehearsalPage.kind($0.before) + " → " + RehearsalPage.kind($0.after)
        }
        guard !groups.isEmpty else { return [] }
        return ["", face.heading("所在状态", "where they stand")]
            + groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
                "  \($0.value.count)  \($0.key)"
            }
    }

    private func lapses(_ face: Face) -> [String] {
        let lapsing = rehearsal.movable.flatMap { row in row.lapses.map { (row.caseNumber, $0) } }
        guard !lapsing.isEmpty else { return [] }
        let shown = lapsing.prefix(50).map { number, proposal in
            "  \(number)  "
                + VisibleText.line(
                    (proposal.text ?? Bilingual(zh: proposal.id, en: proposal.id)).text(face.language))
        }
        let rest = lapsing.count - shown.count
        return [
            "",
            face.heading(
                "待签署而将失效（proposals: keep 则随迁）",
                "what waits for signatures and lapses ('proposals: keep' takes it along)"),
        ] + shown
            + (rest > 0
                ? [face.text("  另有 \(rest) 项，见 --format json", "  and \(rest) more, see --format json")] : [])
    }

    /// Where a case stands, whoever its workers are: a state of rows is named once, without their keys.
    private static func kind(_ places: [String]) -> String {
        var named: [String] = []
        for place in places.map({ $0.replacing(/\[[^\]]*\]/, with: "[…]") }) where !named.contains(place) {
            named.append(place)
        }
        return named.joined(separator: " + ")
    }

    private func clocks(_ face: Face) -> [String] {
        let moved = rehearsal.movable.flatMap { row in
            row.clocks.filter { $0.before != $0.after }.map { (row.caseNumber, $0) }
        }
        guard !moved.isEmpty else { return [] }
        let none = face.text("无", "none")
        let shown = moved.prefix(50).map { number, clock in
            "  \(number)  \(new.clockLabel(clock.clock).text(face.language))  "
                + "\(clock.before?.shortText ?? none) → \(clock.after?.shortText ?? none)"
        }
        let rest = moved.count - shown.count
        return ["", face.heading("期限变动", "limits that move")] + shown
            + (rest > 0
                ? [face.text("  另有 \(rest) 项，见 --format json", "  and \(rest) more, see --format json")] : [])
    }

    private func blocks(_ face: Face) -> [String] {
        let groups = Dictionary(
            grouping: rehearsal.blocked.flatMap { row in
                row.blocks.map { (row.caseNumber, $0) }
            }
        ) { "\($0.1.code.rawValue) \($0.1.subject)" }
        guard !groups.isEmpty else { return [] }
        var lines = ["", face.style.apply(.bad, to: face.text("受阻", "blocked"))]
        for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
            guard let block = group.first?.1 else { continue }
            let numbers = group.prefix(8).map(\.0).joined(separator: ", ") + (group.count > 8 ? " …" : "")
            lines.append(
                "  \(group.count)  \(block.code.rawValue)  "
                    + VisibleText.line(block.text.text(face.language)))
            lines.append("      " + numbers)
        }
        return lines
    }

    var json: JSON {
        .object([
            "schema": .string("migration-rehearsal/1"), "plan": .string(rehearsal.planHash),
            "from": .string(rehearsal.from), "to": .string(rehearsal.to), "set": .string(rehearsal.digest),
            "proposed": .bool(isProposed),
            "cases": .array(
                rehearsal.cases.map { row in
                    .object([
                        "case": .string(row.caseNumber), "version": .integer(Int64(row.version)),
                        "proceeding": .string(row.proceeding),
                        "before": .array(row.before.map(JSON.string)),
                        "after": .array(row.after.map(JSON.string)), "compliant": .bool(row.isCompliant),
                        "clocks": .array(
                            row.clocks.map {
                                .object(omitting: [
                                    "clock": .string($0.clock),
                                    "before": $0.before.map { .string($0.description) },
                                    "after": $0.after.map { .string($0.description) },
                                ])
                            }),
                        "lapses": .array(row.lapses.map(\.json)),
                        "blocked": .array(
                            row.blocks.map {
                                .object([
                                    "code": .string($0.code.rawValue), "subject": .string($0.subject),
                                    "text": $0.text.json,
                                ])
                            }),
                    ])
                }),
        ])
    }
}

/// What applying a plan shows.
struct MigrationPage: Page {
    let outcomes: [MigrationOutcome]

    /// Whether a case of the set was not moved.
    var isIncomplete: Bool { !rows.allSatisfy { $0.isMoved } }

    private struct Row {
        let number: String
        let code: String
        let text: Bilingual
        let isMoved: Bool
    }

    private var rows: [Row] {
        outcomes.map { outcome in
            switch outcome {
            case .moved(let number, let position):
                return Row(
                    number: number, code: "moved",
                    text: Bilingual(zh: "已迁移，第 \(position) 条", en: "moved, entry \(position)"), isMoved: true)
            case .alreadyMoved(let number):
                return Row(
                    number: number, code: "already-moved",
                    text: Bilingual(zh: "此前已迁移", en: "was moved before"), isMoved: true)
            case .changed(let number, let seen, let now):
                return Row(
                    number: number, code: "changed",
                    text: Bilingual(
                        zh: "试行后有变动（\(seen) → \(now)），留在原版本",
                        en: "changed since the dry run (\(seen) → \(now)), stays on its version"),
                    isMoved: false)
            case .blocked(let number, let blocks):
                let reason = blocks.first?.text ?? Bilingual(zh: "", en: "")
                return Row(
                    number: number, code: "blocked",
                    text: Bilingual(zh: "受阻：\(reason.zh)", en: "blocked: \(reason.en)"), isMoved: false)
            }
        }
    }

    func lines(_ face: Face) -> [String] {
        let moved = rows.filter(\.isMoved).count
        var lines = [
            face.text(
                "迁移 \(moved) 个，未迁移 \(rows.count - moved) 个", "\(moved) moved, \(rows.count - moved) not")
        ]
        lines += rows.filter { !$0.isMoved }.map {
            "  \($0.number)  " + VisibleText.line($0.text.text(face.language))
        }
        return lines
    }

    var json: JSON {
        .object([
            "schema": .string("migration/1"),
            "cases": .array(
                rows.map {
                    .object(["case": .string($0.number), "result": .string($0.code), "text": $0.text.json])
                }),
        ])
    }
}
