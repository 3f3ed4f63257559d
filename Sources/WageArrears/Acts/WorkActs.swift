import Workflow

extension WageArrearsVocabulary {
    /// The work on a case: contacts, visits, acting together, other regions, inquiries.
    ///
    /// Co-ordination is no mediation and a joint visit no filed inspection: none of these starts a legal limit.
    static let workActs: [VocabularyAct] = [
        .fact(
            "contact_attempted", "联系", "contact attempted",
            [
                .required("with", .word(ContactPartner.self), "对象", "whom"),
                .required("method", .word(ContactMethod.self), "方式", "how"),
                .required("result", .word(ContactResult.self), "结果", "result"),
                .personal("via", "经由", "through whom"), .note,
            ]
        ) { act throws(MissingField) in
            let fields = act.fields
            act.facts.append(
                .contactAttempted(
                    ContactAttempted(
                        with: try fields.word(need: "with", ContactPartner.self),
                        method: try fields.word(need: "method", ContactMethod.self),
                        result: try fields.word(need: "result", ContactResult.self),
                        via: fields.personal("via"),
                        note: fields.personal("note"))))
        },
        .fact(
            "visit_made", "联合走访", "joint visit",
            [
                .required("bodies", .list(.text), "参加单位", "bodies"), .optional("place", .text, "地点", "place"),
                .optional("finding", .word(VisitFinding.self), "发现", "finding"), .note,
            ]
        ) { act throws(MissingField) in
            let fields = act.fields
            act.facts.append(
                .visitMade(
                    VisitMade(
                        bodies: fields.texts("bodies"), place: fields.text("place"),
                        finding: fields.word("finding", VisitFinding.self), note: fields.personal("note"))))
        },
        .decision(
            "start_joint_action", "启动联动", "joint action started",
            [.required("bodies", .list(.text), "参加单位", "bodies")]
        ) { act throws(MissingField) in
            act.facts.append(.jointActionStarted(JointActionStarted(bodies: act.fields.texts("bodies"))))
        },
        .decision(
            "request_cross_region", "请求跨区域协作", "cross-region request",
            [
                .required("to_body", .text, "对方单位", "body asked"),
                .optional("subject", .text, "事由", "subject"),
                .optional("answer_by", .date, "请求答复日期", "answer asked for by"),
            ]
        ) { act throws(MissingField) in
            act.facts.append(
                .regionAsked(
                    RegionAsked(
                        toBody: try act.fields.need("to_body", act.fields.text),
                        subject: act.fields.text("subject"), answerBy: act.fields.day("answer_by"))))
        },
        .fact(
            "cross_region_answered", "跨区域协作答复", "cross-region answer",
            [
                .required("answer", .word(RegionAnswer.self), "答复", "answer"),
                .optional("by", .text, "答复单位", "who answered"), .optional("on", .date, "日期", "day"),
            ]
        ) { act throws(MissingField) in
            act.facts.append(
                .regionAnswered(
                    RegionAnswered(
                        answer: try act.fields.word(need: "answer", RegionAnswer.self),
                        by: act.fields.text("by"),
                        on: act.fields.day("on"))))
        },
        .decision(
            "form_inquiry_group", "组成调查组", "inquiry group formed",
            [
                .required(
                    "members",
                    .rows(
                        .personal("name", "姓名", "name", required: true),
                        .required("capacity", .word(InquiryCapacity.self), "身份", "capacity")),
                    "成员", "members")
            ]
        ) { act throws(MissingField) in
            var group = InquiryGroupFormed()
            var names: [String] = []
            for row in act.fields.rows("members") {
                group.capacities.append(try row.word(need: "capacity", InquiryCapacity.self))
                names.append(try row.need("name", row.text))
            }
            group.names = .known(names)
            act.facts.append(.inquiryGroupFormed(group))
        },
        .decision(
            "record_inquiry", "调查记录", "inquiry recorded",
            [
                .required("findings", .list(.word(InquiryFinding.self)), "查明事项", "findings"), .note,
            ]
        ) { act throws(MissingField) in
            act.facts.append(
                .inquiryRecorded(
                    InquiryRecorded(
                        findings: act.fields.texts("findings").compactMap(InquiryFinding.init(rawValue:)),
                        note: act.fields.personal("note"))))
        },
    ]
}
