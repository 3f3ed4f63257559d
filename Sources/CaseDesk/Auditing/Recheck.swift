public import EventLog
import Source
public import Values
import WageArrears
import Workflow

/// What `audit recheck` found in one case: every act decided again, from what was known then.
public struct RecheckReport: Hashable, Sendable {
    /// The case.
    public let caseNumber: String
    /// Acts decided again with the same result.
    public internal(set) var agreed = 0
    /// Acts that could not be decided again because personal words of the command were erased.
    public internal(set) var erased: [Int] = []
    /// Acts that come out otherwise.
    public internal(set) var differences: [Difference] = []
    /// Entries whose figures a later correction set aside: right by what was known then.
    public internal(set) var correctedSince: [Correction] = []

    /// One act that comes out otherwise when it is decided again.
    public struct Difference: Hashable, Sendable {
        /// The entry.
        public let position: Int
        /// The act.
        public let act: String
        /// What differs.
        public let text: Bilingual
    }

    /// A correction, with the acts that had rested on what it set aside.
    public struct Correction: Hashable, Sendable {
        /// The correcting entry.
        public let position: Int
        /// The entry it corrects.
        public let target: Int
        /// Later acts that rested on the old value; they were right by what was known then.
        public let restedOn: [Int]
    }
}

extension CaseState {
    /// Decides every act of a case again, from the recorded facts, the grants and papers known then, under the
    /// definition and calendar it was pinned to, and compares.
    ///
    /// Linear in the case's entries.
    public static func recheck(_ number: String, in reader: any LogReader, pins: Pins) throws -> RecheckReport
    {
        guard let stream = stream(number), try reader.head(of: stream) != nil else {
            throw DeskFailure.noSuchCase(number)
        }
        var recheck = Recheck(
            reader: reader, pins: pins, state: CaseState(number: number),
            report: RecheckReport(caseNumber: number))
        var version = 0
        while true {
            let entries = try reader.stream(stream, from: version, limit: 1000)
            for entry in entries { try recheck.take(entry) }
            if entries.count < 1000 { return recheck.report }
            version += entries.count
        }
    }
}

/// A case on its way through its own history, decided again entry by entry.
private struct Recheck {
    let reader: any LogReader
    let pins: Pins
    var state: CaseState
    var report: RecheckReport
    /// The last breach, and the command it was raised by.
    var raised: (expires: Instant, key: CommandKey)?

    mutating func take(_ entry: LogEntry) throws {
        let body = try ActBody(entry)
        let act = body.command["act"]?.stringValue ?? ""
        for fact in body.facts where fact["type"] == .string("correction.made") {
            report.correctedSince.append(
                RecheckReport.Correction(
                    position: entry.position, target: Int(fact["target"]?.integerValue ?? -1),
                    restedOn: (fact["rested_on"]?.arrayValue ?? []).compactMap {
                        $0.integerValue.map(Int.init)
                    }))
        }
        if body.lostWords || rests(onErased: body) {
            report.erased.append(entry.position)
        } else if let text = try difference(entry, body) {
            report.differences.append(.init(position: entry.position, act: act, text: text))
        } else {
            report.agreed += 1
        }
        try state.apply(entry, body, pins: pins, reader: reader)
    }

    /// Whether it does an act whose words, given with the proposal, were erased since.
    private func rests(onErased body: ActBody) -> Bool {
        body.command["proposal"]?.stringValue.flatMap { state.frozen[$0] }?.hasLostWords ?? false
    }

    /// What comes out otherwise when an entry is decided again; nothing when it comes out the same.
    private mutating func difference(_ entry: LogEntry, _ body: ActBody) throws -> Bilingual? {
        let evaluator = ActEvaluator(pins: pins, reader: reader, at: entry.at, position: entry.position)
        do {
            switch (body.command["verb"]?.stringValue, entry.type) {
            case ("open", "case.opened"): return try opening(entry, body, evaluator)
            case ("migrate", MigrationFact.type): return try migration(entry, body, evaluator)
            case (MergeCommand.act, CaseAbsorbed.type): return try merger(entry, body, evaluator)
            case (UnmergeCommand.act, CaseLink.Kind.released.rawValue):
                return try undoing(entry, body, evaluator)
            case (MergeCommand.act, CaseLink.Kind.merged.rawValue),
                (UnmergeCommand.act, CaseLink.Kind.restored.rawValue):
                return try otherSide(entry, body)
            case (SplitCommand.act, CaseSplitOff.type): return try splitting(entry, body, evaluator)
            case (SplitCommand.act, "case.opened"): return try splitOpening(entry, body)
            case (RecountFact.verb, RecountFact.type): return try recount(body, evaluator)
            case ("start", _): return try start(entry, body, evaluator)
            case ("advance", _) where !entry.key.isOfTick, ("propose", _), ("approve", _), ("reject", _),
                ("withdraw", _):
                return try act(entry, body, evaluator)
            case ("clock", let type):
                guard let kind = DueMoment.Kind(entryType: type) else { fallthrough }
                return try time(kind, entry, body, evaluator)
            default: return Bilingual(zh: "案卷中没有这类记录", en: "a case has no entries of this kind")
            }
        } catch let refusal as RefusalReport {
            let code = refusal.primary.code
            return Bilingual(zh: "按当时的规则应被拒绝（\(code)）", en: "it should have been refused then (\(code))")
        }
    }

    private func recount(_ body: ActBody, _ evaluator: ActEvaluator) throws -> Bilingual? {
        guard let again = try evaluator.recount(state) else {
            return Bilingual(zh: "当时没有新的日历版本", en: "there was no other version of the calendar then")
        }
        return body.difference(from: again.body)
    }

    private func migration(
        _ entry: LogEntry, _ body: ActBody, _ evaluator: ActEvaluator
    ) throws -> Bilingual? {
        guard let fact = body.facts.first.flatMap(MigrationFact.init(json:)) else {
            return Bilingual(zh: "记录不完整", en: "the entry is not whole")
        }
        let plan = try StoredPlan.read(fact.plan, in: reader, pins: pins, before: entry.position)
        guard plan.isApproved else {
            return Bilingual(zh: "方案未经第二人批准", en: "no second person had approved the plan")
        }
        return body.difference(
            from: try evaluator.migrate(fact.proceeding, of: state, by: plan, as: entry.actor).body)
    }

    private func merger(_ entry: LogEntry, _ body: ActBody, _ evaluator: ActEvaluator) throws -> Bilingual? {
        guard let fact = body.facts.lazy.compactMap(CaseAbsorbed.init(json:)).first else {
            return Bilingual(zh: "没有写明并入的案件", en: "it does not say which case was merged")
        }
        let guest = try CaseState.fold(fact.number, upTo: fact.version, in: reader, pins: pins)
        let again = try evaluator.merge(MergeCommand(stored: body, entry: entry), guest, into: state)
        return body.difference(from: again.host)
    }

    private func undoing(_ entry: LogEntry, _ body: ActBody, _ evaluator: ActEvaluator) throws -> Bilingual? {
        guard let link = body.facts.lazy.compactMap(CaseLink.init(json:)).first else {
            return Bilingual(zh: "没有写明撤销并案的案件", en: "it does not say which case came back")
        }
        let guest = try CaseState.fold(link.number, upTo: link.version - 1, in: reader, pins: pins)
        let again = try evaluator.unmerge(
            UnmergeCommand(stored: body, entry: entry), guest, from: state)
        return body.difference(from: again.host)
    }

    /// The entry in the stream of the case that was merged, or came back, says what the other one says of the same.
    private func otherSide(_ entry: LogEntry, _ body: ActBody) throws -> Bilingual? {
        guard let link = body.facts.lazy.compactMap(CaseLink.init(json:)).first,
            let stream = CaseState.stream(link.number)
        else { return Bilingual(zh: "没有写明另一案件", en: "it does not name the other case") }
        let version = link.kind == .restored ? link.version + 1 : link.version
        let other = try reader.stream(stream, from: version, limit: 1).first
        let facts = try other.map { try ActBody($0).facts } ?? []
        let isAnswered = facts.contains { json in
            if let absorbed = CaseAbsorbed(json: json) {
                return link.kind == .merged && absorbed.number == state.number
                    && absorbed.version == entry.version - 1
            }
            guard let back = CaseLink(json: json) else { return false }
            return link.kind == .restored && back.kind == .released && back.number == state.number
                && back.version == entry.version
        }
        guard other?.key == entry.key, isAnswered else {
            return Bilingual(
                zh: "另一案件没有相应的记录", en: "the other case has no entry that says the same")
        }
        return nil
    }

    private func splitting(_ entry: LogEntry, _ body: ActBody, _ evaluator: ActEvaluator) throws -> Bilingual?
    {
        guard let fact = body.facts.lazy.compactMap(CaseSplitOff.init(json:)).first,
            let hash = body.command["definition"]?.stringValue
        else { return Bilingual(zh: "没有写明分出的案件", en: "it does not say which case was split off") }
        let again = try evaluator.split(
            SplitCommand(stored: body, entry: entry), state, to: fact.number, under: hash)
        return body.difference(from: again.old)
    }

    /// The new case is decided again from the old one as it stood, with the entry before this one.
    private func splitOpening(_ entry: LogEntry, _ body: ActBody) throws -> Bilingual? {
        guard state.version < 0 else { return Bilingual(zh: "案件已经登记过", en: "the case was opened before") }
        guard let fact = body.facts.lazy.compactMap(CaseSplitFrom.init(json:)).first,
            let hash = body.command["definition"]?.stringValue
        else { return Bilingual(zh: "没有写明原案", en: "it does not say which case it was split off from") }
        let origin = try CaseState.fold(fact.number, upTo: fact.version, in: reader, pins: pins)
        let evaluator = ActEvaluator(pins: pins, reader: reader, at: entry.at, position: entry.position - 1)
        let again = try evaluator.split(
            SplitCommand(stored: body, entry: entry), origin, to: state.number, under: hash)
        return body.difference(from: again.new)
    }

    private func opening(_ entry: LogEntry, _ body: ActBody, _ evaluator: ActEvaluator) throws -> Bilingual? {
        guard state.version < 0 else { return Bilingual(zh: "案件已经登记过", en: "the case was opened before") }
        let started = body.facts.first { $0["type"] == .string("proceeding.started") }
        guard let hash = started?["definition"]?.stringValue else {
            return Bilingual(zh: "没有启动程序", en: "no proceeding was started")
        }
        return body.difference(
            from: try evaluator.open(
                state.number, definition: hash, by: entry.actor,
                region: body.facts.first { $0["type"] == .string("case.opened") }?["region"]?.stringValue,
                occurred: entry.occurred ?? .instant(entry.at),
                schema: Int(started?["schema"]?.integerValue ?? 1),
                isLate: body.command["late"]?.boolValue ?? false
            ).body)
    }

    /// What time brought about, whoever raised it: it was due, it was not raised before its time, and no limit that
    /// passed earlier was left out. Warnings may be missing: the first release raised none.
    private mutating func time(
        _ kind: DueMoment.Kind, _ entry: LogEntry, _ body: ActBody, _ evaluator: ActEvaluator
    ) throws -> Bilingual? {
        let fact = body.facts.first
        guard case .instant(let instant)? = entry.occurred, instant <= entry.at,
            let index = state.proceedings.firstIndex(where: { fact?["proceeding"] == .string($0.id) }),
            let moment = state.proceedings[index].snapshot.moments(
                state.proceedings[index].definition
            ).first(where: {
                $0.kind == kind && $0.instant == instant && fact?["run"] == .string($0.run)
            })
        else {
            return kind == .breach
                ? Bilingual(zh: "没有在此时届满的期限", en: "no limit expired then")
                : Bilingual(zh: "此时没有这样的到期事项", en: "nothing of the kind was due then")
        }
        if let missed = state.nextBreach(upTo: instant), let expired = missed.expiresAt, expired < instant {
            return Bilingual(
                zh: "\(missed.id) 此前已届满而未登记", en: "\(missed.id) had expired before it and was not raised")
        }
        raised = (instant, entry.key)
        var copy = state
        return body.difference(
            from: try evaluator.raise(
                DueInCase(index: index, moment: moment), by: entry.actor, in: &copy))
    }

    private func start(_ entry: LogEntry, _ body: ActBody, _ evaluator: ActEvaluator) throws -> Bilingual? {
        guard let command = StartCommand(stored: body, entry: entry, caseNumber: state.number) else {
            return Bilingual(zh: "没有写明启动的流程", en: "it does not say which workflow was started")
        }
        if let text = overlooked(before: command.act, entry) { return text }
        let again = try evaluator.start(command, in: state)
        return body.difference(from: again.body(of: command, before: state))
    }

    /// A limit that had passed before an act and was not raised, or was raised for it before its time.
    private func overlooked(before command: ActCommand, _ entry: LogEntry) -> Bilingual? {
        let occurred = command.occurred ?? .instant(entry.at)
        if let missed = state.nextBreach(upTo: occurred.earliest) {
            return Bilingual(
                zh: "\(missed.id) 此前已届满而未登记",
                en: "\(missed.id) had expired before it and was not raised")
        }
        if let raised, raised.key == entry.key, occurred.earliest < raised.expires {
            return Bilingual(zh: "为它登记的届满在其后才发生", en: "a limit was raised for it that expired only after it")
        }
        return nil
    }

    private func act(_ entry: LogEntry, _ body: ActBody, _ evaluator: ActEvaluator) throws -> Bilingual? {
        let command = ActCommand(stored: body, entry: entry, caseNumber: state.number)
        if let text = overlooked(before: command, entry) { return text }
        let again = try evaluator.evaluate(command, in: state)
        guard entry.type == again.type else {
            return Bilingual(zh: "记录的类型与行为不符", en: "the entry's type is not that of its act")
        }
        if !again.decision.contradictions.isEmpty, !again.command.isConfirmed {
            return Bilingual(zh: "与案卷矛盾而未经确认", en: "it contradicts the file and was not confirmed")
        }
        return body.difference(from: again.body(before: state))
    }
}

extension ActBody {
    /// In which way this differs from what it should be; nothing when it does not.
    fileprivate func difference(from expected: ActBody) -> Bilingual? {
        if command != expected.command {
            return Bilingual(
                zh: "重算的命令与记录不同（如办理人的职责）", en: "the command comes out otherwise, as in the roles of its doers"
            )
        }
        // What the first release did not open yet is missing in its registers for ever.
        let isOfTime = command["verb"] == .string("clock")
        let lacksLater =
            facts == expected.facts.filter { isOfTime ? !$0.isFinding : !$0.isLaterFinding }
        if facts != expected.facts, !lacksLater {
            return Bilingual(zh: "重算的事实与记录不同", en: "the facts come out otherwise than recorded")
        }
        if proceedings != expected.proceedings || hasMoved != expected.hasMoved || clocks != expected.clocks
            || proposals != expected.proposals
        {
            return Bilingual(
                zh: "重算后的状态或期限与记录不同", en: "the state or a clock comes out otherwise than recorded")
        }
        return nil
    }
}

extension ActBody {
    /// Whether a personal part of free words was erased, so that the command is no longer whole.
    var lostWords: Bool { erasedParts.contains(ActBody.freeText) }
}

extension ActCommand {
    /// The command as it was given, read back from its body.
    init(stored body: ActBody, entry: LogEntry, caseNumber: String) {
        var personal = body.personalCommand
        let reason = personal.removeValue(forKey: ActBody.reasonKey)?.stringValue
        let outsider = body.outsider
        personal[ActBody.outsiderKey] = nil
        let given = body.command["given_doers"]?.arrayValue?.compactMap(\.stringValue)
        if let proposal = body.command["proposal"]?.stringValue {
            // A signature brings papers of its own behind those of the proposal.
            let own = Int(body.command["own_papers"]?.integerValue ?? 0)
            self.init(
                caseNumber: caseNumber, act: body.command["verb"]?.stringValue ?? "",
                papers: (body.command["papers"]?.arrayValue ?? []).suffix(own).compactMap(
                    AttachedPaper.init(json:)),
                doers: given ?? [], recorder: entry.actor, occurred: entry.occurred,
                isConfirmed: body.command["own_confirmed"]?.boolValue ?? false, reason: reason)
            self.proposal = proposal
            return
        }
        self.init(
            caseNumber: caseNumber, proceeding: body.command["in"]?.stringValue,
            act: body.command["act"]?.stringValue ?? "",
            payload: PersonalSplit.join(body.command["payload"] ?? .object([:]), personal: personal),
            papers: (body.command["papers"]?.arrayValue ?? []).compactMap(AttachedPaper.init(json:)),
            doers: given ?? body.doerIDs, recorder: entry.actor, occurred: entry.occurred,
            isConfirmed: body.command["confirmed"]?.boolValue ?? false, reason: reason)
        rows = (body.command["of"]?.arrayValue ?? []).compactMap(\.stringValue)
        self.outsider = outsider
        isLate = body.command["late"]?.boolValue ?? false
    }
}

extension ActBody {
    /// The party or body outside that did the act, where one did.
    var outsider: Outsider? {
        command["outsider"]?.stringValue.map {
            Outsider(role: $0, name: personalCommand[ActBody.outsiderKey]?.stringValue)
        }
    }
}
