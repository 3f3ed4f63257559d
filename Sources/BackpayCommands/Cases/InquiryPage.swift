import CaseDesk
import Source
import Values
import Workflow

/// What `next --act` shows: whether one act can be done, and everything that stands in its way.
struct InquiryPage: Page {
    let inquiry: ActInquiry

    private var state: CaseState { inquiry.state }

    func lines(_ face: Face) -> [String] {
        var lines = [
            face.style.apply(.strong, to: state.number) + "  " + state.stateLabels.text(face.language)
        ]
        let name = VisibleText.line(inquiry.act.shown.text(face.language))
        lines.append("")
        lines.append(
            inquiry.isPossible
                ? face.style.apply(.good, to: "○") + " \(name)  " + face.text("可以办理", "can be done")
                : face.style.apply(.bad, to: "✗") + " \(name)  " + face.text("现在不能办理", "cannot be done now"))
        var block = KeyValueBlock()
        for reason in inquiry.reasons {
            block.append(reason.code, Cell(reason.message(face.language), .warning))
            for detail in reason.details(face.language) { block.append("", Cell(detail)) }
        }
        for contradiction in inquiry.contradictions {
            block.append(face.text("与案卷矛盾", "contradicts"), Cell(contradiction.text(face.language), .warning))
            block.append(
                "", Cell(face.text("确属事实，加 --confirm --reason", "if it is a fact, add --confirm --reason")))
        }
        if !inquiry.mustState.isEmpty {
            let fields = inquiry.mustState.map { PayloadWords.name($0, face.language) }
            block.append(face.text("须填", "must state"), Cell(fields.joined(separator: face.text("、", ", "))))
        }
        let targets = inquiry.leadsTo.map { id in
            inquiry.definition?.label(ofState: id).text(face.language) ?? id
        }
        if !targets.isEmpty {
            block.append(
                face.text("进入", "leads to"), Cell(targets.joined(separator: face.text(" 或 ", " or "))))
        }
        if inquiry.definition?.act(named: inquiry.act.id) != nil { append(people: &block, face) }
        lines += block.lines(width: face.width, indent: 2, style: face.style)
        lines += ["", face.style.apply(.faint, to: command(face))]
        return lines
    }

    /// Who could do it, who could sign, who could take the proceeding up again.
    private func append(people block: inout KeyValueBlock, _ face: Face) {
        let roles = roles(inquiry.whoMay, face)
        block.append(
            face.text("谁可以", "who may"),
            Cell(
                (roles.isEmpty ? face.text("任何经办人", "any role") : roles) + ": " + names(inquiry.people, face))
        )
        for signature in inquiry.signatures {
            block.append(
                face.text("还须签署", "signed by"),
                Cell(self.roles(signature.roles, face) + ": " + names(signature.people, face)))
        }
        for remedy in inquiry.remedies {
            block.append(
                face.text("可先", "first"),
                Cell(remedy.act.shown.text(face.language) + ": " + names(remedy.people, face)))
        }
    }

    private func roles(_ ids: [String], _ face: Face) -> String {
        ids.map { inquiry.definition?.roleLabel($0).text(face.language) ?? $0 }.joined(
            separator: face.text("、", ", "))
    }

    private func names(_ people: [ActInquiry.Official], _ face: Face) -> String {
        guard !people.isEmpty else { return face.text("现在没有这样的人", "nobody now") }
        return people.map { person in person.name.map { "\($0) (\(person.id))" } ?? person.id }.joined(
            separator: face.text("、", ", "))
    }

    private func command(_ face: Face) -> String {
        let words = "backpay advance \(state.number) \(VisibleText.line(inquiry.act.id))"
        return inquiry.isPossible
            ? face.text("办理：", "do it: ") + words
            : face.text(
                "其他可办事项：backpay next \(state.number)", "what else can be done: backpay next \(state.number)")
    }

    var json: JSON {
        .object([
            "schema": .string("inquiry/1"), "case": .string(state.number),
            "version": .integer(Int64(state.version)), "act": .string(inquiry.act.id),
            "label": inquiry.act.label.json, "possible": .bool(inquiry.isPossible),
            "asked_for": .array(inquiry.askedFor.map(JSON.string)),
            "reasons": .array(inquiry.reasons.map(\.json)),
            "contradictions": .array(inquiry.contradictions.map(\.json)),
            "must_state": .array(inquiry.mustState.map { .string($0.name) }),
            "leads_to": .array(inquiry.leadsTo.map(JSON.string)),
            "who": .array(inquiry.whoMay.map(JSON.string)),
            "people": .array(inquiry.people.map { .string($0.id) }),
            "signatures": .array(
                inquiry.signatures.map {
                    .object([
                        "roles": .array($0.roles.map(JSON.string)),
                        "people": .array($0.people.map { .string($0.id) }),
                    ])
                }),
            "remedies": .array(
                inquiry.remedies.map {
                    .object([
                        "act": .string($0.act.id), "people": .array($0.people.map { .string($0.id) }),
                    ])
                }),
        ])
    }
}
