import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

/// What holds for every merger and every split, whatever the cases are: seeded random cases, the seed in each failure.
struct MergeLawTests {
    /// A small generator, so that a seed gives the same cases everywhere.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
    }

    /// What can be told of a case: who, how much, where, until when, and what waits.
    private struct Sight: Equatable {
        let claimants: [CaseClaimant]
        let balance: Balance
        let papers: [CasePaper]
        let findings: [Finding]
        let standing: [Snapshot]
        let definitions: [String]

        init(_ state: CaseState) {
            claimants = state.file.claimants
            balance = state.file.balance
            papers = state.file.papers
            findings = state.file.findings
            standing = state.proceedings.map(\.snapshot)
            definitions = state.proceedings.map(\.definitionHash)
        }
    }

    /// Two cases with workers drawn for each, and sums, payments and time drawn for them.
    private func cases(_ office: MergeOffice, _ dice: inout Dice, sharing: Bool) throws -> [String] {
        let split = sharing ? [[0, 1], [1, 2]] : [[0, 1], [2, 3]]
        return try split.map { workers in
            let number = try office.open(Array(workers.prefix(dice.roll(3) == 0 ? 1 : 2)))
            let people = try office.desk.state(number).file.claimants.map(\.id)
            let own = workers.filter { people.contains(office.workers[$0]) }
            if dice.roll(4) > 0 {
                try office.verify(
                    number,
                    Dictionary(
                        uniqueKeysWithValues: own.map {
                            ($0, "\(100 + dice.roll(9000)).\(10 + dice.roll(90))")
                        }))
                for worker in own where dice.roll(2) == 0 {
                    try office.pay(
                        number, worker, "\(10 + dice.roll(90)).00", voucher: "V\(number)-\(worker)")
                }
            }
            if dice.roll(3) == 0 {
                try office.done(
                    office.desk.act(
                        number, "note_added", as: "cadre", .object(["text": .string("备注")])))
            }
            return number
        }
    }

    @Test(arguments: 1...12)
    func `merged and undone, both cases are as before`(seed: UInt64) throws {
        let office = try MergeOffice(seed: seed)
        var dice = Dice(state: seed)
        let numbers = try cases(office, &dice, sharing: seed.isMultiple(of: 2))
        let before = try numbers.map { Sight(try office.desk.state($0)) }
        try office.done(office.merge(numbers[1], into: numbers[0], bySecond: true))
        let merged = try office.desk.state(numbers[0])
        #expect(merged.proceedings.count == 2, "seed \(seed)")
        #expect(
            merged.proceedings.map(\.snapshot.active) == before.flatMap(\.standing).map(\.active),
            "seed \(seed)")
        #expect(
            merged.proceedings.map { $0.snapshot.clocks.map(\.due) }
                == before.flatMap(\.standing).map { $0.clocks.map(\.due) }, "seed \(seed)")
        try office.done(office.unmerge(numbers[1], bySecond: true))
        let after = try numbers.map { Sight(try office.desk.state($0)) }
        #expect(after[1] == before[1], "seed \(seed)")
        // The paper of the merger stays with the case that took the other in.
        #expect(after[0].balance == before[0].balance, "seed \(seed)")
        #expect(
            after[0].standing == before[0].standing && after[0].claimants == before[0].claimants,
            "seed \(seed)")
        for number in numbers { #expect(try office.differences(number) == [], "seed \(seed)") }
    }

    @Test(arguments: 1...12)
    func `two cases without a worker in common owe together what they owed apart`(seed: UInt64) throws {
        let office = try MergeOffice(seed: seed)
        var dice = Dice(state: seed)
        let numbers = try cases(office, &dice, sharing: false)
        let before = try numbers.map { try office.desk.state($0).file.balance }
        try office.done(office.merge(numbers[1], into: numbers[0]))
        let together = try office.desk.state(numbers[0]).file.balance
        for path in [\Balance.due, \.verified, \.recovered, \.claimed] {
            #expect(
                together[keyPath: path] == before[0][keyPath: path].saturatingSum(before[1][keyPath: path]),
                "seed \(seed)")
        }
    }

    @Test(arguments: 1...12)
    func `split off, the two cases owe together what the one owed, to the fen`(seed: UInt64) throws {
        let office = try MergeOffice(seed: seed)
        var dice = Dice(state: seed)
        let number = try office.open([0, 1, 2, 3])
        let sums = (0...3).map { _ in "\(100 + dice.roll(9000)).\(10 + dice.roll(90))" }
        try office.verify(
            number, Dictionary(uniqueKeysWithValues: sums.enumerated().map { ($0.offset, $0.element) }))
        for worker in 0...3 where dice.roll(2) == 0 {
            try office.pay(number, worker, "\(10 + dice.roll(90)).00", voucher: "V\(worker)")
        }
        let before = try office.desk.state(number)
        let leaving = (0...3).filter { _ in dice.roll(2) == 0 }.prefix(3).map { office.workers[$0] }
        guard !leaving.isEmpty else { return }
        let receipt = try office.done(
            office.desk.desk.split(
                SplitCommand(
                    caseNumber: number, claimants: leaving, workflow: office.desk.definition.id,
                    frame: office.frame("cadre", true, nil)),
                to: NewCaseWorkflow(definition: office.desk.definition, source: "")))
        let (old, new) = try (office.desk.state(number), office.desk.state(receipt.caseNumber))
        for path in [\Balance.due, \.verified, \.recovered] {
            #expect(
                old.file.balance[keyPath: path].saturatingSum(new.file.balance[keyPath: path])
                    == before.file.balance[keyPath: path], "seed \(seed)")
        }
        #expect(
            old.proceedings.map(\.snapshot.clocks) == before.proceedings.map(\.snapshot.clocks),
            "seed \(seed)")
        #expect(
            Set(old.file.claimants.map(\.id)).isDisjoint(with: new.file.claimants.map(\.id)), "seed \(seed)")
        for number in [number, receipt.caseNumber] {
            #expect(try office.differences(number) == [], "seed \(seed)")
        }
    }
}
