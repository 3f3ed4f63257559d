import CEL
import Values

extension WorkflowStep {
    /// What holds only at rest: the outcome, clocks, papers promised, rules.
    ///
    /// `brokenBefore` are the rules that were broken already; they are not reported again.
    static func rest(
        _ run: inout StepRun, brokenBefore: Set<String>, owed: [OwedPapers], cured: [String] = [],
        isReopening: Bool = false
    ) throws(StepFault) -> StepResult {
        let tree = run.definition.tree
        let clocksBefore = run.snapshot.clocks
        var (changes, laterPapers) = try keepClocks(
            &run, act: run.act?.act, owed: owed, cured: cured, isReopening: isReopening)
        // What a milestone opens follows in the same step; each is reached once, so this comes to an end.
        while try run.reachMilestones(), !run.hasEnded {
            let moved = run.left.count + run.entered.count
            try run.settle()
            guard run.left.count + run.entered.count > moved else { break }
            changes += try keepClocks(&run, act: nil, owed: [], cured: [], isReopening: false).changes
        }
        let opened = try run.requestChildren()
        if let final = run.final {
            run.trace.append(
                StepTrace(
                    .outcome, final.id,
                    Bilingual(zh: "程序终结：\(final.label.zh)", en: "ended: \(final.label.en)")))
        }
        let ends = lapses(after: &run)
        let violations = try broken(run, before: brokenBefore)
        let unkept = unkeptPromises(clocksBefore, ended: run)
        run.trace += unkept.map(\.trace)
        var result = StepResult(
            snapshot: run.snapshot, entered: run.entered.map(tree.id),
            left: run.left.map(tree.id),
            clockChanges: changes, outcome: run.snapshot.outcome,
            violations: violations.names + (unkept.isEmpty ? [] : [WorkflowDefinition.laterPapersRule]),
            trace: run.trace + violations.trace, laterPapers: laterPapers, proposalEnds: ends)
        result.opened = opened
        result.microsteps = run.microsteps
        result.closed = run.closing
        return result
    }

    /// Stores the resting configuration and lets its clocks start, rest, go on and end.
    private static func keepClocks(
        _ run: inout StepRun, act: String?, owed: [OwedPapers], cured: [String], isReopening: Bool
    ) throws(StepFault) -> (changes: [ClockChange], laterPapers: [LaterPapers]) {
        let tree = run.definition.tree
        run.snapshot.active = tree.leaves(of: run.active).map(tree.address)
        run.snapshot.frozen = tree.leaves(of: run.frozen).map(tree.address)
        if run.frozen.isEmpty { run.snapshot.pending = [] }
        run.snapshot.outcome = run.final.map { $0.outcome ?? $0.id }
        if run.isClosedFromOutside { run.snapshot.outcome = UseDefinition.closedWithParent }
        var keeper = ClockKeeper(
            definition: run.definition, places: run.live, frozenPlaces: run.frozen, occurred: run.occurred,
            act: act, rows: run.act?.rows ?? [], isReopening: isReopening, hasEnded: run.hasEnded,
            final: run.final, view: run.view,
            starting: run.scope(with: run.act), operations: try run.clockOperations(),
            episode: run.snapshot.episode, runs: run.snapshot.clocks)
        let laterPapers = run.hasEnded ? [] : keeper.owe(owed)
        keeper.report(cured)
        try keeper.keep()
        run.snapshot.clocks = keeper.runs
        run.clockWork = []
        for change in keeper.changes { run.trace.append(trace(of: change, in: run.definition)) }
        return (keeper.changes, laterPapers)
    }

    /// The rules that this step broke. A decision of our own that breaks one is refused.
    private static func broken(
        _ run: StepRun, before: Set<String>
    ) throws(StepFault) -> (names: [String], trace: [StepTrace]) {
        let watch = PropertyWatch(run.definition, run.snapshot, view: run.view)
        let new = watch.broken.subtracting(before)
        let properties = run.definition.properties.filter { new.contains($0.name) }
        // A correction or an answer cannot be refused: like a fact, it stands, and what it broke is reported.
        if let act = run.act, run.definition.act(named: act.act)?.isRefusable ?? false,
            let first = properties.first
        {
            throw .property(watch.refusal(first, act: run.definition.actName(act.act)))
        }
        let trace = properties.map { property in
            StepTrace(
                .violation, property.name,
                Bilingual(zh: "违反规则：\(property.label.zh)", en: "breaks the rule: \(property.label.en)"))
        }
        return (properties.map(\.name), trace)
    }

    /// Papers that were promised and have not come when something that cannot be refused ended the proceeding: a fact, a
    /// limit that passed, a reaction to what was done elsewhere.
    private static func unkeptPromises(_ before: [ClockRun], ended run: StepRun) -> [PromisedPapers] {
        if let act = run.act, run.definition.act(named: act.act)?.isRefusable ?? false { return [] }
        guard let final = run.final, !final.waivesLaterPapers else { return [] }
        return PaperCheck(run.definition, view: run.view).promised(before)
    }

    /// A decision that ends the proceeding by way of automatic moves meets what stands in the way of closing: a finding,
    /// papers promised before, and papers that were to follow itself.
    static func refuseClosing(
        _ result: StepResult, of run: StepRun, from before: Snapshot, act: ActInput, owed: [OwedPapers]
    ) throws(StepFault) {
        guard before.outcome == nil, result.outcome != nil, let final = run.final else { return }
        let name = run.definition.actName(act.act)
        if !run.view.blockingFindings.isEmpty {
            throw .refused(.finding(FindingRefusal(act: name, findings: run.view.blockingFindings)))
        }
        let check = PaperCheck(run.definition, view: run.view)
        let promised =
            check.promised(run.snapshot.clocks, before: before.clocks)
            + owed.map { check.promise($0.awaited, due: nil) }
        if !final.waivesLaterPapers, !promised.isEmpty {
            throw .refused(.needs(NeedsRefusal(act: name, short: [], promised: promised)))
        }
    }

    private static func trace(of change: ClockChange, in definition: WorkflowDefinition) -> StepTrace {
        let label = definition.clockLabel(change.run.clock)
        let text: Bilingual
        switch change {
        case .started(let run) where run.restart != nil:
            text = Bilingual(zh: "期限重新起算：\(label.zh)", en: "clock begins anew: \(label.en)")
        case .started: text = Bilingual(zh: "期限开始：\(label.zh)", en: "clock begins: \(label.en)")
        case .paused: text = Bilingual(zh: "期限中止：\(label.zh)", en: "clock rests: \(label.en)")
        case .resumed: text = Bilingual(zh: "期限恢复：\(label.zh)", en: "clock goes on: \(label.en)")
        case .extended(let run):
            let by = run.extensions.last.flatMap { ClockLength($0.by) }?.label
            text = Bilingual(
                zh: "期限延长：\(label.zh)，\(by?.zh ?? "")", en: "clock extended: \(label.en), by \(by?.en ?? "")")
        case .excluded(let run):
            let span = run.exclusions.last.map { "\($0.from.shortText) – \($0.to.shortText)" } ?? ""
            text = Bilingual(
                zh: "不计入期限：\(label.zh)，\(span)", en: "left out of the clock: \(label.en), \(span)")
        case .ended(_, .met): text = Bilingual(zh: "按期完成：\(label.zh)", en: "clock met: \(label.en)")
        case .ended(_, .passed):
            text = Bilingual(zh: "逾期后结束：\(label.zh)", en: "clock ends overdue: \(label.en)")
        case .cured:
            text = Bilingual(zh: "按期完成、补登：\(label.zh)", en: "clock met in time, recorded late: \(label.en)")
        case .ended(_, .ended): text = Bilingual(zh: "期限结束：\(label.zh)", en: "clock ends: \(label.en)")
        }
        return StepTrace(.clock, change.run.id, text)
    }
}
