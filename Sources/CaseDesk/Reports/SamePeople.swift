import EventLog

/// Counts people once though they were registered twice: registrations that were linked stand for the least of them.
struct SamePeople {
    private let registry: Registry
    private var known: [String: String] = [:]

    init(_ reader: any LogReader, _ horizon: Horizon) {
        registry = Registry(reader: reader, within: horizon)
    }

    /// The registration that a person is counted under. Linear in the registrations linked to it.
    mutating func one(_ person: String) throws -> String {
        if let one = known[person] { return one }
        let linked: Set<String>
        do {
            linked = try registry.linked(to: person)
        } catch DeskFailure.noSuchPerson {
            linked = [person]
        }
        let one = linked.min() ?? person
        for each in linked { known[each] = one }
        return one
    }
}
