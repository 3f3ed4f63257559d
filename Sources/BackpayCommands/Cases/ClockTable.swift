import CaseDesk
import Source
import Values

/// Clocks as `due`, `next` and `show` list them: legal limits and internal targets told apart, each with its source.
struct ClockTable {
    let rows: [ClockRow]
    let now: Instant
    let showsCase: Bool

    /// The table for people.
    func table(_ face: Face) -> Table {
        var columns: [Table.Column] = showsCase ? [.init(face.text("案号", "case"), overflow: .keep)] : []
        columns += [
            .init(face.text("到期", "due"), overflow: .keep), .init(face.text("状况", "status"), overflow: .keep),
            .init(face.text("期限", "limit"), overflow: .wrap), .init(face.text("性质", "kind"), overflow: .keep),
            .init(face.text("责任人", "owed by"), overflow: .wrap),
            .init(face.text("依据", "source"), overflow: .wrap),
        ]
        return Table(
            columns,
            rows: rows.map { row in
                let status = row.status(now: now)
                let cells: [Cell] = [
                    row.isResting
                        ? Cell(face.text("中止", "held"))
                        : Cell(row.due.shortText + (row.isProvisional ? face.text("（暂）", " (prov.)") : "")),
                    Cell(status.text.text(face.language), status.tone), Cell(row.label.text(face.language)),
                    Cell(row.kindText.text(face.language)), Cell(row.owes.text(face.language)),
                    Cell(row.source.text(face.language), .faint),
                ]
                return showsCase ? [Cell(row.caseNumber)] + cells : cells
            })
    }
}

extension ClockRow {
    /// How it stands at an instant, in words; colour only repeats them.
    func status(now: Instant) -> (text: Bilingual, tone: Tone, code: String) {
        if isResting {
            let since = pausedOn.map { Bilingual(zh: "\($0) 起", en: " since \($0)") }
            let rest = left.map { Bilingual(zh: "，还剩\($0.zh)", en: ", \($0.en) left") }
            return (
                Bilingual(
                    zh: "\(since?.zh ?? "")中止\(rest?.zh ?? "")",
                    en: "held\(since?.en ?? "")\(rest?.en ?? "")"), .plain, "paused"
            )
        }
        let days = due.day.days(since: now.day)
        if expiresAt <= now {
            let late = max(now.day.days(since: due.day), 0)
            return (Bilingual(zh: "逾期 \(late) 天", en: "overdue \(late) d"), .bad, "overdue")
        }
        if days <= 0 { return (Bilingual(zh: "今天到期", en: "due today"), .warning, "today") }
        return (Bilingual(zh: "还有 \(days) 天", en: "\(days) d left"), days <= 3 ? .warning : .plain, "running")
    }

    /// Legal limit or internal target, duty or right, in words.
    var kindText: Bilingual { ClockWords.kind(isLegal: kind == "legal", isRight: limit == "right") }

    /// What passing it does, in words.
    var effectText: Bilingual {
        limit == "right" ? Bilingual(zh: "失权", en: "right lost") : Bilingual(zh: "迟延", en: "late")
    }

    /// For programs.
    func json(now: Instant) -> JSON {
        .object(omitting: [
            "case": .string(caseNumber), "proceeding": .string(proceeding), "run": .string(run),
            "label": label.json, "owes": owes.json, "kind": .string(kind), "effect": .string(limit),
            "source": source.json,
            "due": isResting ? .null : .string(due.description),
            "paused_on": pausedOn.map { .string($0.description) }, "left": left?.json,
            "provisional": .bool(isProvisional),
            "status": .string(status(now: now).code), "breach_recorded": .bool(isBreached),
        ])
    }
}
