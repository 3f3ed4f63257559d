import Source
import Values
import WorkCalendar

/// All that is known of one limit.
struct LimitPage: Page {
    let row: LimitRow

    func lines(_ face: Face) -> [String] {
        var lines = [face.heading("\(row.id)  \(row.label.zh)", "\(row.id)  \(row.label.en)")]
        for (name, text) in parts {
            lines.append("  " + face.text(name.zh + "：", name.en + ": ") + text.text(face.language))
        }
        return lines
    }

    private var parts: [(Bilingual, Bilingual)] {
        var parts: [(Bilingual, Bilingual)] = [
            (
                row.isBefore
                    ? Bilingual(zh: "在此之前", en: "before") : Bilingual(zh: "起算", en: "counted from"),
                row.trigger
            ), (Bilingual(zh: "长度", en: "length"), row.lengthText),
            (Bilingual(zh: "责任人", en: "owed by"), row.owes),
            (Bilingual(zh: "性质", en: "kind"), row.kindText),
        ]
        if let grant = row.extend { parts.append((Bilingual(zh: "延长", en: "extended"), grant.text)) }
        for operation in LimitOperation.allCases {
            if let words = row.operations[operation] { parts.append((operation.label, words)) }
        }
        if let expiry = row.expiry { parts.append((Bilingual(zh: "届满", en: "when it passes"), expiry)) }
        for source in row.sources { parts.append((Bilingual(zh: "依据", en: "source"), source.text)) }
        if let setting = row.setting {
            parts.append((Bilingual(zh: "设置", en: "setting"), row.settingText(setting)))
            parts.append((Bilingual(zh: "理由", en: "because"), setting.ownReason ?? setting.reason))
        }
        if let note = row.note { parts.append((Bilingual(zh: "说明", en: "note"), note)) }
        return parts
    }

    var json: JSON {
        .object(omitting: [
            "schema": .string("limit/1"), "id": .string(row.id), "label": row.label.json,
            "trigger": row.trigger.json, "owes": row.owes.json, "whose": .string(row.party.rawValue),
            "effect": .string(row.effect.rawValue), "sense": .string(row.sense.rawValue),
            "lengths": .array(
                row.lengths.map {
                    .object(omitting: [
                        "from": $0.from.map { .string($0.description) },
                        "length": .string($0.length.description),
                    ])
                }), "until": row.until?.json, "before": .bool(row.isBefore),
            "count": .string(row.count.rawValue),
            "extend": row.extend.map { grant in
                .object(omitting: [
                    "by": grant.by.map { .string($0.description) },
                    "times": grant.times.map { .integer(Int64($0)) }, "grantor": grant.grantor.json,
                ])
            },
            "operations": .object(
                Dictionary(
                    row.operations.map { ($0.key.rawValue, $0.value.json) },
                    uniquingKeysWith: { first, _ in first })),
            "expiry": row.expiry?.json,
            "sources": .array(
                row.sources.map {
                    .object(omitting: [
                        "act": .string($0.act), "version": $0.version.map(JSON.string),
                        "article": $0.article.map(JSON.string),
                    ])
                }), "confidence": .string(row.confidence.rawValue), "on": .bool(row.isOn),
            "setting": row.setting.map { setting in
                .object(omitting: [
                    "name": .string(setting.name), "reason": setting.reason.json,
                    "own": setting.own.map { .string($0.description) }, "own_reason": setting.ownReason?.json,
                ])
            }, "note": row.note?.json,
        ])
    }
}

/// The count of one limit.
struct LimitCountPage: Page {
    let row: LimitRow
    let due: DueDate

    private var page: DuePage { DuePage(trigger: due.trigger, length: due.length, due: due) }

    func lines(_ face: Face) -> [String] {
        var lines = [face.heading("\(row.id)  \(row.label.zh)", "\(row.id)  \(row.label.en)")]
        lines += page.lines(face)
        lines += row.sources.map { "  " + $0.text.text(face.language) }
        if let expiry = row.expiry {
            lines.append("  " + face.text("届满：", "when it passes: ") + expiry.text(face.language))
        }
        if !row.isOn {
            lines.append(
                "  "
                    + face.text(
                        "未经核实，由本单位设定后才启用", "not verified: off until the office sets it"))
        }
        return lines
    }

    var json: JSON {
        guard case .object(var members) = page.json else { return page.json }
        members["schema"] = .string("limit-count/1")
        members["limit"] = LimitPage(row: row).json
        return .object(members)
    }
}

extension LimitRow {
    /// The length for people: what it is now, and what it was.
    var lengthText: Bilingual {
        if let until { return Bilingual(zh: "至\(until.zh)", en: "to \(until.en)") }
        let own = setting?.own.map { [DatedLimit(from: nil, length: $0)] }
        func text(_ language: Language) -> String {
            (own ?? lengths).map { dated in
                let since = dated.from.map { language == .zh ? "（自 \($0) 起）" : " (from \($0))" } ?? ""
                return dated.length.text(language) + since
            }.joined(separator: language == .zh ? "；" : "; ")
        }
        return Bilingual(zh: text(.zh), en: text(.en))
    }

    /// The length in force today, for programs.
    var lengthCode: String { (setting?.own ?? lengths.last?.length)?.description ?? "" }

    /// Whose it is, what its passing does, and what its length says.
    var kindText: Bilingual {
        let party: Bilingual
        switch self.party {
        case .office: party = Bilingual(zh: "本单位的期限", en: "a limit of the office")
        case .party: party = Bilingual(zh: "当事人的期限", en: "a limit of the parties")
        case .organ: party = Bilingual(zh: "其他机关的期限", en: "a limit of another body")
        }
        let effect: Bilingual
        switch self.effect {
        case .duty: effect = Bilingual(zh: "逾期即为迟延", en: "late after it")
        case .right: effect = Bilingual(zh: "逾期失去权利", en: "lost after it")
        }
        let sense: Bilingual
        switch self.sense {
        case .within: sense = Bilingual(zh: "在此期限内", en: "within it")
        case .atLeast: sense = Bilingual(zh: "不少于", en: "at least so long")
        case .lasts: sense = Bilingual(zh: "持续至届满", en: "lasts so long")
        }
        return Bilingual(
            zh: "\(party.zh)，\(sense.zh)，\(effect.zh)", en: "\(party.en), \(sense.en), \(effect.en)")
    }

    /// The name of the default, or that the office set it; whether it is on.
    func settingText(_ setting: LimitSetting) -> Bilingual {
        if setting.isOwn { return Bilingual(zh: "本单位设定", en: "set by the office") }
        let off = isOn ? Bilingual(zh: "", en: "") : Bilingual(zh: "，未启用", en: ", off until set")
        return Bilingual(zh: "缺省 \(setting.name)\(off.zh)", en: "default \(setting.name)\(off.en)")
    }
}

extension LimitGrant {
    /// By how much, how often and by whom.
    var text: Bilingual {
        let by = by.map { Bilingual(zh: $0.text(.zh), en: $0.text(.en)) }
        let times = times.map { Bilingual(zh: "，最多 \($0) 次", en: ", \($0 == 1 ? "once" : "\($0) times")") }
        return Bilingual(
            zh: "\(by?.zh ?? "法律未定长度")\(times?.zh ?? "")（\(grantor.zh)）",
            en: "\(by?.en ?? "no length set")\(times?.en ?? "") (\(grantor.en))")
    }
}
