import CEL
public import Values

/// Moves one proceeding from the old text to the new one by a plan, as a pure function.
public struct Migration: Sendable {
    /// The text it runs under.
    public let old: WorkflowDefinition
    /// The text it comes to.
    public let new: WorkflowDefinition
    /// The plan.
    public let plan: MigrationPlan

    /// Makes a migration.
    public init(from old: WorkflowDefinition, to new: WorkflowDefinition, by plan: MigrationPlan) {
        self.old = old
        self.new = new
        self.plan = plan
    }

    /// Where an open proceeding comes to, run to rest under the new text; or everything that stands in the way.
    ///
    /// The host gives clocks that started or go on their due dates, and then asks `overdue(_:at:)`.
    /// - Parameters:
    ///   - snapshot: where it stands under the old text
    ///   - view: the case as it is
    ///   - at: the moment of the migration
    public func move(
        _ snapshot: Snapshot, case view: CaseView, at: Moment
    ) throws(MigrationBlocked) -> StepResult {
        var image = ImageOfSnapshot(migration: self, snapshot: snapshot, view: view, at: at)
        let mapped = image.make()
        guard image.blocks.isEmpty else { throw MigrationBlocked(image.blocks) }
        var result: StepResult
        do {
            result = try WorkflowStep.react(new, mapped, caseAfter: view, occurred: at)
        } catch {
            let words = RefusalReport(primary: error.refusal, others: [])
            throw MigrationBlocked([
                MigrationBlock(
                    .step, new.reference,
                    Bilingual(
                        zh: "迁移后无法静止（\(words.primary.code)）",
                        en: "it does not come to rest there (\(words.primary.code))"))
            ])
        }
        result = try started(result, image: image, view: view)
        let broken = PropertyWatch(new, result.snapshot, view: view).broken.sorted()
        guard broken.isEmpty else {
            throw MigrationBlocked(
                broken.map { name in
                    let label = new.properties.first { $0.name == name }?.label
                    return MigrationBlock(
                        .property, name,
                        Bilingual(
                            zh: "迁移后违反规则“\(label?.zh ?? name)”",
                            en: "there it would break the rule '\(label?.en ?? name)'"))
                })
        }
        return result
    }

    /// Clocks that would be due before the migration and were not before, unless the plan accepts them by name.
    public func overdue(_ after: Snapshot, before: Snapshot, at: Instant) -> [MigrationBlock] {
        after.clocks.compactMap { run in
            guard run.state == .running, run.phase != .breached, let expires = run.expiresAt, expires <= at,
                !plan.acceptsOverdue.contains(run.clock),
                !before.clocks.contains(where: { $0.id == run.id && $0.expiresAt == run.expiresAt })
            else { return nil }
            let label = new.clockLabel(run.clock)
            return MigrationBlock(
                .overdue, run.clock,
                Bilingual(
                    zh: "期限“\(label.zh)”会在迁移前就到期（\(run.due?.shortText ?? "")）；"
                        + "如确应如此，写入 accept_overdue: [\(run.clock)]",
                    en: "the limit '\(label.en)' would be due before the migration "
                        + "(\(run.due?.shortText ?? "")); if so it must be, add accept_overdue: [\(run.clock)]"
                ))
        }
    }

    /// Gives the clocks that begin only now the date the plan names, and stops where it names none.
    private func started(
        _ result: StepResult, image: ImageOfSnapshot, view: CaseView
    ) throws(MigrationBlocked) -> StepResult {
        var snapshot = result.snapshot
        var blocks: [MigrationBlock] = []
        var changes: [ClockChange] = image.changes
        let scope = GuardScope(
            old, active: old.active(of: image.snapshot), data: image.snapshot.data,
            clocks: image.snapshot.clocks, milestones: Set(image.snapshot.milestones.keys), view: view,
            act: nil)
        for change in result.clockChanges {
            guard case .started(let run) = change else {
                if case .ended(let run, _) = change, image.kept.contains(run.id) {
                    blocks.append(image.lost(run.clock))
                }
                changes.removeAll { $0.run.id == change.run.id }
                changes.append(change)
                continue
            }
            let label = new.clockLabel(run.clock)
            guard let program = plan.starts[run.clock] else {
                blocks.append(
                    MigrationBlock(
                        .start, run.clock,
                        Bilingual(
                            zh: "期限“\(label.zh)”在新版中开始计算，方案没有写起算日；"
                                + "写作 starts: {\(run.clock): \"date('…')\"}",
                            en:
                                "the limit '\(label.en)' begins to run in the new version and the plan does not say "
                                + "from when; write starts: {\(run.clock): \"date('…')\"}")))
                continue
            }
            guard case .date(let day)? = try? scope.value(program),
                let index = snapshot.clocks.firstIndex(where: { $0.id == run.id })
            else {
                blocks.append(
                    MigrationBlock(
                        .start, run.clock,
                        Bilingual(
                            zh: "期限“\(label.zh)”的起算日无法求值：\(program.text)",
                            en: "the date for the limit '\(label.en)' has no value: \(program.text)")))
                continue
            }
            snapshot.clocks[index].trigger = .day(day)
            changes.append(.started(snapshot.clocks[index]))
        }
        guard blocks.isEmpty else { throw MigrationBlocked(blocks) }
        return StepResult(
            snapshot: snapshot, entered: result.entered, left: result.left, clockChanges: changes,
            outcome: result.outcome, violations: result.violations, trace: result.trace,
            laterPapers: result.laterPapers, proposalEnds: result.proposalEnds)
    }
}
