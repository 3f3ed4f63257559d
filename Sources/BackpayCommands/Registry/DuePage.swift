import Source
import Values
import WorkCalendar

/// A due date with the count that led to it.
struct DuePage: Page {
    let trigger: Moment
    let length: LimitLength
    let due: DueDate

    func lines(_ face: Face) -> [String] {
        var table = Table([
            .init("", overflow: .keep), .init("", .right, overflow: .keep), .init("", overflow: .wrap),
        ])
        for step in due.steps {
            table.append([
                Cell(step.day.description), Cell(step.number.map(String.init) ?? ""),
                Cell(step.reason.text(face.language)),
            ])
        }
        return table.lines(width: face.width, style: face.style) + [
            face.heading("到期", "due") + "  \(due.due.shortText)"
                + (due.isProvisional
                    ? face.text("（暂定：该年日历尚未公布）", " (provisional: that year is not published)") : "")
        ]
    }

    var json: JSON {
        .object([
            "schema": .string("due-date/1"), "from": .string(trigger.description),
            "length": .string(length.description), "due": .string(due.due.description),
            "expires_at": .string(due.expiresAt.description), "provisional": .bool(due.isProvisional),
            "steps": .array(
                due.steps.map {
                    .object(omitting: [
                        "day": .string($0.day.description), "number": $0.number.map { .integer(Int64($0)) },
                        "reason": $0.reason.json,
                    ])
                }),
        ])
    }
}
