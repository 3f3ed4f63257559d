import Values

extension LanguageCatalogue {
    private static let facts = [
        SchemaKey("case", .named(.anything), "关于案件所知", "what is known of the case"),
        SchemaKey("papers", .oneOrMany(paper), "在案材料", "papers that go on record"),
        SchemaKey("findings", .oneOrMany(.text), "未答复的疑点", "open findings"),
        SchemaKey(
            "carried", .oneOrMany(.text), "请求已在其中办理的其他途径", "routes of other proceedings that carry its claims"
        ),
    ]

    private static let paper = SchemaShape.either([.known(.document), .shape("story paper")])
    private static let person = SchemaShape.either([.text, .shape("story person")])

    /// The keys of the examples in a file.
    static let stories: [(name: String, keys: [SchemaKey])] = [
        (
            "story",
            [
                SchemaKey("name", .text, required: true, "故事名", "the name of the story"),
                SchemaKey(
                    "label", .bilingual, required: true, "名称，中英文", "what people call it, in both languages"),
                SchemaKey("given", .shape("story beginning"), required: true, "开始时的情况", "what holds before"),
                SchemaKey("steps", .list(.shape("story step")), "步骤", "what is done"),
                SchemaKey("then", .shape("story end"), "结束时的情况", "what must hold at the end"),
            ]
        ),
        (
            "story beginning",
            [
                SchemaKey("at", .text, required: true, "开始的日期", "when it begins"),
                SchemaKey("people", .named(.oneOrMany(.known(.role))), "人员及其角色", "persons with their roles"),
                SchemaKey("data", .byKnown(.field, .anything), "本流程数据的初值", "data that begin otherwise"),
            ] + facts
        ),
        (
            "story step",
            [
                SchemaKey("act", .text, "事项", "an act"),
                SchemaKey("approve", .text, "签署等待签署的事项", "signs an act that waits"),
                SchemaKey("reject", .text, "退回等待签署的事项", "turns an act that waits down"),
                SchemaKey("withdraw", .text, "撤回等待签署的事项", "takes an act that waits back"),
                SchemaKey(
                    "ended", .text, "所等待的程序终结：等待它的状态", "a proceeding ended: the state that waits for it"),
                SchemaKey("outcome", .text, "该程序的结果", "what that proceeding came to"),
                SchemaKey("lines", .named(.text), "该程序对各行的结果", "what it came to for single rows"),
                SchemaKey("wait", .text, "时间推移到某日，或经过若干时间", "time passes: until a date, or for a length"),
                SchemaKey("at", .text, "发生的时间", "when it happens"),
                SchemaKey("by", .oneOrMany(person), "经办人", "who does it"),
                SchemaKey("of", .oneOrMany(.text), "涉及的行", "the rows it is about"),
                SchemaKey("set", .named(.anything), "内容", "the payload"),
                SchemaKey("attach", .oneOrMany(paper), "所附材料", "papers attached"),
                SchemaKey("seen", .integer, "所见的版本", "the version its author saw"),
                SchemaKey("expect", .shape("story expectation"), "应有的结果", "what must come of it"),
            ] + facts
        ),
        (
            "story person",
            [
                SchemaKey("person", .text, required: true, "姓名或代号", "the name"),
                SchemaKey("roles", .oneOrMany(.known(.role)), "角色", "roles"),
                SchemaKey("signed", .bool, "是否亲自记录或签署", "whether they recorded or signed it"),
            ]
        ),
        (
            "story paper",
            [
                SchemaKey("kind", .known(.document), required: true, "种类", "the kind"),
                SchemaKey("content", .text, "内容代号，相同的只算一份", "what tells its content apart"),
                SchemaKey("about", .oneOrMany(.text), "涉及的劳动者", "the claimants it is about"),
                SchemaKey(
                    "about_paper", .known(.document), "针对的材料种类（该种类最近的一份）",
                    "the kind of paper it is about: the latest of them"),
            ]
        ),
        (
            "story expectation",
            [SchemaKey("refused", .word(Refusal.codes), "拒绝的代码", "the code of the refusal")] + ending
        ),
        ("story end", ending),
        (
            "story clock",
            [
                SchemaKey("due", .text, "截止", "when it is due"),
                SchemaKey("is", .word(TrialClock.Phase.allCases.map(\.rawValue)), "状况", "how it stands"),
            ]
        ),
    ]

    private static let ending = [
        SchemaKey("state", .oneOrMany(.text), "最内层状态", "the innermost states"),
        SchemaKey("outcome", .text, "结果", "the outcome"),
        SchemaKey("data", .byKnown(.field, .anything), "数据", "data"),
        SchemaKey("clocks", .named(.shape("story clock")), "期限", "clocks"),
        SchemaKey("waiting", .oneOrMany(.text), "等待签署的事项", "the acts that wait for signatures"),
    ]
}
