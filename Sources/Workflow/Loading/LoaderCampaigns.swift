import Source
import Values

extension DefinitionLoader {
    /// The campaigns (`campaigns`), each written into the lengths of the clocks it shortens.
    func readCampaigns(_ reader: MappingReader) {
        for entry in entries(reader.optional("campaigns"), "campaigns") {
            guard let campaign = campaign(entry) else { continue }
            campaigns.append(campaign)
            clocks = clocks.map { clock in
                guard let length = campaign.lengths[clock.id] else { return clock }
                var shorter = clock
                shorter.lengths = campaign.shortened(clock.lengths, to: length)
                return shorter
            }
        }
    }

    private func campaign(_ entry: SourceNode.Entry) -> Campaign? {
        let reader = MappingReader(
            entry.value, what: Bilingual(zh: "专项行动 \(entry.key)", en: "campaign '\(entry.key)'"), sink: sink)
        let label = label(reader, of: entry.key)
        let fromNode = reader.required("from")
        let from = fromNode.flatMap { day($0, "from") }
        let to = reader.required("to").flatMap { day($0, "to") }
        let source = reader.required("source").flatMap { bilingual($0, "source", of: entry.key) }
        let written = entries(reader.required("lengths"), "lengths")
        reader.finish()
        guard let label, let from, let to, let source else { return nil }
        if to < from {
            sink.error(
                "S105", Bilingual(zh: "to 早于 from", en: "'to' is before 'from'"),
                at: fromNode?.position ?? entry.keyPosition)
            return nil
        }
        var lengths: [String: ClockLength] = [:]
        for each in written { lengths[each.key] = length(each.value, each.key) }
        let campaign = Campaign(
            id: entry.key, label: label, from: from, to: to, lengths: lengths, source: source)
        for each in written { report(each, of: campaign) }
        return campaign
    }

    /// A campaign shortens what the office set itself: no limit of the law, and nothing it would not shorten.
    private func report(_ entry: SourceNode.Entry, of campaign: Campaign) {
        guard clockNames.contains(entry.key) else {
            sink.error(
                "W101",
                Bilingual(zh: "没有名为 '\(entry.key)' 的期限", en: "there is no clock '\(entry.key)'"),
                at: entry.keyPosition,
                hint: Bilingual(
                    zh: "专项行动缩短本文件的期限或定期检查", en: "a campaign shortens clocks and reviews of this file"))
            return
        }
        guard let clock = clocks.first(where: { $0.id == entry.key }),
            let length = campaign.lengths[entry.key]
        else { return }
        if clock.kind == .legal {
            fault(
                entry,
                Bilingual(
                    zh: "'\(clock.id)' 是法定期限，专项行动不得改动",
                    en: "'\(clock.id)' is set by law; no campaign changes it"),
                hint: Bilingual(zh: "只缩短 kind: internal 的期限", en: "shorten clocks of kind: internal only"))
            return
        }
        let rows = campaign.rows(inForce: clock.lengths)
        if rows.isEmpty {
            fault(
                entry,
                Bilingual(
                    zh: "'\(clock.id)' 在专项行动期间没有 length 可以缩短",
                    en: "'\(clock.id)' has no length to shorten while the campaign lasts"),
                hint: Bilingual(zh: "until 的期限到固定的一日", en: "a clock with 'until' runs to a fixed day"))
        } else if let row = rows.first(where: {
            $0.length.unit != length.unit || $0.length.count <= length.count
        }) {
            fault(
                entry,
                Bilingual(
                    zh: "\(length.label.zh)不比 '\(clock.id)' 的\(row.length.label.zh)短",
                    en: "\(length.label.en) is not shorter than the \(row.length.label.en) of '\(clock.id)'"),
                hint: Bilingual(zh: "用同一单位写更短的长度", en: "write a shorter length in the same unit"))
        }
    }

    private func fault(_ entry: SourceNode.Entry, _ message: Bilingual, hint: Bilingual) {
        sink.error("W310", message, at: entry.value.position, hint: hint)
    }
}
