import Values

/// Every mapping of the workflow language with its keys: what the JSON Schema is made of.
///
/// A test holds it against what the loader asks for, key by key, so that the two cannot drift apart.
enum LanguageCatalogue {
    /// The mappings by name; `workflow` is the file itself.
    static let shapes: [(name: String, keys: [SchemaKey])] =
        [("workflow", head)] + people + work + places + time + rules + stories

    static func label(required: Bool = true) -> SchemaKey {
        SchemaKey("label", .bilingual, required: required, "名称，中英文", "what people call it, in both languages")
    }

    static let initial = SchemaKey(
        "initial", .known(.state), required: true, "开始的状态", "the first state")

    private static let head: [SchemaKey] = [
        SchemaKey("workflow", .name, required: true, "流程的标识", "the id of the procedure"),
        SchemaKey("language", .integer, required: true, "语言版本，现为 1", "the version of the language: 1"),
        SchemaKey(
            "version", .integer, required: true, "流程版本，每次修改加一",
            "the version of the procedure, raised with every change"),
        label(),
        SchemaKey("vocabulary", .text, "所用词汇表", "whose acts and facts it uses"),
        SchemaKey("calendar", .text, "计算期限的日历", "the calendar limits are counted by"),
        SchemaKey(
            "scope", .word(ProceedingScope.allCases.map(\.rawValue)), "涉及全案还是指明的请求",
            "about the case, or about named claims"),
        SchemaKey("route", .name, "途径的种类", "the kind of route"),
        SchemaKey("exclusive", .bool, "同一请求不得并行的途径", "whether a claim goes this way only once at a time"),
        SchemaKey("outcomes", .list(.name), "可能的结果", "how it can end"),
        SchemaKey("line_outcomes", .byKnown(.state, .list(.name)), "逐行的结果", "how rows can end"),
        SchemaKey("opened_by", .shape("opening"), "由哪一事项启动", "the act that opens it"),
        SchemaKey(
            "roles",
            .namedBeside(
                [
                    SchemaKey("use", .text, "沿用的角色目录", "the catalogue of roles it uses"),
                    SchemaKey("of", .list(.text), "沿用其中哪些", "which of its roles"),
                ], .shape("role")), "职责", "roles"),
        SchemaKey("documents", .named(.shape("document")), "材料", "papers"),
        SchemaKey("data", .named(.shape("data field")), "本流程自己的数据", "data of its own"),
        SchemaKey("acts", .named(.shape("act")), "事项", "acts"),
        SchemaKey("separate", .list(.list(.known(.act))), "不得由一人全部办理的事项", "acts that nobody does alone"),
        SchemaKey(
            "exclusive_roles", .list(.shape("exclusive roles")), "同一案中不得由一人担任的角色",
            "roles that nobody fills together in one case"),
        SchemaKey("tallies", .named(.shape("tally")), "报表统计的事项", "acts that reports count"),
        SchemaKey("clocks", .named(.shape("clock")), "期限", "time limits"),
        SchemaKey("reviews", .named(.shape("review")), "定期检视", "periodic reviews"),
        SchemaKey(
            "campaigns", .named(.shape("campaign")), "专项行动，其间内部期限较短",
            "campaigns, while which internal limits are shorter"),
        SchemaKey("milestones", .named(.shape("milestone")), "里程碑", "milestones"),
        SchemaKey(
            "activities", .byKnown(.act, .shape("activity")), "只记载、不移动的工作",
            "work that is logged and moves nothing"),
        initial,
        SchemaKey("states", .named(.shape("state")), required: true, "状态", "states"),
        SchemaKey("offers", .list(.shape("offer")), "可另行启动的程序", "proceedings that may be started beside it"),
        SchemaKey("properties", .list(.shape("property")), "须始终遵守的规则", "rules it keeps"),
        SchemaKey("waivers", .list(.shape("waiver")), "写明理由的豁免", "findings waived, with the reason"),
        SchemaKey(
            "stories", .list(.shape("story")), "例子，由 workflow test 运行", "examples that 'workflow test' runs"),
    ]

    static let activityStates = SchemaKey(
        "states", .oneOrMany(.known(.state)), required: true, "可在哪些状态记载", "where it may be logged")

    static let types = [
        "text", "integer", "money", "date", "bool", "enum", "moment", "list",
    ]

    private static let work: [(name: String, keys: [SchemaKey])] = [
        (
            "data field",
            [
                SchemaKey(
                    "type", .word(["text", "integer", "money", "date", "bool", "enum", "list"]),
                    required: true, "类型", "type"),
                SchemaKey("values", .list(.name), "枚举的取值", "the words of an enumeration"),
                SchemaKey("key", .oneOrMany(.name), "行的键", "the key of its rows"),
                SchemaKey("item", .named(.shape("item field")), "每行的字段", "the fields of a row"),
                SchemaKey("default", .scalar, "初始值", "the value at the start"),
                label(),
            ]
        ),
        (
            "item field",
            [
                SchemaKey(
                    "type", .word(["text", "integer", "money", "date", "bool", "enum"]), required: true, "类型",
                    "type"),
                SchemaKey("values", .list(.name), "枚举的取值", "the words of an enumeration"),
                SchemaKey("of", .name, "列表项的类型", "the type of the items"),
                SchemaKey("required", .bool, "必填", "must be given"),
                label(),
            ]
        ),
        (
            "payload field",
            [
                SchemaKey(
                    "type", .word(types + ReferenceKind.allCases.map(\.rawValue)), required: true, "类型",
                    "type"),
                SchemaKey("values", .list(.name), "枚举的取值", "the words of an enumeration"),
                SchemaKey("of", .name, "列表项的类型", "the type of the items"),
                SchemaKey("required", .bool, "必填", "must be given"),
                SchemaKey("personal", .bool, "个人信息，另存，可删除", "kept apart so that it can be erased"),
                label(),
            ]
        ),
        (
            "opening",
            [
                SchemaKey("act", .known(.act), required: true, "事项", "the act"),
                SchemaKey("set", .byKnown(.field, .expression), "初始数据", "data it sets"),
            ]
        ),
        (
            "offer",
            [
                SchemaKey("use", .name, required: true, "哪一流程", "which procedure"),
                SchemaKey("when", .expression, "条件", "condition"),
                SchemaKey("who", .oneOrMany(.known(.role)), "谁可启动", "who may start it"),
                SchemaKey("at_most", .integer, "至多几次", "at most how often"),
                SchemaKey("with", .named(.expression), "交给它的数据", "data handed to it"),
            ]
        ),
        ("activity", [activityStates]),
        (
            "milestone",
            [
                label(),
                SchemaKey("when", .expression, "达成的条件", "when it is reached"),
                SchemaKey("of", .name, "哪一流程的里程碑", "the procedure whose milestone it is"),
            ]
        ),
    ]

    private static let places: [(name: String, keys: [SchemaKey])] = [
        (
            "state",
            [
                label(),
                SchemaKey("final", .bool, "终结", "an end"),
                SchemaKey("outcome", .name, "结果", "how the proceeding ends"),
                SchemaKey("waives_later_papers", .bool, "不等后补材料", "does not wait for papers that may follow"),
                SchemaKey("initial", .known(.state), "内部开始的状态", "the first state inside"),
                SchemaKey("states", .named(.shape("state")), "下级状态", "states inside"),
                SchemaKey("regions", .named(.shape("state")), "并行区域", "regions side by side"),
                SchemaKey("for_each", .name, "逐行的名单", "the list it has a row for each of"),
                SchemaKey("each", .shape("template"), "每行的状态", "the states of a row"),
                SchemaKey("suspends", .known(.state), "中止哪个状态", "the state it freezes"),
                SchemaKey(
                    "history", .word(HistoryDefinition.Depth.allCases.map(\.rawValue)), "历史状态", "a history"),
                SchemaKey("enter", .byKnown(.field, .expression), "进入时设置", "what is set on entry"),
                SchemaKey("leave", .byKnown(.field, .expression), "离开时设置", "what is set on leaving"),
                SchemaKey("milestone", .name, "到达即为里程碑", "a milestone when reached"),
                SchemaKey("use", .name, "等待另一程序", "waits for a proceeding of this procedure"),
                SchemaKey("child", .word(["one_per_act", "one_per_row"]), "几件另一程序", "how many proceedings"),
                SchemaKey("with", .named(.expression), "交给它的数据", "data handed to it"),
                SchemaKey(
                    "on_leave", .word(["keep", "close", "forbid"]), "离开时如何", "what becomes of it on leaving"),
                SchemaKey("transitions", .list(.shape("transition")), "转移", "transitions"),
                SchemaKey("auto", .list(.shape("transition")), "自动转移", "moves by themselves"),
                SchemaKey("done", .list(.shape("transition")), "内部全部完成后", "when all inside is done"),
                SchemaKey("reopen", .list(.shape("transition")), "重新启动", "acts that take it up again"),
            ]
        ),
        (
            "template",
            [
                initial,
                SchemaKey("states", .named(.shape("state")), required: true, "状态", "states"),
            ]
        ),
        (
            "transition",
            [
                SchemaKey("act", .known(.act), "由哪一事项", "the act that sets it off"),
                SchemaKey("breach", .known(.clock), "由哪一期限逾期", "the limit whose passing sets it off"),
                SchemaKey("cured", .known(.clock), "由哪一逾期被补正", "the limit whose breach is lifted"),
                SchemaKey("to", .known(.target), "到哪里", "where it leads"),
                SchemaKey("internal", .bool, "不离开本状态", "without leaving this state"),
                SchemaKey("when", .expression, "条件", "condition"),
                SchemaKey("otherwise", .bool, "否则", "when no other is open"),
                SchemaKey("set", .named(.expression), "设置数据", "data it sets"),
                SchemaKey("add", .byKnown(.field, .expression), "增加的行", "rows it adds"),
                SchemaKey("rows", .name, "未完成的行如何了结", "what open rows come to"),
                SchemaKey("within", .length, "多久之内", "within how long"),
                SchemaKey("clocks", .shape("clock operations"), "对期限的处理", "what it does to limits"),
            ]
        ),
        (
            "clock operations",
            [
                SchemaKey("extend", .oneOrMany(.known(.clock)), "延长", "extends"),
                SchemaKey("reset", .oneOrMany(.known(.clock)), "重新起算", "begins anew"),
                SchemaKey("interrupt", .oneOrMany(.known(.clock)), "中断", "interrupts"),
                SchemaKey(
                    "exclude", .byKnown(.clock, .shape("exclusion")), "不计入的期间", "a span that does not count"),
            ]
        ),
        (
            "exclusion",
            [
                SchemaKey("from", .expression, required: true, "起", "from"),
                SchemaKey("to", .expression, required: true, "止", "to"),
            ]
        ),
    ]

    private static let rules: [(name: String, keys: [SchemaKey])] = [
        (
            "property",
            [
                SchemaKey("name", .name, required: true, "名称", "its name"),
                label(),
                SchemaKey("never", .expression, "绝不", "never"),
                SchemaKey("always", .expression, "始终", "always"),
                SchemaKey("path", .shape("path"), "必经", "the acts on the way"),
                SchemaKey("leads_to", .shape("leads to"), "总能到达", "what can always still be reached"),
                SchemaKey("takes", .shape("takes"), "须几人、有无材料", "how many people and papers it takes"),
            ]
        ),
        (
            "path",
            [
                SchemaKey("to", .known(.state), required: true, "到达", "the state"),
                SchemaKey("via", .oneOrMany(.known(.act)), required: true, "须先办", "the acts before it"),
            ]
        ),
        (
            "leads to",
            [
                SchemaKey("from", .known(.state), required: true, "从", "from"),
                SchemaKey("to", .oneOrMany(.known(.state)), required: true, "能到", "to"),
            ]
        ),
        (
            "takes",
            [
                SchemaKey("act", .oneOrMany(.known(.act)), "事项", "the acts"),
                SchemaKey("to", .oneOrMany(.known(.state)), "状态", "the states"),
                SchemaKey("lowering", .text, "降低的数额", "the figure that is lowered"),
                SchemaKey("people", .integer, "几人", "how many people"),
                SchemaKey("paper", .bool, "须有材料", "whether a paper is needed"),
                SchemaKey("when", .expression, "条件", "condition"),
            ]
        ),
        (
            "waiver",
            [
                SchemaKey("code", .text, required: true, "哪一项检查", "the finding's code"),
                SchemaKey("at", .name, required: true, "何处", "where"),
                SchemaKey("reason", .bilingual, required: true, "理由", "why"),
            ]
        ),
    ]
}
