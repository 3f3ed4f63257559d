import Values

/// The keys of roles, papers and acts.
extension LanguageCatalogue {
    static let people: [(name: String, keys: [SchemaKey])] = [
        (
            "role",
            [
                label(),
                SchemaKey("reads_only", .bool, "只读，不办理", "looks, never does"),
                SchemaKey("outside", .bool, "外部的人或机构", "somebody outside"),
            ]
        ),
        (
            "tally",
            [
                label(),
                SchemaKey("acts", .oneOrMany(.known(.act)), required: true, "计入的决定", "the decisions counted"),
            ]
        ),
        (
            "exclusive roles",
            [
                SchemaKey("roles", .list(.known(.role)), required: true, "角色", "the roles"),
                SchemaKey(
                    "source", .either([.bilingual, .shape("law")]), required: true, "依据",
                    "where it comes from"),
            ]
        ),
        (
            "document",
            [
                label(),
                SchemaKey(
                    "per", .word(DocumentKind.Scope.allCases.map(\.rawValue)), "针对全案还是每人",
                    "about the case or about each claimant"),
                SchemaKey("made_by", .oneOrMany(.known(.act)), "只能由这些事项产生", "only these acts bring it"),
            ]
        ),
        (
            "act",
            [
                SchemaKey("kind", .word(["fact", "decision"]), "事实或决定", "fact or decision"),
                label(required: false),
                SchemaKey("payload", .named(.shape("payload field")), "内容", "what it carries"),
                SchemaKey("who", .oneOrMany(.known(.role)), "谁可办理", "who may do it"),
                SchemaKey("body", .known(.field), "只限此字段所指单位的人", "only people of the body this field names"),
                SchemaKey("of", .name, "针对哪个名单的行", "the list whose rows it names"),
                SchemaKey("needs", .list(.shape("need")), "所需材料", "papers it needs"),
                SchemaKey("signed", .list(.shape("signature")), "签署", "signatures"),
                SchemaKey("by", .oneOrMany(.known(.role)), "由外部何人作出", "who outside does it"),
                SchemaKey("recorded_by", .oneOrMany(.known(.role)), "由谁登记", "who records it"),
                SchemaKey("late", .bool, "可补登", "may be recorded late"),
                SchemaKey("total", .bool, "须处处都有去向", "taken for all values"),
                SchemaKey(
                    "not_same_actor_as", .oneOrMany(.known(.act)), "不得与这些事项同一人", "not by those who did these"),
            ]
        ),
        (
            "need",
            [
                SchemaKey(
                    "any_of", .oneOrMany(.known(.document)), required: true, "任一种即可", "any of these kinds"),
                SchemaKey("min", .integer, "份数", "how many"),
                SchemaKey("of", .text, "每人一份，或针对哪种材料", "one for each claimant, or of which paper"),
                SchemaKey("fresh", .bool, "须随本次提交", "attached with this very act"),
                SchemaKey(
                    "named", .bool, "须写明该劳动者，关于全案的不算",
                    "naming the claimant; one about the whole case counts for nobody"),
                SchemaKey("later", .shape("later"), "容缺后补", "may follow later"),
            ]
        ),
        ("later", [SchemaKey("within", .length, required: true, "多久之内", "within how long")]),
        (
            "signature",
            [
                SchemaKey("who", .oneOrMany(.known(.role)), required: true, "谁签署", "who signs"),
                SchemaKey(
                    "as", .word(SignatureRule.Kind.allCases.map(\.rawValue)), "依次审批或共同",
                    "in turn or side by side"),
            ]
        ),
    ]
}
