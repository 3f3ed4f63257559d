public import Source
public import Values

/// Past acts of one or several cases, kept on paper and entered together afterwards.
public struct Backfill: Hashable, Sendable {
    /// What it is, e.g. the name of the ledger.
    public let name: String
    /// Why it is entered late.
    public let reason: String
    /// Persons to be registered, by key.
    public let persons: [StoryPerson]
    /// Organisations to be registered, by key.
    public let organisations: [StoryOrganisation]
    /// Cases to be opened, by key.
    public let cases: [BackfillCase]
    /// What happened in these and in other cases.
    public let acts: [BackfillAct]
    /// Where it stands.
    public let position: SourcePosition
}

/// A case that was opened on paper.
public struct BackfillCase: Hashable, Sendable {
    /// A respondent known then.
    public struct Respondent: Hashable, Sendable {
        /// The organisation, by key or id.
        public let organisation: String
        /// In which capacity.
        public let capacity: String
    }

    /// The key the file calls it by.
    public let key: String
    /// The workflow it runs under.
    public let workflow: String
    /// When it was reported.
    public let occurred: Moment
    /// The report: the payload of `report_received`.
    public let report: JSON
    /// The same as it stands in the file.
    let reportNode: SourceNode?
    /// The claimants known then, by key or id.
    public let claimants: [String]
    /// The respondents known then.
    public let respondents: [Respondent]
    /// Where it stands.
    public let position: SourcePosition
}

/// An act that was done and noted on paper.
public struct BackfillAct: Hashable, Sendable {
    /// The name later acts call its entry by, if any.
    public let id: String?
    /// The case: its number, or the key of one that this file opens.
    public let caseName: String
    /// The proceeding, where several could take it.
    public let proceeding: String?
    /// The act.
    public let act: String
    /// Who did it; the recorder where nobody is named.
    public let doers: [String]
    /// When it happened.
    public let occurred: Moment
    /// The payload; `$key` stands for what the key names.
    public let payload: JSON
    /// The same as it stands in the file.
    let payloadNode: SourceNode?
    /// The papers.
    public let papers: [StoryPaper]
    /// Whether a contradiction with the file is confirmed.
    public let isConfirmed: Bool
    /// Why it is entered late, where it has a reason of its own.
    public let reason: String?
    /// Where it stands.
    public let position: SourcePosition
}

extension StoryReader {
    /// Reads past acts to be entered together; every mistake is reported with its place.
    public static func backfill(_ node: SourceNode) throws(DiagnosticList) -> Backfill {
        let reader = StoryReader()
        let file = reader.backfill(node)
        try reader.sink.throwIfErrors()
        guard let file else { throw DiagnosticList(reader.sink.items) }
        return file
    }

    private func backfill(_ node: SourceNode) -> Backfill? {
        let top = MappingReader(node, what: Bilingual(zh: "补录", en: "the backfill"), sink: sink)
        let name = top.string("backfill")
        let reason = top.string("reason")
        let persons = keyed(top.optional("persons")).compactMap(person)
        let organisations = keyed(top.optional("organisations")).compactMap(organisation)
        let cases = keyed(top.optional("cases")).compactMap(backfillCase)
        let acts = top.sequence("acts").compactMap(backfillAct)
        top.finish()
        if cases.isEmpty, acts.isEmpty, sink.items.isEmpty {
            sink.error(
                "P110", Bilingual(zh: "没有要补录的内容", en: "there is nothing to be entered"), at: node.position,
                hint: Bilingual(zh: "写 cases: 或 acts:", en: "write 'cases:' or 'acts:'"))
        }
        let file = Backfill(
            name: name ?? "", reason: reason ?? "", persons: persons, organisations: organisations,
            cases: cases, acts: acts, position: node.position)
        checkOrder(file)
        return name == nil || reason == nil ? nil : file
    }

    private func backfillCase(_ entry: SourceNode.Entry) -> BackfillCase? {
        let reader = MappingReader(entry.value, what: Bilingual(zh: "案件", en: "the case"), sink: sink)
        let workflow = reader.string("open")
        let occurred = moment(reader)
        let report = reader.optional("set")
        let claimants = reader.strings("claimants", orSingle: true)
        let respondents = reader.sequence("respondents").compactMap { item -> BackfillCase.Respondent? in
            let each = MappingReader(item, what: Bilingual(zh: "被申请人", en: "the respondent"), sink: sink)
            let organisation = each.string("organisation")
            let capacity = each.string("capacity")
            each.finish()
            guard let organisation, let capacity else { return nil }
            return BackfillCase.Respondent(organisation: organisation, capacity: capacity)
        }
        reader.finish()
        guard let workflow, let occurred else { return nil }
        return BackfillCase(
            key: entry.key, workflow: workflow, occurred: occurred,
            report: report?.json ?? .object([:]), reportNode: report, claimants: claimants,
            respondents: respondents, position: entry.keyPosition)
    }

    private func backfillAct(_ node: SourceNode) -> BackfillAct? {
        let reader = MappingReader(node, what: Bilingual(zh: "事项", en: "the act"), sink: sink)
        let name = reader.string("case")
        let act = reader.string("act")
        let occurred = moment(reader)
        let papers = reader.sequence("attach").compactMap(paper)
        let payload = reader.optional("set")
        let result = BackfillAct(
            id: reader.optionalString("id"), caseName: name ?? "", proceeding: reader.optionalString("in"),
            act: act ?? "", doers: reader.strings("by", orSingle: true),
            occurred: occurred ?? .day(Day(ordinal: 0)),
            payload: payload?.json ?? .object([:]), payloadNode: payload,
            papers: papers, isConfirmed: reader.optionalBool("confirm") ?? false,
            reason: reader.optionalString("reason"), position: node.position)
        reader.finish()
        return name == nil || act == nil || occurred == nil ? nil : result
    }

    private func moment(_ reader: MappingReader) -> Moment? {
        guard let node = reader.required("occurred"), let text = sink.string(node, "occurred") else {
            return nil
        }
        guard let moment = Moment(text) else {
            reportTime(node, text)
            return nil
        }
        return moment
    }

    /// Acts are put in order by day. Within a day the file's own order holds, so the hours of one case must rise.
    private func checkOrder(_ file: Backfill) {
        var last: [String: Moment] = [:]
        for act in file.acts {
            guard case .instant(let instant) = act.occurred else { continue }
            if case .instant(let earlier)? = last[act.caseName], earlier.day == instant.day, instant < earlier
            {
                sink.error(
                    "P109",
                    Bilingual(
                        zh: "同一天内的事项须按时间先后写",
                        en: "the acts of one day are written in the order of their hours"),
                    at: act.position,
                    hint: Bilingual(
                        zh: "上面一项发生于 \(earlier.minuteText)",
                        en: "one above it happened at \(earlier.minuteText)"))
            }
            last[act.caseName] = act.occurred
        }
    }
}
