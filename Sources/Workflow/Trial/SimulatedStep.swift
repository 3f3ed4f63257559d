import CEL
public import Values

/// Something that came about in a simulation by the passing of time.
public struct SimulatedEvent: Hashable, Sendable {
    /// What and when.
    public let moment: DueMoment
    /// The clock it is about.
    public let clock: String
    /// What it came to; nothing when a guard could not be evaluated.
    public let result: StepResult?
    /// Why the procedure could not take it.
    public let refusal: RefusalReport?
    /// The case as it was.
    let view: CaseView

    init(
        _ moment: DueMoment, clock: String, result: StepResult? = nil, refusal: Refusal? = nil, view: CaseView
    ) {
        self.moment = moment
        self.clock = clock
        self.result = result
        self.refusal = refusal.map { RefusalReport(primary: $0) }
        self.view = view
    }
}

/// What became of one step of a simulation.
public struct SimulatedStep: Sendable {
    /// The step.
    public let step: TrialStep
    /// When it happened.
    public let at: Moment
    /// Where the proceeding stood before, and before what fell due ahead of it.
    public let before: Snapshot
    /// Where the proceeding stands now.
    public internal(set) var after: Snapshot
    /// How much was committed by now.
    public internal(set) var version = 0
    /// What fell due ahead of it.
    public internal(set) var due: [SimulatedEvent] = []
    /// What it came to; nothing when it was refused or changed nothing.
    public private(set) var result: StepResult?
    /// Why it was refused.
    public internal(set) var refusal: RefusalReport?
    /// Those who did it.
    public internal(set) var doers: [Doer] = []
    /// Whether nobody was named, so that somebody who may was taken.
    public internal(set) var isDoerAssumed = false
    /// The papers attached.
    public internal(set) var attached: [TrialPaper] = []
    /// Whether no papers were named, so that those it needs were taken.
    public internal(set) var arePapersAssumed = false
    /// Why an act that was signed by everybody could no longer be done.
    public internal(set) var lapse: RefusalReport?
    /// The act as it was put to the procedure.
    var input: ActInput?
    /// The case as guards saw it before the act.
    var viewBefore: CaseView?
    /// The case as guards saw it afterwards.
    var viewAfter: CaseView?

    init(step: TrialStep, at: Moment, before: Snapshot) {
        self.step = step
        self.at = at
        self.before = before
        after = before
    }

    mutating func take(_ result: StepResult, view: CaseView) {
        self.result = result
        viewAfter = view
    }
}

/// Who does a step and with which papers, where the step leaves that open.
struct Casting {
    let doers: [Doer]
    let papers: [TrialPaper]
    let isDoerAssumed: Bool
    let arePapersAssumed: Bool

    init(
        _ definition: WorkflowDefinition, step: TrialStep, act: String, view: CaseView,
        data: [String: CELValue]
    ) {
        let rule = definition.acts[act]
        isDoerAssumed = step.by == nil
        doers = step.by.map { $0.map(\.doer) } ?? Casting.doers(definition, rule, act: act)
        arePapersAssumed = step.papers == nil
        let claimants = PaperCheck(definition, view: view, data: data).claimants(of: act, rows: step.rows)
        papers =
            step.papers ?? rule.map { Casting.papers($0, claimants: claimants, view: view) } ?? []
    }

    /// One who may, and for each signature another; nobody of them has done anything before.
    static func doers(_ definition: WorkflowDefinition, _ rule: ActRule?, act: String) -> [Doer] {
        let anybody = definition.roles.first { !$0.readsOnly }.map(\.id)
        // What somebody outside did is entered by one who may enter it.
        let lead = rule.map { $0.by.isEmpty ? $0.who : $0.recordedBy }?.first ?? anybody
        let roles = [lead] + (rule?.signed.map(\.who.first) ?? [])
        return roles.enumerated().map { index, role in
            Doer(
                id: "\(act)-\(index + 1)", roles: Set([role].compactMap { $0 }), body: nil, hasSigned: true)
        }
    }

    /// What it needs and is not on record, as papers about the whole case, or about the latest paper that is asked for.
    static func papers(_ rule: ActRule, claimants: [String], view: CaseView) -> [TrialPaper] {
        var added: [TrialPaper] = []
        for need in rule.needs {
            if need.mustNameClaimant, let kind = need.anyOf.first {
                added += claimants.flatMap { claimant in
                    let present = view.count(
                        need.anyOf, claimant: claimant, onlyFresh: need.mustBeFresh, onlyNamed: true)
                    return Array(
                        repeating: TrialPaper(kind: kind, claimants: [claimant]),
                        count: max(0, need.count - present))
                }
                continue
            }
            let subjects: [String?] = need.isPerClaimant ? claimants.map { $0 } : [nil]
            let missing =
                subjects.map { subject in
                    need.count
                        - view.count(
                            need.anyOf, claimant: subject, about: need.aboutDocument,
                            onlyFresh: need.mustBeFresh)
                }.max() ?? 0
            let coming = added.count {
                need.anyOf.contains($0.kind) && (need.aboutDocument ?? $0.aboutPaper) == $0.aboutPaper
            }
            guard let kind = need.anyOf.first, missing > coming else { continue }
            added += Array(
                repeating: TrialPaper(kind: kind, aboutPaper: need.aboutDocument), count: missing - coming)
        }
        return added
    }
}
