import CaseDesk
import CaseIndexSQLite
import Testing
import Values

struct AgreementTests {
    @Test(arguments: [1, 20_250_407, 0xB4C4] as [UInt64])
    func `after any sequence of batches both kinds of index give the same answers`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let memory = MemoryCaseIndex()
        let sqlite = try SQLiteCaseIndex.inMemory()
        var size = 0
        for step in 0..<40 {
            size += Int.random(in: -1...5, using: &random)
            let batch = randomBatch(&random)
            if Int.random(in: 0..<25, using: &random) == 0 {
                try memory.reset()
                try sqlite.reset()
            }
            try memory.apply(batch, upTo: stamp(size))
            try sqlite.apply(batch, upTo: stamp(size))
            try expectSameAnswers(memory, sqlite, &random, "seed \(seed), step \(step)")
        }
    }

    private func expectSameAnswers(
        _ one: any CaseIndex, _ other: any CaseIndex, _ random: inout SplitMix, _ place: Comment
    ) throws {
        #expect(try one.stamp() == other.stamp(), place)
        for _ in 0..<6 {
            let query = CaseQuery(
                status: CaseQuery.Status.allCases.randomElement(using: &random) ?? .all,
                workflow: Bool.random(using: &random) ? nil : "w\(Int.random(in: 0...2, using: &random))",
                claimants: ids("p", upTo: 2, &random), respondents: ids("o", upTo: 2, &random),
                numberContains: [nil, "1", "案", "（2", "-"].randomElement(using: &random) ?? nil,
                limit: Int.random(in: -1...12, using: &random))
            #expect(try one.cases(query) == other.cases(query), place)
            #expect(try one.count(query) == other.count(query), place)
            let text = randomText(&random, upTo: 2)
            let limit = Int.random(in: 0...8, using: &random)
            #expect(
                try one.persons(matching: text, limit: limit) == other.persons(matching: text, limit: limit),
                place)
            #expect(
                try one.organisations(matching: text, limit: limit)
                    == other.organisations(matching: text, limit: limit), place)
        }
        let due = Day(ordinal: Int.random(in: -3...12, using: &random))
        #expect(try one.clocks(dueBy: due) == other.clocks(dueBy: due), place)
        #expect(try one.clocks(dueBy: nil) == other.clocks(dueBy: nil), place)
    }

    private func randomBatch(_ random: inout SplitMix) -> IndexBatch {
        var batch = IndexBatch()
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let number = randomNumber(&random)
            batch.cases.append(
                caseRow(
                    number, opened: Day(ordinal: Int.random(in: -2...4, using: &random)).description,
                    closed: Bool.random(using: &random) ? nil : "paid",
                    workflow: "w\(Int.random(in: 0...2, using: &random))",
                    claimants: ids("p", upTo: 3, &random),
                    respondents: ids("o", upTo: 2, &random),
                    recovered: Int64.random(in: -5...5, using: &random),
                    nextDue: Bool.random(using: &random) ? nil : Day(ordinal: 7)))
        }
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            // Mostly clocks of the batch's own cases, now and then one of another case.
            let number = batch.cases.randomElement(using: &random)?.number ?? randomNumber(&random)
            let ordinal = Int.random(in: -2...10, using: &random)
            let instant = Instant(microseconds: Int64(ordinal) * 43_200_000_000 + 1)
            batch.clocks.append(
                clockRow(
                    number, run: "c#\(Int.random(in: 1...3, using: &random))",
                    due: Bool.random(using: &random) ? .day(Day(ordinal: ordinal)) : .instant(instant)))
        }
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            batch.persons.append(
                PersonRow(
                    id: "p-\(Int.random(in: 0...9, using: &random))", name: randomText(&random, upTo: 3),
                    number: randomText(&random, upTo: 4), phone: randomText(&random, upTo: 3)))
            batch.organisations.append(
                OrganisationRow(
                    id: "o-\(Int.random(in: 0...5, using: &random))", name: randomText(&random, upTo: 5),
                    code: randomText(&random, upTo: 3)))
        }
        return batch
    }

    private func randomNumber(_ random: inout SplitMix) -> String {
        "案（\(Int.random(in: 1...2, using: &random))）-\(Int.random(in: 1...6, using: &random))"
    }

    private func ids(_ kind: String, upTo count: Int, _ random: inout SplitMix) -> [String] {
        (0..<Int.random(in: 0...count, using: &random)).map { _ in
            "\(kind)-\(Int.random(in: 0...9, using: &random))"
        }
    }

    private func randomText(_ random: inout SplitMix, upTo count: Int) -> String {
        let letters: [Character] = [
            "张", "伟", "国", "A", "a", "ａ", "1", "１", "*", " ", "·", "-", "İ", "é", "𠮷",
        ]
        return String(
            (0..<Int.random(in: 0...count, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? "张"
            })
    }
}

/// Steele, Lea and Flood's generator: the same numbers from the same seed, everywhere.
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
