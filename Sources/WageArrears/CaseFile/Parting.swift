extension CaseFile {
    /// What of a file goes with claimants who get a case of their own.
    ///
    /// What names them alone goes with them; what names others stays; what names nobody is the history of both. Money
    /// never stands in both, nor does what became of the case itself.
    public func part(of leaving: Set<String>) -> CaseFile {
        var copy = CaseFile()
        copy.log = log.filter { side($0.fact, leaving) != .stays }.map {
            LoggedFact(fact: $0.fact, entry: $0.entry, route: nil)
        }
        copy.rebuild()
        return copy
    }

    /// Lets claimants go who get a case of their own, with what names them alone.
    public mutating func lose(_ leaving: Set<String>) {
        let kept = log.filter { side($0.fact, leaving) != .goes }
        log = kept
        rebuild()
    }

    /// Takes in what came over from the case this one was split off from.
    public mutating func begin(with origin: CaseFile) {
        log += origin.log
        rebuild()
    }

    /// Sums and payments that are about claimants together, so that nobody can say what of them is whose.
    public func undivided(by leaving: Set<String>) -> [String] {
        let rivals = ledger.current.filter { target, standing in
            standing.count > 1
                && standing.contains { index in
                    owner(of: assertions[index]).map(leaving.contains) ?? false
                }
        }.values.joined().map { assertions[$0].id }
        let whole = assertions.filter { $0.isInForce && $0.level == .wholeCase }.map(\.id)
        let unnamed = payments.filter { $0.claimant == nil && $0.retractedBy == nil }.map(\.id)
        return (whole + unnamed + rivals).sorted()
    }

    private func owner(of assertion: Assertion) -> String? {
        assertion.claimant
            ?? assertion.claim.flatMap { ledger.claimIndex[$0] }.map { ledger.claims[$0].claimant }
    }

    private enum Side { case goes, stays, isOfBoth }

    private func side(_ fact: Fact, _ leaving: Set<String>) -> Side {
        switch fact {
        case .caseOpened, .caseAccepted, .caseDeclined, .caseClosed, .caseReopened, .payoutConfirmed,
            .unknown:
            return .stays
        default: break
        }
        guard let named = concerned(by: fact) else { return isOfCase(fact) ? .stays : .isOfBoth }
        if named.isSubset(of: leaving) { return .goes }
        if named.isDisjoint(with: leaving) { return .stays }
        // Two people cannot answer one question in two places.
        return isFinding(fact) ? .stays : .isOfBoth
    }

    /// The claimants a fact names, itself or by what it is about; nothing where it names nobody.
    private func concerned(by fact: Fact) -> Set<String>? {
        switch fact.content {
        case let content as AmountAsserted where content.claim != nil && content.claimant == nil:
            return content.claim.flatMap(claimants(of:))
        // A correction may have said since whom it was paid to.
        case let content as PaymentMade: return claimants(of: content.payment)
        case let content as PaymentStaged: return claimants(of: content.payment)
        case let content as PaperFiled: return content.claimants.isEmpty ? nil : Set(content.claimants)
        case let content as PaperServed: return claimants(of: content.paper)
        case let content as FindingOpened:
            let found = content.about.compactMap(claimants(of:))
            return found.isEmpty ? nil : found.reduce(into: []) { $0.formUnion($1) }
        case let content as FindingAnswered:
            return ledger.findingIndex[content.finding].flatMap { index in
                let found = ledger.findings[index].about.compactMap(claimants(of:))
                return found.isEmpty ? nil : found.reduce(into: []) { $0.formUnion($1) }
            }
        default: return fact.claimants.map(Set.init)
        }
    }

    /// The claimants that something of the file is about, by its id.
    private func claimants(of id: String) -> Set<String>? {
        if ledger.claimantIndex[id] != nil { return [id] }
        if let index = ledger.claimIndex[id] { return [ledger.claims[index].claimant] }
        if let index = ledger.assertionIndex[id] { return owner(of: ledger.assertions[index]).map { [$0] } }
        if let index = ledger.paymentIndex[id] { return ledger.payments[index].claimant.map { [$0] } }
        if let index = ledger.paperIndex[id], !ledger.papers[index].claimants.isEmpty {
            return Set(ledger.papers[index].claimants)
        }
        return nil
    }

    /// Whether a fact that names nobody is of the case alone, and not of what happened to its workers.
    private func isOfCase(_ fact: Fact) -> Bool {
        fact.isMoney || fact.content is PaymentStaged || isFinding(fact)
    }

    private func isFinding(_ fact: Fact) -> Bool {
        fact.content is FindingOpened || fact.content is FindingAnswered
    }
}
