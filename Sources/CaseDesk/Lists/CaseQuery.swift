/// Which cases to list.
public struct CaseQuery: Hashable, Sendable {
    /// Only open ones, only closed ones, or all.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// Not closed.
        case open
        /// Closed.
        case closed
        /// All.
        case all
    }

    /// Open, closed or all.
    public var status: Status
    /// Only of this workflow.
    public var workflow: String?
    /// Only with one of these claimants.
    public var claimants: [String]
    /// Only with one of these respondents.
    public var respondents: [String]
    /// Only whose number contains this.
    public var numberContains: String?
    /// Only those in which an act waits for signatures.
    public var onlyWaiting: Bool
    /// Only those in which this body has a part.
    public var body: String?
    /// At most this many.
    public var limit: Int

    /// Makes a query; claimants and respondents together mean either.
    public init(
        status: Status = .all, workflow: String? = nil, claimants: [String] = [], respondents: [String] = [],
        numberContains: String? = nil, onlyWaiting: Bool = false, body: String? = nil,
        limit: Int = 1000
    ) {
        self.status = status
        self.workflow = workflow
        self.claimants = claimants
        self.respondents = respondents
        self.numberContains = numberContains
        self.onlyWaiting = onlyWaiting
        self.body = body
        self.limit = limit
    }
}
