import CaseDesk
import Source
import Values
import WorkCalendar
import Workflow

/// What `show --clocks` shows: each limit day by day, with the reason why a day counts or does not.
struct ClockCountPage: Page {
    let counts: [ClockCount]
    let now: Instant

    /// All clocks of a case, or the one that was asked for, by clock or by run.
    init(caseNumber: String, counts: [ClockCount], clock: String?, now: Instant) throws {
        self.now = now
        guard let clock else {
            self.counts = counts
            return
        }
        self.counts = counts.filter { $0.run.clock == clock || $0.run.id == clock }
        guard self.counts.isEmpty else { return }
        let known = counts.map(\.run.clock).joined(separator: ", ")
        throw CommandFailure(
            .notFound, code: "no-such-clock",
            Bilingual(
                zh: "案件 \(caseNumber) 没有正在计算的期限 '\(clock)'",
                en: "no clock '\(clock)' runs or rests in case \(caseNumber)"),
            hint: known.isEmpty
                ? Bilingual(zh: "本案现在没有期限", en: "it has none now")
                : Bilingual(zh: "可用：\(known)", en: "there are: \(known)"))
    }

    func lines(_ face: Face) -> [String] {
        guard !counts.isEmpty else { return [face.text("没有正在计算的期限", "no clock runs or rests")] }
        return Array(counts.map { lines(of: $0, face) }.joined(separator: [""]))
    }

    private func lines(of count: ClockCount, _ face: Face) -> [String] {
        let row = count.row
        var head = face.heading(row.label.zh, row.label.en) + "  \(row.run)"
        head += "  " + face.style.apply(row.status(now: now).tone, to: status(of: row, face))
        var table = Table([
            .init("", overflow: .keep), .init("", .right, overflow: .keep), .init("", overflow: .wrap),
        ])
        for step in count.steps {
            table.append([
                Cell(step.day.description), Cell(step.number.map(String.init) ?? ""),
                Cell(step.reason.text(face.language)),
            ])
        }
        return [head] + table.lines(width: face.width, style: face.style).map { "  " + $0 }
    }

    private func status(of row: ClockRow, _ face: Face) -> String {
        let status = row.status(now: now).text.text(face.language)
        guard !row.isResting else { return status }
        let provisional = row.isProvisional ? face.text("（暂）", " (prov.)") : ""
        return face.text("到期 ", "due ") + row.due.shortText + provisional + face.text("，", ", ") + status
    }

    var json: JSON {
        .object([
            "schema": .string("clock-count/1"),
            "clocks": .array(
                counts.map { count in
                    .object([
                        "clock": count.row.json(now: now), "trigger": .string(count.run.trigger.description),
                        "length": count.run.length.map(JSON.string) ?? .null,
                        "steps": .array(
                            count.steps.map {
                                .object(omitting: [
                                    "day": .string($0.day.description),
                                    "number": $0.number.map { .integer(Int64($0)) },
                                    "reason": $0.reason.json,
                                ])
                            }),
                    ])
                }),
        ])
    }
}
