import Workflow

extension WageArrearsVocabulary {
    /// Who is concerned: claimants, respondents, other bodies, and what ties them.
    static let partyActs: [VocabularyAct] = [
        .fact(
            "claimants_joined", "登记劳动者", "claimants joined",
            [
                .required(
                    "claimants",
                    .rows(
                        .required("person", .reference(.person), "人员", "person"),
                        .optional("job", .text, "工种", "job"),
                        .optional("employed_from", .date, "入职日期", "first day of work"),
                        .optional("hometown_region", .text, "户籍地", "home region"),
                        .optional("migrant_worker", .bool, "是否进城务工人员", "whether a migrant worker")),
                    "劳动者", "claimants")
            ]
        ) { act throws(MissingField) in try act.joinClaimants() },
        .fact(
            "respondent_named", "登记被申请人", "respondent named",
            [
                .required("organisation", .reference(.organisation), "单位", "organisation"),
                .required("capacity", .word(Capacity.self), "身份", "capacity"),
                .optional("out_of_region", .bool, "是否在外地", "whether its seat is in another region"),
            ]
        ) { act throws(MissingField) in try act.nameRespondent() },
        .fact(
            "body_joined", "其他单位参与", "body joined",
            [
                .required("body", .text, "单位", "body"),
                .required("part", .word(BodyPart.self), "分工", "part"),
            ]
        ) { act throws(MissingField) in
            act.facts.append(
                .bodyJoined(
                    BodyJoined(
                        body: try act.fields.need("body", act.fields.text),
                        part: try act.fields.word(need: "part", BodyPart.self))))
        },
        .fact(
            "relationship_stated", "用工关系", "legal relationship stated",
            [
                .optional(
                    "claimants", .list(.reference(.claimant)), "劳动者（不填为全体）", "claimants (all when left out)"),
                .required("kind", .word(RelationshipKind.self), "关系", "relationship"),
                .optional("from", .date, "开始", "first day"), .optional("until", .date, "终止", "last day"),
                .optional("migrant_worker", .bool, "是否进城务工人员", "whether migrant workers"),
            ]
        ) { act throws(MissingField) in try act.stateRelationship() },
        .fact(
            "prior_complaint", "此前投诉", "prior complaint",
            [
                .required("to", .text, "投诉对象", "to whom"), .optional("on", .moment, "时间", "when"),
                .required("result", .word(ComplaintResult.self), "结果", "result"), .note,
            ]
        ) { act throws(MissingField) in
            let fields = act.fields
            act.facts.append(
                .complaintNoted(
                    ComplaintNoted(
                        to: try fields.need("to", fields.text), on: fields.moment("on"),
                        result: try fields.word(need: "result", ComplaintResult.self),
                        note: fields.personal("note"))))
        },
    ]
}

extension Deliberation {
    fileprivate mutating func joinClaimants() throws(MissingField) {
        var seen: Set<String> = []
        for row in fields.rows("claimants") {
            let id = try row.need("person", row.text)
            let path = row.path("person")
            guard let summary = person(id, path) else { continue }
            if !seen.insert(id).inserted {
                problem(path, given: id, zh: "每人只列一次", en: "each person once")
            } else if let known = file.claimant(id), known.retractedBy == nil {
                problem(
                    path, given: id, zh: "尚未在案的人员；撤回后又参加的用 claimant_rejoined",
                    en: "a person who is not on the case; one who withdrew comes back by claimant_rejoined")
            } else if let other = summary.samePersons.first(where: {
                file.claimant($0)?.retractedBy == nil && file.claimant($0) != nil
            }) {
                problem(
                    path, given: id, zh: "尚未在案的人员；此人与 \(other) 系同一人",
                    en: "a person who is not on the case; this is the same person as \(other)")
            }
            facts.append(
                .claimantJoined(
                    ClaimantJoined(
                        claimant: id, job: row.text("job"), employedFrom: row.day("employed_from"),
                        hometownRegion: row.text("hometown_region"),
                        isMigrantWorker: row.flag("migrant_worker") ?? false)))
        }
    }

    fileprivate mutating func nameRespondent() throws(MissingField) {
        let id = try fields.need("organisation", fields.text)
        let capacity = try fields.word(need: "capacity", Capacity.self)
        organisation(id, "organisation")
        if file.respondents.contains(where: { $0.organisation == id && $0.capacity == capacity }) {
            problem(
                "organisation", given: id, zh: "尚未以此身份在案的单位",
                en: "an organisation that is not on the case in this capacity")
        }
        facts.append(
            .respondentNamed(
                RespondentNamed(
                    organisation: id, capacity: capacity, isOutOfRegion: fields.flag("out_of_region") ?? false
                )))
    }

    fileprivate mutating func stateRelationship() throws(MissingField) {
        let named = claimants("claimants").map(\.id)
        let all = fields.texts("claimants").isEmpty ? file.claimants.map(\.id) : named
        if file.claimants.isEmpty, fields.texts("claimants").isEmpty {
            problem("claimants", given: "—", zh: "至少一名在案劳动者", en: "at least one claimant of this case")
        }
        order(fields.day("from"), fields.day("until"), "until")
        facts.append(
            .relationshipStated(
                RelationshipStated(
                    claimants: all, kind: try fields.word(need: "kind", RelationshipKind.self),
                    from: fields.day("from"), until: fields.day("until"),
                    isMigrantWorker: fields.flag("migrant_worker") ?? false)))
    }
}
