import CEL
import EventLog
import Source
import Values
import WageArrears
import Workflow

extension Desk {
    /// Opens a proceeding beside those of a case.
    public func start(_ command: StartCommand) throws -> ActOutcome {
        try work(as: command.act.recorder) { try $0.start(command) }
    }
}

extension DeskWork {
    /// Opens a proceeding beside those of a case: by an offer of one of them, or by the opening act of its workflow.
    public func start(_ command: StartCommand) throws -> ActOutcome {
        if let key = command.act.key, let earlier = try transaction.answer(for: key) {
            guard earlier.requestHash == command.requestHash, let receipt = ActReceipt(answer: earlier.answer)
            else { throw DeskFailure.log(.keyReused(key)) }
            return .done(receipt)
        }
        let loaded = try CaseState.load(command.act.caseNumber, in: transaction, pins: pins)
        if let seen = command.act.ifVersion, seen != loaded.version {
            return .refused(
                RefusalReport(
                    primary: .conflict(seen: seen, now: loaded.version, by: loaded.recorder), others: []),
                isLogged: false)
        }
        do {
            return .done(try begin(command, in: loaded))
        } catch let report as RefusalReport {
            let doers = command.act.doers.isEmpty ? [command.act.recorder] : command.act.doers
            return .refused(report, isLogged: try note(report, of: command.act, doers: doers))
        }
    }

    private func begin(_ given: StartCommand, in loaded: CaseState) throws -> ActReceipt {
        var command = given
        let occurred = command.act.occurred ?? .instant(stamp.at)
        var state = loaded
        let size = try transaction.size
        var raised = try raise(in: &state, upTo: occurred.earliest, from: size)
        command.offeredBy = try state.offering(command)
        command.hash = try hash(of: command, in: state)
        // What was pinned for it stands before what time raises.
        if try transaction.size != size {
            state = loaded
            raised = try raise(in: &state, upTo: occurred.earliest, from: try transaction.size)
        }
        let position = try transaction.size + raised.count
        let evaluator = ActEvaluator(pins: pins, reader: transaction, at: stamp.at, position: position)
        let evaluation = try evaluator.start(command, in: state)
        command.act.act = evaluation.command.act
        return try commit(
            command.act, evaluation, evaluation.body(of: command, before: state), before: state,
            ahead: raised.map(\.entry), requestHash: given.requestHash)
    }

    /// The definition it is opened under: the one the offering proceeding is pinned to, the file's, or the last pinned.
    private func hash(of command: StartCommand, in state: CaseState) throws -> String {
        if let parent = command.offeredBy.flatMap(state.index(of:)),
            let hash = state.proceedings[parent].record.uses[command.workflow]
        {
            return hash
        }
        if let source = command.library.first(where: { $0.definition.id == command.workflow }) {
            return try pins.pin(source, library: command.library, in: transaction, stamp: stamp)
        }
        guard
            let pinned = try PinnedWorkflow.all(in: transaction, pins: pins).last(where: {
                $0.definition.id == command.workflow
            })
        else { throw DeskFailure.noSuchWorkflow(command.workflow) }
        return pinned.hash
    }
}

extension CaseState {
    /// The proceeding whose offer is taken up: the one named, or the only one that has one open. Nothing where none
    /// offers it, or the workflow has an act of its own to open it by.
    func offering(_ command: StartCommand) throws -> String? {
        let offers = proceedings.indices.flatMap { index -> [(id: String, offer: OpenOffer)] in
            let place = proceedings[index]
            guard place.isOpen else { return [] }
            return WorkflowStep.proceedingOffers(place.definition, place.snapshot, case: view(of: index))
                .filter { $0.offer.workflow == command.workflow }.map { (place.id, $0) }
        }
        if let id = command.offeredBy {
            guard index(of: id) != nil else {
                throw DeskFailure.noSuchProceeding(id, in: number)
            }
            guard offers.contains(where: { $0.id == id }) else {
                throw RefusalReport(
                    primary: .payload([
                        PayloadProblem(
                            path: "--in", given: id,
                            wanted: Bilingual(
                                zh: "可启动 \(command.workflow) 的程序",
                                en: "a proceeding from which \(command.workflow) can be opened"))
                    ]), others: [])
            }
            return id
        }
        let open = offers.filter(\.offer.missing.isEmpty)
        if open.count > 1 {
            let ids = open.map(\.id)
            throw RefusalReport(
                primary: .payload([
                    PayloadProblem(
                        path: "--in", given: "-",
                        wanted: Bilingual(
                            zh: "指明由哪个程序启动：" + ids.joined(separator: "、"),
                            en: "from which proceeding: " + ids.joined(separator: ", ")))
                ]), others: [])
        }
        if let only = open.first { return only.id }
        let opensItself = command.library.contains {
            $0.definition.id == command.workflow && $0.definition.head.openedBy != nil
        }
        if let closed = offers.first, !opensItself,
            let report = RefusalReport(closed.offer.missing)
        {
            throw report
        }
        return nil
    }
}

extension ActEvaluator {
    /// Decides the opening of a proceeding, without writing anything; throws the refusal as a `RefusalReport`.
    func start(_ command: StartCommand, in state: CaseState) throws -> Evaluation {
        guard let hash = command.hash else { throw DeskFailure.noSuchWorkflow(command.workflow) }
        let definition = try pins.definition(hash, in: reader)
        let occurred = command.act.occurred ?? .instant(at)
        let schema =
            definition.head.openedBy.flatMap { definition.act(named: $0.act) }
            ?? ActSchema(
                name: StartCommand.plainAct, kind: .decision, availability: .byState,
                label: Bilingual(zh: "启动程序", en: "open a proceeding"))
        var act = command.act
        act.act = schema.name
        try check(act, documents: definition.documents)
        let payload = try read(act, schema: schema, occurred: occurred)
        let doers = try doers(of: act, in: state, on: occurred.day)
        if state.isClosed {
            throw RefusalReport(
                primary: .closed(
                    ClosedRefusal(
                        act: Named(schema.name, schema.label), state: nil, outcome: nil, reopeners: [])),
                others: [])
        }
        let record = try record(of: command, definition, in: state)
        let papers = freshPapers(act)
        var opening = ProceedingOpening(
            act: ActInput(
                act: schema.name, payload: payload, doers: doers, occurred: occurred,
                rows: record.claimants ?? []))
        if let parent = command.offeredBy.flatMap(state.index(of:)) {
            opening = try taken(opening, from: state.proceedings[parent], state.view(of: parent), command)
        }
        let id = state.nextProceedingID
        if let report = WorkflowStep.refuseOpening(
            definition, opening, case: state.view(of: id, record, freshPapers: papers))
        {
            throw report.naming(state.file.openFindings)
        }
        let decision = WageArrearsVocabulary.recordPapers(
            ActRequest(
                act: schema.name, payload: payload, occurred: occurred, doers: doers.map(\.id),
                doerBodies: doers.map { $0.body ?? "" }, recorder: act.recorder, papers: act.papers,
                isConfirmed: false, reason: act.reason),
            in: state.file, context(state, proceeding: nil, Lookups(registry)))
        var after = state
        let reference = EntryRef(
            position: position, version: state.version + 1, occurred: occurred, at: at,
            doers: doers.map(\.id), recorder: act.recorder, act: schema.name)
        for fact in decision.facts { after.record(fact, from: reference, in: nil) }
        var ripple = Ripple(occurred: occurred, isRefusable: true)
        try begin(id, hash, record, in: &after, &ripple) { view in
            try WorkflowStep.open(definition, opening, case: view, position: position)
        }
        if let parent = command.offeredBy.flatMap(after.index(of:)) {
            after.proceedings[parent].snapshot.addOffered(definition.id, proceeding: id)
        }
        try self.ripple(from: nil, in: &after, before: state, &ripple, nil)
        var named = act
        named.act = schema.name
        return Evaluation(
            schema: schema, command: named, occurred: occurred, doers: doers, decision: decision,
            facts: decision.facts,
            after: after, changes: ripple.changes, proceedings: ripple.facts)
    }

    /// An opening by an offer: who may take it up, and what it hands over.
    private func taken(
        _ opening: ProceedingOpening, from place: ProceedingState, _ view: CaseView, _ command: StartCommand
    ) throws -> ProceedingOpening {
        let offers = WorkflowStep.proceedingOffers(place.definition, place.snapshot, case: view)
        guard let open = offers.first(where: { $0.offer.workflow == command.workflow }) else {
            throw DeskFailure.noSuchWorkflow(command.workflow)
        }
        if let report = RefusalReport(open.missing) { throw report }
        do {
            return ProceedingOpening(
                act: opening.act,
                data: try WorkflowStep.handed(
                    by: open.offer, place.definition, place.snapshot, case: view),
                who: open.offer.who.map { Named($0, place.definition.roleLabel($0)) })
        } catch {
            throw RefusalReport(primary: error.refusal, others: [])
        }
    }

    /// For whom it is opened: those named, or all whose part is open.
    private func record(
        of command: StartCommand, _ definition: WorkflowDefinition, in state: CaseState
    ) throws -> ProceedingRecord {
        var record = ProceedingRecord()
        record.parent = command.offeredBy
        record.body = command.body
        record.number = command.number
        var problems: [PayloadProblem] = []
        func text(_ text: String?, _ path: String) {
            guard let text, let wanted = TextRule.fault(text, longest: TextRule.longest) else { return }
            problems.append(PayloadProblem(path: path, given: "…", wanted: wanted))
        }
        text(command.body, "--body")
        text(command.number, "--number")
        let known = state.file.claimants.map(\.id)
        let claims = state.file.claims.filter { $0.retractedBy == nil }
        var claimants: Set<String> = []
        for key in command.of {
            if known.contains(key) {
                claimants.insert(key)
            } else if let claim = claims.first(where: { $0.id == key }) {
                claimants.insert(claim.claimant)
                record.claims.append(claim.id)
            } else {
                problems.append(
                    PayloadProblem(
                        path: "--of", given: "'\(key.prefix(40))'",
                        wanted: Bilingual(zh: "本案的劳动者或请求的编号", en: "a claimant or claim of this case")))
            }
        }
        switch definition.head.scope {
        case .case:
            if !command.of.isEmpty {
                problems.append(
                    PayloadProblem(
                        path: "--of", given: "\(command.of.count)",
                        wanted: Bilingual(
                            zh: "不填：本流程针对全案", en: "nothing: this procedure is for the whole case")))
            }
        case .claims:
            let named = command.of.isEmpty ? Set(state.openClaimants) : claimants
            record.claimants = known.filter(named.contains)
            if named.isEmpty, problems.isEmpty {
                problems.append(
                    PayloadProblem(
                        path: "--of", given: "-",
                        wanted: Bilingual(
                            zh: "至少一名尚未了结的劳动者", en: "at least one claimant whose part is open")))
            }
        }
        if !problems.isEmpty { throw RefusalReport(primary: .payload(problems), others: []) }
        return record
    }

    /// The papers that come with an act, as needs count them.
    func freshPapers(_ command: ActCommand) -> [PaperOnRecord] {
        command.papers.enumerated().map { index, paper in
            PaperOnRecord(
                id: "D\(position).\(index + 1)", kind: paper.kind, hash: paper.sha256,
                claimants: paper.claimants, about: paper.about, isFresh: true)
        }
    }
}
