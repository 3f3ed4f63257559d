public import CEL
public import Values

/// The opening of a proceeding beside others, as it is put to its procedure.
public struct ProceedingOpening: Hashable, Sendable {
    /// The act: the one the file names under `opened_by`, else one without a payload.
    public let act: ActInput
    /// The data it begins with, handed over by the proceeding that opens or offers it.
    public let data: [String: CELValue]
    /// The roles that may take up the offer; empty where there is none, or it names none.
    public let who: [Named]

    /// Makes an opening.
    public init(act: ActInput, data: [String: CELValue] = [:], who: [Named] = []) {
        self.act = act
        self.data = data
        self.who = who
    }
}

extension WorkflowStep {
    /// Why a proceeding may not be opened by those who would: roles, separation, signatures, papers.
    public static func refuseOpening(
        _ definition: WorkflowDefinition, _ opening: ProceedingOpening, case view: CaseView
    ) -> RefusalReport? {
        let act = opening.act
        let name = definition.actName(act.act)
        let empty = Snapshot(definition: definition.reference)
        let rule = definition.head.openedBy.flatMap { definition.acts[$0.act] }
        let duties = DutyCheck(
            definition: definition, snapshot: empty, view: view, act: name, rule: rule, input: act)
        var refusals: [Refusal] = []
        if !opening.who.isEmpty {
            let may = Set(opening.who.map(\.id))
            let barred = act.doers.prefix(1).filter { $0.roles.isDisjoint(with: may) }
            if !barred.isEmpty {
                refusals.append(
                    .role(
                        RoleRefusal(
                            act: name, may: opening.who,
                            doers: barred.map {
                                DoerRoles(id: $0.id, roles: $0.roles.sorted().map(definition.roleName))
                            })))
            }
        } else if let barred = rule == nil ? duties.watcher() : duties.role() {
            refusals.append(barred)
        }
        if let rule {
            refusals += duties.sameActor()
            if let missing = duties.approvals(mayWait: false, isOpening: true) { refusals.append(missing) }
            let check = PaperCheck(definition, view: view)
            let found = check.check(rule, claimants: check.claimants(of: act))
            if !found.short.isEmpty {
                refusals.append(
                    .needs(NeedsRefusal(act: name, short: found.short, mayFollow: found.mayFollow)))
            }
        }
        return RefusalReport(refusals)
    }

    /// Starts a proceeding with what was handed over and what its opening act sets, and runs to rest.
    public static func open(
        _ definition: WorkflowDefinition, _ opening: ProceedingOpening, case view: CaseView, position: Int?
    ) throws(StepFault) -> StepResult {
        var data = try definition.initialData(with: opening.data)
        let act = opening.act
        if let rule = definition.head.openedBy {
            let scope = GuardScope(
                definition, active: [], data: data, clocks: [], view: view, act: act)
            do throws(EffectFault) {
                data.merge(try scope.handed(rule.effects)) { _, new in new }
            } catch {
                throw .guardError(.guardError(error.reason))
            }
        }
        var begun = Snapshot(definition: definition.reference, data: data)
        if definition.head.openedBy != nil {
            begun.ledger.append(
                PerformedAct(
                    act: act.act, doers: act.doers.filter(\.hasSigned).map(\.id), occurred: act.occurred,
                    position: position, capacities: definition.capacities(in: act)))
        }
        return try begin(definition, begun, case: view, occurred: act.occurred)
    }

    /// Starts a child with what its parent hands over, and runs to rest.
    public static func startChild(
        _ definition: WorkflowDefinition, data: [String: CELValue], case view: CaseView, occurred: Moment
    ) throws(StepFault) -> StepResult {
        let begun = Snapshot(definition: definition.reference, data: try definition.initialData(with: data))
        return try begin(definition, begun, case: view, occurred: occurred)
    }

    static func begin(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView, occurred: Moment
    ) throws(StepFault) -> StepResult {
        var run = StepRun(definition, snapshot, view: view, occurred: occurred, act: nil)
        do throws(EffectFault) {
            try run.enter(definition.tree.initialPlaces)
        } catch {
            throw .guardError(.guardError(error.reason))
        }
        try run.settle()
        return try rest(&run, brokenBefore: [], owed: [])
    }
}

extension WorkflowDefinition {
    /// The data a proceeding begins with; what is handed over must be a field, with a value of its type.
    func initialData(with handed: [String: CELValue]) throws(StepFault) -> [String: CELValue] {
        var values: [String: CELValue] = [:]
        for field in data { values[field.id] = field.initial }
        for (name, value) in handed {
            guard let field = data.first(where: { $0.id == name }), field.type.holds(value) else {
                throw .guardError(
                    .guardError(
                        GuardErrorRefusal(
                            act: nil, expressions: ["with: \(name)"],
                            reason: Bilingual(
                                zh: "流程 \(id) 没有此类型的字段 \(name)",
                                en: "the workflow '\(id)' has no field '\(name)' of this type"), places: [])))
            }
            values[name] = value
        }
        return values
    }
}

/// A proceeding that may be opened beside one, and what stands in the way.
public struct OpenOffer: Hashable, Sendable {
    /// The offer.
    public let offer: ProceedingOffer
    /// How many were opened from here already.
    public let taken: Int
    /// What stands in the way; empty when it can be taken up.
    public let missing: [Refusal]
}

extension WorkflowStep {
    /// The proceedings that may be opened beside this one where it stands, in the order of the file.
    public static func proceedingOffers(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView
    ) -> [OpenOffer] {
        definition.head.offers.map { offer in
            let taken = snapshot.offered(offer.workflow)
            let act = Named(offer.workflow, Bilingual(zh: "启动程序", en: "opening"))
            var missing: [Refusal] = []
            if let program = offer.condition {
                let scope = offerScope(definition, snapshot, case: view)
                do throws(CELError) {
                    if !(try scope.isTrue(program)) {
                        missing.append(
                            .guardFalse(GuardRefusal(act: act, failures: [scope.failure(program)])))
                    }
                } catch {
                    missing.append(.guardError(error.refusal(act, program)))
                }
            }
            if let most = offer.atMost, taken >= most {
                missing.append(
                    .property(
                        PropertyRefusal(
                            act: act,
                            property: Named(
                                "at_most",
                                Bilingual(zh: "由此最多启动 \(most) 个", en: "at most \(most) opened from here")),
                            expression: "at_most: \(most)", mustHold: true,
                            linesZH: ["已启动 \(taken) 个"], linesEN: ["\(taken) opened already"])))
            }
            return OpenOffer(offer: offer, taken: taken, missing: missing)
        }
    }

    /// The data that an offer hands to the proceeding it opens.
    public static func handed(
        by offer: ProceedingOffer, _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView
    ) throws(StepFault) -> [String: CELValue] {
        do throws(EffectFault) {
            return try offerScope(definition, snapshot, case: view).handed(offer.with)
        } catch {
            throw .guardError(.guardError(error.reason))
        }
    }

    private static func offerScope(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView
    ) -> GuardScope {
        GuardScope(
            definition, active: definition.active(of: snapshot), data: snapshot.data, clocks: snapshot.clocks,
            milestones: Set(snapshot.milestones.keys), view: view, act: nil)
    }
}

extension GuardScope {
    /// A condition that does not hold, with the value of every part of it.
    func failure(_ program: CELProgram) -> GuardFailure {
        let lines = lines(program)
        return GuardFailure(target: nil, text: program.text, linesZH: lines.zh, linesEN: lines.en)
    }
}
