import CEL
import Values

/// Acts that were found to work in a configuration, each with the steps that do it.
struct WorkingActs {
    private var found: [(act: String, steps: [TrialStep], ends: Bool)] = []

    mutating func add(_ act: String, _ steps: [TrialStep], ends: Bool) { found.append((act, steps, ends)) }

    /// The acts, by name.
    var acts: [String] { Set(found.map(\.act)).sorted() }

    /// The first way found to do an act.
    subscript(act: String) -> [TrialStep]? { found.first { $0.act == act }?.steps }

    /// Every way found to do an act, or only those that end the proceeding.
    func ways(_ act: String, ending: Bool = false) -> [[TrialStep]] {
        found.filter { $0.act == act && ($0.ends || !ending) }.map(\.steps)
    }
}

extension Instant {
    /// The same as a moment: a day where it is the beginning of one.
    var moment: Moment { self == Instant(startOf: day) ? .day(day) : .instant(self) }
}

/// Puts things in an order that follows from a seed; with seed 0 they stay as they are.
struct SeededOrder {
    private var state: UInt64
    private let keeps: Bool

    init(seed: UInt64) {
        state = seed
        keeps = seed == 0
    }

    mutating func ordered<Item>(_ items: [Item]) -> [Item] {
        guard !keeps else { return items }
        var generator = SplitMix(state: state)
        let result = items.shuffled(using: &generator)
        state = generator.next()
        return result
    }
}

/// A generator whose numbers follow from its seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// What tells two configurations apart for a search: where they stand and what guards can see of them, facts of the case
/// apart, which any step may change.
struct PathSignature {
    private let definition: WorkflowDefinition
    /// The fields of its data that something asks about.
    let fields: Set<String>
    private let clocks: Set<String>
    private let done: [CELProgram]
    /// The lists whose members are followed one by one.
    private let lists: [KeyedList]

    init(_ definition: WorkflowDefinition) {
        self.definition = definition
        let names = definition.tree.rowHosts.compactMap { definition.tree[$0].forEach }
        lists = Set(names + definition.acts.values.compactMap(\.of)).sorted().compactMap(
            definition.list(named:))
        let ways = definition.transitions
        let programs = ways.compactMap(\.program) + definition.properties.compactMap { $0.condition?.program }
        let effects = ways.flatMap { $0.effects.map(\.value) }
        let dates = definition.clocks.flatMap { [$0.from, $0.until].compactMap { $0 } }
        let read = (programs + effects + dates).flatMap(\.references)
        fields = Set(
            definition.data.map(\.id).filter { id in
                read.contains { $0 == "data." + id || $0.hasPrefix("data.\(id).") }
            })
        let asked = programs.flatMap(\.calls).filter { $0.function == GuardEnvironment.clock }.compactMap {
            $0.arguments.first ?? nil
        }
        clocks = Set(asked).union(
            definition.clocks.filter { $0.limit == .right || $0.breach == .toHandler }.map(\.id))
        done = ways.filter { $0.trigger == .done }.compactMap(\.program)
            .flatMap { GuardParts($0).parts }.filter { $0.references.contains { $0.hasPrefix("case.") } }
    }

    /// What stands side by side in a configuration, each with a word for what it is.
    func parts(_ simulation: Simulation) -> [String] {
        let snapshot = simulation.snapshot
        // Which row is which makes no difference, and a third that stands like two others none either.
        func places(_ addresses: [String]) -> [String] {
            var counts: [String: Int] = [:]
            for address in addresses {
                let (name, row) = Place.parts(address)
                counts[row == nil ? name : name + "[]", default: 0] += 1
            }
            return counts.sorted { $0.key < $1.key }.flatMap {
                Array(repeating: $0.key, count: min(2, $0.value))
            }
        }
        var parts = places(snapshot.active) + places(snapshot.frozen).map { "frozen:" + $0 }
        parts.append("outcome:" + (snapshot.outcome ?? ""))
        parts += simulation.view.carriedRoutes.sorted().map { "route:" + $0 }
        parts += lists.map { list in
            "\(list.name):\(min(3, list.members(data: snapshot.data, view: simulation.view).count))"
        }
        parts +=
            snapshot.pending.map { "~" + $0.clock }
            + snapshot.children.filter(\.isLive).map { "child:" + $0.workflow }
        for field in fields.sorted() { parts.append("\(field)=\(snapshot.data[field]?.text ?? "-")") }
        for clock in clocks.sorted() {
            parts.append("\(clock)=\(TrialClock.Phase(snapshot.latestRun(of: clock)).rawValue)")
        }
        parts += snapshot.proposals.map { "proposal:" + $0.act }
        if !done.isEmpty {
            let scope = StepRun(
                definition, snapshot, view: simulation.view, occurred: simulation.now, act: nil
            ).scope
            parts += done.enumerated().map { index, part in
                "done\(index)=" + ((try? scope.isTrue(part)).map { "\($0)" } ?? "?")
            }
        }
        return parts
    }
}

/// Which things were seen side by side.
struct PairsSeen {
    private var numbers: [String: Int] = [:]
    private var seen: Set<Int> = []

    /// Takes in what stands side by side; says whether any two of it were not seen so before.
    mutating func take(_ parts: [String]) -> Bool {
        let found = parts.map { part -> Int in
            let number = numbers[part] ?? numbers.count
            numbers[part] = number
            return number
        }.sorted()
        var isNew = false
        for (index, first) in found.enumerated() {
            for second in found[index...] where seen.insert(first << 32 | second).inserted { isNew = true }
        }
        return isNew
    }
}
