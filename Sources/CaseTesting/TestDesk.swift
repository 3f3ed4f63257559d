public import CaseDesk
public import EventLog
public import Source
public import Values
public import WageArrears
public import WorkCalendar
public import Workflow

/// A case desk for tests: everything in memory, a clock that is set by hand, actors and a case at hand.
public struct TestDesk {
    /// The desk.
    public let desk: Desk
    /// Its clock.
    public let clock: TestClock
    /// The workflow of its cases.
    public let definition: WorkflowDefinition
    /// The workflows that one uses or offers.
    public let library: [WorkflowFile]

    /// Sits down at an empty register in memory.
    public init(
        definition: WorkflowDefinition, calendar: HolidayCalendar, at day: Day, seed: UInt64 = 1,
        library: [WorkflowFile] = []
    ) throws {
        self.library = library
        let clock = TestClock(Instant(startOf: day).adding(hours: 9))
        let random = TestRandom(seed: seed)
        self.clock = clock
        self.definition = definition
        desk = Desk(
            store: MemoryLog(origin: "test", random: { random.bytes($0) }), index: MemoryCaseIndex(),
            now: { clock.now }, keys: KeyMaker(random: { random.bytes($0) }))
        try desk.found(origin: "test")
        try desk.work(as: "system") { try $0.pin(calendar) }
    }

    /// Registers an actor who holds these roles from this day on.
    public func actor(_ id: String, _ roles: String..., body: String = "县总工会", from day: Day? = nil) throws {
        let first = day ?? clock.now.day.adding(days: -365)
        try desk.work(as: "system") { work in
            try work.addActor(
                id, name: id, grants: roles.map { GrantEntry(role: $0, body: body, from: first) })
        }
    }

    /// Registers a person and returns the id.
    public func person(_ name: String, number: String? = nil) throws -> String {
        try desk.work(as: "system") { try $0.ensurePerson(PersonEntry(name: name, number: number)) }
    }

    /// Registers an organisation and returns the id.
    public func organisation(_ name: String) throws -> String {
        try desk.work(as: "system") { try $0.ensureOrganisation(OrganisationEntry(name: name)) }
    }

    /// Opens a case and returns its number.
    public func open(
        as actor: String, channel: String = "walk_in", claimants: [String], respondent: String? = nil
    ) throws -> String {
        try desk.work(as: actor) { work in
            try work.open(
                OpenCommand(
                    definition: definition, source: "", recorder: actor,
                    report: .object(["channel": .string(channel)]), claimants: claimants,
                    respondents: respondent.map { [(organisation: $0, capacity: "employer")] } ?? [],
                    library: library)
            ).caseNumber
        }
    }

    /// Sends one act.
    @discardableResult
    public func act(
        _ number: String, _ act: String, as actor: String, by doers: [String] = [],
        _ payload: JSON = .object([:]),
        papers: [AttachedPaper] = [], occurred: Moment? = nil, confirm: Bool = false, reason: String? = nil,
        ifVersion: Int? = nil, key: CommandKey? = nil, in proceeding: String? = nil
    ) throws -> ActOutcome {
        try desk.perform(
            ActCommand(
                caseNumber: number, proceeding: proceeding, act: act, payload: payload, papers: papers,
                doers: doers, recorder: actor,
                occurred: occurred, isConfirmed: confirm, reason: reason, ifVersion: ifVersion, key: key))
    }

    /// The case as it stands, or as it stood within a horizon.
    public func state(_ number: String, _ horizon: Horizon = .everything) throws -> CaseState {
        try desk.ask { try CaseState.load(number, in: $0, pins: $1, horizon: horizon) }
    }

    /// A paper of this kind with a hash, signed by these.
    public static func paper(_ kind: String, signers: [String] = []) -> AttachedPaper {
        AttachedPaper(
            kind: kind, number: nil, sha256: String(repeating: "ab", count: 32), originalAt: nil,
            claimants: [],
            signers: signers)
    }
}
