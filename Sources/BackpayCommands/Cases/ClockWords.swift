import CaseDesk
import Source
import Values

/// What kind of limit a clock is, in words: set by law or by the office, a duty or a right that is lost.
enum ClockWords {
    /// The words; a target of the office that is a duty needs no more than that.
    static func kind(isLegal: Bool, isRight: Bool) -> Bilingual {
        switch (isLegal, isRight) {
        case (true, false): return Bilingual(zh: "法定义务", en: "legal duty")
        case (true, true): return Bilingual(zh: "法定权利", en: "legal right")
        case (false, false): return Bilingual(zh: "内部目标", en: "internal")
        case (false, true): return Bilingual(zh: "内部目标（逾期失权）", en: "internal, right lost")
        }
    }
}

/// What `show` and `next` say of each clock under the table: extensions, spans left out, warnings, escalations.
struct ClockNotesList {
    let notes: [ClockNotes]

    func lines(_ face: Face) -> [String] {
        notes.flatMap { note -> [String] in
            let name = note.label.text(face.language)
            return note.lines.flatMap { line -> [String] in
                let text = face.text("\(name)：", "\(name): ") + line.text(face.language)
                let lines = face.width.map { Wrapping.lines(text, width: $0 - 4) } ?? [text]
                return lines.map { face.style.apply(.faint, to: "    " + $0) }
            }
        }
    }
}

extension ClockRow {
    /// For programs, with what else is to be said of it.
    func json(now: Instant, notes: [ClockNotes]) -> JSON {
        let own = notes.first { $0.proceeding == proceeding && $0.run == run }
        guard case .object(let members) = json(now: now), let own else { return json(now: now) }
        return .object(members.merging(own.members) { first, _ in first })
    }
}
