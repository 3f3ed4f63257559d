import Values

extension Ledger {
    mutating func join(_ content: ClaimantJoined, _ entry: EntryRef, _ retractedBy: Int?) {
        if retractedBy == nil, !groups.isEmpty {
            for group in reach ?? groups.prefix(1).map(\.self) {
                groupClaimants[group, default: []].insert(content.claimant)
            }
            // Whoever was in both cases is there once.
            if claimantIndex[content.claimant] != nil { return }
        }
        if retractedBy == nil { claimantIndex[content.claimant] = claimants.count }
        claimants.append(CaseClaimant(content, entry: entry, retractedBy: retractedBy))
    }

    mutating func name(_ respondent: CaseRespondent) {
        let isKnown = respondents.contains {
            $0.organisation == respondent.organisation && $0.capacity == respondent.capacity
        }
        if groups.isEmpty || !isKnown { respondents.append(respondent) }
    }

    mutating func relate(_ content: RelationshipStated) {
        for id in content.claimants {
            change(id) {
                $0.relationship = content.kind
                $0.relationshipEnded = content.until
                $0.isMigrantWorker = $0.isMigrantWorker || content.isMigrantWorker
            }
        }
    }

    mutating func die(_ content: ClaimantDied, _ entry: EntryRef) {
        change(content.claimant) {
            $0.part = .died
            $0.diedOn = content.on ?? entry.occurred.day
        }
    }

    mutating func succeed(_ content: ClaimantSucceeded) {
        change(content.claimant) {
            $0.part = .succeeded
            $0.successor = content.successor
        }
    }

    /// Changes a claimant; one who is not there, because the caller left the joining out, is not invented.
    mutating func change(_ claimant: String, _ body: (inout CaseClaimant) -> Void) {
        guard let index = claimantIndex[claimant] else { return }
        body(&claimants[index])
    }

    mutating func file(_ content: PaperFiled, _ entry: EntryRef, _ retractedBy: Int?) {
        paperIndex[content.paper] = papers.count
        papers.append(CasePaper(content, entry: entry, retractedBy: retractedBy))
    }

    mutating func serve(_ content: PaperServed, _ retractedBy: Int?) {
        progress.services += 1
        guard retractedBy == nil, let index = paperIndex[content.paper] else { return }
        papers[index].services.append(content)
    }

    mutating func open(_ content: FindingOpened, _ entry: EntryRef, _ retractedBy: Int?) {
        findingIndex[content.finding] = findings.count
        findings.append(Finding(content, opened: entry, retractedBy: retractedBy))
    }

    mutating func answer(_ content: FindingAnswered, _ entry: EntryRef) {
        guard let index = findingIndex[content.finding] else { return }
        findings[index].answer = Recorded(content: content, entry: entry)
    }
}
