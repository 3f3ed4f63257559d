import CEL
import EventLog
import Source
import Values
import WageArrears
import Workflow

/// Decides what an act comes to, without writing anything: used by commands, and again by `audit recheck`.
///
/// Reads people and their grants as the log knew them at a position; everything else comes from the case.
struct ActEvaluator {
    let pins: Pins
    let reader: any LogReader
    /// The time of recording.
    let at: Instant
    /// The position the act will stand at, or stands at.
    let position: Int

    var registry: Registry { Registry(reader: reader, size: position) }

    /// Admits, decides, folds and steps; throws the refusal as a `RefusalReport`.
    ///
    /// An act that waits for signatures is weighed as though they were there, and then only noted.
    func evaluate(_ command: ActCommand, in state: CaseState) throws -> Evaluation {
        if let proposal = command.proposal { return try sign(command, proposal: proposal, in: state) }
        let occurred = command.occurred ?? .instant(at)
        let proceeding = try proceeding(for: command, in: state)
        let schema = try schema(of: command, in: state, proceeding: proceeding)
        try check(command, documents: proceeding.map { state.proceedings[$0].definition.documents } ?? [])
        let payload = try read(command, schema: schema, occurred: occurred)
        var command = command
        command.outsider = try proceeding.flatMap { index in
            let definition = state.proceedings[index].definition
            return try outsider(of: command, by: definition.acts[command.act]?.by ?? [], in: definition)
        }
        // In a merged case it matters which of its proceedings decided; facts of the case go by what they name.
        if !state.parts.isEmpty, command.proceeding == nil, !state.isFactOfTheCase(command.act) {
            command.proceeding = proceeding.map { state.proceedings[$0].id }
        }
        let doers = try command.signedDoers ?? doers(of: command, in: state, on: occurred.day)
        let admission = try admit(
            command, payload: payload, doers: doers, occurred: occurred, state: state, proceeding: proceeding)
        // Whoever is to sign counts as one more person while the rest is weighed.
        let awaited = (admission?.awaits ?? []).map { "signature \($0.number + 1)" }
        let request = ActRequest(
            act: command.act, payload: payload, occurred: occurred, doers: doers.map(\.id) + awaited,
            doerBodies: doers.map { $0.body ?? "" }, recorder: command.recorder, papers: command.papers,
            isConfirmed: command.isConfirmed, reason: command.reason,
            confirmed: Set(awaited + (command.signedDoers ?? []).filter(\.hasSigned).map(\.id)))
        let decision = try decide(request, state: state, proceeding: proceeding)
        var after = state
        var changes: [JSON] = []
        var ends: [JSON] = []
        var facts = decision.facts
        var started: [JSON] = []
        if decision.contradictions.isEmpty || command.isConfirmed {
            let reference = EntryRef(
                position: position, version: state.version + 1, occurred: occurred, at: at,
                doers: doers.map(\.id), recorder: command.recorder, act: command.act)
            for fact in decision.facts { after.record(fact, from: reference, in: command.proceeding) }
            var ripple = Ripple(
                occurred: occurred, isRefusable: schema.kind == .decision && schema.isRefusable)
            try self.ripple(
                from: proceeding, in: &after, before: state, &ripple,
                admission.map { admission in
                    { _, view in
                        try WorkflowStep.take(admission.asSigned, caseAfter: view, position: position)
                    }
                })
            changes = ripple.changes
            started = ripple.facts
            ends = ripple.ends
            // A fact is recorded even where it breaks a rule of the procedure; a second person has to look at it.
            for (index, name) in ripple.broken.enumerated() where !after.file.hasOpenFinding(aboutRule: name)
            {
                let finding = Fact.findingOpened(
                    id: "F\(position).r\(index + 1)", kind: .propertyBroken, about: [name], reason: nil)
                facts.append(finding)
                after.record(finding, from: reference, in: command.proceeding)
            }
            for (index, fact) in decision.facts.enumerated() {
                let limits = try limits(touchedBy: fact, in: state)
                guard !limits.isEmpty else { continue }
                let finding = Fact.findingOpened(
                    id: "F\(position).l\(index + 1)", kind: .limitTouched, about: limits, reason: nil)
                facts.append(finding)
                after.file.apply(finding, from: reference)
            }
        }
        if let admission, !admission.awaits.isEmpty, let proceeding {
            return proposed(
                command, admission, decision: decision, schema: schema, proceeding: proceeding, in: state)
        }
        var evaluation = Evaluation(
            schema: schema, command: command, occurred: occurred, doers: doers, decision: decision,
            facts: facts, after: after, changes: changes, proceedings: started,
            cures: cures(changes, in: proceeding.map { state.proceedings[$0] }))
        evaluation.proposals = ends
        return evaluation
    }

    /// The act waits for signatures: it is noted, its payload frozen, and nothing else happens.
    private func proposed(
        _ command: ActCommand, _ admission: Admission, decision: Decision, schema: ActSchema, proceeding: Int,
        in state: CaseState
    ) -> Evaluation {
        let result = WorkflowStep.propose(
            admission, payloadHash: Self.payloadHash(command.payload, schema: schema), position: position)
        var after = state
        after.proceedings[proceeding].snapshot = result.snapshot
        var evaluation = Evaluation(
            schema: schema, command: command, occurred: admission.act.occurred, doers: admission.act.doers,
            decision: decision, facts: [], after: after, changes: [])
        evaluation.entryType = Evaluation.proposalType
        evaluation.proposals = result.snapshot.proposals.suffix(1).map { change("made", $0) }
        return evaluation
    }

    /// The proceeding an act goes to: the one named, or the only one that could take it, or the last for facts.
    func proceeding(for command: ActCommand, in state: CaseState) throws -> Int? {
        if let id = command.proceeding {
            guard let index = state.proceedings.firstIndex(where: { $0.id == id }) else {
                throw DeskFailure.noSuchProceeding(id, in: command.caseNumber)
            }
            return index
        }
        return try state.taker(of: command.act)
    }

    private func schema(of command: ActCommand, in state: CaseState, proceeding: Int?) throws -> ActSchema {
        if let proceeding, let schema = state.proceedings[proceeding].definition.act(named: command.act) {
            return schema
        }
        if let schema = WageArrearsVocabulary.schema.acts.first(where: { $0.name == command.act }) {
            return schema
        }
        let declared = proceeding.map { Array(state.proceedings[$0].definition.acts.keys) } ?? []
        let known = WageArrearsVocabulary.schema.acts.map(\.name) + declared
        throw RefusalReport(
            primary: .unknownAct(command.act, nearest: nearest(command.act, among: known)), others: [])
    }

    /// Papers of a kind the procedure knows, with sensible texts; a sensible reason.
    func check(_ command: ActCommand, documents: [DocumentKind]) throws {
        var problems: [PayloadProblem] = []
        func text(_ text: String?, _ path: String, longest: Int) {
            guard let text, let wanted = TextRule.fault(text, longest: longest) else { return }
            problems.append(PayloadProblem(path: path, given: "…", wanted: wanted))
        }
        for (index, paper) in command.papers.enumerated() {
            text(paper.number, "papers[\(index)].number", longest: TextRule.longest)
            text(paper.originalAt, "papers[\(index)].original_at", longest: TextRule.longest)
            let known = documents.map(\.id)
            if !documents.isEmpty, !known.contains(paper.kind) {
                let near = nearest(paper.kind, among: known)
                let list = known.joined(separator: ", ")
                problems.append(
                    PayloadProblem(
                        path: "papers[\(index)].kind", given: "'\(paper.kind.prefix(40))'",
                        wanted: near.map {
                            Bilingual(
                                zh: "本流程的材料种类，是否指 \($0)",
                                en: "a kind of paper of this procedure; did you mean '\($0)'")
                        }
                            ?? Bilingual(zh: "以下之一：\(list)", en: "one of \(list)")))
            }
        }
        problems += made(command, documents: documents)
        text(command.reason, "reason", longest: 2000)
        if !problems.isEmpty { throw RefusalReport(primary: .payload(problems), others: []) }
    }

    func read(
        _ command: ActCommand, schema: ActSchema, occurred: Moment
    ) throws -> [String: CELValue] {
        try checkTime(occurred)
        do {
            return try PayloadReader.read(command.payload, fields: schema.payload)
        } catch {
            throw RefusalReport(primary: .payload(error.items), others: [])
        }
    }

    /// Refuses what would have happened after it is recorded.
    func checkTime(_ occurred: Moment) throws {
        guard at < occurred.earliest else { return }
        let problem = PayloadProblem(
            path: "occurred", given: occurred.shortText,
            wanted: Bilingual(
                zh: "不晚于登记时间 \(at.minuteText)", en: "not after the time of recording, \(at.minuteText)"))
        throw RefusalReport(primary: .payload([problem]), others: [])
    }

    /// The doers with the roles they held that day; one who is not the recorder counts only with a paper they signed.
    ///
    /// Where the case names a region, only grants that cover it count; where the act belongs to one body, only its own.
    func doers(of command: ActCommand, in state: CaseState, on day: Day) throws -> [Doer] {
        var seen: Set<String> = []
        let ids = command.doers.isEmpty ? [command.recorder] : command.doers
        _ = try registry.actor(command.recorder)
        let place = try proceeding(for: command, in: state).map { state.proceedings[$0] }
        let body = place?.body(named: place?.definition.acts[command.act]?.body)
        return try ids.filter { seen.insert($0).inserted }.map { id in
            try registry.actor(id).doer(
                on: day, for: state.file.region, in: body,
                hasSigned: id == command.recorder || command.papers.contains { $0.signers.contains(id) })
        }
    }

    private func admit(
        _ command: ActCommand, payload: [String: CELValue], doers: [Doer], occurred: Moment,
        state: CaseState, proceeding: Int?
    ) throws -> Admission? {
        guard let proceeding else { return nil }
        let papers = freshPapers(command)
        let place = state.proceedings[proceeding]
        let rows = try rows(of: command, payload: payload, in: place.definition)
        let input = ActInput(
            act: command.act, payload: payload, doers: doers, occurred: occurred, rows: rows,
            outsider: command.outsider?.role, recordedAt: at, hasReason: !(command.reason ?? "").isEmpty)
        switch WorkflowStep.admit(
            place.definition, place.snapshot, act: input,
            case: state.view(of: proceeding, freshPapers: papers))
        {
        case .admitted(let admission): return admission
        case .refused(let report): throw report.naming(state.file.openFindings)
        }
    }

    /// What the act means, by the vocabulary; one that the procedure declares carries data only, and its papers.
    private func decide(_ request: ActRequest, state: CaseState, proceeding: Int?) throws -> Decision {
        let lookups = Lookups(registry)
        let context = context(state, proceeding: proceeding, lookups)
        guard WageArrearsVocabulary.schema.acts.contains(where: { $0.name == request.act }) else {
            return WageArrearsVocabulary.recordPapers(request, in: state.file, context)
        }
        do {
            let decision = try WageArrearsVocabulary.decide(request, in: state.file, context)
            try lookups.check()
            return decision
        } catch {
            try lookups.check()
            throw error
        }
    }

    func context(_ state: CaseState, proceeding: Int?, _ lookups: Lookups) -> DecisionContext {
        DecisionContext(
            at: at, position: position, today: at.day,
            proceeding: proceeding.map { state.proceedings[$0].id } ?? "",
            openClocks: (proceeding.map { [state.proceedings[$0]] } ?? []).flatMap { place in
                place.snapshot.clocks.filter { $0.state != .ended }.map(\.id)
            },
            openProceedings: state.proceedings.indices.filter {
                $0 != proceeding && state.proceedings[$0].snapshot.outcome == nil
            }.map { state.proceedings[$0].id },
            claimants: proceeding.flatMap { state.proceedings[$0].record.claimants },
            ownFile: proceeding.flatMap { index in
                let id = state.proceedings[index].id
                return state.part(of: id) == nil ? nil : state.file(seenBy: id)
            },
            people: { lookups.person($0) }, isOrganisation: { lookups.isOrganisation($0) })
    }
}

/// What an act comes to.
struct Evaluation {
    let schema: ActSchema?
    /// The act as it was done or put forward; with the last signature that of the proposal.
    let command: ActCommand
    let occurred: Moment
    let doers: [Doer]
    let decision: Decision
    /// The facts to record: those decided, and findings about rules they broke.
    let facts: [Fact]
    /// The case with the facts folded and the step taken; version and position are not moved.
    let after: CaseState
    /// The changes of clocks, as they are stored.
    let changes: [JSON]
    /// The facts about proceedings that began or ended.
    var proceedings: [JSON] = []
    /// What became of proposals, as it is stored.
    var proposals: [JSON] = []
    /// The marks of a signature, where it is one.
    var mark: SigningMark?
    /// The type of the entry, where it is not that of the act.
    var entryType: String?
    /// On what a proposal lapsed that was signed by everybody.
    var lapse: RefusalReport?

    /// The type of the entry that puts an act forward.
    static let proposalType = "proposal.made"
    /// The facts about breaches it lifted, as they are stored.
    var cures: [JSON] = []
}
