import CaseDesk
import Source
import Values
import WageArrears
import Workflow

/// What `next` shows.
struct CompassPage: Page {
    let compass: Compass
    let today: Instant
    let showsAll: Bool
    let names: [String: String]
    /// The proposals that the person who asks could sign; nothing where nobody asks for themselves.
    var mine: Set<String>?

    func lines(_ face: Face) -> [String] {
        let state = compass.state
        var lines = [
            face.style.apply(.strong, to: state.number) + "  "
                + state.stateLabels.text(face.language)
                + (state.isClosed ? face.text("（已结案）", " (closed)") : "")
        ]
        for number in state.askedAs {
            lines.append(face.text("\(number) 已并入本案", "\(number) was merged into this case"))
        }
        lines += proposals.lines(face, in: state.number)
        for each in compass.offers { lines += offers(each, face) + openings(each, face) }
        lines += clocks(face)
        lines += laterPapers(face)
        lines += findings(face)
        if showsAll {
            lines += ["", face.heading("随时可登记的事实", "Facts that can always be recorded")]
            lines += acts(compass.facts, face)
            lines += ["", face.heading("随时可作的决定", "Decisions that can always be taken")]
            lines += acts(compass.decisions, face)
        } else {
            lines += [
                "",
                face.style.apply(
                    .faint,
                    to: face.text(
                        "事实（付款、联系、送达、撤回……）随时可登记：backpay next \(state.number) --all",
                        "facts (payment, contact, service, withdrawal …) can always be recorded: backpay next \(state.number) --all"
                    )),
            ]
        }
        return lines
    }

    private var proposals: ProposalTable { ProposalTable(waiting: compass.state.waiting, mine: mine) }

    private func acts(_ acts: [ActSchema], _ face: Face) -> [String] {
        var table = Table([
            .init("", overflow: .keep), .init("", overflow: .wrap), .init("", overflow: .wrap),
        ])
        for act in acts {
            let fields = act.payload.map { $0.isRequired ? $0.name : "[\($0.name)]" }.joined(separator: " ")
            table.append([Cell("  " + act.name), Cell(act.label.text(face.language)), Cell(fields, .faint)])
        }
        return table.lines(width: face.width, style: face.style)
    }

    private func offers(_ each: Compass.ProceedingOffers, _ face: Face) -> [String] {
        guard !each.offers.isEmpty else { return [] }
        let definition = each.proceeding.definition
        var lines = [
            "",
            face.heading("可办事项", "Acts possible in this state")
                + face.style.apply(
                    .faint, to: "  \(definition.label.text(face.language)) #\(each.proceeding.id)"),
        ]
        for offer in each.offers {
            let mark =
                offer.isPossibleNow ? face.style.apply(.good, to: "○") : face.style.apply(.warning, to: "△")
            lines.append("  \(mark) \(offer.act.name)  \(offer.act.label.text(face.language))")
            var block = KeyValueBlock()
            let outside = offer.rule?.by ?? []
            if !outside.isEmpty {
                block.append(
                    face.text("作出者", "done by"),
                    Cell(
                        outside.map { definition.roleLabel($0).text(face.language) }.joined(
                            separator: face.text("、", ", "))))
            }
            block.append(
                outside.isEmpty ? face.text("谁可以", "who may") : face.text("谁登记", "who records"),
                Cell(
                    offer.whoMay.map { definition.roleLabel($0).text(face.language) }.joined(
                        separator: face.text("、", ", "))))
            let targets = offer.leadsTo.map { definition.label(ofState: $0).text(face.language) }
            if !offer.rows.isEmpty {
                block.append(
                    face.text("对象", "for"), Cell(offer.rows.joined(separator: face.text("、", ", "))))
            }
            if !targets.isEmpty {
                block.append(
                    face.text("进入", "leads to"), Cell(targets.joined(separator: face.text(" 或 ", " or "))))
            }
            let fields = offer.act.payload.filter(\.isRequired).map { PayloadWords.name($0, face.language) }
            if !fields.isEmpty {
                block.append(
                    face.text("须填", "must state"), Cell(fields.joined(separator: face.text("、", ", "))))
            }
            for extended in offer.extensions {
                block.append(face.text("延长", "extends"), Cell(extended.text.text(face.language)))
            }
            for missing in offer.missing {
                // What depends on the payload cannot be told before there is one; the case's own part is what is missing.
                let details = missing.details(face.language).filter { !$0.contains("C308") }
                for line in [missing.message(face.language)] + details {
                    block.append(face.text("还缺", "missing"), Cell(line, .warning))
                }
            }
            lines += block.lines(width: face.width, indent: 6, style: face.style)
        }
        return lines
    }

    /// The proceedings that may be opened beside one.
    private func openings(_ each: Compass.ProceedingOffers, _ face: Face) -> [String] {
        guard !each.openings.isEmpty else { return [] }
        let definition = each.proceeding.definition
        var lines = [
            "",
            face.heading("可另行启动的程序", "Proceedings that may be opened beside it")
                + face.style.apply(
                    .faint, to: "  \(definition.label.text(face.language)) #\(each.proceeding.id)"),
        ]
        for opening in each.openings {
            let mark =
                opening.missing.isEmpty
                ? face.style.apply(.good, to: "○") : face.style.apply(.warning, to: "△")
            lines.append("  \(mark) backpay start \(compass.state.number) \(opening.offer.workflow)")
            var block = KeyValueBlock()
            let who = opening.offer.who.map { definition.roleLabel($0).text(face.language) }
            if !who.isEmpty {
                block.append(
                    face.text("谁可以", "who may"), Cell(who.joined(separator: face.text("、", ", "))))
            }
            for missing in opening.missing {
                for line in [missing.message(face.language)] + missing.details(face.language) {
                    block.append(face.text("还缺", "missing"), Cell(line, .warning))
                }
            }
            lines += block.lines(width: face.width, indent: 6, style: face.style)
        }
        return lines
    }

    private func clocks(_ face: Face) -> [String] {
        guard !compass.clocks.isEmpty else { return [] }
        return ["", face.heading("期限", "Time limits")]
            + ClockTable(rows: compass.clocks, now: today, showsCase: false).table(face).lines(
                width: face.width, style: face.style
            ).map { "  " + $0 } + ClockNotesList(notes: compass.state.clockNotes).lines(face)
    }

    /// Papers that were to follow, by proceeding.
    private var owed: [PromisedPapers] {
        let state = compass.state
        return state.proceedings.enumerated().flatMap { index, place in
            place.definition.laterPapers(place.snapshot, case: state.view(of: index))
        }
    }

    private func laterPapers(_ face: Face) -> [String] {
        guard !owed.isEmpty else { return [] }
        return ["", face.heading("尚欠后补材料（补齐前不能结案）", "Papers still to follow (they block closing)")]
            + owed.map { "  " + $0.text.text(face.language) }
    }

    private func findings(_ face: Face) -> [String] {
        let open = compass.state.file.openFindings
        guard !open.isEmpty else { return [] }
        var lines = ["", face.heading("待答复的疑点（答复前不能结案）", "Open findings (they block closing)")]
        for finding in open {
            let barred = finding.mayNotAnswer.map { names[$0] ?? $0 }.joined(separator: face.text("、", ", "))
            lines.append("  \(finding.id)  \(compass.state.message(of: finding).text(face.language))")
            lines.append(
                face.style.apply(
                    .faint,
                    to: face.text(
                        "      由 \(barred) 以外的人答复：backpay advance \(compass.state.number) answer_finding --set finding=\(finding.id) …",
                        "      to be answered by somebody other than \(barred): backpay advance \(compass.state.number) answer_finding --set finding=\(finding.id) …"
                    )))
        }
        return lines
    }

    var json: JSON {
        .object([
            "schema": .string("next/1"), "case": .string(compass.state.number),
            "closed": .bool(compass.state.isClosed), "version": .integer(Int64(compass.state.version)),
            "offers": .array(
                compass.offers.flatMap { each in
                    each.offers.map { offer in
                        .object(omitting: [
                            "proceeding": .string(each.proceeding.id), "act": .string(offer.act.name),
                            "rows": offer.rows.isEmpty ? nil : .array(offer.rows.map(JSON.string)),
                            "label": offer.act.label.json, "possible": .bool(offer.isPossibleNow),
                            "who": .array(offer.whoMay.map(JSON.string)),
                            "leads_to": .array(offer.leadsTo.map(JSON.string)),
                            "extends": .array(offer.extensions.map(\.json)),
                            "missing": .array(offer.missing.map(\.json)),
                        ])
                    }
                }),
            "openings": .array(
                compass.offers.flatMap { each in
                    each.openings.map { opening in
                        .object([
                            "proceeding": .string(each.proceeding.id),
                            "workflow": .string(opening.offer.workflow),
                            "possible": .bool(opening.missing.isEmpty),
                            "who": .array(opening.offer.who.map(JSON.string)),
                            "missing": .array(opening.missing.map(\.json)),
                        ])
                    }
                }),
            "always": .array(
                (compass.facts + compass.decisions).map {
                    .object([
                        "act": .string($0.name), "kind": .string($0.kind.rawValue), "label": $0.label.json,
                    ])
                }),
            "proposals": proposals.json,
            "clocks": .array(
                compass.clocks.map { $0.json(now: today, notes: compass.state.clockNotes) }),
            "later_papers": .array(owed.map(\.text.json)),
            "findings": .array(
                compass.state.file.openFindings.map {
                    .object([
                        "id": .string($0.id), "message": $0.message.json,
                        "not_by": .array($0.mayNotAnswer.map(JSON.string)),
                    ])
                }),
        ])
    }
}

extension Bilingual {
    /// Both languages for programs.
    var json: JSON { .object(["zh": .string(zh), "en": .string(en)]) }
}
