/// Where the facts of a file belong that was put together from several.
public struct FileRoute: Hashable, Sendable {
    /// The files it belongs to, by case number.
    public let members: [String]
    /// The files a sum for the whole case, or a payment that names nobody, is about; nothing when it is about all.
    public let reach: [String]?

    /// Names a route.
    public init(members: [String], reach: [String]? = nil) {
        self.members = members
        self.reach = reach
    }
}

extension CaseFile {
    /// Takes the facts of another case in, under the names they have here. Neither file is rewritten: every fact keeps
    /// the entry it came with, and sums of both stand side by side.
    public mutating func absorb(_ other: CaseFile, from number: String, by names: FactNames, kept: [String]) {
        if groups.isEmpty {
            groups = [self.number]
            for index in log.indices { log[index].route = FileRoute(members: groups, reach: groups) }
        }
        for index in log.indices where log[index].route?.reach == nil {
            log[index].route = FileRoute(members: log[index].route?.members ?? groups, reach: groups)
        }
        let others = other.groups.isEmpty ? [number] : other.groups
        // A case that was split off from this one has some of the same history.
        let known = Set(log.map { KnownFact(position: $0.entry.position, fact: $0.fact) })
        for item in other.log {
            let fact = item.fact.renamed(by: names)
            switch fact {
            case .caseOpened: continue
            // A claim both cases have is stated once.
            case .claimStated(let content) where kept.contains(content.claim): continue
            default: break
            }
            guard !known.contains(KnownFact(position: item.entry.position, fact: fact)) else { continue }
            log.append(
                LoggedFact(
                    fact: fact, entry: item.entry,
                    route: FileRoute(members: [number], reach: item.route?.reach ?? others)))
        }
        groups += others
        rebuild()
    }

    /// Lets the facts of a case go that had been taken in, with those recorded since that are its alone.
    public mutating func release(_ number: String, groups gone: [String]) {
        log = log.compactMap { item in
            guard let route = item.route, route.members.contains(number) else { return item }
            guard route.members != [number] else { return nil }
            var item = item
            let reach = route.reach.map { $0.filter { !gone.contains($0) } }
            item.route = FileRoute(members: route.members.filter { $0 != number }, reach: reach)
            return item
        }
        groups.removeAll(where: gone.contains)
        rebuild()
    }

    /// The same file under other names.
    public func renamed(by names: FactNames) -> CaseFile {
        guard names != FactNames() else { return self }
        var copy = self
        copy.log = log.map { item in
            LoggedFact(fact: item.fact.renamed(by: names), entry: item.entry, route: item.route)
        }
        copy.rebuild()
        return copy
    }

    /// The entries whose money, parties or limits belong to none of the files this one was put together from.
    public var undivided: [EntryRef] {
        var seen: Set<Int> = []
        return log.filter { item in
            item.route?.members == [] && !item.fact.touches.isEmpty && !isTakenBack(item)
                && seen.insert(item.entry.position).inserted
        }.map(\.entry)
    }

    /// Whether a correction took a fact back, with its whole entry or by itself, or took back the payment it is about.
    private func isTakenBack(_ item: LoggedFact) -> Bool {
        if retractions[item.entry.position] != nil { return true }
        let stagedPayment = (item.fact.content as? PaymentStaged)?.payment
        guard let id = item.fact.item ?? stagedPayment else { return false }
        if let index = ledger.paymentIndex[id] { return ledger.payments[index].retractedBy != nil }
        if let index = ledger.claimIndex[id] { return ledger.claims[index].retractedBy != nil }
        guard let index = ledger.assertionIndex[id],
            case .retracted = ledger.assertions[index].status
        else { return false }
        return true
    }

    /// The numbers of the cases this file was put together from; empty for a file of its own.
    public var absorbed: [String] { groups }
}

/// A fact with the entry it stands in, which is the same in every case that reads it.
private struct KnownFact: Hashable {
    let position: Int
    let fact: Fact
}

extension CaseFile {
    /// Whether a fact is about something this file has: a claimant, a claim, a payment, a paper, a finding, an entry.
    /// Nothing where the fact names no such thing.
    public func concerns(_ fact: Fact) -> Bool? {
        switch fact.content {
        case let content as PaymentStaged: return ledger.paymentIndex[content.payment] != nil
        case let content as PaperServed: return ledger.paperIndex[content.paper] != nil
        case let content as FindingAnswered: return ledger.findingIndex[content.finding] != nil
        case let content as CorrectionMade: return entry(at: content.target) != nil
        case let content as AmountAsserted where content.claim != nil:
            return content.claim.map { ledger.claimIndex[$0] != nil }
        case let content as PaperFiled where !content.claimants.isEmpty:
            return content.claimants.contains { ledger.claimantIndex[$0] != nil }
        default:
            guard let claimants = fact.claimants, !(fact.content is ClaimantJoined) else { return nil }
            return claimants.contains { ledger.claimantIndex[$0] != nil }
        }
    }
}

extension Fact {
    /// Whether it is a sum or a payment, which two files must not both count.
    public var isMoney: Bool {
        switch content {
        case is AmountAsserted, is PaymentMade, is ClaimStated: return true
        default: return false
        }
    }
}
