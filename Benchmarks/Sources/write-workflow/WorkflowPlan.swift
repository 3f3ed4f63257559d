/// A made-up procedure that the checker has nothing against: in each region a chain of states with shortcuts and ways
/// back, every stretch of it under a clock, the last step signed by a second person.
struct WorkflowPlan {
    let states: Int
    let transitions: Int
    let clocks: Int
    let regions: Int
    /// Conditions that ask where the next region stands.
    let links: Int
    private var dice: UInt64
    /// Acts of a region besides the one along the chain and the one at its end.
    private static let acts = 9

    init(states: Int, transitions: Int, clocks: Int, regions: Int, links: Int, seed: UInt64) {
        self.states = states
        self.transitions = transitions
        self.clocks = clocks
        self.regions = regions
        self.links = links
        dice = seed
    }

    /// A number below a bound (SplitMix64).
    private mutating func roll(_ bound: Int) -> Int {
        dice &+= 0x9E37_79B9_7F4A_7C15
        var word = dice
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) % UInt64(bound))
    }

    private func label(_ name: String) -> String { "label: {zh: \(name), en: \(name)}" }

    private func part(_ region: Int) -> Range<Int> {
        region * states / regions..<(region + 1) * states / regions
    }

    /// The stretch of states that a clock runs in; no stretch reaches into another region.
    private func stretch(_ clock: Int) -> Range<Int> {
        let region = clock * regions / clocks
        let own = (0..<clocks).filter { $0 * regions / clocks == region }
        let place = clock - (own.first ?? 0)
        let part = part(region)
        return part.lowerBound + place * part.count / own.count..<part.lowerBound + (place + 1)
            * part.count / own.count
    }

    /// Whether a breach moves on; where it would skip the last step it is only noted.
    private func isHandled(_ clock: Int) -> Bool {
        clock % 2 == 0 && stretch(clock).upperBound != part(clock * regions / clocks).upperBound
    }

    /// The procedure as YAML.
    mutating func text() -> String {
        var lines = [
            "workflow: generated", "language: 1", "version: 1", label("generated"), "roles:",
            "  clerk: {\(label("clerk"))}", "  head: {\(label("head"))}", "data:",
        ]
        for region in 0..<regions {
            let name = "kind_\(region)"
            lines.append(
                "  \(name): {type: enum, values: [plain, special, urgent], default: plain, \(label(name))}")
        }
        lines.append("acts:")
        for region in 0..<regions {
            for name in ["next_\(region)"] + (0..<WorkflowPlan.acts).map({ "act_\(region)_\($0)" }) {
                lines.append("  \(name): {kind: decision, \(label(name)), who: [clerk]}")
            }
            lines.append(
                "  finish_\(region): {kind: decision, \(label("finish_\(region)")), who: [clerk],"
                    + " signed: [{who: [head]}], not_same_actor_as: [next_\(region)]}")
        }
        lines.append("clocks:")
        for clock in 0..<clocks {
            let runs = stretch(clock).map { "s\($0)" }
            lines += [
                "  clock_\(clock):", "    \(label("clock_\(clock)"))", "    owes: clerk",
                "    kind: internal", "    limit: duty", "    length: 5 workdays",
                "    runs_in: [\(runs.joined(separator: ", "))]",
                "    reenter: \(clock % 4 == 2 ? "restart" : "continue")",
                "    breach: \(isHandled(clock) ? "to_handler" : "note")",
                "    source: {zh: 例, en: example}",
            ]
        }
        if regions == 1 {
            lines += ["initial: s0", "states:"] + chain(0, indent: "  ", end: "over")
        } else {
            lines += ["initial: all", "states:", "  all:", "    \(label("all"))", "    regions:"]
            for region in 0..<regions {
                lines += [
                    "      r\(region):", "        \(label("r\(region)"))",
                    "        initial: s\(part(region).lowerBound)", "        states:",
                ]
                lines += chain(region, indent: "          ", end: "end\(region)")
                lines.append("          end\(region): {\(label("end\(region)")), final: true}")
            }
            lines.append("    done: [{to: over, otherwise: true}]")
        }
        lines += [
            "  over: {\(label("over")), final: true, outcome: over}", "properties:",
            "  - {name: signed-at-last, \(label("signed-at-last")), path: {to: over, via: [finish_0]}}",
            "  - {name: comes-through, \(label("comes-through")), leads_to: {from: s0, to: [over]}}",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func chain(_ region: Int, indent: String, end: String) -> [String] {
        let part = part(region)
        var lines: [String] = []
        for (place, state) in part.enumerated() {
            let isLast = place + 1 == part.count
            let next = isLast ? end : "s\(state + 1)"
            let more = (state + 1) * transitions / states - state * transitions / states - 1
            var ways = ["{act: \(isLast ? "finish" : "next")_\(region), to: \(next)}"]
            let clock = (0..<clocks).first { stretch($0).contains(state) } ?? 0
            if isHandled(clock) { ways.append("{breach: clock_\(clock), to: \(next)}") }
            if regions > 1, links > 0, state * links / states != (state + 1) * links / states, more > 0 {
                let other = self.part((region + 1) % regions)
                let asked = other.lowerBound + roll(other.count)
                ways.append(
                    "{act: act_\(region)_\(state % WorkflowPlan.acts), to: \(next), when: \"In('s\(asked)')\"}"
                )
            }
            while ways.count < more + 1 {
                let act = "act_\(region)_\((state + ways.count) % WorkflowPlan.acts)"
                let target = part.lowerBound + roll(part.count)
                switch roll(6) {
                case 0: ways.append("{act: \(act), set: {kind_\(region): \"'special'\"}}")
                case 1:
                    ways.append("{act: \(act), to: s\(target), when: \"data.kind_\(region) == 'special'\"}")
                default: ways.append("{act: \(act), to: s\(target)}")
                }
            }
            lines += ["\(indent)s\(state):", "\(indent)  \(label("s\(state)"))", "\(indent)  transitions:"]
            lines += ways.map { "\(indent)    - \($0)" }
        }
        return lines
    }
}
