import Values

extension CaseFile {
    /// The money of some claimants, or of the case.
    func balance(of some: Set<String>?) -> Balance {
        guard let some else { return balance }
        return balance.part(of: some, active: [])
    }
}

extension Balance {
    /// The money of some claimants: the sums of theirs alone. What is owed to the group as one sum belongs to no part.
    func part(of some: Set<String>, active: Set<String>) -> Balance {
        var part = Balance()
        part.claimants = claimants.filter { some.contains($0.id) }
        for claimant in part.claimants {
            part.add(claimant)
            if active.contains(claimant.id) { part.dueToActive = part.dueToActive.saturating(claimant.due) }
        }
        part.hasBasis = !part.claimants.isEmpty && part.claimants.allSatisfy { $0.basis != nil }
        return part
    }

    private mutating func add(_ claimant: ClaimantBalance) {
        let fields: [(WritableKeyPath<Balance, Fen>, Fen)] = [
            (\.claimed, claimant.claimed), (\.verified, claimant.verified), (\.ordered, claimant.ordered),
            (\.agreed, claimant.agreed), (\.awarded, claimant.awarded), (\.waived, claimant.waived),
            (\.recovered, claimant.recovered), (\.advanced, claimant.advanced),
            (\.inCustody, claimant.inCustody), (\.due, claimant.due), (\.overpaid, claimant.overpaid),
        ]
        for (path, sum) in fields { self[keyPath: path] = self[keyPath: path].saturating(sum) }
        origin += claimant.origin
    }
}
