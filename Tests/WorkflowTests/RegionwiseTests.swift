import Source
import Testing
import Values

@testable import Workflow

/// Following region by region says less than following everything together, never something else.
@Suite struct RegionwiseTests {
    /// A small procedure with regions side by side; with `linked` they share acts, ask for one another, and can be left.
    private struct Draft {
        var dice: SeededGenerator
        let isLinked: Bool
        /// Whether the limit of a region moves on when it passes.
        var handled: [Bool] = []

        init(seed: Int, isLinked: Bool) {
            dice = SeededGenerator(state: UInt64(seed) &* 977 &+ (isLinked ? 1 : 0))
            self.isLinked = isLinked
        }

        private mutating func roll(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &dice) }

        mutating func text() -> String {
            let regions = 2 + roll(2)
            let sizes = (0..<regions).map { _ in 2 + roll(3) }
            var acts: [String] = ["leave", "finish"]
            var clocks = ""
            handled = (0..<regions).map { _ in roll(2) == 0 }
            var lines = ["initial: all", "states:", "  all:", "    \(label("all"))"]
            if isLinked { lines.append("    transitions: [{act: leave, to: stopped}]") }
            lines.append("    regions:")
            for region in 0..<regions {
                let own = (0..<3).map { "r\(region)_\($0)" } + (isLinked ? ["shared"] : [])
                acts += own
                clocks += clock(region, (0..<sizes[region]).map { "s\(region)_\($0)" })
                lines += [
                    "      r\(region):", "        \(label("r"))", "        initial: s\(region)_0",
                    "        states:",
                ]
                for state in 0..<sizes[region] {
                    lines += [
                        "          s\(region)_\(state):", "            \(label("s"))",
                        roll(4) == 0 ? "            enter: {kind_\(region): \"'\(word())'\"}" : "",
                        "            transitions:",
                    ].filter { !$0.isEmpty }
                    lines += ways(region, state, sizes, own).map { "              - \($0)" }
                }
                lines.append("          e\(region): {\(label("e")), final: true}")
            }
            lines += [
                "    done: [{to: last, otherwise: true}]",
                "  last: {\(label("last")), transitions: [{act: finish, to: over}]}",
                "  over: {\(label("over")), final: true, outcome: over}",
            ]
            if isLinked { lines.append("  stopped: {\(label("stopped")), final: true, outcome: stopped}") }
            lines += [
                "properties:", "  - {name: through, \(label("p")), path: {to: over, via: [r0_0]}}",
                "  - {name: ends, \(label("p")), leads_to: {from: s0_0, to: [over]}}",
                "  - {name: both, \(label("p")), never: \"In('over') && data.kind_0 == 'red'\"}",
                "  - {name: apart, \(label("p")), never: \"data.kind_0 == 'red' && data.kind_1 == 'red'\"}",
                "",
            ]
            let data = (0..<regions).map {
                "  kind_\($0): {type: enum, values: [red, green], default: green, \(label("kind"))}\n"
            }.joined()
            return machine(
                lines.joined(separator: "\n"),
                acts: acts.filter { act in lines.contains { $0.contains("act: \(act),") } }.uniqued()
                    .joined(separator: " "), data: data, clocks: clocks
            ).replacing(
                "finish: {kind: decision, label: {zh: finish, en: finish}, who: [clerk]",
                with:
                    "finish: {kind: decision, label: {zh: finish, en: finish}, who: [clerk], not_same_actor_as: [r0_0]"
            )
        }

        private mutating func word() -> String { roll(2) == 0 ? "red" : "green" }

        private mutating func ways(_ region: Int, _ state: Int, _ sizes: [Int], _ own: [String]) -> [String] {
            let next = state + 1 < sizes[region] ? "s\(region)_\(state + 1)" : "e\(region)"
            var ways = ["{act: r\(region)_0, to: \(next)\(condition(region, sizes))}"]
            for act in own.dropFirst() where roll(2) == 0 {
                let target = "s\(region)_\(roll(sizes[region]))"
                switch roll(4) {
                case 0: ways.append("{act: \(act), set: {kind_\(region): \"'\(word())'\"}}")
                case 1 where isLinked:
                    ways.append("{act: \(act), to: stopped\(condition(region, sizes))}")
                default: ways.append("{act: \(act), to: \(target)\(condition(region, sizes))}")
                }
            }
            if state == 0, handled[region] { ways.append("{breach: clock_\(region), to: \(next)}") }
            return ways
        }

        private mutating func condition(_ region: Int, _ sizes: [Int]) -> String {
            switch roll(6) {
            case 0: return ", when: \"data.kind_\(region) == 'red'\""
            case 1 where isLinked:
                let other = (region + 1) % sizes.count
                return ", when: \"In('s\(other)_\(roll(sizes[other]))')\""
            case 2 where isLinked: return ", when: \"data.kind_\((region + 1) % sizes.count) == 'red'\""
            default: return ""
            }
        }

        private mutating func clock(_ region: Int, _ states: [String]) -> String {
            let reenter = roll(2) == 0 ? "restart" : "continue"
            return """
                  clock_\(region):
                    \(label("clock"))
                    owes: clerk
                    kind: internal
                    limit: duty
                    length: 5 days
                    runs_in: [\(handled[region] ? states[0] : states.joined(separator: ", "))]
                    reenter: \(reenter)
                    breach: \(handled[region] ? "to_handler" : "note")
                    source: {zh: 例, en: example}

                """
        }
    }

    private func both(_ seed: Int, isLinked: Bool) -> (whole: ModelReport, apart: ModelReport, text: String)?
    {
        var draft = Draft(seed: seed, isLinked: isLinked)
        let text = draft.text()
        guard let definition = try? load(text) else { return nil }
        return (
            ModelChecker.check(definition, together: .max), ModelChecker.check(definition, together: 1), text
        )
    }

    private func subjects(_ report: ModelReport, _ code: String) -> [String] {
        report.findings.filter { $0.diagnostic.code == code }.map(\.subject)
    }

    /// What can never be reached or taken.
    private func barred(_ report: ModelReport) -> [(Int, String)] {
        report.findings.filter { ["W203", "W206"].contains($0.diagnostic.code) }.map {
            ($0.diagnostic.position.line, $0.subject)
        }
    }

    @Test(arguments: [false, true])
    func `what is said region by region is said of the whole`(isLinked: Bool) throws {
        var looked = 0
        var decided = 0
        for seed in 0..<40 {
            guard let (whole, apart, text) = both(seed, isLinked: isLinked) else { continue }
            looked += 1
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let place = Comment(rawValue: "seed \(seed)\n\(text)")
            try #require(whole.size.isComplete && apart.size.isComplete, place)
            #expect(whole.size.regions == 1 && apart.size.regions > 1)
            // What can never happen while the other regions may be anywhere never happens.
            let never = barred(whole)
            for (line, subject) in barred(apart) {
                let isSaid = never.contains { $0 == (line, subject) }
                // A way to a state that is never reached needs no word of its own.
                let leadsNowhere = never.contains {
                    lines[line - 1].contains("to: \($0.1)") || $0.1 == subject
                }
                #expect(isSaid || leadsNowhere, "line \(line) \(place)")
            }
            if !subjects(apart, "W205").isEmpty { #expect(!subjects(whole, "W205").isEmpty, place) }
            if !subjects(whole, "W301").isEmpty { #expect(!subjects(apart, "W301").isEmpty, place) }
            for (one, other) in zip(whole.verdicts, apart.verdicts) where other.outcome != .notDecided {
                decided += 1
                let opposite: PropertyVerdict.Outcome = other.outcome == .proved ? .refuted : .proved
                #expect(one.outcome != opposite, "\(one.name) \(place)")
            }
            for (one, other) in zip(whole.crews, apart.crews) {
                if let least = one.people, let known = other.people { #expect(known <= least, place) }
                if other.certainty == .exact, one.certainty == .exact {
                    #expect(one.people == other.people, place)
                }
            }
        }
        #expect(looked > 12, "\(looked) of the drafts were procedures")
        #expect(decided > 20, "\(decided) rules were decided region by region")
    }
}

extension Array where Element: Hashable {
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
