import CaseDesk
import Source
import Values

/// What `calendar add` came to: the calendars pinned, and the limits that were counted anew by them.
struct RecountPage: Page {
    let calendars: [String]
    let report: RecountReport

    func lines(_ face: Face) -> [String] {
        let ids = calendars.joined(separator: ", ")
        var lines = [face.text("已登记日历 \(ids)", "pinned calendar \(ids)")]
        if !report.limits.isEmpty {
            var table = Table([
                .init(face.text("案号", "case"), overflow: .keep),
                .init(face.text("期限", "limit"), overflow: .wrap),
                .init(face.text("原到期", "was due"), overflow: .keep),
                .init(face.text("现到期", "due"), overflow: .keep),
                .init("", overflow: .wrap),
            ])
            for limit in report.limits {
                table.append([
                    Cell(limit.caseNumber), Cell(limit.label.text(face.language)),
                    Cell(limit.before?.shortText ?? "—"),
                    Cell((limit.isKept ? limit.before : limit.after)?.shortText ?? "—"),
                    Cell(note(limit).text(face.language)),
                ])
            }
            lines += table.lines(width: face.width, style: face.style)
        }
        for failure in report.failures {
            let text = face.text("未能重算 ", "not counted: ")
            lines.append(
                face.style.apply(
                    .bad, to: text + "\(failure.caseNumber)  \(failure.message.text(face.language))"))
        }
        lines.append(summary(face))
        return lines
    }

    private func note(_ limit: RecountedLimit) -> Bilingual {
        if limit.isKept {
            return Bilingual(
                zh: "不变：已届满，或者按新日历已经过去", en: "stays: it is past, or would be by the new calendar")
        }
        return limit.isProvisional
            ? Bilingual(zh: "仍为暂定", en: "still provisional") : Bilingual(zh: "", en: "")
    }

    private func summary(_ face: Face) -> String {
        guard report.cases > 0 else {
            return face.text("在办案件已按此日历计算", "all open cases count by it already")
        }
        let moved = report.limits.count { !$0.isKept && $0.before != $0.after }
        return face.text(
            "\(report.cases) 案改按新日历计算，\(moved) 项期限改期",
            "\(report.cases) cases count by it now; \(moved) limits moved")
    }

    var json: JSON {
        .object([
            "schema": .string("recount/1"), "calendars": .array(calendars.map(JSON.string)),
            "cases": .integer(Int64(report.cases)),
            "limits": .array(
                report.limits.map {
                    .object(omitting: [
                        "case": .string($0.caseNumber), "proceeding": .string($0.proceeding),
                        "run": .string($0.run), "label": $0.label.json,
                        "was": $0.before.map { .string($0.description) },
                        "due": ($0.isKept ? $0.before : $0.after).map { .string($0.description) },
                        "provisional": .bool($0.isProvisional), "kept": .bool($0.isKept),
                    ])
                }),
            "failures": .array(
                report.failures.map {
                    .object([
                        "case": .string($0.caseNumber), "code": .string($0.code),
                        "message": $0.message.json,
                    ])
                }),
        ])
    }
}
