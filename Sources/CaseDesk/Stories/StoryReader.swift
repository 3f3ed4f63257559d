public import Source
import Values
import Workflow

/// Reads a story from a file; every mistake is reported with its place.
public struct StoryReader {
    let sink = DiagnosticSink()

    /// Reads one story.
    public static func read(_ node: SourceNode) throws(DiagnosticList) -> Story {
        let reader = StoryReader()
        let story = reader.story(node)
        try reader.sink.throwIfErrors()
        guard let story else { throw DiagnosticList(reader.sink.items) }
        return story
    }

    private func story(_ node: SourceNode) -> Story? {
        let top = MappingReader(node, what: Bilingual(zh: "故事", en: "the story"), sink: sink)
        let id = top.string("story")
        let label = top.label()
        let workflow = top.string("workflow")
        let source = top.label("source")
        let assumed = notes(top.optional("assumed"))
        let actors = keyed(top.optional("actors")).compactMap(actor)
        let persons = keyed(top.optional("persons")).compactMap(person)
        let organisations = keyed(top.optional("organisations")).compactMap(organisation)
        let opening = top.required("opening").flatMap(opening)
        var clock = opening?.recorded
        let steps = top.sequence("steps").compactMap { step($0, after: &clock) }
        let expectation = top.required("then").flatMap(expectation)
        top.finish()
        guard let id, let label, let workflow, let source, let opening, let expectation else { return nil }
        return Story(
            id: id, label: label, workflow: workflow, source: source, assumed: assumed, actors: actors,
            persons: persons, organisations: organisations, opening: opening, steps: steps,
            expectation: expectation)
    }

    func keyed(_ node: SourceNode?) -> [SourceNode.Entry] {
        guard let node else { return [] }
        return MappingReader(node, what: Bilingual(zh: "名单", en: "the list"), sink: sink).keys
    }

    private func notes(_ node: SourceNode?) -> [Bilingual] {
        guard let node else { return [] }
        if case .sequence(let items) = node.content {
            return items.compactMap { sink.bilingual($0, "assumed") }
        }
        return sink.bilingual(node, "assumed").map { [$0] } ?? []
    }

    private func actor(_ entry: SourceNode.Entry) -> StoryActor? {
        let reader = MappingReader(entry.value, what: Bilingual(zh: "经办人", en: "the actor"), sink: sink)
        let name = reader.string("name")
        let body = reader.string("body")
        let roles = reader.strings("roles", orSingle: true)
        let regions = reader.strings("region", orSingle: true)
        reader.finish()
        guard let name, let body else { return nil }
        return StoryActor(
            id: entry.key, name: name, body: body, roles: roles, regions: regions,
            position: entry.keyPosition)
    }

    func person(_ entry: SourceNode.Entry) -> StoryPerson? {
        let reader = MappingReader(entry.value, what: Bilingual(zh: "人员", en: "the person"), sink: sink)
        let name = reader.string("name")
        let number = reader.optionalString("number")
        let phone = reader.optionalString("phone")
        let region = reader.optionalString("region")
        reader.finish()
        guard let name else { return nil }
        return StoryPerson(
            key: entry.key, name: name, number: number, phone: phone, region: region,
            position: entry.keyPosition)
    }

    func organisation(_ entry: SourceNode.Entry) -> StoryOrganisation? {
        let reader = MappingReader(entry.value, what: Bilingual(zh: "单位", en: "the organisation"), sink: sink)
        let name = reader.string("name")
        let code = reader.optionalString("code")
        let region = reader.optionalString("region")
        reader.finish()
        guard let name else { return nil }
        return StoryOrganisation(
            key: entry.key, name: name, code: code, region: region, position: entry.keyPosition)
    }

    private func opening(_ node: SourceNode) -> StoryOpening? {
        let reader = MappingReader(node, what: Bilingual(zh: "开头", en: "the opening"), sink: sink)
        let actor = reader.string("as")
        let times = times(reader, after: nil)
        let report = reader.optional("set")?.json ?? .object([:])
        let claimants = reader.strings("claimants", orSingle: true)
        let respondents = reader.sequence("respondents").compactMap {
            item -> (key: String, capacity: String)? in
            let each = MappingReader(item, what: Bilingual(zh: "被申请人", en: "the respondent"), sink: sink)
            let key = each.string("organisation")
            let capacity = each.string("capacity")
            each.finish()
            guard let key, let capacity else { return nil }
            return (key, capacity)
        }
        let region = reader.optionalString("region")
        reader.finish()
        guard let actor, let times else { return nil }
        return StoryOpening(
            actor: actor, occurred: times.occurred, recorded: times.recorded, report: report,
            claimants: claimants, respondents: respondents, region: region, position: node.position)
    }

    private func step(_ node: SourceNode, after clock: inout Instant?) -> StoryStep? {
        let reader = MappingReader(node, what: Bilingual(zh: "步骤", en: "the step"), sink: sink)
        let start = reader.optional("start").flatMap { _ in reader.string("start") }.map { workflow in
            StoryStart(
                workflow: workflow, body: reader.optionalString("body"),
                number: reader.optionalString("number"))
        }
        let act = start == nil ? reader.string("act") : StartCommand.plainAct
        let actor = reader.string("as")
        let times = times(reader, after: clock)
        let expected = reader.optional("expect")
        let standing = expected.flatMap(standing)
        let outcome = standing == nil ? expected.flatMap(outcome) ?? .done : .done
        let papers = reader.sequence("attach").compactMap(paper)
        let step = StoryStep(
            id: reader.optionalString("id"), act: act ?? "", actor: actor ?? "",
            doers: reader.strings("by", orSingle: true), proposal: reader.optionalString("proposal"),
            occurred: times?.occurred ?? .day(Day(ordinal: 0)),
            recorded: times?.recorded ?? Instant(microseconds: 0),
            payload: reader.optional("set")?.json ?? .object([:]),
            rows: reader.strings("of", orSingle: true).map(JSON.string), papers: papers,
            isConfirmed: reader.optionalBool("confirm") ?? false, reason: reader.optionalString("reason"),
            outcome: outcome, assumed: notes(reader.optional("assumed")), position: node.position,
            start: start, proceeding: reader.optionalString("in"),
            outsider: reader.optionalString("outsider"), standing: standing)
        reader.finish()
        guard act != nil, actor != nil, let times else { return nil }
        clock = times.recorded
        return step
    }

    private func outcome(_ node: SourceNode) -> StoryStep.Outcome? {
        if case .string("unconfirmed") = node.content { return .unconfirmed }
        if case .string("waits") = node.content { return .waits }
        let reader = MappingReader(node, what: Bilingual(zh: "预期", en: "the expectation"), sink: sink)
        let code = reader.string("refused")
        reader.finish()
        if let code, !Refusal.codes.contains(code) {
            sink.error(
                "P108", Bilingual(zh: "没有拒绝代码 '\(code)'", en: "there is no refusal code '\(code)'"),
                at: node.position,
                hint: Bilingual(
                    zh: "可用：\(Refusal.codes.joined(separator: ", "))",
                    en: "one of: \(Refusal.codes.joined(separator: ", "))"))
        }
        return code.map { .refused($0) }
    }

    func paper(_ node: SourceNode) -> StoryPaper? {
        let reader = MappingReader(node, what: Bilingual(zh: "材料", en: "the paper"), sink: sink)
        let kind = reader.string("kind")
        let paper = StoryPaper(
            key: reader.optionalString("key"), kind: kind ?? "", number: reader.optionalString("number"),
            text: reader.optionalString("text"), originalAt: reader.optionalString("original_at"),
            claimants: reader.strings("claimants", orSingle: true),
            signers: reader.strings("signers", orSingle: true), about: reader.optionalString("about"))
        reader.finish()
        return kind == nil ? nil : paper
    }

    /// When a step happened and when it was recorded. A day is taken as recorded at 17:00; times never go back.
    private func times(_ reader: MappingReader, after clock: Instant?) -> (
        occurred: Moment, recorded: Instant
    )? {
        guard let node = reader.required("occurred"), let text = sink.string(node, "occurred") else {
            return nil
        }
        guard let occurred = Moment(text) else {
            reportTime(node, text)
            return nil
        }
        var recorded: Instant
        if let node = reader.optional("recorded"), let text = sink.string(node, "recorded") {
            guard let value = Instant(text) else {
                reportTime(node, text)
                return nil
            }
            recorded = value
        } else {
            switch occurred {
            case .day(let day): recorded = Instant(startOf: day).adding(hours: 17)
            case .instant(let instant): recorded = instant
            }
            if let clock, recorded < clock { recorded = clock }
        }
        if let clock, recorded < clock {
            sink.error(
                "P101", Bilingual(zh: "记录时间早于上一步", en: "recorded before the step above it"),
                at: node.position,
                hint: Bilingual(
                    zh: "上一步记录于 \(clock.minuteText)", en: "the step above was recorded at \(clock.minuteText)"
                ))
        }
        return (occurred, recorded)
    }

    func reportTime(_ node: SourceNode, _ text: String) {
        sink.error(
            "P102",
            Bilingual(
                zh: "'\(text.prefix(40))' 不是存在的日期或时刻", en: "'\(text.prefix(40))' is no date or instant"),
            at: node.position,
            hint: Bilingual(
                zh: "如 2025-04-07 或 2025-04-07T09:00+08:00", en: "like 2025-04-07 or 2025-04-07T09:00+08:00"))
    }

    private func expectation(_ node: SourceNode) -> StoryExpectation? {
        let reader = MappingReader(node, what: Bilingual(zh: "结果", en: "the result"), sink: sink)
        let result = StoryExpectation(
            recovered: money(reader, "recovered"), due: money(reader, "due"),
            claimants: reader.optionalInteger("claimants").map(Int.init),
            closed: reader.optionalString("closed"),
            daysToPayout: reader.optionalInteger("days_to_payout").map(Int.init),
            outcome: reader.optionalString("outcome"), position: node.position)
        reader.finish()
        return result
    }

    private func money(_ reader: MappingReader, _ key: String) -> Fen? {
        guard let node = reader.optional(key), let text = sink.string(node, key) else { return nil }
        guard let value = Fen(yuan: text) else {
            sink.error(
                "P103", Bilingual(zh: "'\(text.prefix(40))' 不是金额", en: "'\(text.prefix(40))' is no amount"),
                at: node.position, hint: Bilingual(zh: "如 42980.00", en: "like 42980.00"))
            return nil
        }
        return value
    }
}
