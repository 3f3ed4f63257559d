import ArgumentParser
import CaseDesk
import Source
import Values
import Workflow

/// `backpay workflow show`: a procedure in words.
struct WorkflowShow: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "流程说明：状态、行为、职责、期限 · A procedure in words: states, acts, roles, limits."
    )
    @OptionGroup var common: CommonOptions
    @Argument(help: "Name or file. / 流程名或文件。") var workflow: String

    func run(_ context: CommandContext) throws {
        let definition = try WorkflowSource(context: context, common: common).definition(workflow)
        context.show(WorkflowPage(definition: definition), common)
    }
}

/// What `workflow show` shows.
struct WorkflowPage: Page {
    let definition: WorkflowDefinition

    func lines(_ face: Face) -> [String] {
        var lines = [
            face.style.apply(.strong, to: definition.label.text(face.language))
                + "  \(definition.id)  v\(definition.version)  "
                + face.style.apply(.faint, to: String(Pins.hash(definition).prefix(12)))
        ]
        lines += ["", face.heading("状态与去向", "States and ways out")]
        lines += Tree("", definition.root.children.map { tree($0, face) }).lines(
            width: face.width, style: face.style
        )
        .dropFirst()
        lines += ["", face.heading("行为", "Acts")] + acts(face)
        lines += ["", face.heading("期限", "Time limits")] + clocks(face)
        if !definition.separate.isEmpty {
            lines += ["", face.heading("职责分离（一人不得做完一行）", "Separation (nobody does a whole line)")]
            for set in definition.separate {
                lines.append("  " + set.map { act($0, face) }.joined(separator: " ✕ "))
            }
        }
        if !definition.properties.isEmpty {
            lines += ["", face.heading("不变规则", "Properties")]
            for property in definition.properties {
                lines.append("  \(property.name)  \(property.label.text(face.language))")
            }
        }
        return lines
    }

    private func act(_ id: String, _ face: Face) -> String {
        definition.act(named: id)?.label.text(face.language) ?? id
    }

    private func tree(_ state: StateDefinition, _ face: Face) -> Tree {
        var label = "\(state.label.text(face.language))  \(state.id)"
        if let outcome = state.outcome { label += face.text("  结果：", "  outcome: ") + outcome }
        let ways = state.transitions.map { way in
            Tree(Cell("→ " + way.summary(in: definition, face.language), .faint))
        }
        return Tree(Cell(label), ways + state.children.map { tree($0, face) })
    }

    private func acts(_ face: Face) -> [String] {
        var table = Table([
            .init("", overflow: .keep), .init("", overflow: .wrap), .init("", overflow: .wrap),
        ])
        for id in definition.acts.keys.sorted() {
            guard let rule = definition.acts[id] else { continue }
            let who = rule.who.map { definition.roleLabel($0).text(face.language) }.joined(
                separator: face.text("、", ", "))
            table.append([Cell("  " + id), Cell(act(id, face)), Cell(who, .faint)])
        }
        return table.lines(width: face.width, style: face.style)
    }

    /// The length, the latest where it changed; a review says how often.
    private func length(of clock: ClockDefinition, _ face: Face) -> String {
        guard let row = clock.lengths.last else { return "—" }
        let text = row.length.label.text(face.language)
        if clock.isReview { return face.text("每 \(text)", "every \(text)") }
        guard let from = row.from else { return text }
        return face.text("\(text)（自 \(from)）", "\(text) (from \(from))")
    }

    private func clocks(_ face: Face) -> [String] {
        var table = Table([
            .init("", overflow: .wrap), .init("", overflow: .keep), .init("", overflow: .keep),
            .init("", overflow: .wrap),
            .init("", overflow: .wrap),
        ])
        for clock in definition.clocks {
            table.append([
                Cell("  " + clock.label.text(face.language)),
                Cell(length(of: clock, face)),
                Cell(
                    ClockWords.kind(isLegal: clock.kind == .legal, isRight: clock.limit == .right).text(
                        face.language)),
                Cell(definition.roleLabel(clock.owes).text(face.language)),
                Cell(clock.source.text(face.language), .faint),
            ])
        }
        return table.lines(width: face.width, style: face.style)
    }

    var json: JSON {
        .object([
            "schema": .string("workflow/1"), "id": .string(definition.id),
            "version": .integer(Int64(definition.version)), "hash": .string(Pins.hash(definition)),
            "label": definition.label.json, "canonical": definition.canonical,
        ])
    }
}
