import CEL
import Values

/// The rules that say how many people, and which paper, a decision takes, held against one decision.
struct TakesWatch {
    let admission: Admission
    let after: StepResult
    let viewAfter: CaseView

    /// The first rule that the decision would break.
    func refusal() -> Refusal? {
        for property in admission.definition.properties {
            guard case .takes(let rule) = property.rule, applies(rule) else { continue }
            let people =
                Set(admission.act.doers.filter(\.hasSigned).map(\.id)).count + admission.supposedSigners
            let isPapered = !rule.needsPaper || hasPaper
            guard people < rule.people || !isPapered else { continue }
            var zh = ["需 \(rule.people) 人，现有 \(people) 人（本人登记或已签名）"]
            var en = ["takes \(rule.people) people; \(people) recorded or signed it"]
            if !isPapered {
                zh.append("需有材料")
                en.append("a paper is needed")
            }
            return .property(
                PropertyRefusal(
                    act: admission.definition.actName(admission.act.act),
                    property: Named(property.name, property.label), expression: property.name, mustHold: true,
                    linesZH: zh, linesEN: en))
        }
        return nil
    }

    /// A paper that the act needs is there when it was admitted; otherwise one comes with it.
    private var hasPaper: Bool {
        let rule = admission.definition.acts[admission.act.act]
        let needed = (rule?.needs ?? []).contains { $0.laterWithin == nil && !$0.isPerClaimant }
        return needed || admission.view.papers.contains(where: \.isFresh)
    }

    private func applies(_ rule: TakesRule) -> Bool {
        let before = scope(admission.snapshot, admission.view)
        switch rule.subject {
        case .acts(let acts):
            guard acts.contains(admission.act.act) else { return false }
        case .states(let states):
            guard !Set(after.entered).isDisjoint(with: states) else { return false }
        case .lowering(let sum):
            // What has no value before or after is taken as lowered: never as kept.
            guard let old = try? before.value(sum),
                let new = try? scope(after.snapshot, viewAfter).value(sum)
            else { break }
            guard TakesWatch.isLess(new, than: old) else { return false }
        }
        guard let condition = rule.condition else { return true }
        return (try? before.isTrue(condition)) != false
    }

    static func isLess(_ new: CELValue, than old: CELValue) -> Bool {
        switch (new, old) {
        case (.money(let new), .money(let old)): return new < old
        case (.int(let new), .int(let old)): return new < old
        default: return true
        }
    }

    private func scope(_ snapshot: Snapshot, _ view: CaseView) -> GuardScope {
        let definition = admission.definition
        return GuardScope(
            definition, active: definition.live(of: snapshot), data: snapshot.data,
            clocks: snapshot.clocks, milestones: Set(snapshot.milestones.keys), view: view, act: nil)
    }
}
