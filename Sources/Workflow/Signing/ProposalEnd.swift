public import Values

/// A proposal that came to nothing, and how.
public struct ProposalEnd: Hashable, Sendable {
    /// How it ended.
    public enum Way: Hashable, Sendable {
        /// Somebody who was to sign turned it down.
        case rejected
        /// Its proposer took it back.
        case withdrawn
        /// A state that would have taken it was left, by id.
        case left(String)
        /// The same act was done otherwise.
        case overtaken
        /// It was signed, but the act could no longer be done.
        case refused(RefusalReport)
        /// The proceeding came under another version of its procedure, by a plan that did not take it along.
        case migrated(version: Int)

        /// The stable word.
        public var code: String {
            switch self {
            case .rejected: return "rejected"
            case .withdrawn: return "withdrawn"
            case .left, .overtaken, .refused, .migrated: return "lapsed"
            }
        }
    }

    /// The proposal as it stood.
    public let proposal: Proposal
    /// How it ended.
    public let way: Way

    /// Makes an end.
    public init(proposal: Proposal, way: Way) {
        self.proposal = proposal
        self.way = way
    }

    /// One line for people.
    public func text(in definition: WorkflowDefinition) -> Bilingual {
        let act = definition.actName(proposal.act).shown
        let why: Bilingual
        switch way {
        case .rejected: why = Bilingual(zh: "被退回", en: "was turned down")
        case .withdrawn: why = Bilingual(zh: "由提出人撤回", en: "was taken back")
        case .left(let state):
            let label = definition.stateName(Place.parts(state).name).label
            why = Bilingual(zh: "已失效：程序已离开“\(label.zh)”", en: "lapsed: '\(label.en)' was left")
        case .overtaken: why = Bilingual(zh: "已失效：同一事项已另行办理", en: "lapsed: the same was done otherwise")
        case .refused(let report):
            why = Bilingual(
                zh: "已失效：签署齐备时不能办理（\(report.primary.message(.zh))）",
                en: "lapsed: it could not be done once signed (\(report.primary.message(.en)))")
        case .migrated(let version):
            why = Bilingual(
                zh: "已失效：程序换到第 \(version) 版", en: "lapsed: the proceeding came to version \(version)")
        }
        return Bilingual(zh: "\(proposal.id) \(act.zh) \(why.zh)", en: "\(proposal.id) \(act.en) \(why.en)")
    }

    func trace(in definition: WorkflowDefinition) -> StepTrace {
        StepTrace(.proposal, proposal.id, text(in: definition))
    }
}

extension Proposal {
    /// Who it waits for, in words.
    public func waiting(in definition: WorkflowDefinition) -> Bilingual {
        Bilingual.list(
            awaited(in: definition).map { awaited in
                let roles = Bilingual(
                    zh: awaited.rule.who.map { definition.roleLabel($0).zh }.joined(separator: " 或 "),
                    en: awaited.rule.who.map { definition.roleLabel($0).en }.joined(separator: " or "))
                switch (awaited.rule.kind, awaited.isNext) {
                case (.joint, _): return Bilingual(zh: "\(roles.zh)（共同签署）", en: "\(roles.en) (joint)")
                case (.approving, true): return roles
                case (.approving, false): return Bilingual(zh: "其后\(roles.zh)", en: "then \(roles.en)")
                }
            })
    }

    func trace(in definition: WorkflowDefinition) -> StepTrace {
        let act = definition.actName(self.act).shown
        let waits = waiting(in: definition)
        return StepTrace(
            .proposal, id,
            Bilingual(zh: "\(id) \(act.zh) 待签署：\(waits.zh)", en: "\(id) \(act.en) waits for: \(waits.en)"))
    }
}

extension WorkflowStep {
    /// The proposals that a step left without a ground: their state was left, or the same act was done otherwise.
    static func lapses(after run: inout StepRun) -> [ProposalEnd] {
        let left = Set(run.left.map(run.definition.tree.id))
        var ends: [ProposalEnd] = []
        for proposal in run.snapshot.proposals {
            if let state = proposal.sources.first(where: left.contains) {
                ends.append(ProposalEnd(proposal: proposal, way: .left(state)))
            } else if let act = run.act, act.act == proposal.act, act.rows == proposal.rows {
                ends.append(ProposalEnd(proposal: proposal, way: .overtaken))
            }
        }
        run.snapshot.proposals.removeAll { proposal in ends.contains { $0.proposal.id == proposal.id } }
        for end in ends { run.trace.append(end.trace(in: run.definition)) }
        return ends
    }
}
