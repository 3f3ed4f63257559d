import Values
import Workflow

extension WageArrearsVocabulary {
    /// Findings, corrections, closing and reopening.
    static let reviewActs: [VocabularyAct] = [
        .decision(
            "answer_finding", "答复疑点", "finding answered", always: true,
            [
                .required("finding", .reference(.finding), "疑点", "finding"),
                .personal("answer", "答复", "answer", required: true),
                .required("result", .word(FindingResult.self), "结果", "result"),
            ]
        ) { act throws(MissingField) in try act.answerFinding() },
        .decision(
            "correct", "更正", "correction", always: true,
            [
                .required("mode", .word(CorrectionMode.self), "方式", "mode"),
                .required("target", .reference(.entry), "被更正条目的位置", "position of the entry"),
                .optional("item", .text, "其中的一项（编号）", "part of it, by id"),
                .optional("replacement", .record(replacement), "正确的值", "right values"),
                .personal("reason", "理由", "reason", required: true),
            ]
        ) { act throws(MissingField) in try act.correct() },
        .decision(
            "close", "结案", "closing",
            [
                .required("reason", .word(CloseReason.self), "结案方式", "reason"),
                .optional("next_route", .text, "转入的途径", "where the claim goes on"),
                .personal("ground", "未付清而不再办理的理由", "why nothing more is done although something is due"),
                .optional(
                    "fates",
                    .rows(
                        .required("what", .text, "期限或程序", "clock or proceeding"),
                        .required("fate", .word(Fate.self), "去向", "fate"), .note),
                    "未结程序和期限的去向", "fates of open proceedings and clocks"),
            ]
        ) { act throws(MissingField) in try act.close() },
        .decision(
            "reopen", "重新启动", "reopening", [.personal("reason", "理由", "reason", required: true)]
        ) { act throws(MissingField) in
            act.facts.append(
                .caseReopened(CaseReopened(reason: .known(try act.fields.need("reason", act.fields.text)))))
        },
    ]

    private static let replacement: [PayloadField] = [
        .optional("sum", .money, "金额", "sum"),
        .optional("precision", .word(Precision.self), "精度", "precision"),
        .optional("claimant", .reference(.claimant), "劳动者", "claimant"),
        .optional("payer", .word(Payer.self), "付款人", "payer"),
        .optional("ground", .word(PaymentGround.self), "支付依据", "ground"),
        .optional("payee", .word(Payee.self), "收款人", "payee"),
        .optional("channel", .word(PaymentChannel.self), "方式", "channel"),
        .optional("voucher", .text, "凭证号", "voucher"),
        .optional("stage", .word(PaymentStage.self), "阶段", "stage"),
        .optional("on", .date, "支付日期", "day of payment"), .optional("job", .text, "工种", "job"),
        .optional("employed_from", .date, "入职日期", "first day of work"),
        .optional("from", .date, "开始", "first day"), .optional("to", .date, "结束", "last day"),
        .optional("wage_item", .word(WageItem.self), "项目", "item of the claim"),
    ]
}

extension Deliberation {
    /// A finding is answered by somebody who had no hand in the entry that opened it.
    fileprivate mutating func answerFinding() throws(MissingField) {
        let id = try fields.need("finding", fields.text)
        let result = try fields.word(need: "result", FindingResult.self)
        guard let finding = file.openFindings.first(where: { $0.id == id }) else {
            return unknown(
                id, "finding", among: file.openFindings.map(\.id),
                Bilingual(zh: "未答复的疑点", en: "an open finding"))
        }
        let hands = request.doers + (request.doers.contains(request.recorder) ? [] : [request.recorder])
        if let doer = hands.first(where: finding.barred.contains) {
            refusals.append(
                .sameActor(
                    SameActorRefusal(
                        act: act, doer: doer, earlier: WageArrearsVocabulary.named(finding.opened.act),
                        occurred: finding.opened.occurred, rule: .notSameActorAs)))
        }
        facts.append(
            .findingAnswered(
                FindingAnswered(
                    finding: id, result: result, answer: .known(try fields.need("answer", fields.text)))))
    }

    fileprivate mutating func close() throws(MissingField) {
        let reason = try fields.word(need: "reason", CloseReason.self)
        let open = file.openFindings
        if !open.isEmpty {
            let barred = open.reduce(into: Set<String>()) { $0.formUnion($1.barred) }.sorted().joined(
                separator: ", ")
            refusals.append(
                .finding(
                    FindingRefusal(
                        act: act, findings: open.map(\.id),
                        answeredBy: Bilingual(
                            zh: "\(barred) 以外的经办人（answer_finding）",
                            en: "somebody other than \(barred), by answer_finding"))))
        }
        let balance = (context.ownFile ?? file).balance(of: context.claimants.map { Set($0) })
        if reason.claimsPayment { needPayment(balance) } else { needNextRoute(balance) }
        let fates = try closingFates()
        facts.append(
            .caseClosed(
                CaseClosed(
                    reason: reason, nextRoute: fields.text("next_route"), due: balance.due,
                    verified: balance.verified, recovered: balance.recovered, fates: fates.fates,
                    ground: fields.personal("ground"), fateNotes: fates.notes)))
    }

    /// Only evidence of payment supports a closing that says it was paid.
    private mutating func needPayment(_ balance: Balance) {
        let paid = file.ledger.countedPayments.filter(\.isInHand)
        let receipts = file.papers.contains { $0.retractedBy == nil && $0.kind == "receipt" }
        var missing: Bilingual?
        if !balance.hasBasis {
            missing = Bilingual(
                zh: "尚无核实、责令、协议或裁判的金额", en: "no sum has been verified, ordered, agreed or awarded")
        } else if balance.due > .zero {
            missing = Bilingual(
                zh: "尚欠 \(balance.due)；付清后再结案，或改用其他结案方式",
                en: "\(balance.due) is still due; close when it is paid, or for another reason")
        } else if !paid.contains(where: { !($0.voucher ?? "").isEmpty || !$0.papers.isEmpty }), !receipts {
            missing = Bilingual(
                zh: "没有支付凭证：支付须有凭证号或签收单",
                en: "there is no evidence of payment: a payment needs a voucher or a receipt")
        }
        guard let missing else { return }
        refusals.append(.guardFalse(GuardRefusal(act: act, because: missing)))
    }

    /// A closing that leaves something due says where the claim goes on, or why nowhere.
    private mutating func needNextRoute(_ balance: Balance) {
        let given = [fields.text("next_route"), fields.text("ground")].compactMap { $0 }
        guard balance.due > .zero, given.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else { return }
        problem(
            "next_route", given: "—", zh: "转入的途径，或在 ground 说明不再办理的理由（尚欠 \(balance.due)）",
            en: "where the claim goes on, or under 'ground' why nowhere, as \(balance.due) is still due")
    }

    /// Every open clock and proceeding gets a fate; one that nothing is said of ends.
    private mutating func closingFates() throws(MissingField) -> (
        fates: [ClosingFate], notes: Recall<[String]>
    ) {
        let open = context.openClocks + context.openProceedings
        var given: [String: (fate: Fate, note: String)] = [:]
        for row in fields.rows("fates") {
            let what = try row.need("what", row.text)
            if !open.contains(what) {
                unknown(
                    what, row.path("what"), among: open,
                    Bilingual(zh: "未结的期限或程序", en: "an open clock or proceeding"))
            }
            let fate = try row.word(need: "fate", Fate.self)
            if given.updateValue((fate, row.text("note") ?? ""), forKey: what) != nil {
                problem(row.path("what"), given: what, zh: "每项只列一次", en: "each one once")
            }
        }
        let fates = open.map {
            ClosingFate(
                what: $0,
                fate: given[$0]?.fate ?? (context.openProceedings.contains($0) ? .kept : .ended))
        }
        let notes = open.map { given[$0]?.note ?? "" }
        return (fates, notes.allSatisfy(\.isEmpty) ? .absent : .known(notes))
    }
}

extension CloseReason {
    /// Whether it says that the workers were paid.
    var claimsPayment: Bool { self == .paidInFull || self == .settledPerformed }
}
