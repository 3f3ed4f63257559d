import CEL
import Values

/// Counts the papers that acts need.
struct PaperCheck {
    let definition: WorkflowDefinition
    let view: CaseView
    /// The procedure's own data, for lists whose members are about claimants.
    let data: [String: CELValue]

    init(_ definition: WorkflowDefinition, view: CaseView, data: [String: CELValue] = [:]) {
        self.data = data
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
                let present = view.count(
                    need.anyOf, claimant: subject, about: need.aboutDocument, onlyFresh: need.mustBeFresh,
                    onlyNamed: need.mustNameClaimant)
                guard present < need.count else { continue }
                let shortage = PaperShortage(
                    anyOf: need.anyOf.map(definition.documentName), wanted: need.count, present: present,
                    claimant: subject, about: need.aboutDocument.map(definition.documentName),
                    mustBeFresh: need.mustBeFresh, mustNameClaimant: need.mustNameClaimant,
                    laterWithin: need.laterWithin)
                guard let within = need.laterWithin else {
                    short.append(shortage)
                    continue
                }
                mayFollow.append(shortage)
                let awaited = PapersAwaited(
                    act: rule.act, anyOf: need.anyOf, count: need.count, claimant: subject,
                    about: need.aboutDocument)
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
                view.count(
                    papers.anyOf, claimant: papers.claimant, about: papers.about, onlyFresh: false)
                    < papers.count
            else { return nil }
            return promise(papers, due: run.due)
        }
    }

    /// The claimants that members of a list of this procedure are about, each once; all where the list names none.
    private func claimants(of rows: [String], in list: KeyedList) -> [String] {
        guard let field = list.fields.first(where: { $0.type == .reference(.claimant) }) else {
            return view.claimants
        }
        var known: [String] = []
        for (key, item) in list.members(data: data, view: view) where rows.contains(key) {
            guard case .string(let id)? = item[field.name], !known.contains(id) else { continue }
            known.append(id)
        }
        return known
    }

    /// A promise in the words of the procedure.
    func promise(_ papers: PapersAwaited, due: Moment?) -> PromisedPapers {
        PromisedPapers(
            act: definition.actName(papers.act), anyOf: papers.anyOf.map(definition.documentName),
            claimant: papers.claimant, due: due)
    }

    /// The claimants that needs are counted for: those the act is about, or all.
    func claimants(of act: ActInput?) -> [String] {
        act.map { claimants(of: $0.act, rows: $0.rows) } ?? view.claimants
    }

    /// The same for an act by name and the rows it names.
    func claimants(of act: String, rows: [String]) -> [String] {
        guard !rows.isEmpty else { return view.claimants }
        guard let list = definition.acts[act]?.of.flatMap(definition.list(named:)), list.isOwn else {
            return rows
        }
        return claimants(of: rows, in: list)
    }
}

extension WorkflowDefinition {
    /// The rule that every procedure keeps: it does not end while papers that were to follow are owed.
    static let laterPapersRule = "later-papers"

    /// Papers that were allowed to follow an act and have not come; they block the end.
    public func laterPapers(_ snapshot: Snapshot, case view: CaseView) -> [PromisedPapers] {
        PaperCheck(self, view: view).promised(snapshot.clocks)
    }
}
