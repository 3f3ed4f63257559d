import CEL
import Testing
import Values

@testable import Workflow

/// What holds for rows whatever happens: they do not touch each other, and the order of what concerns different rows
/// does not matter.
@Suite struct RowLawTests {
    private static let keys = ["w1", "w2", "w3", "w4"]

    /// A template in which a row can go about: `a` leads on, `b` back, `pay` and `quit` end it.
    private func definition() throws -> WorkflowDefinition {
        let acts =
            "  a: {kind: decision, label: {zh: a, en: a}, who: [clerk], of: claimants}\n"
            + "  b: {kind: decision, label: {zh: b, en: b}, who: [clerk], of: claimants}\n"
        let clock = """
              limit:
                label: {zh: 期限, en: limit}
                owes: clerk
                kind: internal
                limit: duty
                length: 5 days
                runs_in: [owing, second]
                ends: [pay]
                breach: note
                reenter: restart
                source: {zh: 内部, en: internal}

            """
        return try load(
            RowProcedure.yaml(
                row:
                    "        second: {\(label("second")), transitions: [{act: a, to: owing}, {act: b}, {act: pay, to: paid, otherwise: true}]}\n",
                acts: acts, clocks: clock
            ).replacing("[{act: pay, to: paid}", with: "[{act: a, to: second}, {act: pay, to: paid}"))
    }

    private func walk() throws -> Walk {
        var walk = try Walk(definition(), view: caseView(claimants: RowLawTests.keys))
        try walk.do("go")
        return walk
    }

    private func acts(_ count: Int, _ generator: inout SeededGenerator) -> [(act: String, row: String)] {
        (0..<count).map { _ in
            let act = ["a", "a", "b", "pay", "quit"].randomElement(using: &generator) ?? "a"
            return (act, RowLawTests.keys.randomElement(using: &generator) ?? "w1")
        }
    }

    /// Does what is possible of it; the last open row never ends, so that the whole stays where it is.
    private func play(_ acts: [(act: String, row: String)], _ walk: inout Walk) {
        for (act, row) in acts {
            let open = RowLawTests.keys.filter { walk.snapshot.rowOutcomes["workers"]?[$0] == nil }
            if open.count == 1, act == "pay" || act == "quit" { continue }
            try? walk.do(act, of: [row])
        }
    }

    /// What one row has gone through, without the numbers that its runs share with those of others.
    private func history(of row: String, _ walk: Walk) -> [String] {
        let runs = walk.snapshot.clocks.filter { $0.subject == row }.map {
            "\($0.clock) \($0.state.rawValue) \($0.ended?.rawValue ?? "-")"
        }
        return walk.states.filter { $0.hasSuffix("[\(row)]") } + runs.sorted()
            + walk.snapshot.enteredAt.filter { $0.key.hasSuffix("[\(row)]") }.map { "\($0)@\($1)" }.sorted()
            + walk.snapshot.ledger.filter { $0.row == row }.map(\.act)
            + [walk.snapshot.rowOutcomes["workers"]?[row] ?? "open"]
    }

    @Test(arguments: 1...25)
    func `the history of a row does not depend on the others`(_ seed: Int) throws {
        var generator = SeededGenerator(state: UInt64(seed))
        let all = acts(30, &generator).filter { $0.act != "pay" && $0.act != "quit" || $0.row != "w1" }
        var together = try walk()
        play(all, &together)
        for row in RowLawTests.keys {
            var alone = try walk()
            for (act, own) in all where own == row { try? alone.do(act, of: [own]) }
            #expect(history(of: row, together) == history(of: row, alone), "seed \(seed), row \(row)")
        }
    }

    @Test(arguments: 1...25)
    func `acts about different rows may come in any order`(_ seed: Int) throws {
        var generator = SeededGenerator(state: UInt64(seed))
        let each = ["a", "b", "quit", "pay"]
        let planned = RowLawTests.keys.dropLast().map { row in
            (row, (0..<4).map { _ in each.randomElement(using: &generator) ?? "a" })
        }
        var one = try walk()
        for (row, acts) in planned { for act in acts { try? one.do(act, of: [row]) } }
        var other = try walk()
        var rest = planned
        while !rest.isEmpty {
            let index = Int.random(in: rest.indices, using: &generator)
            try? other.do(rest[index].1.removeFirst(), of: [rest[index].0])
            if rest[index].1.isEmpty { rest.remove(at: index) }
        }
        #expect(one.states == other.states, "seed \(seed)")
        #expect(one.snapshot.rowOutcomes == other.snapshot.rowOutcomes, "seed \(seed)")
        for row in RowLawTests.keys {
            #expect(history(of: row, one) == history(of: row, other), "seed \(seed), row \(row)")
        }
    }

    @Test(arguments: 1...10)
    func `one act for several rows is the same as one for each`(_ seed: Int) throws {
        var generator = SeededGenerator(state: UInt64(seed))
        let rows = RowLawTests.keys.dropLast().filter { _ in Bool.random(using: &generator) }
        guard !rows.isEmpty else { return }
        var together = try walk()
        try together.do("a", of: rows)
        var apart = try walk()
        for row in rows.shuffled(using: &generator) { try apart.do("a", of: [row]) }
        #expect(together.states == apart.states, "seed \(seed)")
        for row in RowLawTests.keys {
            #expect(history(of: row, together) == history(of: row, apart), "seed \(seed), row \(row)")
        }
    }

    @Test(arguments: 1...15)
    func `whatever happens, the snapshot is stored and read back and no row is in two places`(_ seed: Int)
        throws
    {
        var generator = SeededGenerator(state: UInt64(seed))
        var walk = try walk()
        for _ in 0..<20 {
            play(acts(1, &generator), &walk)
            if Int.random(in: 0..<4, using: &generator) == 0 {
                let present = (RowLawTests.keys + ["w5"]).filter { _ in
                    Int.random(in: 0..<5, using: &generator) > 0
                }
                try walk.facts(caseView(claimants: present))
            }
            #expect(try Snapshot(json: walk.snapshot.json, definition: walk.definition) == walk.snapshot)
            let keys = walk.states.compactMap { Place.parts($0).row }
            #expect(Set(keys).count == keys.count, "seed \(seed)")
            let live = walk.snapshot.clocks.filter { $0.state == .running }.compactMap(\.subject)
            #expect(Set(live).count == live.count, "seed \(seed)")
            if walk.snapshot.outcome != nil { break }
        }
    }
}
