import EventLog
public import Source
import TransparencyLog
public import Values
import WageArrears
public import WorkCalendar
public import Workflow

/// Plays stories into a register: first everything is tried in one transaction, and it lands together or not at all.
///
/// In a register whose clock is simulated, the time of recording is the story's; elsewhere it is now, and the
/// story's acts are late entries.
public struct StoryPlayer {
    /// A story with the definition it runs under.
    public struct Part: Sendable {
        /// The story.
        public let story: Story
        /// Its workflow.
        public let definition: WorkflowDefinition
        /// The workflow's source text, pinned with it.
        public let source: String
        /// The workflows it uses, offers or opens beside it.
        public let library: [WorkflowFile]

        /// Puts a story and its workflow together.
        public init(
            story: Story, definition: WorkflowDefinition, source: String, library: [WorkflowFile] = []
        ) {
            self.library = library
            self.story = story
            self.definition = definition
            self.source = source
        }
    }

    /// What one step came to.
    public struct Played: Hashable, Sendable {
        /// The story.
        public let story: String
        /// The number of the step, from 1; 0 is the opening.
        public let number: Int
        /// The act.
        public let act: String
        /// The case.
        public let caseNumber: String
        /// When it happened.
        public let occurred: Moment
        /// What it came to.
        public let outcome: ActOutcome
        /// Whether that is what the story says.
        public let isAsTold: Bool
        /// What stands otherwise afterwards than the story says.
        public let differences: [Diagnostic]
        /// Where the step stands in its file.
        public let position: SourcePosition
    }

    /// What a play came to.
    public struct Result: Hashable, Sendable {
        /// Every step, in the order played.
        public let steps: [Played]
        /// The case each story became.
        public let cases: [String: String]
        /// What does not hold that the stories say must hold at the end.
        public let unmet: [Diagnostic]
    }

    private let work: DeskWork
    private let isSimulated: Bool
    private let keepsGoing: Bool

    /// Makes a player for one piece of work.
    public init(work: DeskWork, isSimulated: Bool, keepsGoing: Bool) {
        self.work = work
        self.isSimulated = isSimulated
        self.keepsGoing = keepsGoing
    }

    /// Plays the parts, their steps interleaved by the time of recording.
    ///
    /// Throws the first step that does not come to what its story says, unless told to keep going.
    public func play(_ parts: [Part], calendars: [HolidayCalendar]) throws -> Result {
        var steps: [Played] = []
        for calendar in calendars { try pin(calendar, parts: parts) }
        let queue = parts.enumerated().flatMap { index, part in
            [(part.story.opening.recorded, index, -1)]
                + part.story.steps.indices.map { (part.story.steps[$0].recorded, index, $0) }
        }.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
        var stages = parts.map { Stage(part: $0) }
        for (recorded, story, step) in queue {
            let at = isSimulated ? recorded : work.stamp.at
            let place =
                step < 0 ? parts[story].story.opening.position : parts[story].story.steps[step].position
            guard recorded <= work.stamp.at else { throw tooEarly(recorded, place) }
            let played: Played
            do {
                played = try step < 0 ? open(&stages[story], at: at) : run(step, of: &stages[story], at: at)
            } catch let failure as DeskFailure {
                throw DiagnosticList([Diagnostic(code: "P107", failure.message, at: place)])
            }
            steps.append(played)
            if !played.isAsTold, !keepsGoing { throw StoryFault(step: played) }
        }
        var unmet: [Diagnostic] = []
        for stage in stages { unmet += try check(stage) }
        if let first = unmet.first, !keepsGoing { throw StoryFault(unmet: first) }
        return Result(
            steps: steps,
            cases: Dictionary(
                stages.map { ($0.part.story.id, $0.number) }, uniquingKeysWith: { first, _ in first }),
            unmet: unmet)
    }

    /// A story may lie in the past only: nothing is recorded before it happens.
    private func tooEarly(_ recorded: Instant, _ place: SourcePosition) -> DiagnosticList {
        DiagnosticList([
            Diagnostic(
                code: "P106",
                Bilingual(zh: "\(recorded.minuteText) 还没有到", en: "\(recorded.minuteText) has not come yet"),
                at: place,
                hint: Bilingual(
                    zh: "现在是 \(work.stamp.at.minuteText)", en: "it is \(work.stamp.at.minuteText) now"))
        ])
    }

    /// One story while it is played.
    private struct Stage {
        let part: Part
        var number = ""
        var ids: [String: JSON] = [:]
        init(part: Part) { self.part = part }
    }

    private func pin(_ calendar: HolidayCalendar, parts: [Part]) throws {
        guard let first = parts.map(\.story.opening).min(by: { $0.recorded < $1.recorded }) else { return }
        let at = isSimulated ? first.recorded : work.stamp.at
        try work.at(at, as: first.actor).pin(calendar)
    }

    private func open(_ stage: inout Stage, at: Instant) throws -> Played {
        let story = stage.part.story
        let desk = work.at(at, as: story.opening.actor)
        for actor in story.actors {
            try desk.ensureActor(
                actor.id, name: actor.name, body: actor.body, roles: actor.roles,
                regions: actor.regions, from: story.opening.occurred.day)
        }
        for person in story.persons {
            let id = try desk.ensurePerson(
                PersonEntry(
                    name: person.name, number: person.number, phone: person.phone, region: person.region))
            stage.ids[person.key] = .string(id)
        }
        for organisation in story.organisations {
            let id = try desk.ensureOrganisation(
                OrganisationEntry(
                    name: organisation.name, code: organisation.code, region: organisation.region))
            stage.ids[organisation.key] = .string(id)
        }
        let claimants = try story.opening.claimants.map {
            try resolve($0, stage, story.opening.position)
        }
        let respondents = try story.opening.respondents.map { item in
            (organisation: try resolve(item.key, stage, story.opening.position), capacity: item.capacity)
        }
        func played(_ outcome: ActOutcome, _ number: String) -> Played {
            Played(
                story: story.id, number: 0, act: "open", caseNumber: number, occurred: story.opening.occurred,
                outcome: outcome, isAsTold: outcome.isDone, differences: [],
                position: story.opening.position)
        }
        do {
            let receipt = try desk.open(
                OpenCommand(
                    definition: stage.part.definition, source: stage.part.source,
                    recorder: story.opening.actor,
                    occurred: story.opening.occurred,
                    report: try substitute(story.opening.report, stage, story.opening.position),
                    claimants: claimants, respondents: respondents, region: story.opening.region,
                    library: stage.part.library))
            stage.number = receipt.caseNumber
            return played(.done(receipt), receipt.caseNumber)
        } catch let refused as OpeningRefused {
            // A refused opening has left traces in this transaction: nothing of the play may land, whatever was wished.
            throw StoryFault(step: played(.refused(refused.report, isLogged: false), "-"))
        }
    }

    private func run(_ index: Int, of stage: inout Stage, at: Instant) throws -> Played {
        let step = stage.part.story.steps[index]
        let papers = try step.papers.map { paper in
            AttachedPaper(
                kind: paper.kind, number: paper.number,
                sha256: paper.text.map { Digest.sha256(Array($0.utf8)).hex }, originalAt: paper.originalAt,
                claimants: try paper.claimants.map { try resolve($0, stage, step.position) },
                signers: paper.signers,
                about: try paper.about.map { try resolve($0, stage, step.position) })
        }
        var command = ActCommand(
            caseNumber: stage.number, proceeding: step.proceeding, act: step.act,
            payload: try substitute(step.payload, stage, step.position),
            papers: papers, doers: step.doers, recorder: step.actor, occurred: step.occurred,
            isConfirmed: step.isConfirmed, reason: step.reason)
        command.rows = try step.rows.compactMap { try key($0, stage, step.position) }
        command.proposal = try step.proposal.map { try resolve($0, stage, step.position) }
        command.outsider = step.outsider.map { Outsider(role: $0) }
        let desk = work.at(at, as: step.actor)
        let outcome =
            try step.start.map { start in
                try desk.start(
                    StartCommand(
                        caseNumber: stage.number, workflow: start.workflow, library: stage.part.library,
                        offeredBy: step.proceeding, of: command.rows, body: start.body,
                        number: start.number, payload: command.payload, papers: papers, doers: step.doers,
                        recorder: step.actor, occurred: step.occurred, reason: step.reason))
            } ?? desk.perform(command)
        if case .done(let receipt) = outcome {
            if let id = step.id {
                stage.ids[id] = .string(receipt.waiting?.id ?? String(receipt.position))
            }
            for (number, paper) in step.papers.enumerated() {
                if let key = paper.key { stage.ids[key] = .string("D\(receipt.position).\(number + 1)") }
            }
            if let finding = receipt.findings.last { stage.ids["finding"] = .string(finding) }
            for (number, finding) in receipt.findings.enumerated() {
                stage.ids["finding\(number + 1)"] = .string(finding)
            }
        }
        let differences = try outcome.isDone ? differences(after: step, stage) : []
        return Played(
            story: stage.part.story.id, number: index + 1, act: step.act, caseNumber: stage.number,
            occurred: step.occurred, outcome: outcome,
            isAsTold: outcome.matches(step.outcome) && differences.isEmpty, differences: differences,
            position: step.position)
    }

    /// What stands otherwise than a step says, in the proceeding it names or else in the first.
    private func differences(after step: StoryStep, _ stage: Stage) throws -> [Diagnostic] {
        guard let told = step.standing else { return [] }
        let state = try CaseState.load(stage.number, in: work.transaction, pins: work.pins)
        let place = state.proceedings.first { $0.id == step.proceeding } ?? state.proceedings.first
        return place.map { told.differences(from: $0.snapshot) { stage.ids[$0]?.stringValue ?? $0 } } ?? []
    }

    /// What a key of the story stands for; an id of the register stands for itself.
    private func resolve(_ key: String, _ stage: Stage, _ position: SourcePosition) throws -> String {
        let name = key.hasPrefix("$") ? String(key.dropFirst()) : key
        guard let id = stage.ids[name]?.stringValue else {
            throw DiagnosticList([
                Diagnostic(
                    code: "P104", Bilingual(zh: "故事中没有 '\(name)'", en: "the story has no '\(name)'"),
                    at: position,
                    hint: nearest(name, among: stage.ids.keys).map {
                        Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?")
                    })
            ])
        }
        return id
    }

    /// The key of a row; a key of several parts names what the story calls it by in each, e.g. `A-7:$worker`.
    private func key(_ row: JSON, _ stage: Stage, _ position: SourcePosition) throws -> String? {
        try row.stringValue?.split(separator: ":", omittingEmptySubsequences: false).map { part in
            try substitute(.string(String(part)), stage, position).stringValue ?? String(part)
        }.joined(separator: ":")
    }

    private func substitute(_ json: JSON, _ stage: Stage, _ position: SourcePosition) throws -> JSON {
        switch json {
        case .string(let text) where text.hasPrefix("$"):
            let name = String(text.dropFirst())
            if let value = stage.ids[name] { return value }
            return .string(try resolve(name, stage, position))
        case .array(let items): return .array(try items.map { try substitute($0, stage, position) })
        case .object(let members):
            return .object(try members.mapValues { try substitute($0, stage, position) })
        case .null, .bool, .integer, .string: return json
        }
    }

    private func check(_ stage: Stage) throws -> [Diagnostic] {
        let expected = stage.part.story.expectation
        guard !stage.number.isEmpty else { return [] }
        let state = try CaseState.load(stage.number, in: work.reader, pins: Pins())
        let balance = state.file.balance
        var unmet: [Diagnostic] = []
        func expect(_ name: Bilingual, _ wanted: String?, _ found: String) {
            guard let wanted, wanted != found else { return }
            unmet.append(
                Diagnostic(
                    code: "P105",
                    Bilingual(
                        zh: "\(name.zh) 应为 \(wanted)，实为 \(found)",
                        en: "\(name.en) should be \(wanted) but is \(found)"),
                    at: expected.position))
        }
        expect(
            Bilingual(zh: "追回金额", en: "recovered"), expected.recovered?.description,
            balance.recovered.description)
        expect(Bilingual(zh: "尚欠金额", en: "due"), expected.due?.description, balance.due.description)
        expect(
            Bilingual(zh: "劳动者人数", en: "claimants"), expected.claimants.map(String.init),
            String(state.file.claimants.count))
        expect(
            Bilingual(zh: "结案方式", en: "closed as"), expected.closed, state.closedReason ?? "-")
        expect(
            Bilingual(zh: "程序结果", en: "the outcome"), expected.outcome,
            state.proceedings.first?.snapshot.outcome ?? "-")
        expect(
            Bilingual(zh: "报告到支付天数", en: "days from report to payout"),
            expected.daysToPayout.map(String.init), state.daysToPayout.map(String.init) ?? "-")
        return unmet
    }
}

/// A story did not go as it is told: the step, or what must hold at the end.
public struct StoryFault: Error, Hashable, Sendable {
    /// The step that came to something else.
    public let step: StoryPlayer.Played?
    /// What does not hold.
    public let unmet: Diagnostic?

    init(step: StoryPlayer.Played) {
        self.step = step
        unmet = nil
    }

    init(unmet: Diagnostic) {
        step = nil
        self.unmet = unmet
    }
}

extension ActOutcome {
    /// Whether it was recorded.
    public var isDone: Bool {
        switch self {
        case .done: return true
        case .refused, .unconfirmed: return false
        }
    }

    /// Whether this is what a step says it must come to.
    func matches(_ told: StoryStep.Outcome) -> Bool {
        switch (self, told) {
        case (.done(let receipt), .done): return receipt.waiting == nil
        case (.done(let receipt), .waits): return receipt.waiting != nil
        case (.unconfirmed, .unconfirmed): return true
        case (.refused(let report, _), .refused(let code)): return report.primary.code == code
        case (.done, _), (.refused, _), (.unconfirmed, _): return false
        }
    }
}

extension CaseState {
    /// Civil days from the report to the last payment into a worker's hand; nothing before there is one.
    public var daysToPayout: Int? {
        guard let opened = reportedOn,
            let last = file.payments.filter(\.isInHand).map(\.occurred.day).max()
        else { return nil }
        return last.days(since: opened)
    }
}
