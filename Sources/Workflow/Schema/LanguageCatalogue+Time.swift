import Values

/// The keys of clocks and periodic reviews.
extension LanguageCatalogue {
    private static let limits: [SchemaKey] = [
        SchemaKey("owes", .known(.role), required: true, "谁应行动", "who owes the next move"),
        SchemaKey("body", .known(.field), "由此字段所指单位的人承担", "owed by people of the body this field names"),
        SchemaKey("subject", .bilingual, "针对什么", "what it is about"),
        SchemaKey("runs_in", .oneOrMany(.known(.state)), required: true, "在哪些状态计算", "where it runs"),
        SchemaKey("pause_in", .oneOrMany(.known(.state)), "在哪些状态停算", "where it rests"),
        SchemaKey("ends", .oneOrMany(.known(.act)), "由哪些事项完成", "the acts that meet it"),
        SchemaKey("warn", .oneOrMany(.length), "提前多久提醒", "how long ahead to warn"),
        SchemaKey("count", .text, "计算规则", "the counting rule"),
        SchemaKey("in_suspension", .word(["pause", "run"]), "中止时停算还是继续", "whether it rests while frozen"),
        SchemaKey(
            "on_migrate", .word(ClockDefinition.OnMigrate.allCases.map(\.rawValue)), "换版时如何",
            "what becomes of it in a migration"),
        SchemaKey(
            "source", .either([.bilingual, .shape("law")]), required: true, "依据", "where it comes from"),
    ]

    static let time: [(name: String, keys: [SchemaKey])] = [
        (
            "clock",
            [label()] + limits + [
                SchemaKey(
                    "kind", .word(ClockDefinition.Kind.allCases.map(\.rawValue)), required: true, "法定或内部",
                    "legal or internal"),
                SchemaKey(
                    "limit", .word(ClockDefinition.Limit.allCases.map(\.rawValue)), required: true,
                    "义务期限或权利期限", "duty or right"),
                SchemaKey("length", .either([.length, .list(.shape("dated length"))]), "长度", "its length"),
                SchemaKey("rule", .text, "期限表中的编号", "the row of the table of limits it follows"),
                SchemaKey("until", .expression, "截止日", "the day it runs until"),
                SchemaKey("from", .expression, "起算日", "the day it is counted from"),
                SchemaKey("extend", .shape("extension"), "可否延长", "how far it may be extended"),
                SchemaKey(
                    "escalate", .either([.shape("escalation"), .list(.shape("escalation"))]), "逾期上报",
                    "who is told when it is overdue"),
                SchemaKey(
                    "breach", .word(ClockDefinition.Breach.allCases.map(\.rawValue)), required: true, "逾期时",
                    "what happens when it passes"),
                SchemaKey(
                    "reenter", .word(ClockDefinition.Reenter.allCases.map(\.rawValue)), "再次进入时",
                    "on a second visit"),
                SchemaKey(
                    "on_reopen", .word(ClockDefinition.OnReopen.allCases.map(\.rawValue)), "重新启动时",
                    "when the proceeding is reopened"),
            ]
        ),
        (
            "review",
            [label()] + limits + [
                SchemaKey("every", .length, required: true, "多久一次", "how often"),
                SchemaKey(
                    "kind", .word(ClockDefinition.Kind.allCases.map(\.rawValue)), "法定或内部", "legal or internal"
                ),
                SchemaKey(
                    "breach", .word(ClockDefinition.Breach.allCases.map(\.rawValue)), "到期时",
                    "what happens when it falls due"),
            ]
        ),
        (
            "dated length",
            [
                SchemaKey("from", .text, "自何日起", "the first day it is in force"),
                SchemaKey("length", .length, required: true, "长度", "the length"),
            ]
        ),
        (
            "campaign",
            [
                label(),
                SchemaKey("from", .text, required: true, "第一日", "its first day"),
                SchemaKey("to", .text, required: true, "最后一日", "its last day"),
                SchemaKey(
                    "lengths", .byKnown(.clock, .length), required: true, "期间的长度", "the lengths meanwhile"),
                SchemaKey("source", .bilingual, required: true, "依据", "who ordered it"),
            ]
        ),
        (
            "extension",
            [
                SchemaKey("by", .length, required: true, "每次多久", "by how much"),
                SchemaKey("times", .integer, "至多几次", "how often"),
                SchemaKey("reason", .word(["required"]), "须写理由", "whether a reason must be given"),
            ]
        ),
        (
            "escalation",
            [
                SchemaKey("to", .known(.role), required: true, "报给谁", "who is told"),
                SchemaKey("after", .length, required: true, "逾期多久后", "how long after it passed"),
            ]
        ),
        (
            "law",
            [
                SchemaKey("act", .text, required: true, "法律法规", "the act of law"),
                SchemaKey("version", .scalar, "版本", "its version"),
                SchemaKey("article", .scalar, required: true, "条", "the article"),
            ]
        ),
    ]
}
