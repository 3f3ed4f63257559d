import EventLog
import WageArrears

/// Counts people once though they were registered twice: registrations that were linked stand for the least of them.
struct SamePeople {
    private let registry: Registry
    private var known: [String: String] = [:]

    init(_ reader: any LogReader, _ horizon: Horizon) {
        registry = Registry(reader: reader, size: horizon.size ?? .max)
    }

    /// The registration that a person is counted under. Linear in the registrations linked to it.
    mutating func one(_ person: String) throws -> String {
        if let one = known[person] { return one }
        var linked: Set<String> = [person]
        var waiting = [person]
        while let next = waiting.popLast() {
            let file: PersonFile
            do {
                file = try registry.person(next)
            } catch DeskFailure.noSuchPerson {
                continue
            }
            for other in file.samePersons where linked.insert(other).inserted { waiting.append(other) }
        }
        let one = linked.min() ?? person
        for each in linked { known[each] = one }
        return one
    }
}
