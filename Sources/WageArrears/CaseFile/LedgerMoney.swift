import Values

extension Ledger {
    mutating func claim(_ content: ClaimStated, _ entry: EntryRef, _ retractedBy: Int?) {
        claimIndex[content.claim] = claims.count
        claims.append(CaseClaim(content, entry: entry, retractedBy: retractedBy))
    }

    mutating func assert(_ content: AmountAsserted, _ entry: EntryRef, _ retractedBy: Int?) {
        let index = assertions.count
        let assertion = Assertion(
            content, entry: entry, status: retractedBy.map { .retracted(by: $0) } ?? .inForce, reach: reach)
        assertionIndex[content.assertion] = index
        volume = volume.saturating(content.sum)
        assertions.append(assertion)
        // A waiver gives up a further sum; every other kind takes the place of the former one of the same target.
        guard retractedBy == nil, assertion.kind != .waived else { return }
        var standing: [Int] = []
        for former in current[assertion.target] ?? [] {
            // What was said in one case before they came together says nothing against what was said in another.
            if assertion.covers(assertions[former]) {
                assertions[former].status = .superseded(by: assertion.id)
            } else {
                standing.append(former)
            }
        }
        current[assertion.target] = standing + [index]
    }

    mutating func setEffect(_ content: AwardEffectStated) {
        for index in assertions.indices
        where assertions[index].kind == .awarded && assertions[index].claimant == content.claimant {
            assertions[index].isEffective = content.effect == .effective
        }
    }

    mutating func pay(_ content: PaymentMade, _ entry: EntryRef, _ retractedBy: Int?) {
        paymentIndex[content.payment] = payments.count
        payments.append(CasePayment(content, entry: entry, retractedBy: retractedBy, reach: reach))
        volume = volume.saturating(content.sum)
    }

    mutating func recoup(_ content: AdvanceRecouped) {
        recoupments.append(content)
        volume = volume.saturating(content.sum)
    }

    mutating func stage(_ content: PaymentStaged, _ entry: EntryRef) {
        guard let index = paymentIndex[content.payment] else { return }
        payments[index].stage = content.stage
        payments[index].occurred = content.on.map(Moment.day) ?? entry.occurred
        payments[index].staged.append(entry)
    }

    /// Puts right values in the place of wrong ones. A part that the caller left out, or that belongs to another
    /// entry, is not touched.
    mutating func correct(_ content: CorrectionMade, _ entry: EntryRef) {
        guard let item = content.item else { return }
        if content.mode == .retract { return retract(item, content.target, entry) }
        guard content.mode == .replace, let values = content.replacement else { return }
        if let index = assertionIndex[item], assertions[index].entry.position == content.target {
            replace(index, values, entry)
        } else if let index = paymentIndex[item], payments[index].entry.position == content.target {
            payments[index].correct(values, by: entry)
            if let sum = values.sum { volume = volume.saturating(sum) }
        } else if let index = claimIndex[item], claims[index].entry.position == content.target {
            claims[index].from = values.from ?? claims[index].from
            claims[index].to = values.to ?? claims[index].to
            claims[index].item = values.wageItem ?? claims[index].item
        } else if let index = claimantIndex[item], claimants[index].entry.position == content.target {
            claimants[index].job = values.job ?? claimants[index].job
            claimants[index].employedFrom = values.employedFrom ?? claimants[index].employedFrom
        }
    }

    /// Takes back one part of an entry; a whole entry is taken back before its facts are folded.
    private mutating func retract(_ item: String, _ target: Int, _ entry: EntryRef) {
        if let index = assertionIndex[item], assertions[index].entry.position == target {
            let subject = assertions[index].target
            assertions[index].status = .retracted(by: entry.position)
            guard let place = current[subject]?.firstIndex(of: index) else { return }
            current[subject]?.remove(at: place)
            // What it had taken the place of stands again.
            for former in assertions.indices where assertions[former].status == .superseded(by: item) {
                assertions[former].status = .inForce
                current[subject, default: []].append(former)
            }
        } else if let index = paymentIndex[item], payments[index].entry.position == target {
            payments[index].retractedBy = entry.position
        } else if let index = claimIndex[item], claims[index].entry.position == target {
            claims[index].retractedBy = entry.position
        }
    }

    private mutating func replace(_ index: Int, _ values: CorrectedValues, _ entry: EntryRef) {
        let old = assertions[index]
        if case .retracted = old.status { return }
        let new = Assertion(old, id: "A\(entry.position).1", correctedBy: entry, values: values)
        if let place = current[old.target]?.firstIndex(of: index) {
            current[old.target]?[place] = assertions.count
        }
        assertions[index].status = .superseded(by: new.id)
        assertionIndex[new.id] = assertions.count
        assertions.append(new)
        volume = volume.saturating(new.sum)
    }
}

extension Fen {
    /// The sum, held at the largest amount there is; decisions refuse long before that.
    func saturating(_ other: Fen) -> Fen { adding(other) ?? Fen(.max) }

    /// The difference, but never below nothing.
    func less(_ other: Fen) -> Fen { max(.zero, subtracting(other) ?? .zero) }
}
