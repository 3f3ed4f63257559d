import Values
import Workflow

extension WageArrearsVocabulary {
    /// Payments, from the hand of whoever pays into the hand of the worker.
    static let paymentActs: [VocabularyAct] = [
        .fact(
            "payment_recorded", "登记支付", "payment recorded",
            [
                .required(
                    "payments",
                    .rows(
                        .optional(
                            "claimant", .reference(.claimant), "劳动者（不填为未分到个人的集体支付）",
                            "claimant (none: paid to the group, not split)"),
                        .required("sum", .money, "金额", "sum"),
                        .required("payer", .word(Payer.self), "付款人", "payer"),
                        .optional(
                            "payer_organisation", .reference(.organisation), "付款单位", "paying organisation"),
                        .required("ground", .word(PaymentGround.self), "支付依据", "ground"),
                        .optional("payee", .word(Payee.self), "收款人", "payee"),
                        .required("channel", .word(PaymentChannel.self), "方式", "channel"),
                        .optional("voucher", .text, "凭证号", "voucher"),
                        .required("stage", .word(PaymentStage.self), "阶段", "stage"),
                        .optional("on", .date, "支付日期", "day of payment")),
                    "支付", "payments"),
                .optional("place", .text, "地点", "place"),
            ]
        ) { act throws(MissingField) in try act.recordPayments() },
        .fact(
            "payment_staged", "支付进展", "payment went on or came back",
            [
                .required("payment", .reference(.payment), "支付记录", "payment"),
                .required("stage", .enumeration(["paid_out", "bounced", "returned"]), "阶段", "stage"),
                .optional("on", .date, "日期", "day"),
            ]
        ) { act throws(MissingField) in try act.stagePayment() },
        .fact(
            "advance_recouped", "登记追偿收回", "advance paid back",
            [
                .required(
                    "ground", .enumeration(["pay_first", "owner_advance", "deposit", "fund"]), "垫付依据",
                    "ground on which it had been paid ahead"),
                .optional(
                    "payer_organisation", .reference(.organisation), "原垫付单位",
                    "organisation that had paid ahead"),
                .optional(
                    "claimants", .list(.reference(.claimant)), "为谁垫付（不填为全体）",
                    "claimants it had been paid for (all when left out)"),
                .required("sum", .money, "收回金额", "sum paid back"), .optional("on", .date, "日期", "day"),
            ]
        ) { act throws(MissingField) in try act.recoup() },
        .decision("confirm_payout", "确认已到手", "payout confirmed", []) { act throws(MissingField) in
            act.confirmPayout()
        },
    ]
}

extension Deliberation {
    fileprivate mutating func recordPayments() throws(MissingField) {
        var rows: [(payment: PaymentMade, path: String)] = []
        for row in fields.rows("payments") {
            var owner: CaseClaimant?
            if row.text("claimant") != nil { owner = try claimant(row) }
            let sum = try row.need("sum", row.sum)
            count(sum, row.path("sum"))
            if sum == .zero {
                problem(row.path("sum"), given: sum.description, zh: "大于零的金额", en: "more than nothing")
            }
            if let payer = row.text("payer_organisation") {
                organisation(payer, row.path("payer_organisation"))
            }
            let payee = row.word("payee", Payee.self) ?? .worker
            let stage = try row.word(need: "stage", PaymentStage.self)
            if payee == .officeCustody, stage == .paidOut {
                problem(
                    row.path("stage"), given: stage.rawValue, zh: "handed_in（单位代管不算到手；发放后用 payment_staged）",
                    en:
                        "handed_in: money an office keeps is not in the worker's hand; payment_staged follows when it is paid out"
                )
            }
            if payee == .successor, let owner, owner.successor == nil {
                problem(
                    row.path("payee"), given: payee.rawValue, zh: "已登记的继承人；先用 succeeded",
                    en: "a successor on record; record succeeded first")
            }
            let payment = PaymentMade(
                payment: nextID("Y"), claimant: owner?.id, sum: sum,
                payer: try row.word(need: "payer", Payer.self),
                payerOrganisation: row.text("payer_organisation"),
                ground: try row.word(need: "ground", PaymentGround.self), payee: payee,
                channel: try row.word(need: "channel", PaymentChannel.self), voucher: row.text("voucher"),
                stage: stage, on: row.day("on"), place: fields.text("place"), papers: paperIDs)
            facts.append(.paymentMade(payment))
            rows.append((payment, row.prefix))
        }
        guard problems.isEmpty else { return }
        weigh(rows)
    }

    /// Nobody gets back more than they paid ahead.
    fileprivate mutating func recoup() throws(MissingField) {
        let sum = try fields.need("sum", fields.sum)
        count(sum, "sum")
        if let payer = fields.text("payer_organisation") { organisation(payer, "payer_organisation") }
        let recouped = AdvanceRecouped(
            ground: try fields.word(need: "ground", PaymentGround.self),
            payerOrganisation: fields.text("payer_organisation"), claimants: claimants("claimants").map(\.id),
            sum: sum, on: fields.day("on"), papers: paperIDs)
        let some = recouped.claimants.isEmpty ? nil : Set(recouped.claimants)
        let open = file.ledger.advances(of: some).filter(recouped.isAbout)
            .reduce(Fen.zero) { $0.saturating($1.open) }
        if sum == .zero || open < sum {
            problem(
                "sum", given: sum.description, zh: "大于零且不超过尚可追偿的 \(open)",
                en: "more than nothing and at most the \(open) that may still be claimed back")
        }
        facts.append(.advanceRecouped(recouped))
    }

    fileprivate mutating func stagePayment() throws(MissingField) {
        let stage = try fields.word(need: "stage", PaymentStage.self)
        guard let found = try payment(fields) else { return }
        if found.stage == stage, !found.isInCustody {
            problem(
                "stage", given: stage.rawValue, zh: "与现在（\(found.stage.rawValue)）不同的阶段",
                en: "another stage than the present one")
        }
        let staged = PaymentStaged(payment: found.id, stage: stage, on: fields.day("on"))
        facts.append(.paymentStaged(staged))
        guard stage == .paidOut, problems.isEmpty else { return }
        weigh(staged, of: found)
    }

    fileprivate mutating func confirmPayout() {
        let paid = file.ledger.countedPayments.filter(\.isInHand)
        if paid.isEmpty {
            refusals.append(
                .guardFalse(
                    GuardRefusal(
                        act: act,
                        because: Bilingual(zh: "尚无已到手的支付可确认", en: "there is no payment in hand to confirm"))))
        }
        // The check is a second person's: nobody confirms what they recorded or paid out.
        for payment in paid {
            let hands = ([payment.entry] + payment.staged).reduce(into: Set<String>()) {
                $0.formUnion($1.hands)
            }
            guard let doer = request.doers.first(where: hands.contains) else { continue }
            let earlier = WageArrearsVocabulary.named(payment.staged.last?.act ?? payment.entry.act)
            refusals.append(
                .sameActor(
                    SameActorRefusal(
                        act: act, doer: doer, earlier: earlier, occurred: payment.occurred,
                        rule: .notSameActorAs)))
            break
        }
        facts.append(.payoutConfirmed(PayoutConfirmed(recovered: file.balance.recovered)))
    }
}

extension WageArrearsVocabulary {
    /// An act with its label; one that a procedure declares has none here.
    static func named(_ act: String) -> Named {
        acts.first { $0.schema.name == act }.map { Named(act, $0.schema.label) } ?? Named(unlabelled: act)
    }
}
