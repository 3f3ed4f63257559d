import EventLog
import Source
import Values
import WageArrears
import Workflow

/// What one step of one proceeding sets going in the whole case, as it is stored with it.
struct Ripple {
    /// When it happens.
    let occurred: Moment
    /// Whether what started it can be refused.
    let isRefusable: Bool
    /// The changes of clocks.
    var changes: [JSON] = []
    /// Rules that were broken by what cannot be refused.
    var broken: [String] = []
    /// Proceedings that began or ended.
    var facts: [JSON] = []
    /// Proposals that came to nothing.
    var ends: [JSON] = []
    private var steps = 0

    init(occurred: Moment, isRefusable: Bool) {
        self.occurred = occurred
        self.isRefusable = isRefusable
    }

    /// More than any case runs through at once; what goes on longer goes round in a circle.
    private static let mostSteps = 200

    fileprivate mutating func count(_ place: ProceedingState) throws {
        steps += 1
        guard steps > Ripple.mostSteps else { return }
        throw RefusalReport(
            primary: .guardError(
                GuardErrorRefusal(
                    act: nil, expressions: [],
                    reason: Bilingual(
                        zh: "案内各程序相互触发，没有停下来（程序 \(place.id)，\(place.definition.id)）",
                        en:
                            "the proceedings of the case set each other off without end (proceeding \(place.id), \(place.definition.id))"
                    ), places: [])))
    }
}

extension ActEvaluator {
    /// Takes a step in one proceeding, then in every other one what follows from it, until the case is quiet.
    ///
    /// A child's end enters its parent at once; the others run their automatic moves in number order, and again after
    /// every move that they may look at.
    func ripple(
        from index: Int?, in state: inout CaseState, before: CaseState, _ ripple: inout Ripple,
        _ body: ((ProceedingState, CaseView) throws -> StepResult)?
    ) throws {
        let positions = state.positions
        if let index, let body { try step(index, in: &state, &ripple, body) }
        var pending = Set(state.proceedings.indices.filter { state.proceedings[$0].isOpen })
        let others = state.positions.enumerated().contains { offset, position in
            offset != index && (offset >= positions.count || positions[offset] != position)
        }
        // It need not look again at what it has just seen, unless it reached a milestone that it may wait for itself.
        let known = index.map { before.milestones(at: $0) } ?? 0
        if let index, body != nil, !others, state.milestones(at: index) == known { pending.remove(index) }
        while let next = pending.min() {
            pending.remove(next)
            guard state.proceedings[next].isOpen else { continue }
            let was = state.positions
            let viewBefore = next < before.proceedings.count ? before.view(of: next) : nil
            let occurred = ripple.occurred
            try step(next, in: &state, &ripple) { place, view in
                try WorkflowStep.react(
                    place.definition, place.snapshot, caseBefore: viewBefore, caseAfter: view,
                    occurred: occurred)
            }
            if state.positions != was {
                let reached = state.proceedings[next].snapshot.milestones.count > was[next].milestones.count
                pending.formUnion(
                    state.proceedings.indices.filter {
                        ($0 != next || reached) && state.proceedings[$0].isOpen
                    })
            }
        }
    }

    /// Takes one step and what belongs to it: children it opens or closes, the parent it reports to.
    private func step(
        _ index: Int, in state: inout CaseState, _ ripple: inout Ripple,
        _ body: (ProceedingState, CaseView) throws -> StepResult
    ) throws {
        try ripple.count(state.proceedings[index])
        let wasOpen = state.proceedings[index].isOpen
        let result: StepResult
        do {
            result = try body(state.proceedings[index], state.view(of: index))
        } catch let fault as StepFault {
            throw RefusalReport(primary: fault.refusal, others: [])
        }
        state.proceedings[index].snapshot = result.snapshot
        ripple.changes += try settle(index, result, in: &state)
        ripple.broken += result.violations
        ripple.ends += ends(result.proposalEnds, in: state.proceedings[index].definition)
        try follow(index, result, wasOpen: wasOpen, in: &state, &ripple)
    }

    /// Gives clocks their dates; those of a later proceeding are told apart by its number.
    func settle(_ index: Int, _ result: StepResult, in state: inout CaseState) throws -> [JSON] {
        let id = state.proceedings[index].id
        return try state.proceedings[index].settle(result.clockChanges, pins: pins, reader: reader).map {
            json in
            guard id != "1", case .object(var members) = json else { return json }
            members["proceeding"] = .string(id)
            return .object(members)
        }
    }

    /// Opens and closes what a step asks for, and tells the parent when the proceeding ended.
    func follow(
        _ index: Int, _ result: StepResult, wasOpen: Bool, in state: inout CaseState, _ ripple: inout Ripple
    ) throws {
        let id = state.proceedings[index].id
        for child in result.closed { try close(child, in: &state, &ripple) }
        for request in result.opened { try open(request, by: index, in: &state, &ripple) }
        if wasOpen, let outcome = result.snapshot.outcome {
            let claimants = state.file(seenBy: id).claimants.map(\.id)
            if let fact = state.proceedings[index].endedFact(claimants: claimants) {
                ripple.facts.append(fact)
            }
            try report(id, outcome, from: index, in: &state, &ripple)
        } else if !wasOpen, result.snapshot.outcome == nil, let parent = state.parent(of: index) {
            state.proceedings[parent].snapshot.resumeChild(id)
        }
    }

    /// What a proceeding came to enters the one that opened it.
    private func report(
        _ id: String, _ outcome: String, from index: Int, in state: inout CaseState, _ ripple: inout Ripple
    ) throws {
        guard let parent = state.parent(of: index), state.proceedings[parent].isOpen else { return }
        let place = state.proceedings[index]
        let own = place.snapshot.lineOutcomes(in: place.definition)
        let rows = state.proceedings[parent].snapshot.children.first { $0.proceeding == id }?.rows ?? []
        var lines: [String: String] = [:]
        for row in rows { lines[row] = own[row] ?? row.rowParts.lazy.compactMap { own[$0] }.first }
        let occurred = ripple.occurred
        try step(parent, in: &state, &ripple) { place, view in
            try WorkflowStep.childEnded(
                id, outcome: outcome, lines: lines, place.definition, place.snapshot, case: view,
                occurred: occurred)
        }
    }

    /// Opens a child: under the definition its parent is pinned to, for the rows it was opened for.
    private func open(
        _ request: ChildRequest, by parent: Int, in state: inout CaseState, _ ripple: inout Ripple
    ) throws {
        let opener = state.proceedings[parent]
        guard let hash = opener.record.uses[request.workflow] else {
            throw DeskFailure.noSuchWorkflow(request.workflow)
        }
        let definition = try pins.definition(hash, in: reader)
        var record = ProceedingRecord()
        record.parent = opener.id
        record.rows = request.rows
        record.body = opener.record.body
        let named = Set(request.rows.flatMap(\.rowParts) + request.rows)
        let claimants = state.file.claimants.map(\.id).filter(named.contains)
        if !claimants.isEmpty {
            record.claimants = claimants
        } else {
            let own = state.claimants(of: opener.id, opener.record)
            switch definition.head.scope {
            case .case: record.claimants = opener.record.claimants
            case .claims:
                record.claimants =
                    opener.record.claimants ?? state.openClaimants.filter { own?.contains($0) ?? true }
            }
        }
        record.claims = opener.record.claims
        let id = state.nextProceedingID
        let occurred = ripple.occurred
        state.proceedings[parent].snapshot.name(request.reference, proceeding: id)
        try begin(id, hash, record, in: &state, &ripple) { view in
            try WorkflowStep.startChild(definition, data: request.data, case: view, occurred: occurred)
        }
    }

    /// Begins a proceeding beside the others, unless a claim of it is carried by another one of its exclusive route.
    func begin(
        _ id: String, _ hash: String, _ record: ProceedingRecord, in state: inout CaseState,
        _ ripple: inout Ripple, _ body: (CaseView) throws -> StepResult
    ) throws {
        let definition = try pins.definition(hash, in: reader)
        if let refusal = state.refuseSecondCarrier(definition, record) {
            guard !ripple.isRefusable else { throw RefusalReport(primary: refusal, others: []) }
            ripple.broken.append(CaseState.oneCarrier)
        }
        var record = record
        record.uses = try pins.uses(of: hash, in: reader, before: position)
        let calendar = try definition.calendar.map {
            try pins.currentCalendar($0, in: reader, before: position)
        }
        state.assign(id, record)
        let result: StepResult
        do {
            result = try body(state.view(of: id, record))
        } catch let fault as StepFault {
            throw RefusalReport(primary: fault.refusal, others: [])
        }
        state.proceedings.append(
            ProceedingState(
                id: id, definitionHash: hash, definition: definition, calendarHash: calendar,
                calendarID: definition.calendar, snapshot: result.snapshot, record: record))
        let index = state.proceedings.count - 1
        try ripple.count(state.proceedings[index])
        ripple.changes += try settle(index, result, in: &state)
        ripple.broken += result.violations
        ripple.facts.append(state.proceedings[index].startedFact)
        try follow(index, result, wasOpen: true, in: &state, &ripple)
    }

    /// Closes a proceeding because the state that waited for it was left.
    private func close(_ child: ChildReference, in state: inout CaseState, _ ripple: inout Ripple) throws {
        guard let index = child.proceeding.flatMap(state.index(of:)), state.proceedings[index].isOpen else {
            return
        }
        let occurred = ripple.occurred
        try step(index, in: &state, &ripple) { place, view in
            try WorkflowStep.close(place.definition, place.snapshot, case: view, occurred: occurred)
        }
    }
}

extension CaseState {
    /// What proceedings can see of each other, to tell whether one has moved.
    fileprivate var positions: [Snapshot] {
        proceedings.map { place in
            var position = place.snapshot
            position.ledger = []
            return position
        }
    }

    /// How many milestones a proceeding has reached.
    fileprivate func milestones(at index: Int) -> Int {
        proceedings.indices.contains(index) ? proceedings[index].snapshot.milestones.count : 0
    }

    /// The proceeding that opened or offered another one.
    fileprivate func parent(of index: Int) -> Int? {
        proceedings[index].record.parent.flatMap(self.index(of:))
    }

    /// The name of the rule that a claim has one carrier per exclusive kind of route.
    static let oneCarrier = "one-carrier"

    /// Why a proceeding may not be opened: another one of its exclusive route carries a claim of it.
    func refuseSecondCarrier(_ definition: WorkflowDefinition, _ record: ProceedingRecord) -> Refusal? {
        guard definition.head.isExclusive, let route = definition.head.route else { return nil }
        let carriers = proceedings.filter { place in
            place.isOpen && place.definition.head.route == route
                && shareClaims(place.id, place.record, with: "", record)
        }
        guard !carriers.isEmpty else { return nil }
        func lines(_ language: Language) -> [String] {
            carriers.map { place in
                let shared = Set(record.claimants ?? file.claimants.map(\.id)).intersection(
                    claimants(of: place.id, place.record) ?? file.claimants.map(\.id))
                let list = shared.sorted().joined(separator: ", ")
                return language == .zh
                    ? "程序 \(place.id)（\(place.definition.label.zh)）已承办：\(list)"
                    : "proceeding \(place.id) (\(place.definition.label.en)) carries: \(list)"
            }
        }
        return .property(
            PropertyRefusal(
                act: Named(definition.id, definition.label),
                property: Named(
                    CaseState.oneCarrier,
                    Bilingual(
                        zh: "同一请求在同一途径上只由一个程序承办",
                        en: "on one kind of route a claim is carried by one proceeding at a time")),
                expression: "route: \(route), exclusive: true", mustHold: true, linesZH: lines(.zh),
                linesEN: lines(.en)))
    }
}

extension String {
    /// The parts of a row key that is made of several.
    var rowParts: [String] { split(separator: ":").map(String.init) }
}
