import Values

extension ClaimantBalance {
    /// How `due` came about, line by line.
    var lines: [Bilingual] {
        guard let basis else {
            return [
                Bilingual(
                    zh: "没有单独核实、责令、协议或裁判的金额",
                    en: "no sum of their own was verified, ordered, agreed or awarded")
            ]
        }
        var lines = [Bilingual(zh: "依据：\(basis.text.zh)", en: "basis: \(basis.text.en)")]
        if waived > .zero { lines.append(Bilingual(zh: "减：放弃 \(waived)", en: "less: waived \(waived)")) }
        lines.append(Bilingual(zh: "减：已到手 \(recovered)", en: "less: in hand \(recovered)"))
        lines.append(Bilingual(zh: "尚欠 \(due)", en: "due \(due)"))
        if overpaid > .zero { lines.append(Bilingual(zh: "多付 \(overpaid)", en: "overpaid \(overpaid)")) }
        return lines
    }
}

extension Balance {
    /// How `due` came about, line by line.
    var lines: [Bilingual] {
        guard hasBasis else {
            return [
                Bilingual(
                    zh: "尚无核实、责令、协议或裁判的金额，应付不能计算",
                    en: "nothing was verified, ordered, agreed or awarded yet, so nothing says what is due")
            ]
        }
        var lines: [Bilingual] = []
        let own = claimants.filter { $0.basis != nil }
        if !own.isEmpty {
            let sum = own.reduce(Fen.zero) { $0.saturating($1.due) }
            lines.append(
                Bilingual(
                    zh: "\(own.count) 名劳动者各有依据，尚欠合计 \(sum)",
                    en: "\(own.count) claimants have a basis of their own, due together \(sum)"))
        }
        if let group { lines += group.lines }
        lines.append(Bilingual(zh: "全案尚欠 \(due)", en: "due in the case \(due)"))
        if overpaid > .zero { lines.append(Bilingual(zh: "多付 \(overpaid)", en: "overpaid \(overpaid)")) }
        return lines
    }
}

extension GroupBalance {
    /// How the group's part came about, line by line.
    var lines: [Bilingual] {
        var lines: [Bilingual] = []
        if let basis {
            lines.append(
                Bilingual(
                    zh:
                        "未分到个人的部分：依据 \(basis.text.zh)，减放弃 \(waived)、已到手 \(unnamed.saturating(named))，尚欠 \(due)",
                    en: "not split between claimants: basis \(basis.text.en), less waived \(waived), "
                        + "in hand \(unnamed.saturating(named)), due \(due)"))
        }
        if carriedOver > .zero {
            lines.append(
                Bilingual(
                    zh: "未指明劳动者的支付中，\(carriedOver) 抵减各人尚欠的合计",
                    en: "of the payments that name no claimant, \(carriedOver) counts against the dues of all"
                ))
        }
        return lines
    }
}
