import Values

/// What payments contradict in the file. The money rule is not told again here: the payments are folded into a copy,
/// and the balance after is held against the balance before.
extension Deliberation {
    mutating func weigh(_ rows: [(payment: PaymentMade, path: String)]) {
        let before = file.balance
        let used = Set(file.ledger.countedPayments.compactMap(VoucherUse.init))
        var twice: [(id: String, path: String)] = []
        var seen = used
        for row in rows {
            let standing = CasePayment(row.payment, entry: entry, retractedBy: nil)
            guard standing.isInHand || standing.isInCustody, let use = VoucherUse(standing) else { continue }
            if !seen.insert(use).inserted { twice.append((row.payment.payment, row.path)) }
        }
        note(
            .paidTwice, twice.map(\.id), twice.map(\.path), zh: "凭证号、劳动者和金额与已登记的支付相同",
            en: "voucher, claimant and sum are those of a payment on record")
        let inHand = rows.filter { CasePayment($0.payment, entry: entry, retractedBy: nil).isInHand }
        weighUnverified(inHand.map { ($0.payment.claimant, $0.path) }, before)
        weighParties(rows)
        weighExcess(before, path: "payments")
    }

    mutating func weigh(_ staged: PaymentStaged, of payment: CasePayment) {
        let before = file.balance
        weighUnverified([(payment.claimant, "payment")], before)
        if file.isClosed { noteClosed(["payment"]) }
        weighExcess(before, path: "payment")
    }

    private mutating func weighUnverified(_ rows: [(claimant: String?, path: String)], _ before: Balance) {
        guard before.group?.basis == nil else { return }
        let based = Set(before.claimants.filter { $0.basis != nil }.map(\.id))
        let early = rows.filter { row in row.claimant.map { !based.contains($0) } ?? based.isEmpty }
        note(
            .paidBeforeVerified, early.map { $0.claimant ?? "case" }, early.map(\.path),
            zh: "尚无核实金额就已支付", en: "paid although no sum has been verified")
    }

    private mutating func weighParties(_ rows: [(payment: PaymentMade, path: String)]) {
        let known = rows.compactMap { row in
            row.payment.claimant.flatMap(file.claimant).map {
                (claimant: $0, payment: row.payment, path: row.path)
            }
        }
        let withdrawn = known.filter { $0.claimant.part == .withdrawn }
        note(
            .paidToWithdrawn, withdrawn.map(\.claimant.id), withdrawn.map(\.path), zh: "劳动者已撤回",
            en: "the claimant has withdrawn")
        let deceased = known.filter { row in
            guard let died = row.claimant.diedOn, row.payment.payee == .worker else { return false }
            return died < (row.payment.on ?? request.occurred.day)
        }
        note(
            .paidToDeceased, deceased.map(\.claimant.id), deceased.map(\.path), zh: "支付日晚于劳动者死亡日，收款人却是本人",
            en: "paid to the claimant in person after the day of their death")
        let moved = rows.filter { $0.payment.stage == .paidOut || $0.payment.stage == .handedIn }
        if file.isClosed, !moved.isEmpty { noteClosed(moved.map(\.path)) }
    }

    private mutating func noteClosed(_ paths: [String]) {
        note(.paidAfterClosing, ["case"], paths, zh: "案件已结案", en: "the case is closed")
    }

    private mutating func weighExcess(_ before: Balance, path: String) {
        var copy = file
        for fact in facts { copy.apply(fact, from: entry) }
        let after = copy.balance
        var over = zip(before.claimants, after.claimants).filter { $0.overpaid < $1.overpaid }.map(\.1.id)
        if (before.group?.overpaid ?? .zero) < (after.group?.overpaid ?? .zero) { over.append("case") }
        let more = after.overpaid.less(before.overpaid)
        note(
            .moreThanDue, over, [path], zh: "支付比应付多 \(more)", en: "the payment is \(more) more than is due")
    }

    private mutating func note(
        _ kind: FindingKind, _ about: [String], _ paths: [String], zh: String, en: String
    ) {
        guard !about.isEmpty else { return }
        let list = about.prefix(10).joined(separator: ", ") + (about.count > 10 ? ", …" : "")
        contradictions.append(
            Contradiction(
                kind: kind, about: about, paths: paths,
                text: Bilingual(
                    zh: "\(kind.label.zh)：\(zh)（\(list)）", en: "\(kind.label.en): \(en) (\(list))")))
    }

    /// The entry this act will be.
    var entry: EntryRef {
        EntryRef(
            position: context.position, version: 0, occurred: request.occurred, at: context.at,
            doers: request.doers, recorder: request.recorder, act: request.act)
    }
}
