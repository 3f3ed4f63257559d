import Values

/// Counts the papers that acts need.
struct PaperCheck {
    let definition: WorkflowDefinition
    let view: CaseView

    init(_ definition: WorkflowDefinition, view: CaseView) {
        self.definition = definition
        self.view = view
    }

    /// What is short for an act, what of it may follow later, and the obligations that then arise.
    func check(
        _ rule: ActRule, claimants: [String]
    ) -> (short: [PaperShortage], mayFollow: [PaperShortage], owed: [OwedPapers]) {
        var short: [PaperShortage] = []
        var mayFollow: [PaperShortage] = []
        var owed: [OwedPapers] = []
        for need in rule.needs {
            let subjects: [String?] = need.isPerClaimant ? claimants : [nil]
            for subject in subjects {
                let present = view.count(need.anyOf, claimant: subject, onlyFresh: need.mustBeFresh)
                guard present < need.count else { continue }
                let shortage = PaperShortage(
                    anyOf: need.anyOf.map(definition.documentName), wanted: need.count, present: present,
                    claimant: subject, mustBeFresh: need.mustBeFresh, laterWithin: need.laterWithin)
                guard let within = need.laterWithin else {
                    short.append(shortage)
                    continue
                }
                mayFollow.append(shortage)
                let awaited = PapersAwaited(
                    act: rule.act, anyOf: need.anyOf, count: need.count, claimant: subject)
                owed.append(OwedPapers(awaited: awaited, within: within))
            }
        }
        return (short, mayFollow, owed)
    }

    /// Papers that were allowed to follow and have not come. `before` are the runs that were open, when `clocks` are
    /// those of a proceeding that has just ended.
    func promised(_ clocks: [ClockRun], before: [ClockRun]? = nil) -> [PromisedPapers] {
        (before ?? clocks).compactMap { run in
            guard let papers = run.papers, run.state != .ended,
                view.count(papers.anyOf, claimant: papers.claimant, onlyFresh: false) < papers.count
            else { return nil }
            return PromisedPapers(
                act: definition.actName(papers.act), anyOf: papers.anyOf.map(definition.documentName),
                claimant: papers.claimant, due: run.due)
        }
    }

    /// The claimants that needs are counted for: those the act is about, or all.
    func claimants(of act: ActInput?) -> [String] {
        if let act, !act.rows.isEmpty { return act.rows }
        return view.claimants
    }
}
