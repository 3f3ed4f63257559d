import Values
import WageArrears

/// The money in the workers' hands that a case counts: in all, the part paid ahead, and by claimant.
struct Holding: Hashable {
    private(set) var recovered = Fen.zero
    private(set) var advanced = Fen.zero
    private(set) var claimants: [String: Fen] = [:]

    /// Nothing at all.
    init() {}

    /// What a case holds; nothing where it was merged, since it counts where it went.
    init(_ state: CaseState) {
        guard state.mergedInto == nil else { return }
        let balance = state.file.balance
        recovered = balance.recovered
        advanced = balance.advanced
        for claimant in balance.claimants where claimant.recovered != .zero {
            claimants[claimant.id] = claimant.recovered
        }
    }

    var isNothing: Bool { self == Holding() }

    func adding(_ other: Holding) throws -> Holding { try combining(other) { $0.adding($1) } }

    func less(_ other: Holding) throws -> Holding { try combining(other) { $0.subtracting($1) } }

    private func combining(_ other: Holding, _ combine: (Fen, Fen) -> Fen?) throws -> Holding {
        func sum(_ one: Fen, _ two: Fen) throws -> Fen {
            guard let result = combine(one, two) else { throw ReportFault.tooMuch }
            return result
        }
        var result = Holding()
        result.recovered = try sum(recovered, other.recovered)
        result.advanced = try sum(advanced, other.advanced)
        for id in Set(claimants.keys).union(other.claimants.keys) {
            let held = try sum(claimants[id] ?? .zero, other.claimants[id] ?? .zero)
            if held != .zero { result.claimants[id] = held }
        }
        return result
    }

    /// The same money with claimants under other ids.
    func renamed(_ name: (String) -> String) throws -> Holding {
        var result = self
        result.claimants = [:]
        for (id, sum) in claimants {
            guard let both = (result.claimants[name(id)] ?? .zero).adding(sum) else {
                throw ReportFault.tooMuch
            }
            result.claimants[name(id)] = both
        }
        return result
    }
}
