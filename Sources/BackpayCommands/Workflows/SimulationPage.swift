import CEL
import Source
import Values
import Workflow

/// What `workflow simulate` shows: where the proceeding stands after each step, and why a step was refused.
struct SimulationPage: Page {
    let definition: WorkflowDefinition
    let start: Snapshot
    let at: Moment
    let note: Bilingual?
    var steps: [SimulatedStep] = []
    /// The steps that were not tried after a refusal.
    var left = 0

    init(definition: WorkflowDefinition, start: Snapshot, at: Moment, note: Bilingual?) {
        self.definition = definition
        self.start = start
        self.at = at
        self.note = note
    }

    /// Whether a step, or what fell due ahead of it, could not be taken.
    func isRefused(_ step: SimulatedStep) -> Bool {
        step.refusal != nil || step.due.contains { $0.refusal != nil }
    }

    func lines(_ face: Face) -> [String] {
        var lines = [
            face.style.apply(.strong, to: definition.label.text(face.language))
                + "  \(definition.id)  v\(definition.version)"
        ]
        lines.append("0  \(at.shortText)  \(face.text("开始", "begins")) → \(standing(start, face))")
        lines += state(start, before: nil, face)
        for (index, step) in steps.enumerated() { lines += self.lines(step, index + 1, face) }
        if left > 0 {
            lines.append(
                face.text(
                    "被拒绝后停止，还有 \(left) 步未试（--keep-going 可继续）",
                    "stopped at the refusal; \(left) more not tried (--keep-going goes on)"))
        }
        if let note { lines.append(face.style.apply(.faint, to: note.text(face.language))) }
        return lines
    }

    private func lines(_ step: SimulatedStep, _ number: Int, _ face: Face) -> [String] {
        var lines: [String] = []
        for event in step.due {
            let what = event.moment.kind.label.text(face.language)
            lines.append(
                "   \(event.moment.instant.minuteText)  \(what): "
                    + definition.clockLabel(event.clock).text(face.language) + "  \(event.clock)")
            if let refusal = event.refusal { lines += RefusalLines.lines(refusal, face).map { "   ✗ " + $0 } }
        }
        let name = VisibleText.line(self.name(step, face))
        if let refusal = step.refusal {
            lines.append(
                "\(number)  \(step.at.shortText)  \(name) "
                    + face.style.apply(.bad, to: "✗ " + face.text("被拒绝", "refused")))
            lines += RefusalLines.lines(refusal, face).map { "   " + $0 }
            return lines
        }
        lines.append("\(number)  \(step.at.shortText)  \(name) → \(standing(step.after, face))")
        if let assumed = assumed(step, face) { lines.append("   " + face.style.apply(.faint, to: assumed)) }
        if let lapse = step.lapse {
            lines.append(
                "   "
                    + face.style.apply(
                        .bad, to: face.text("已失效，签署齐备时不能办理：", "lapsed, it could not be done once signed:")))
            lines += RefusalLines.lines(lapse, face).map { "     " + $0 }
        }
        for rule in step.result?.violations ?? [] {
            lines.append("   " + face.style.apply(.bad, to: face.text("违反规则 ", "breaks the rule ") + rule))
        }
        return lines + state(step.after, before: step.before, face)
    }

    private func name(_ step: SimulatedStep, _ face: Face) -> String {
        switch step.step.deed {
        case .act(let name):
            let label = definition.actLabel(name).text(face.language)
            return label == name ? name : "\(label) \(name)"
        case .wait(let length): return "+" + length.label.text(face.language)
        case .waitUntil: return face.text("时间推移", "time passes")
        case .learn: return face.text("得知", "becomes known")
        case .sign(let signing):
            let word = signing.word.named.label.text(face.language)
            let act = definition.actLabel(signing.act).text(face.language)
            return "\(word) \(act) \(signing.act)"
        case .childEnded(let end):
            let state = definition.label(ofState: end.state).text(face.language)
            return face.text(
                "“\(state)”所等待的程序终结：\(end.outcome)", "what '\(state)' waits for has ended: \(end.outcome)")
        }
    }

    /// Who and what was taken because nobody said.
    private func assumed(_ step: SimulatedStep, _ face: Face) -> String? {
        switch step.step.deed {
        case .act, .sign: break
        case .wait, .waitUntil, .learn, .childEnded: return nil
        }
        var parts: [String] = []
        if step.isDoerAssumed, !step.doers.isEmpty {
            let roles = step.doers.map { doer in
                doer.roles.sorted().map { definition.roleLabel($0).text(face.language) }.joined(
                    separator: "/")
            }
            parts.append(roles.joined(separator: face.text("、", ", ")))
        }
        if step.arePapersAssumed, !step.attached.isEmpty {
            let kinds = step.attached.map { definition.documentLabel($0.kind).text(face.language) }
            parts.append(kinds.joined(separator: face.text("、", ", ")))
        }
        guard !parts.isEmpty else { return nil }
        return face.text("假定：", "assumed: ") + parts.joined(separator: face.text("；", "; "))
    }

    private func standing(_ snapshot: Snapshot, _ face: Face) -> String {
        let names = snapshot.active.map { address in
            let id = address.split(separator: "/").last.map(String.init) ?? address
            return "\(definition.label(ofState: address).text(face.language)) \(id)"
        }
        var text = names.joined(separator: face.text("＋", " + "))
        if let outcome = snapshot.outcome { text += face.text("，结果：", ", outcome: ") + outcome }
        return face.style.apply(.strong, to: text)
    }

    /// Fields that changed, and clocks that run or changed.
    private func state(_ snapshot: Snapshot, before: Snapshot?, _ face: Face) -> [String] {
        var lines: [String] = []
        for field in definition.data {
            let value = snapshot.data[field.id]
            if let before, before.data[field.id] == value { continue }
            guard let value else { continue }
            lines.append("   \(field.id) = \(VisibleText.line(value.text))")
        }
        for run in snapshot.clocks {
            let old = before?.clocks.first { $0.id == run.id }
            guard run.state != .ended || (old != nil && old?.state != .ended) else { continue }
            lines.append("   " + clock(run, face))
        }
        for proposal in snapshot.proposals {
            let act = definition.actLabel(proposal.act).text(face.language)
            let waits = proposal.waiting(in: definition).text(face.language)
            lines.append("   " + face.text("待签署 \(act)：\(waits)", "'\(act)' waits for: \(waits)"))
        }
        for child in snapshot.children where child.status == .awaited {
            lines.append(
                "   " + face.text("等待程序 \(child.workflow)", "waits for a proceeding '\(child.workflow)'"))
        }
        return lines
    }

    private func clock(_ run: ClockRun, _ face: Face) -> String {
        var text = "\(definition.clockLabel(run.clock).text(face.language))  \(run.id)  "
        text += TrialClock.Phase(run).label.text(face.language)
        if let due = run.due { text += face.text("，截止 ", ", due ") + due.shortText }
        if run.isProvisional, note == nil { text += face.text("（暂定）", " (provisional)") }
        return text
    }

    var json: JSON {
        .object([
            "schema": .string("simulation/1"), "workflow": .string(definition.id),
            "start": .object(members(start, at: at)), "steps": .array(steps.map(json)),
            "not_tried": .integer(Int64(left)), "counted": .string(note == nil ? "calendar" : "weekdays"),
        ])
    }

    private func json(_ step: SimulatedStep) -> JSON {
        var members = members(step.after, at: step.at)
        switch step.step.deed {
        case .act(let name): members["act"] = .string(name)
        case .wait(let length): members["wait"] = .string(length.description)
        case .waitUntil(let moment): members["wait"] = .string(moment.description)
        case .learn: members["learn"] = .bool(true)
        case .sign(let signing): members[signing.word.rawValue] = .string(signing.act)
        case .childEnded(let end):
            members["ended"] = .string(end.state)
            members["outcome_given"] = .string(end.outcome)
        }
        if let refusal = step.refusal { members["refused"] = .array(refusal.all.map(\.json)) }
        if let lapse = step.lapse { members["lapsed"] = .array(lapse.all.map(\.json)) }
        if !step.doers.isEmpty {
            members["by"] = .array(
                step.doers.map {
                    .object(["id": .string($0.id), "roles": .array($0.roles.sorted().map(JSON.string))])
                })
        }
        var assumed: [JSON] = []
        if step.isDoerAssumed { assumed.append(.string("by")) }
        if step.arePapersAssumed, !step.attached.isEmpty { assumed.append(.string("attach")) }
        if !assumed.isEmpty { members["assumed"] = .array(assumed) }
        if !step.due.isEmpty {
            members["due"] = .array(
                step.due.map { event in
                    .object(omitting: [
                        "run": .string(event.moment.run), "at": .string(event.moment.instant.description),
                        "kind": .string(event.moment.kind.word),
                        "refused": event.refusal.map { .array($0.all.map(\.json)) },
                    ])
                })
        }
        if let result = step.result {
            members["entered"] = .array(result.entered.map(JSON.string))
            members["left"] = .array(result.left.map(JSON.string))
            if !result.violations.isEmpty {
                members["violations"] = .array(result.violations.map(JSON.string))
            }
        }
        return .object(members)
    }

    private func members(_ snapshot: Snapshot, at: Moment) -> [String: JSON] {
        var members: [String: JSON] = [
            "at": .string(at.description), "states": .array(snapshot.active.map(JSON.string)),
            "data": .object(snapshot.data.mapValues(\.json)),
            "clocks": .array(
                snapshot.clocks.map { run in
                    .object(omitting: [
                        "run": .string(run.id), "clock": .string(run.clock),
                        "is": .string(TrialClock.Phase(run).rawValue),
                        "due": run.due.map { .string($0.description) },
                        "provisional": run.isProvisional ? .bool(true) : nil,
                    ])
                }),
        ]
        if let outcome = snapshot.outcome { members["outcome"] = .string(outcome) }
        if !snapshot.proposals.isEmpty {
            members["waiting"] = .array(
                snapshot.proposals.map { proposal in
                    .object([
                        "act": .string(proposal.act),
                        "for": .array(
                            proposal.awaited(in: definition).map { .array($0.rule.who.map(JSON.string)) }),
                    ])
                })
        }
        let children = snapshot.children.filter { $0.status == .awaited }
        if !children.isEmpty {
            members["children"] = .array(
                children.map { child in
                    .object(omitting: [
                        "workflow": .string(child.workflow), "state": child.state.map(JSON.string),
                        "rows": child.rows.isEmpty ? nil : .array(child.rows.map(JSON.string)),
                    ])
                })
        }
        return members
    }
}

extension DueMoment.Kind {
    /// What people call it.
    var label: Bilingual {
        switch self {
        case .breach: return Bilingual(zh: "逾期", en: "overdue")
        case .warning: return Bilingual(zh: "预警", en: "warning")
        case .escalation: return Bilingual(zh: "上报", en: "escalation")
        case .review: return Bilingual(zh: "定期复核", en: "review")
        }
    }

    /// For programs.
    var word: String {
        switch self {
        case .breach: return "breach"
        case .warning: return "warning"
        case .escalation: return "escalation"
        case .review: return "review"
        }
    }
}
