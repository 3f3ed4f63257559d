/// A made-up procedure: a chain of states with shortcuts and ways back, every stretch of it under a clock.
struct WorkflowPlan {
    let states: Int
    let transitions: Int
    let clocks: Int
    let regions: Int
    private var dice: UInt64
    /// Acts: `next` leads along the chain, the others anywhere.
    private static let acts = ["next"] + (1...11).map { "act_\($0)" }

    init(states: Int, transitions: Int, clocks: Int, regions: Int, seed: UInt64) {
        self.states = states
        self.transitions = transitions
        self.clocks = clocks
        self.regions = regions
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

    /// The procedure as YAML.
    mutating func text() -> String {
        var lines = [
            "workflow: generated", "language: 1", "version: 1", label("generated"), "roles:",
            "  clerk: {\(label("clerk"))}", "data:",
            "  kind: {type: enum, values: [plain, special, urgent], default: plain, \(label("kind"))}",
            "acts:",
        ]
        for act in WorkflowPlan.acts {
            lines.append("  \(act): {kind: decision, \(label(act)), who: [clerk]}")
        }
        lines.append("clocks:")
        for clock in 0..<clocks {
            let runs = (clock * states / clocks..<(clock + 1) * states / clocks).map { "s\($0)" }
            lines += [
                "  clock_\(clock):", "    \(label("clock_\(clock)"))", "    owes: clerk",
                "    kind: internal",
                "    limit: duty", "    length: 5 workdays", "    runs_in: [\(runs.joined(separator: ", "))]",
                "    reenter: continue", "    breach: \(clock % 2 == 0 ? "to_handler" : "note")",
                "    source: {zh: 例, en: example}",
            ]
        }
        let parts = (0..<regions).map { $0 * states / regions..<($0 + 1) * states / regions }
        if regions == 1 {
            lines += ["initial: s0", "states:"] + chain(parts[0], indent: "  ", end: "over")
        } else {
            lines += ["initial: all", "states:", "  all:", "    \(label("all"))", "    regions:"]
            for (number, part) in parts.enumerated() {
                lines += [
                    "      r\(number):", "        \(label("r\(number)"))",
                    "        initial: s\(part.lowerBound)", "        states:",
                ]
                lines += chain(part, indent: "          ", end: "end\(number)")
                lines.append("          end\(number): {\(label("end\(number)")), final: true}")
            }
            lines.append("    done: [{to: over, otherwise: true}]")
        }
        lines.append("  over: {\(label("over")), final: true, outcome: over}")
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func chain(_ part: Range<Int>, indent: String, end: String) -> [String] {
        part.flatMap { state -> [String] in
            let next = state + 1 < part.upperBound ? "s\(state + 1)" : end
            let clock = state * clocks / states
            var ways = ["{act: next, to: \(next)}"]
            let more = (state + 1) * transitions / states - state * transitions / states - 1
            if clock % 2 == 0, more > 0 { ways.append("{breach: clock_\(clock), to: \(next)}") }
            while ways.count < more + 1 {
                let act = WorkflowPlan.acts[ways.count]
                let target = part.lowerBound + roll(part.count)
                switch roll(6) {
                case 0: ways.append("{act: \(act), set: {kind: \"'special'\"}}")
                case 1: ways.append("{act: \(act), to: s\(target), when: \"data.kind == 'special'\"}")
                default: ways.append("{act: \(act), to: s\(target)}")
                }
            }
            return ["\(indent)s\(state):", "\(indent)  \(label("s\(state)"))", "\(indent)  transitions:"]
                + ways.map { "\(indent)    - \($0)" }
        }
    }
}
