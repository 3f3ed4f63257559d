import Values
import Workflow

extension Deliberation {
    /// Corrects an entry: gives right values, takes it back, or notes that it goes back to an earlier state.
    ///
    /// Works on closed cases, moves no state by itself, and lists what rested on the old value. What touches money,
    /// identity or a limit takes a second person.
    mutating func correct() throws(MissingField) {
        let mode = try fields.word(need: "mode", CorrectionMode.self)
        let text = try fields.need("target", fields.text)
        let reason = try fields.need("reason", fields.text)
        guard let position = Int(text), file.entry(at: position) != nil else {
            let known = Set(file.log.map(\.entry.position)).sorted().suffix(20).map(String.init)
            return unknown(
                text, "target", among: known,
                Bilingual(zh: "本案条目（位置）", en: "an entry of this case (its position)"))
        }
        if let by = file.retractions[position] {
            return problem(
                "target", given: text, zh: "尚未撤销的条目（已由 \(by) 撤销）",
                en: "an entry that stands; it was retracted by \(by)")
        }
        var correction = CorrectionMade(
            mode: mode, target: position, item: fields.text("item"), reason: .known(reason))
        switch mode {
        case .replace: try replace(&correction)
        case .retract: retract(&correction)
        case .goBack:
            if fields.record("replacement") != nil {
                problem(
                    "replacement", given: "{…}", zh: "不填（只用于 replace）",
                    en: "nothing; it is for mode 'replace'")
            }
        }
        touches.formUnion(touched(by: correction))
        if !touches.isEmpty { needTwoPersons() }
        restedOn = file.restingOn(position, item: correction.item)
        correction.restedOn = restedOn
        facts.append(.correctionMade(correction))
    }

    /// What the corrected part touches; correcting a correction touches what that one did.
    private func touched(by correction: CorrectionMade) -> Set<Touch> {
        let facts = file.facts(at: correction.target)
        let part = correction.item.map { item in facts.filter { $0.item == item } } ?? []
        return (part.isEmpty ? facts : part).reduce(into: []) { touches, fact in
            touches.formUnion(fact.touches)
            if case .correctionMade(let earlier) = fact, earlier.target < correction.target {
                touches.formUnion(touched(by: earlier))
            }
        }
    }

    private mutating func retract(_ correction: inout CorrectionMade) {
        if fields.record("replacement") != nil {
            problem(
                "replacement", given: "{…}", zh: "不填（只用于 replace）", en: "nothing; it is for mode 'replace'")
        }
        let parts = file.parts(of: correction.target).filter { $0.kind != .claimant }.map(\.id)
        if let item = correction.item {
            guard parts.contains(item) else {
                return unknown(
                    item, "item", among: parts,
                    Bilingual(zh: "该条目中可单独撤销的一项", en: "a part of the entry that can be retracted"))
            }
            return
        }
        let isFrame = file.facts(at: correction.target).contains {
            $0.content is CaseOpened || $0.content is CaseClosed || $0.content is CaseReopened
        }
        if isFrame {
            problem(
                "target", given: String(correction.target), zh: "开案、结案、重启以外的条目；结案有误请用 reopen",
                en: "an entry other than opening, closing or reopening; a wrong closing is undone by 'reopen'"
            )
        }
    }

    private mutating func replace(_ correction: inout CorrectionMade) throws(MissingField) {
        let parts = file.parts(of: correction.target)
        let item = correction.item ?? (parts.count == 1 ? parts.first?.id : nil)
        guard let part = parts.first(where: { $0.id == item }) else {
            return unknown(
                item ?? "", "item", among: parts.map(\.id),
                Bilingual(zh: "该条目中可更正的一项", en: "a part of the entry that can be corrected"))
        }
        correction.item = part.id
        guard let given = fields.record("replacement"), !given.values.isEmpty else {
            return problem("replacement", given: "—", zh: "至少一个正确的值", en: "at least one right value")
        }
        for name in given.values.keys.sorted() where !part.kind.fields.contains(name) {
            problem(
                given.path(name), given: "'\(name)'", zh: "以下之一：\(part.kind.fields.joined(separator: ", "))",
                en: "one of \(part.kind.fields.joined(separator: ", ")), for \(part.id)")
        }
        if let sum = given.sum("sum") { count(sum, given.path("sum")) }
        if let id = given.text("claimant") { _ = claimant(id, given.path("claimant")) }
        correction.replacement = CorrectedValues(
            sum: given.sum("sum"), precision: given.word("precision", Precision.self),
            claimant: given.text("claimant"), payer: given.word("payer", Payer.self),
            ground: given.word("ground", PaymentGround.self), payee: given.word("payee", Payee.self),
            channel: given.word("channel", PaymentChannel.self), voucher: given.text("voucher"),
            stage: given.word("stage", PaymentStage.self), on: given.day("on"), job: given.text("job"),
            employedFrom: given.day("employed_from"), from: given.day("from"), to: given.day("to"),
            wageItem: given.word("wage_item", WageItem.self))
    }
}

/// A part of an entry that can be corrected on its own.
struct CorrectablePart {
    enum Kind {
        case assertion, payment, claim, claimant

        var fields: [String] {
            switch self {
            case .assertion: return ["sum", "precision"]
            case .payment:
                return ["sum", "claimant", "payer", "ground", "payee", "channel", "voucher", "stage", "on"]
            case .claim: return ["from", "to", "wage_item"]
            case .claimant: return ["job", "employed_from"]
            }
        }
    }

    let id: String
    let kind: Kind
}

extension CaseFile {
    /// The parts of an entry that stand and can be corrected one by one.
    func parts(of position: Int) -> [CorrectablePart] {
        let assertions = ledger.assertions.filter { assertion in
            if case .retracted = assertion.status { return false }
            return assertion.entry.position == position
        }
        let payments = ledger.payments.filter { $0.entry.position == position && $0.retractedBy == nil }
        let claims = ledger.claims.filter { $0.entry.position == position && $0.retractedBy == nil }
        let claimants = ledger.claimants.filter { $0.entry.position == position && $0.retractedBy == nil }
        return assertions.map { CorrectablePart(id: $0.id, kind: .assertion) }
            + payments.map { CorrectablePart(id: $0.id, kind: .payment) }
            + claims.map { CorrectablePart(id: $0.id, kind: .claim) }
            + claimants.map { CorrectablePart(id: $0.id, kind: .claimant) }
    }

    /// The positions of later entries that rested on an entry, or on one part of it: payments, settlements, orders,
    /// waivers, confirmations and closings that concern the same claimants or the whole case.
    func restingOn(_ position: Int, item: String? = nil) -> [Int] {
        let target = facts(at: position).filter { item == nil || $0.item == item }
        let concerned = target.isEmpty ? facts(at: position) : target
        let claimants = Set(concerned.flatMap { $0.claimants ?? [] })
        // An entry that names no claimant is about the whole case.
        let isWholeCase = concerned.contains { $0.claimants == nil && $0.canBeRestedOn } || claimants.isEmpty
        var result: [Int] = []
        for later in log where later.entry.position > position && later.entry.position != result.last {
            guard later.fact.rests, retractions[later.entry.position] == nil else { continue }
            let about = later.fact.claimants ?? ledger.claimants(of: later.fact)
            if isWholeCase || about == nil || !claimants.isDisjoint(with: about ?? []) {
                result.append(later.entry.position)
            }
        }
        return result
    }
}

extension Ledger {
    /// The claimant of a payment that went on or came back.
    fileprivate func claimants(of fact: Fact) -> [String]? {
        guard case .paymentStaged(let content) = fact, let index = paymentIndex[content.payment] else {
            return nil
        }
        return payments[index].claimant.map { [$0] }
    }
}
