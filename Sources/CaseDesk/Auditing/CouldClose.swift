public import EventLog
public import Values
import WageArrears
public import Workflow

/// Who could bring a case to an end although money is due: a question an auditor asks of the grants in force on a day.
public struct CouldClose: Hashable, Sendable {
    /// People who could do it together, with their way.
    public struct Group: Hashable, Sendable {
        /// One or two people, by id.
        public let people: [String]
        /// The proceeding.
        public let proceeding: String
        /// The ends they could reach.
        public let ends: [ReachedEnd]
    }

    /// The case.
    public let caseNumber: String
    /// The day whose grants were asked about.
    public let day: Day
    /// What is due that day.
    public let due: Fen
    /// The definition of each open proceeding.
    public let definitions: [String: WorkflowDefinition]
    /// Those who could do it alone.
    public let alone: [Group]
    /// Those who could do it in pairs, and neither of them alone by the same end.
    public let inPairs: [Group]
    /// Whether everything was looked at; otherwise there may be more.
    public let isComplete: Bool

    /// Asks it of every open proceeding and everybody with a grant that day.
    ///
    /// One search for each pair of kinds of people; a row for everybody.
    public static func ask(
        _ number: String, in reader: any LogReader, pins: Pins, horizon: Horizon, day: Day
    ) throws -> CouldClose {
        let state = try CaseState.load(number, in: reader, pins: pins, horizon: horizon)
        let registry = Registry(reader: reader)
        let hands = try registry.ids("actor").compactMap { id -> Hand? in
            let roles = Set(try registry.actor(id).grants(on: day).map(\.role))
            return roles.isEmpty ? nil : Hand(id: id, roles: roles)
        }
        var alone: [Group] = []
        var pairs: [Group] = []
        var definitions: [String: WorkflowDefinition] = [:]
        var isComplete = true
        for place in state.openProceedings {
            definitions[place.id] = place.definition
            let view = state.view(of: state.index(of: place.id))
            var search = ReachByKind(place, view)
            func ends(_ people: [Hand]) -> [ReachedEnd] {
                let reach = search.ends(by: people)
                isComplete = isComplete && reach.isComplete
                return reach.ends
            }
            var single: [String: [ReachedEnd]] = [:]
            for hand in hands {
                let found = ends([hand])
                single[hand.id] = found
                if !found.isEmpty {
                    alone.append(Group(people: [hand.id], proceeding: place.id, ends: found))
                }
            }
            for (index, first) in hands.enumerated() {
                for second in hands[(index + 1)...] {
                    let known = (single[first.id] ?? []) + (single[second.id] ?? [])
                    let found = ends([first, second]).filter { end in
                        !known.contains {
                            $0.end == end.end && ($0.lowering.isEmpty || !end.lowering.isEmpty)
                        }
                    }
                    if !found.isEmpty {
                        pairs.append(
                            Group(people: [first.id, second.id], proceeding: place.id, ends: found))
                    }
                }
            }
        }
        return CouldClose(
            caseNumber: number, day: day, due: state.file.balance.due, definitions: definitions,
            alone: alone, inPairs: pairs, isComplete: isComplete)
    }
}
