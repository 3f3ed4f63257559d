import Values

/// Finds for whom money grew in a period: each person once, counted where their case stands at its end.
///
/// Cases between which claimants went over in the period are looked at together, so that nobody is taken for paid
/// anew because their money came along, and what bounced in the one is set against what was paid in the other.
struct PaidPeople {
    private var cases: [String: Part] = [:]
    private var links: [String: Set<String>] = [:]

    /// What one case has to say.
    private struct Part {
        let group: String?
        let isStanding: Bool
        let claimants: Set<String>
        let gained: [String: Fen]
    }

    /// Takes in what came in for the claimants of one case, and with which others it exchanged claimants.
    mutating func add(
        _ figures: CasePeriod.Figures, group: String?, claimants: Set<String>, gained: [String: Fen]
    ) {
        guard !gained.isEmpty || !figures.others.isEmpty else { return }
        cases[figures.number] = Part(
            group: group, isStanding: figures.isStanding, claimants: claimants, gained: gained)
        for other in figures.others {
            links[figures.number, default: []].insert(other)
            links[other, default: []].insert(figures.number)
        }
    }

    /// Tells each person who was paid, with the group they count in; somebody may count in several.
    func each(_ visit: (_ person: String, _ group: String?) -> Void) throws {
        var seen: Set<String> = []
        for number in cases.keys where !seen.contains(number) {
            var members: [Part] = []
            var waiting = [number]
            seen.insert(number)
            while let next = waiting.popLast() {
                if let part = cases[next] { members.append(part) }
                for other in links[next] ?? [] where seen.insert(other).inserted { waiting.append(other) }
            }
            for person in try Self.paid(members) {
                for place in Self.places(of: person, members) { visit(person, place.group) }
            }
        }
    }

    private static func paid(_ members: [Part]) throws -> [String] {
        var sums: [String: Fen] = [:]
        for (person, sum) in members.flatMap({ Array($0.gained) }) {
            guard let both = (sums[person] ?? .zero).adding(sum) else { throw ReportFault.tooMuch }
            sums[person] = both
        }
        return sums.filter { $0.value > .zero }.map(\.key)
    }

    /// Where a person counts: in the cases that have them at the end, those first for which something came in.
    private static func places(of person: String, _ members: [Part]) -> [Part] {
        let standing = members.filter { $0.isStanding && $0.claimants.contains(person) }
        let gaining = members.filter { $0.gained[person] ?? .zero > .zero }
        guard !standing.isEmpty else { return gaining }
        let both = standing.filter { $0.gained[person] ?? .zero > .zero }
        return both.isEmpty ? standing : both
    }
}
