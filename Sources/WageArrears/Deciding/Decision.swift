public import Values

/// What the vocabulary may ask about the world outside the case while it decides.
public struct DecisionContext {
    /// The time of recording.
    public let at: Instant
    /// The position the act will get; ids such as `A12.3` and `Y12.1` are made of it.
    public let position: Int
    /// The day of recording.
    public let today: Day
    /// The proceeding the act goes to.
    public let proceeding: String
    /// The clocks that run; closing gives each a fate.
    public let openClocks: [String]
    /// The other proceedings that are open; closing gives each a fate.
    public let openProceedings: [String]
    /// The claimants that proceeding is for; nothing when it is for the whole case.
    public let claimants: [String]?
    /// The file of the case that proceeding came with, where cases were merged: what is closed with it is weighed by that.
    public let ownFile: CaseFile?
    /// What is registered about a person; nothing when nobody is registered under the id.
    public let people: (String) -> PersonSummary?
    /// Whether an organisation is registered under an id.
    public let isOrganisation: (String) -> Bool

    /// Makes a context.
    public init(
        at: Instant, position: Int, today: Day, proceeding: String, openClocks: [String] = [],
        openProceedings: [String] = [], claimants: [String]? = nil, ownFile: CaseFile? = nil,
        people: @escaping (String) -> PersonSummary?,
        isOrganisation: @escaping (String) -> Bool
    ) {
        self.at = at
        self.position = position
        self.today = today
        self.proceeding = proceeding
        self.openClocks = openClocks
        self.openProceedings = openProceedings
        self.claimants = claimants
        self.ownFile = ownFile
        self.people = people
        self.isOrganisation = isOrganisation
    }
}

/// What an act touches that takes a second person when it is corrected.
public enum Touch: String, Hashable, Sendable, CaseIterable {
    /// A sum or a payment.
    case money
    /// Who is who.
    case identity
    /// The start or end of a time limit.
    case limit
}

/// A fact that does not fit the file: it is recorded when it was confirmed with a reason, and opens a finding.
public struct Contradiction: Hashable, Sendable {
    /// What is contradicted.
    public let kind: FindingKind
    /// What it is about: claimants, payments, or `case`.
    public let about: [String]
    /// The fields of the payload it comes from.
    public let paths: [String]
    /// What stands against what, for people; no names.
    public let text: Bilingual
}

/// What an act comes to.
public struct Decision: Sendable {
    /// The facts, in order.
    public let facts: [Fact]
    /// What contradicts the file; when it was confirmed, `facts` holds a finding for each.
    public let contradictions: [Contradiction]
    /// What it touches.
    public let touches: Set<Touch>
    /// For a correction, the positions of later entries that rested on the old value.
    public let restedOn: [Int]
}
