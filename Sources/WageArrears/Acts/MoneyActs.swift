import Values
import Workflow

extension WageArrearsVocabulary {
    /// Claims and sums. Every sum is an assertion of its own; none overwrites another.
    static let moneyActs: [VocabularyAct] = [
        .fact(
            "claims_stated", "提出请求", "claims stated",
            [
                .required(
                    "claims",
                    .rows(
                        .required("claimant", .reference(.claimant), "劳动者", "claimant"),
                        .optional("from", .date, "开始", "first day"), .optional("to", .date, "结束", "last day"),
                        .optional(
                            "from_precision", .word(DatePrecision.self), "开始日期精度",
                            "how exactly the first day is known"),
                        .optional(
                            "to_precision", .word(DatePrecision.self), "结束日期精度",
                            "how exactly the last day is known"),
                        .required("item", .word(WageItem.self), "项目", "item"),
                        .optional("sum", .money, "金额", "sum"),
                        .optional("precision", .word(Precision.self), "金额精度", "how exactly the sum is known")),
                    "请求", "claims")
            ]
        ) { act throws(MissingField) in try act.stateClaims() },
        .fact(
            "amount_claimed", "主张金额", "amount claimed", [.required("amounts", amounts, "金额", "amounts")]
        ) { act throws(MissingField) in _ = try act.assert(.claimed) },
        .decision(
            "verify", "核实", "verification",
            [
                .required("amounts", amounts, "核实金额", "verified amounts"),
                .personal("result", "核实情况", "what was found"),
            ]
        ) { act throws(MissingField) in
            if act.file.claimants.isEmpty {
                act.problem(
                    "amounts", given: "—", zh: "案内已有劳动者；请先登记（claimants_joined）",
                    en: "a case with claimants; record claimants_joined first")
            }
            act.needTwoPersons()
            let ids = try act.assert(.verified)
            act.facts.append(
                .verificationMade(VerificationMade(assertions: ids, result: act.fields.personal("result"))))
        },
        .decision(
            "refute", "认定不属实", "arrears refuted", [.personal("reason", "理由", "reason", required: true)]
        ) { act throws(MissingField) in
            act.facts.append(
                .arrearsRefuted(
                    ArrearsRefuted(reason: .known(try act.fields.need("reason", act.fields.text)))))
        },
        .decision(
            "settle", "和解", "settlement",
            [
                .required(
                    "settlements",
                    .rows(
                        .required("claimant", .reference(.claimant), "劳动者", "claimant"),
                        .required("sum", .money, "协议金额", "agreed sum"),
                        .optional("pay_by", .date, "支付期限", "to be paid by")),
                    "和解", "settlements")
            ]
        ) { act throws(MissingField) in try act.settle() },
        .decision(
            "order_payment", "责令限期支付", "order to pay",
            [
                .required("amounts", amounts, "金额", "amounts"),
                .required("pay_by", .date, "支付期限", "to be paid by"),
            ]
        ) { act throws(MissingField) in
            let day = try act.fields.need("pay_by", act.fields.day)
            let ids = try act.assert(.ordered, payBy: day)
            act.facts.append(.paymentOrdered(PaymentOrdered(assertions: ids, payBy: day)))
        },
        .decision(
            "waive", "放弃部分", "waiver",
            [
                .required(
                    "waivers",
                    .rows(
                        .required("claimant", .reference(.claimant), "劳动者", "claimant"),
                        .required("sum", .money, "放弃金额", "waived sum"),
                        .personal("ground", "理由", "ground", required: true)),
                    "放弃", "waivers")
            ]
        ) { act throws(MissingField) in try act.waive() },
        .fact(
            "award_recorded", "登记裁判文书", "award recorded",
            [
                .required("instrument", .word(AwardInstrument.self), "文书", "instrument"),
                .required("by", .text, "作出机关", "by whom"),
                .required("amounts", amounts, "金额", "amounts"),
                .optional("final", .bool, "是否终局", "whether it is final"),
                .optional("effective", .bool, "是否已生效", "whether it binds already"),
                .optional("partial", .bool, "是否先行裁决（其余请求待决）", "whether other claims are still to be decided"),
            ]
        ) { act throws(MissingField) in
            let fields = act.fields
            let ids = try act.assert(
                .awarded, isEffective: fields.flag("effective") ?? false,
                isPartial: fields.flag("partial") ?? false)
            act.facts.append(
                .awardRecorded(
                    AwardRecorded(
                        instrument: try fields.word(need: "instrument", AwardInstrument.self),
                        by: try fields.need("by", fields.text), assertions: ids,
                        isFinal: fields.flag("final") ?? false)))
        },
        .fact(
            "award_effect_stated", "登记裁判效力", "effect of an award",
            [
                .required("claimants", .list(.reference(.claimant)), "劳动者", "claimants"),
                .required("effect", .word(AwardEffect.self), "效力", "effect"),
                .optional("on", .date, "日期", "day"),
            ]
        ) { act throws(MissingField) in
            let effect = try act.fields.word(need: "effect", AwardEffect.self)
            let awarded = Set(
                act.file.assertions.filter { $0.kind == .awarded && $0.isInForce }.compactMap(\.claimant))
            for (index, claimant) in act.claimants("claimants").enumerated() {
                if !awarded.contains(claimant.id) {
                    act.problem(
                        "claimants[\(index)]", given: claimant.id, zh: "有裁判金额的劳动者",
                        en: "a claimant who has an award")
                }
                act.facts.append(
                    .awardEffectStated(
                        AwardEffectStated(claimant: claimant.id, effect: effect, on: act.fields.day("on"))))
            }
        },
    ]

    private static let amounts = FieldType.rows(
        .required("level", .word(AmountLevel.self), "层级", "level"),
        .optional("claimant", .reference(.claimant), "劳动者", "claimant"),
        .optional("claim", .reference(.claim), "请求项目", "claim"), .required("sum", .money, "金额", "sum"),
        .optional("precision", .word(Precision.self), "精度", "precision"))
}

extension Deliberation {
    fileprivate mutating func stateClaims() throws(MissingField) {
        for row in fields.rows("claims") {
            let owner = try claimant(row)
            order(row.day("from"), row.day("to"), row.path("to"))
            let id = nextID("C")
            facts.append(
                .claimStated(
                    ClaimStated(
                        claim: id, claimant: owner?.id ?? "", from: row.day("from"), to: row.day("to"),
                        fromPrecision: row.word("from_precision", DatePrecision.self),
                        toPrecision: row.word("to_precision", DatePrecision.self),
                        item: try row.word(need: "item", WageItem.self))))
            guard let sum = row.sum("sum") else { continue }
            _ = state(.claimed, sum, row, level: .claim, claimant: owner?.id, claim: id)
        }
    }

    /// Reads the rows of `amounts`, each at its level, and asserts them; returns the ids.
    fileprivate mutating func assert(
        _ kind: AmountKind, payBy: Day? = nil, isEffective: Bool = true, isPartial: Bool = false
    ) throws(MissingField) -> [String] {
        var ids: [String] = []
        var seen: Set<String> = []
        for row in fields.rows("amounts") {
            let level = try row.word(need: "level", AmountLevel.self)
            let subject = try self.subject(of: row, level: level)
            if !seen.insert("\(level) \(subject.claim ?? subject.claimant ?? "")").inserted {
                problem(row.path("level"), given: level.rawValue, zh: "同一对象只列一次", en: "each target once")
            }
            ids.append(
                state(
                    kind, try row.need("sum", row.sum), row, level: level, claimant: subject.claimant,
                    claim: subject.claim, payBy: payBy, isEffective: isEffective, isPartial: isPartial))
        }
        return ids
    }

    private mutating func subject(
        of row: PayloadFields, level: AmountLevel
    ) throws(MissingField) -> (claimant: String?, claim: String?) {
        func refuse(_ name: String) {
            guard let given = row.text(name) else { return }
            problem(
                row.path(name), given: "'\(given.prefix(40))'", zh: "不填（层级为 \(level.rawValue)）",
                en: "nothing, as the level is '\(level.rawValue)'")
        }
        switch level {
        case .wholeCase:
            refuse("claimant")
            refuse("claim")
            return (nil, nil)
        case .claimant:
            refuse("claim")
            return (try claimant(row)?.id, nil)
        case .claim:
            let found = claim(try row.need("claim", row.text), row.path("claim"))
            if let given = row.text("claimant"), let found, found.claimant != given {
                problem(
                    row.path("claimant"), given: given, zh: "\(found.claimant)，或不填",
                    en: "\(found.claimant), or nothing")
            }
            return (found?.claimant, found?.id)
        }
    }

    /// Asserts one sum.
    private mutating func state(
        _ kind: AmountKind, _ sum: Fen, _ row: PayloadFields, level: AmountLevel, claimant: String?,
        claim: String? = nil, payBy: Day? = nil, isEffective: Bool = true, isPartial: Bool = false,
        ground: Recall<String> = .absent
    ) -> String {
        count(sum, row.path("sum"))
        let id = nextID("A")
        facts.append(
            .amountAsserted(
                AmountAsserted(
                    assertion: id, kind: kind, level: level, claimant: claimant, claim: claim, sum: sum,
                    precision: row.word("precision", Precision.self) ?? .exact, papers: paperIDs,
                    proceeding: context.proceeding, isEffective: isEffective, isPartial: isPartial,
                    payBy: payBy, ground: ground)))
        return id
    }

    fileprivate mutating func settle() throws(MissingField) {
        var seen: Set<String> = []
        for row in fields.rows("settlements") {
            guard let one = try claimant(row) else { continue }
            if one.part == .withdrawn {
                problem(
                    row.path("claimant"), given: one.id, zh: "未撤回的劳动者；先用 claimant_rejoined",
                    en: "a claimant who has not withdrawn; claimant_rejoined comes first")
            }
            if !seen.insert(one.id).inserted {
                problem(row.path("claimant"), given: one.id, zh: "每人只列一次", en: "each claimant once")
            }
            let day = row.day("pay_by")
            let id = state(
                .agreed, try row.need("sum", row.sum), row, level: .claimant, claimant: one.id, payBy: day)
            facts.append(.claimantSettled(ClaimantSettled(claimant: one.id, assertion: id, payBy: day)))
        }
    }

    /// A waiver takes two persons and a paper, and never more than what is due.
    fileprivate mutating func waive() throws(MissingField) {
        needTwoPersons()
        let balance = file.balance
        // What each claimant may still waive; those without a basis of their own waive from the group's.
        var left = Dictionary(balance.claimants.filter { $0.basis != nil }.map { ($0.id, $0.due) }) {
            first, _ in first
        }
        var ofGroup = balance.group?.due ?? .zero
        for row in fields.rows("waivers") {
            guard let one = try claimant(row) else { continue }
            let sum = try row.need("sum", row.sum)
            let due = left[one.id] ?? ofGroup
            if due < sum || sum == .zero {
                problem(
                    row.path("sum"), given: sum.description, zh: "大于零且不超过尚欠的 \(due)",
                    en: "more than nothing and at most the \(due) that is due")
            }
            if left[one.id] != nil { left[one.id] = due.less(sum) } else { ofGroup = due.less(sum) }
            if !request.papers.contains(where: { $0.claimants.isEmpty || $0.claimants.contains(one.id) }) {
                let paper = Named("waiver", Bilingual(zh: "放弃部分权利的书面材料", en: "the waiver in writing"))
                let short = PaperShortage(
                    anyOf: [paper], wanted: 1, present: 0, claimant: one.id, mustBeFresh: true)
                refusals.append(.needs(NeedsRefusal(act: act, short: [short])))
            }
            _ = state(
                .waived, sum, row, level: .claimant, claimant: one.id,
                ground: .known(try row.need("ground", row.text)))
        }
    }
}
