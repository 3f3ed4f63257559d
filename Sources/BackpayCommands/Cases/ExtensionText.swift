import Source
import Values
import Workflow

extension ExtensionOffer {
    /// What the extension adds, how often there was one, what it needs.
    var text: Bilingual {
        let why =
            needsReason
            ? Bilingual(zh: "；须写明理由（--reason）", en: "; needs a reason (--reason)") : Bilingual(zh: "", en: "")
        let when = due.map { Bilingual(zh: "，现到期 \($0.shortText)", en: ", now due \($0.shortText)") }
        return Bilingual(
            zh: "\(label.zh) \(by.label.zh)（已延长 \(used) 次，最多 \(times) 次\(when?.zh ?? "")）\(why.zh)",
            en: "\(label.en) by \(by.label.en) (extended \(used) of \(times) times\(when?.en ?? ""))\(why.en)"
        )
    }

    /// For programs.
    var json: JSON {
        .object([
            "clock": .string(clock), "by": .string(by.description), "used": .integer(Int64(used)),
            "times": .integer(Int64(times)), "reason_required": .bool(needsReason),
        ])
    }
}
