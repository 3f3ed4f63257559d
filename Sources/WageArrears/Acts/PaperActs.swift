import Workflow

extension WageArrearsVocabulary {
    /// Papers received, issued and served.
    static let paperActs: [VocabularyAct] = [
        .fact(
            "paper_received", "收到材料", "paper received", [.optional("about", .text, "关于", "about")]
        ) { act throws(MissingField) in
            if act.request.papers.isEmpty {
                act.problem("papers", given: "—", zh: "至少一份材料", en: "at least one paper")
            }
            act.facts.append(
                .papersReceived(PapersReceived(papers: act.paperIDs, about: act.fields.text("about"))))
        },
        .fact(
            "served", "送达", "service",
            [
                .required("paper", .reference(.paper), "材料", "paper"),
                .required("recipient", .text, "受送达人", "recipient"),
                .required("method", .word(ServiceMethod.self), "方式", "method"),
                .required("on", .date, "送达日期", "day of service"),
            ]
        ) { act throws(MissingField) in
            let fields = act.fields
            act.facts.append(
                .paperServed(
                    PaperServed(
                        paper: try act.paper(fields), recipient: try fields.need("recipient", fields.text),
                        method: try fields.word(need: "method", ServiceMethod.self),
                        on: try fields.need("on", fields.day))))
        },
        .fact(
            "court_received", "法院签收", "received by the court",
            [
                .required("paper", .reference(.paper), "材料", "paper"), .required("on", .date, "日期", "day"),
            ]
        ) { act throws(MissingField) in
            act.facts.append(
                .courtReceived(
                    CourtReceived(
                        paper: try act.paper(act.fields), on: try act.fields.need("on", act.fields.day))))
        },
        unionPaper("issue_reminder", .reminder, "发出提示函", "Reminder issued"),
        unionPaper("issue_opinion", .opinion, "发出意见书", "Opinion issued"),
        unionPaper("issue_recommendation", .recommendation, "发出建议书", "Recommendation issued"),
        supportPaper("issue_support_opinion", .opinion, "出具支持起诉意见书", "opinion supporting the suit issued"),
        supportPaper("issue_fee_letter", .feeLetter, "发出缓交诉讼费建议函", "fee-deferral letter issued"),
    ]

    private static func unionPaper(
        _ name: String, _ kind: UnionPaperKind, _ zh: String, _ en: String
    ) -> VocabularyAct {
        .decision(
            name, zh, en,
            [
                .required("to", .text, "发往", "to whom"),
                .optional("reply_by", .date, "请求答复日期", "answer asked for by"),
            ]
        ) { act throws(MissingField) in
            act.facts.append(
                .unionPaperIssued(
                    UnionPaperIssued(
                        kind: kind, to: try act.fields.need("to", act.fields.text),
                        replyBy: act.fields.day("reply_by"))))
        }
    }

    private static func supportPaper(
        _ name: String, _ kind: SupportPaperKind, _ zh: String, _ en: String
    ) -> VocabularyAct {
        .decision(name, zh, en, [.required("court", .text, "法院", "court")]) { act throws(MissingField) in
            act.facts.append(
                .supportPaperIssued(
                    SupportPaperIssued(kind: kind, court: try act.fields.need("court", act.fields.text))))
        }
    }
}
