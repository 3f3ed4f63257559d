import CaseDesk
import Source
import Values
import WageArrears
import Workflow

/// What `show` shows: where the case stands, who is in it, the money, the limits, what happened.
struct CasePage: Page {
    let state: CaseState
    let timeline: [TimelineEntry]
    let names: NameBook
    let horizon: Horizon
    /// The clocks that run or rest.
    let clocks: [ClockRow]
    let now: Instant

    /// The instant the page is about.
    private var moment: Instant { horizon.lastInstant ?? now }

    func lines(_ face: Face) -> [String] {
        head(face) + people(face) + money(face) + limits(face)
            + ProposalTable(waiting: state.waiting).lines(face, in: state.number) + findings(face)
            + history(face)
    }

    private func head(_ face: Face) -> [String] {
        var block = KeyValueBlock()
        for place in state.proceedings {
            let standing = place.definition.standing(of: place.snapshot) { standing in
                standing.text { row in named(row, of: standing.list) }
            }
            block.append(
                face.text("程序 ", "proceeding ") + place.id,
                Cell(
                    place.definition.label.text(face.language) + face.text("：", ": ")
                        + standing.text(face.language)))
            for reached in place.milestones {
                block.append(
                    face.text("里程碑", "milestone"),
                    Cell(reached.label.text(face.language) + "  " + reached.at.shortText))
            }
            for limit in place.reopeningLimits {
                block.append(
                    face.text("可重新启动至", "may be reopened until"), Cell(limit.shortText))
            }
        }
        for place in state.proceedings where state.proceedings.count > 1 {
            let words = particulars(of: place, face)
            if !words.isEmpty {
                block.append("  #" + place.id, Cell(words.joined(separator: face.text("；", "; ")), .faint))
            }
        }
        if let closing = state.file.closing, state.isClosed {
            block.append(
                face.text("结案方式", "closed as"), Cell(closing.fact.reason.label.text(face.language), .strong))
        }
        if let days = state.daysToPayout {
            block.append(
                face.text("报告到支付", "report to payout"), Cell(face.text("\(days) 天", "\(days) days")))
        }
        for part in state.parts.dropFirst() {
            let moved = part.proceedings.keys.sorted().joined(separator: face.text("、", ", "))
            block.append(
                face.text("并入", "merged in"),
                Cell(part.number + face.text("（程序 \(moved)）", " (proceeding \(moved))")))
        }
        if let origin = state.splitFrom {
            block.append(face.text("分自", "split off from"), Cell(link(origin, face)))
        }
        for gone in state.splitOff { block.append(face.text("分出", "split off"), Cell(link(gone, face))) }
        for respondent in state.file.respondents {
            block.append(
                face.text("被申请人", "respondent"),
                Cell(
                    "\(names.name(respondent.organisation))  \(respondent.capacity.label.text(face.language))"
                ))
        }
        var title = face.style.apply(.strong, to: face.text("案件 ", "case ") + state.number)
        if let asOf = horizon.asOf {
            title += face.text("  截至 \(asOf.shortText) 已发生", "  as of \(asOf.shortText)")
        }
        if let known = horizon.knownAt {
            title += face.text("  截至 \(known.shortText) 已登记", "  as known at \(known.shortText)")
        }
        let merged = state.askedAs.map { number in
            face.text("  \(number) 已并入本案", "  \(number) was merged into this case")
        }
        return [title] + merged + block.lines(width: face.width, indent: 2, style: face.style)
    }

    private func link(_ link: SplitLink, _ face: Face) -> String {
        let list = link.claimants.joined(separator: face.text("、", ", "))
        return link.number + face.text("（\(list)）", " (\(list))")
    }

    /// What tells one of several proceedings from the others: body and number, for whom, where from, what it came to.
    private func particulars(of place: ProceedingState, _ face: Face) -> [String] {
        let record = place.record
        var words: [String] = []
        let office = [record.body, record.number].compactMap { $0 }.joined(separator: " ")
        if !office.isEmpty { words.append(office) }
        if let claimants = record.claimants {
            let list = claimants.map { names.name($0) }.joined(separator: face.text("、", ", "))
            words.append(face.text("涉及 ", "for ") + list)
        }
        if let parent = record.parent {
            words.append(face.text("由程序 \(parent) 启动", "opened from proceeding \(parent)"))
        }
        if let outcome = place.snapshot.outcome {
            words.append(face.text("结果 ", "outcome ") + outcome)
        }
        return words
    }

    private func people(_ face: Face) -> [String] {
        let file = state.file
        guard !file.claimants.isEmpty else { return [] }
        let balances = file.balance
        var table = Table([
            .init(face.text("编号", "id"), overflow: .keep), .init(face.text("劳动者", "worker")),
            .init(face.text("工种", "job")), .init(face.text("主张", "claimed"), .right),
            .init(face.text("核实", "verified"), .right), .init(face.text("追回", "recovered"), .right),
            .init(face.text("尚欠", "due"), .right), .init(face.text("状况", "status"), overflow: .keep),
        ])
        for claimant in file.claimants {
            guard let money = balances.claimants.first(where: { $0.id == claimant.id }) else { continue }
            table.append([
                Cell(claimant.id), Cell(names.name(claimant.person)), Cell(claimant.job ?? ""),
                Cell(money.claimed.description), Cell(money.verified.description),
                Cell(money.recovered.description),
                Cell(money.due.description, money.due > .zero ? .warning : .plain),
                Cell(status(of: claimant, money).text(face.language)),
            ])
        }
        return ["", face.heading("劳动者", "Workers")]
            + table.lines(width: face.width, style: face.style).map { "  " + $0 }
    }

    /// A row by its key, a claimant's with the name beside it.
    private func named(_ row: String, of list: String?) -> String {
        guard list == "claimants", let claimant = state.file.claimants.first(where: { $0.id == row }) else {
            return row
        }
        return "\(row) \(names.name(claimant.person))"
    }

    /// How a claimant stands: what ended their part, else whether they are paid.
    private func status(of claimant: CaseClaimant, _ money: ClaimantBalance) -> Bilingual {
        guard claimant.part == .active, money.basis != nil, money.due == .zero else {
            return claimant.part.label
        }
        return Bilingual(zh: "已付清", en: "paid")
    }

    /// The precision of what is claimed, as its source put it: "over 60,000" stays so.
    private func claimed(_ sum: Fen, _ language: Language) -> String {
        let inForce = state.file.assertions.filter { $0.kind == .claimed && $0.isInForce }
        if inForce.contains(where: { $0.precision == .over }) {
            return language == .zh ? "\(sum) 以上" : "over \(sum)"
        }
        if inForce.contains(where: { $0.precision == .about }) {
            return language == .zh ? "约 \(sum)" : "about \(sum)"
        }
        return sum.description
    }

    private func money(_ face: Face) -> [String] {
        let balance = state.file.balance
        var block = KeyValueBlock()
        func add(_ zh: String, _ en: String, _ sum: Fen, always: Bool = false, _ tone: Tone = .plain) {
            if always || sum != .zero { block.append(face.text(zh, en), Cell(sum.description, tone)) }
        }
        block.append(face.text("主张", "claimed"), Cell(claimed(balance.claimed, face.language)))
        add("核实", "verified", balance.verified, always: true)
        add("责令", "ordered", balance.ordered)
        add("协议", "agreed", balance.agreed)
        add("裁决", "awarded", balance.awarded)
        add("放弃", "waived", balance.waived)
        add("追回（到劳动者手中）", "recovered, in the workers' hands", balance.recovered, always: true, .strong)
        add("其中垫付", "of it advanced by others", balance.advanced)
        add("已向垫付人返还", "paid back to those who advanced", balance.recouped)
        add("代管未发", "in custody, not yet paid out", balance.inCustody, .warning)
        add("尚欠", "due", balance.due, always: true, balance.due > .zero ? .warning : .plain)
        add("多付", "overpaid", balance.overpaid, .warning)
        var lines =
            ["", face.heading("金额（元）", "Money (yuan)")]
            + block.lines(width: face.width, indent: 2, style: face.style)
        for origin in balance.origin {
            lines.append(face.style.apply(.faint, to: "  " + origin.text(face.language)))
        }
        return lines
    }

    private func limits(_ face: Face) -> [String] {
        guard !clocks.isEmpty else { return [] }
        return ["", face.heading("期限", "Time limits")]
            + ClockTable(rows: clocks, now: moment, showsCase: false).table(face).lines(
                width: face.width, style: face.style
            ).map { "  " + $0 } + ClockNotesList(notes: state.clockNotes).lines(face)
    }

    private func findings(_ face: Face) -> [String] {
        let all = state.file.findings
        guard !all.isEmpty else { return [] }
        return ["", face.heading("疑点", "Findings")]
            + all.map { finding in
                "  \(finding.id)  "
                    + (finding.isOpen ? face.text("待答复", "open") : face.text("已答复", "answered")) + "  "
                    + state.message(of: finding).text(face.language)
            }
    }

    private func history(_ face: Face) -> [String] {
        guard !timeline.isEmpty else { return [] }
        var table = Table([
            .init(face.text("条", "pos"), .right, overflow: .keep),
            .init(face.text("发生", "occurred"), overflow: .keep),
            .init(face.text("事项", "act"), overflow: .wrap), .init(face.text("办理人", "by"), overflow: .wrap),
            .init(face.text("备注", "note"), overflow: .wrap),
        ])
        for entry in timeline {
            var notes: [String] = []
            if entry.isLate { notes.append(face.text("\(entry.at.day) 补登", "recorded \(entry.at.day)")) }
            if let other = entry.of { notes.append(face.text("原 \(other)", "of \(other)")) }
            if let limit = entry.limit { notes.append(limit.text(face.language)) }
            notes += entry.cured.map { limit in
                face.text("\(limit.zh)：补登后认定按期，逾期已补正", "\(limit.en): met in time after all, breach lifted")
            }
            if !entry.papers.isEmpty {
                notes.append(face.text("材料 ", "papers ") + papers(of: entry, face))
            }
            notes += entry.proposals.map { $0.proposalNote(face.language) }
            table.append([
                Cell("\(entry.position)", .faint), Cell(entry.occurred.shortText),
                Cell(entry.label.text(face.language)), Cell(entry.doers.joined(separator: ", ")),
                Cell(notes.joined(separator: face.text("；", "; ")), .faint),
            ])
        }
        return ["", face.heading("经过", "History")]
            + table.lines(width: face.width, style: face.style).map { "  " + $0 }
    }

    /// The kinds of papers that came with an entry, each once, with how many.
    private func papers(of entry: TimelineEntry, _ face: Face) -> String {
        var counts: [(kind: String, count: Int)] = []
        for kind in entry.papers.compactMap({ $0["kind"]?.stringValue }) {
            if let index = counts.firstIndex(where: { $0.kind == kind }) {
                counts[index].count += 1
            } else {
                counts.append((kind, 1))
            }
        }
        return counts.map { kind, count in
            let label = state.proceedings.compactMap { place in
                place.definition.documents.first { $0.id == kind }?.label.text(face.language)
            }.first
            return (label ?? kind) + (count > 1 ? " ×\(count)" : "")
        }.joined(separator: face.text("、", ", "))
    }

    var json: JSON {
        .object(omitting: [
            "schema": .string("case/1"), "case": .string(state.number),
            "version": .integer(Int64(state.version)),
            "closed": state.closedReason.map(JSON.string),
            "proceedings": .array(state.proceedings.map(proceeding)), "claimants": .array(claimants),
            "respondents": .array(state.file.respondents.map(respondent)), "balance": state.file.balance.json,
            "clocks": .array(clocks.map { $0.json(now: moment, notes: state.clockNotes) }),
            "proposals": ProposalTable(waiting: state.waiting).json,
            "findings": .array(state.file.findings.map(finding)),
            "asked_as": state.askedAs.isEmpty ? nil : .array(state.askedAs.map(JSON.string)),
            "merged": state.parts.isEmpty
                ? nil
                : .array(
                    state.parts.dropFirst().map {
                        .object([
                            "case": .string($0.number),
                            "proceedings": .object($0.proceedings.mapValues(JSON.string)),
                        ])
                    }),
            "split_from": state.splitFrom?.json,
            "split_off": state.splitOff.isEmpty ? nil : .array(state.splitOff.map(\.json)),
            "days_to_payout": state.daysToPayout.map { .integer(Int64($0)) },
            "history": .array(timeline.map(\.json)),
        ])
    }

    private func proceeding(_ place: ProceedingState) -> JSON {
        .object(omitting: [
            "id": .string(place.id), "workflow": .string(place.definition.id),
            "definition": .string(place.definitionHash),
            "states": .array(place.snapshot.active.map(JSON.string)),
            "frozen": place.snapshot.frozen.isEmpty
                ? nil : .array(place.snapshot.frozen.map(JSON.string)),
            "milestones": place.snapshot.milestones.isEmpty
                ? nil : .object(place.snapshot.milestones.mapValues { .string($0.description) }),
            "outcome": place.snapshot.outcome.map(JSON.string) ?? .null,
            "parent": place.record.parent.map(JSON.string), "body": place.record.body.map(JSON.string),
            "number": place.record.number.map(JSON.string),
            "claimants": place.record.claimants.map { .array($0.map(JSON.string)) },
            "claims": place.record.claims.isEmpty ? nil : .array(place.record.claims.map(JSON.string)),
            "rows": place.snapshot.rowOutcomes.isEmpty
                ? nil : .object(place.snapshot.rowOutcomes.mapValues { .object($0.mapValues(JSON.string)) }),
        ])
    }

    private var claimants: [JSON] {
        let balances = state.file.balance.claimants
        return state.file.claimants.map { claimant in
            let balance = balances.first { $0.id == claimant.id }
            return .object([
                "id": .string(claimant.id), "person": .string(claimant.person),
                "part": .string(claimant.part.rawValue), "balance": balance?.json ?? .null,
            ])
        }
    }

    private func respondent(_ respondent: CaseRespondent) -> JSON {
        .object([
            "organisation": .string(respondent.organisation),
            "name": .string(names.name(respondent.organisation)),
            "capacity": .string(respondent.capacity.rawValue),
        ])
    }

    private func finding(_ finding: Finding) -> JSON {
        .object([
            "id": .string(finding.id), "open": .bool(finding.isOpen), "kind": .string(finding.kind.rawValue),
            "message": state.message(of: finding).json,
        ])
    }
}
