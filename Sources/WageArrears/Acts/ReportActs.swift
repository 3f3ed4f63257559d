import Values
import Workflow

extension WageArrearsVocabulary {
    /// How a case comes in, and what is noted beside it.
    static let reportActs: [VocabularyAct] = [
        .fact(
            "report_received", "收到反映", "report received",
            [
                .required("channel", .word(ReportChannel.self), "渠道", "channel"),
                .optional("ticket", .text, "工单号", "ticket number"),
                .optional("from_body", .text, "转来单位", "body that passed it on"),
                .optional("received_on", .date, "收到日期", "day it was received"),
                .personal("summary", "反映内容", "what it says"),
            ]
        ) { act throws(MissingField) in
            let fields = act.fields
            if let day = fields.day("received_on"), act.context.today < day {
                act.problem(
                    "received_on", given: day.description, zh: "不晚于登记日 \(act.context.today) 的日期",
                    en: "a date not after the day of recording, \(act.context.today)")
            }
            act.facts.append(
                .reportReceived(
                    ReportReceived(
                        channel: try fields.word(need: "channel", ReportChannel.self),
                        ticket: fields.text("ticket"),
                        fromBody: fields.text("from_body"), receivedOn: fields.day("received_on"),
                        summary: fields.personal("summary"))))
        },
        .decision(
            "accept", "受理", "acceptance", [.optional("number", .text, "受理编号", "number given on acceptance")]
        ) { act throws(MissingField) in
            act.facts.append(.caseAccepted(CaseAccepted(number: act.fields.text("number"))))
        },
        .decision(
            "decline", "不予受理", "non-acceptance",
            [
                .required("reason", .word(DeclineReason.self), "理由", "reason"),
                .optional("next_route", .text, "告知的其他途径", "where the workers may turn"),
            ]
        ) { act throws(MissingField) in
            act.facts.append(
                .caseDeclined(
                    CaseDeclined(
                        reason: try act.fields.word(need: "reason", DeclineReason.self),
                        nextRoute: act.fields.text("next_route"))))
        },
        .fact(
            "note_added", "备注", "note", [.personal("text", "内容", "text", required: true)]
        ) { act throws(MissingField) in
            act.facts.append(
                .noteAdded(NoteAdded(text: .known(try act.fields.need("text", act.fields.text)))))
        },
        .fact(
            "matter_linked", "发现并转出其他事项", "other matter found and passed on",
            [
                .required("kind", .word(MatterKind.self), "事项", "matter"),
                .optional("to_body", .text, "转往单位", "body it was passed to"), .note,
            ]
        ) { act throws(MissingField) in
            act.facts.append(
                .matterLinked(
                    MatterLinked(
                        kind: try act.fields.word(need: "kind", MatterKind.self),
                        toBody: act.fields.text("to_body"),
                        note: act.fields.personal("note"))))
        },
    ]
}
