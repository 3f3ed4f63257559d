import Source
import Values
import Workflow

/// What `workflow check` shows: findings, then what became of each rule, then the crews, then how much was looked at.
struct CheckPage: Page {
    let files: [CheckedFile]

    func lines(_ face: Face) -> [String] {
        var lines: [String] = []
        for (number, file) in files.enumerated() {
            if number > 0 { lines.append("") }
            lines += file.found.map { finding($0, face) }
            for found in file.report?.findings ?? [] {
                lines.append(finding(found.diagnostic, face))
                lines += path(found.witness, isWalked: found.isReplayed, face)
            }
            if file.isClean {
                lines.append(VisibleText.line(file.path) + face.text("：没有问题", ": nothing to complain of"))
            }
            guard let report = file.report, let definition = file.definition else { continue }
            lines += verdicts(report, face) + crews(report, definition, face)
            lines += accepted(report, face) + [size(report.size, face)]
        }
        return lines
    }

    private func finding(_ diagnostic: Diagnostic, _ face: Face) -> String {
        let text = VisibleText.line(diagnostic.text(face.language))
        switch diagnostic.severity {
        case .error: return face.style.apply(.bad, to: text)
        case .warning: return face.style.apply(.warning, to: text)
        case .information: return face.style.apply(.faint, to: text)
        }
    }

    private func path(_ steps: [WitnessStep], isWalked: Bool?, _ face: Face) -> [String] {
        guard !steps.isEmpty else { return [] }
        let words = steps.map { step in
            let facts = step.facts.isEmpty ? "" : " {" + step.facts.joined(separator: ", ") + "}"
            return step.text + facts
        }
        let names = words.joined(separator: " → ")
        let head: String
        switch isWalked {
        case true?: head = face.text("  路径（已按实际步骤走通）：", "  path (walked by the real step): ")
        case false?: head = face.text("  路径（未按实际步骤走通）：", "  path (not walked by the real step): ")
        case nil: head = face.text("  路径：", "  path: ")
        }
        return [face.style.apply(.faint, to: VisibleText.line(head + names))]
    }

    private func verdicts(_ report: ModelReport, _ face: Face) -> [String] {
        guard !report.verdicts.isEmpty else { return [] }
        var lines = [face.heading("规则", "Rules")]
        for verdict in report.verdicts {
            var text = "  \(verdict.outcome.label.text(face.language))  \(verdict.name)"
            text += face.text("：", ": ") + verdict.label.text(face.language)
            lines.append(VisibleText.line(text))
            if let note = verdict.note {
                lines.append(
                    face.style.apply(.faint, to: VisibleText.line("    " + note.text(face.language))))
            }
            if verdict.outcome != .refuted, !verdict.witness.isEmpty {
                lines += path(verdict.witness, isWalked: nil, face).map { "  " + $0 }
            }
        }
        return lines
    }

    private func crews(_ report: ModelReport, _ definition: WorkflowDefinition, _ face: Face) -> [String] {
        guard !report.crews.isEmpty else { return [] }
        var lines = [face.heading("办到各个结果的最少人手", "The smallest crew for each end")]
        for crew in report.crews {
            let end = definition.label(ofState: crew.end).text(face.language)
            lines.append("  \(end) \(crew.end)" + face.text("：", ": ") + count(crew, face))
            guard !crew.persons.isEmpty else { continue }
            let people = crew.persons.map { person in
                let roles = person.roles.map { definition.roleLabel($0).text(face.language) + " " + $0 }
                return "\(person.number) = " + (roles.isEmpty ? "—" : roles.joined(separator: " + "))
            }
            lines.append(
                face.style.apply(.faint, to: "    " + people.joined(separator: face.text("；", "; "))))
        }
        return lines
    }

    private func count(_ crew: CrewReport, _ face: Face) -> String {
        guard let people = crew.people else {
            return crew.isReachable
                ? face.text("没有足够的人手组合", "no crew can")
                : face.text("未能判定", "not decided")
        }
        switch crew.certainty {
        case .exact: return face.text("\(people) 人", people == 1 ? "1 person" : "\(people) people")
        case .atLeast, .unknown: return face.text("至少 \(people) 人", "at least \(people)")
        }
    }

    private func accepted(_ report: ModelReport, _ face: Face) -> [String] {
        report.waived.map { waived in
            let code = waived.finding.diagnostic.code
            return VisibleText.line(
                face.text(
                    "已接受 \(code)（\(waived.finding.subject)）：\(waived.reason.zh)",
                    "accepted \(code) (\(waived.finding.subject)): \(waived.reason.en)"))
        }
    }

    private func size(_ size: ModelSize, _ face: Face) -> String {
        let parts = size.regions == 1 ? "1 part" : "\(size.regions) parts"
        let text = face.text(
            "分 \(size.regions) 部分检查，\(size.nodes) 个节点，\(size.edges) 步",
            "looked at \(size.nodes) nodes and \(size.edges) steps in \(parts)")
        let tail = size.isComplete ? "" : face.text("；未看完", "; not everything")
        return face.style.apply(.faint, to: text + tail)
    }

    var json: JSON {
        .object([
            "schema": .string("workflow-check/1"),
            "findings": .array(
                files.flatMap { file in
                    file.found.map(\.json) + (file.report?.findings ?? []).map(json)
                }),
            "clean": .array(files.filter(\.isClean).map { .string($0.path) }),
            "files": .array(
                files.compactMap { file in
                    file.report.map { json(file.path, $0) }
                }),
        ])
    }

    private func json(_ path: String, _ report: ModelReport) -> JSON {
        .object([
            "file": .string(path), "properties": .array(report.verdicts.map(\.json)),
            "crews": .array(report.crews.map(\.json)), "size": report.size.json,
            "waived": .array(
                report.waived.map { waived in
                    .object(["finding": json(waived.finding), "reason": waived.reason.json])
                }),
        ])
    }

    private func json(_ found: WorkflowFinding) -> JSON {
        guard case .object(var members) = found.diagnostic.json else { return found.diagnostic.json }
        members["subject"] = .string(found.subject)
        if !found.witness.isEmpty {
            members["witness"] = .array(found.witness.map(\.json))
            members["walked"] = .bool(found.isReplayed)
        }
        return .object(members)
    }
}
