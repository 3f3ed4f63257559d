import Values

extension Ledger {
    /// Who paid ahead for some claimants, or for the case, each payer and ground once with what was paid back of it.
    func advances(of some: Set<String>?) -> [Advance] {
        var advances: [Advance] = []
        for payment in countedPayments where payment.isInHand && payment.isAdvance {
            if let some, !(payment.claimant.map(some.contains) ?? false) { continue }
            let known = advances.firstIndex {
                $0.payer == payment.payer && $0.organisation == payment.payerOrganisation
                    && $0.ground == payment.ground
            }
            if let known {
                advances[known].sum = advances[known].sum.saturating(payment.sum)
            } else {
                advances.append(
                    Advance(
                        payer: payment.payer, organisation: payment.payerOrganisation,
                        ground: payment.ground, sum: payment.sum))
            }
        }
        advances.sort { $0.order < $1.order }
        for recoupment in recoupments(of: some) { Self.share(recoupment, among: &advances) }
        return advances
    }

    /// What was paid back of what had been paid ahead for some claimants, or for the case.
    func recouped(of some: Set<String>?) -> Fen {
        recoupments(of: some).reduce(.zero) { $0.saturating($1.sum) }
    }

    /// One that names nobody is about all, so that it is seen in every part.
    private func recoupments(of some: Set<String>?) -> [AdvanceRecouped] {
        recoupments.filter { recoupment in
            some.map { recoupment.claimants.isEmpty || !$0.isDisjoint(with: recoupment.claimants) } ?? true
        }
    }

    /// It fills the advances it is about, one after the other.
    private static func share(_ recoupment: AdvanceRecouped, among advances: inout [Advance]) {
        var left = recoupment.sum
        for index in advances.indices where recoupment.isAbout(advances[index]) {
            let part = min(left, advances[index].open)
            advances[index].recouped = advances[index].recouped.saturating(part)
            left = left.less(part)
        }
    }
}

extension AdvanceRecouped {
    /// Whether it pays back this advance.
    func isAbout(_ advance: Advance) -> Bool {
        ground == advance.ground && (payerOrganisation == nil || payerOrganisation == advance.organisation)
    }
}
