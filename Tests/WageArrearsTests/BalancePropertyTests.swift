import Source
import Testing
import Values

@testable import WageArrears

/// A generator whose numbers depend on nothing but its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

@Suite struct BalancePropertyTests {
    private static let claimants = ["P-000001", "P-000002", "P-000003", "P-000004"]

    /// Facts on money that do not depend on each other's order: one verified sum at most for each target.
    private static func facts(_ generator: inout SeededGenerator) -> [Fact] {
        var facts: [Fact] = []
        for (index, id) in claimants.enumerated() where Int.random(in: 0..<4, using: &generator) > 0 {
            facts.append(
                .amountAsserted(
                    AmountAsserted(
                        assertion: "A\(index).1", kind: .verified, level: .claimant, claimant: id,
                        sum: Fen(.random(in: 0...100_000, using: &generator)), proceeding: "1",
                        isEffective: true)))
        }
        if Bool.random(using: &generator) {
            facts.append(
                .amountAsserted(
                    AmountAsserted(
                        assertion: "A9.1", kind: .verified, level: .wholeCase,
                        sum: Fen(.random(in: 0...400_000, using: &generator)), proceeding: "1",
                        isEffective: true)))
        }
        for number in 0..<Int.random(in: 0...12, using: &generator) {
            facts.append(
                .paymentMade(
                    PaymentMade(
                        payment: "Y\(number).1",
                        claimant: Bool.random(using: &generator)
                            ? claimants.randomElement(using: &generator) : nil,
                        sum: Fen(.random(in: 1...80_000, using: &generator)),
                        ground: PaymentGround.allCases.randomElement(using: &generator) ?? .ownDebt,
                        payee: Payee.allCases.randomElement(using: &generator) ?? .worker,
                        stage: PaymentStage.allCases.randomElement(using: &generator) ?? .paidOut)))
        }
        return facts
    }

    private static func fold(_ facts: [Fact]) -> CaseFile {
        var file = CaseFile()
        for id in claimants {
            file.apply(.claimantJoined(ClaimantJoined(claimant: id)), from: sampleEntry(1))
        }
        for (index, fact) in facts.enumerated() { file.apply(fact, from: sampleEntry(index + 2)) }
        return file
    }

    @Test(arguments: 0..<200) func `no sum is ever negative and recovered is what is in hand`(seed: Int)
        throws
    {
        var generator = SeededGenerator(seed: UInt64(seed))
        let file = Self.fold(Self.facts(&generator))
        let balance = file.balance
        let all =
            [
                balance.due, balance.overpaid, balance.recovered, balance.advanced, balance.inCustody,
                balance.dueToActive,
            ]
            + balance.claimants.flatMap { [$0.due, $0.overpaid, $0.recovered] }
        #expect(all.allSatisfy { $0 >= .zero }, "seed \(seed)")
        let inHand = file.payments.filter(\.isInHand).reduce(Fen.zero) { $0.saturating($1.sum) }
        #expect(balance.recovered == inHand, "seed \(seed)")
        #expect(balance.advanced <= balance.recovered, "seed \(seed)")
        #expect(balance.dueToActive <= balance.due, "seed \(seed)")
        // While nobody is paid too much, what is due and what is in hand make up what was verified.
        let basis = balance.claimants.allSatisfy { $0.basis != nil } || balance.group?.basis != nil
        if basis, balance.overpaid == .zero {
            #expect(balance.due.saturating(balance.recovered) == balance.verified, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<100) func `independent facts give the same balance in any order`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let facts = Self.facts(&generator)
        let straight = Self.fold(facts).balance
        for _ in 0..<4 {
            #expect(Self.fold(facts.shuffled(using: &generator)).balance == straight, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<60) func `retracting everything in any order leads back to nothing`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let facts = Self.facts(&generator)
        var file = Self.fold(facts)
        for target in (2..<facts.count + 2).shuffled(using: &generator) {
            file.apply(
                .correctionMade(CorrectionMade(mode: .retract, target: target)),
                from: sampleEntry(1000 + target))
        }
        #expect(file.balance == Self.fold([]).balance, "seed \(seed)")
    }

    /// Facts as no desk would ever write them: members swapped, missing, huge, of another shape.
    @Test(arguments: 0..<150) func `the fold never traps, whatever facts it is given`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let values: [JSON] =
            FactSamples.all.flatMap { $0.json.objectValue.map { Array($0.values) } ?? [] } + [
                .null, .integer(JSON.maxInteger), .integer(-1), .string(""), .string("case"), .array([]),
                .bool(true),
            ]
        var file = CaseFile()
        for _ in 0..<120 {
            guard let sample = FactSamples.all.randomElement(using: &generator),
                case .object(var members) = sample.json
            else { continue }
            for name in members.keys.sorted() where name != "type" && name != "schema" {
                if Int.random(in: 0..<8, using: &generator) == 0 {
                    members[name] = values.randomElement(using: &generator)
                }
            }
            if members["sum_fen"] != nil, Bool.random(using: &generator) {
                members["sum_fen"] = .integer(JSON.maxInteger)
            }
            if members["target"] != nil {
                members["target"] = .integer(.random(in: -1...125, using: &generator))
                members["mode"] = .string(CorrectionMode.words.randomElement(using: &generator) ?? "retract")
            }
            guard let fact = try? Fact(json: .object(members)) else { continue }
            file.apply(fact, from: sampleEntry(.random(in: 0...120, using: &generator)))
        }
        let balance = file.balance
        #expect(
            balance.due >= .zero && balance.overpaid >= .zero && balance.recovered >= .zero, "seed \(seed)")
        _ = file.view
        _ = file.restingOn(1)
    }
}
