public import Values
public import Workflow

/// What time brought about, as people and programs are told.
public struct RaisedNote: Hashable, Sendable {
    /// The case.
    public let caseNumber: String
    /// The proceeding.
    public let proceeding: String
    /// Where it stands in the log.
    public let position: Int
    /// What came about.
    public let kind: DueMoment.Kind
    /// The run of a clock.
    public let run: String
    /// What the limit is called.
    public let label: Bilingual
    /// Who owes the next move.
    public let owes: Bilingual
    /// When it came about.
    public let instant: Instant
    /// Where the proceeding was: leaf states.
    public let from: [String]
    /// Where it is: leaf states.
    public let to: [String]
    /// What its new states are called.
    public let states: Bilingual

    /// Whether it moved the proceeding.
    public var hasMoved: Bool { from != to }

    init(_ due: DueInCase, in state: CaseState, from before: Snapshot, position: Int) {
        let place = state.proceedings[due.index]
        let clock = before.clocks.first { $0.id == due.moment.run }?.clock ?? due.moment.run
        caseNumber = state.number
        proceeding = place.id
        self.position = position
        kind = due.moment.kind
        run = due.moment.run
        label = place.definition.clockLabel(clock)
        owes =
            place.definition.clock(clock).map { place.definition.roleLabel($0.owes) }
            ?? Bilingual(zh: "—", en: "-")
        instant = due.moment.instant
        from = before.active
        to = place.snapshot.active
        states = place.definition.text(at: to)
    }
}
