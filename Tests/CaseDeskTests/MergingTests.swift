import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

/// One case goes into another: nothing is lost, nothing counts twice, nothing moves, and the old number finds it.
struct MergingTests {
    /// The standing of every proceeding and the due dates of its clocks, by the order of the proceedings.
    private func standing(_ state: CaseState) -> [String] {
        state.proceedings.map { place in
            place.snapshot.active.joined(separator: "+") + " "
                + place.snapshot.clocks.map { "\($0.id) \($0.due?.description ?? "-") \($0.state)" }
                .joined(separator: ", ")
        }
    }

    @Test func `two cases of different workers: claims, money and proceedings stand under one number`() throws
    {
        let office = try MergeOffice()
        let first = try office.open([0, 1])
        let second = try office.open([2])
        try office.verify(first, [0: "1000.00", 1: "2000.00"])
        try office.verify(second, [2: "3000.00"])
        try office.pay(second, 2, "500.00", voucher: "V1")
        let before = try (office.desk.state(first), office.desk.state(second))
        try office.done(office.merge(second, into: first))
        let state = try office.desk.state(first)
        #expect(state.file.claimants.map(\.id) == office.workers.prefix(3).map(\.self))
        #expect(state.file.balance.verified == Fen(600_000))
        #expect(state.file.balance.recovered == Fen(50_000))
        #expect(state.file.balance.due == Fen(550_000))
        #expect(state.proceedings.map(\.id) == ["1", "2"])
        #expect(standing(state) == standing(before.0) + standing(before.1))
        #expect(state.file.openFindings.map(\.kind) == before.1.file.openFindings.map(\.kind))
        #expect(try office.differences(first) == [])
        #expect(try office.differences(second) == [])
    }

    @Test func `the old number finds the case it went into, also through a chain`() throws {
        let office = try MergeOffice()
        let numbers = try [office.open([0]), office.open([1]), office.open([2])]
        try office.done(office.merge(numbers[0], into: numbers[1]))
        try office.done(office.merge(numbers[1], into: numbers[2]))
        let state = try office.desk.state(numbers[0])
        #expect(state.number == numbers[2])
        #expect(state.askedAs == [numbers[0], numbers[1]])
        #expect(state.proceedings.count == 3)
        // An act sent to the old number lands where the case is.
        let receipt = try office.done(
            office.desk.act(numbers[0], "note_added", as: "cadre", .object(["text": .string("备注")])))
        #expect(receipt.caseNumber == numbers[2])
        for number in numbers { #expect(try office.differences(number) == []) }
    }

    @Test func `a worker of both cases is there once, and rival figures stand side by side until decided`()
        throws
    {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([0, 1])
        try office.verify(first, [0: "1000.00"])
        try office.verify(second, [0: "1200.00", 1: "2000.00"])
        // 1,000.00 + 3,200.00 were due; 3,200.00 are when the same wages are counted once: two people and a paper.
        #expect(try office.merge(second, into: first).refusal == "approvals")
        let receipt = try office.done(office.merge(second, into: first, bySecond: true))
        #expect(receipt.findings.count == 1)
        let state = try office.desk.state(first)
        #expect(state.file.claimants.map(\.id) == [office.workers[0], office.workers[1]])
        let rivals = state.file.assertions.filter {
            $0.claimant == office.workers[0] && $0.kind == .verified && $0.isInForce
        }
        #expect(rivals.map(\.sum) == [Fen(100_000), Fen(120_000)])
        #expect(state.file.openFindings.map(\.kind) == [.rivalFigures])
        #expect(state.file.balance.due == Fen(320_000))
        // A new figure takes the place of both.
        try office.verify(first, [0: "1100.00"], in: "1")
        #expect(try office.desk.state(first).file.balance.due == Fen(310_000))
        #expect(try office.differences(first) == [])
    }

    @Test func `a voucher recorded in both cases counts once and waits for an answer`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([0])
        try office.verify(first, [0: "1000.00"])
        try office.verify(second, [0: "1000.00"])
        try office.pay(first, 0, "400.00", voucher: "V7")
        try office.pay(second, 0, "400.00", voucher: "V7")
        try office.done(office.merge(second, into: first, bySecond: true))
        let state = try office.desk.state(first)
        #expect(state.file.balance.recovered == Fen(40_000))
        #expect(state.file.balance.due == Fen(60_000))
        #expect(state.file.openFindings.map(\.kind).contains(.paidTwice))
    }

    @Test func `sums for a whole case stay those of its own workers`() throws {
        let office = try MergeOffice()
        let first = try office.open([0, 1])
        let second = try office.open([2])
        try office.verifyWhole(first, "6000.00")
        try office.verify(second, [2: "3000.00"])
        try office.pay(first, nil, "7000.00", voucher: "V1")
        // 1,000.00 too much for the first group never pays what is due to the other worker.
        #expect(try office.desk.state(first).file.balance.due == .zero)
        try office.done(office.merge(second, into: first))
        #expect(try office.desk.state(first).file.balance.due == Fen(300_000))
        #expect(try office.desk.state(first).file.balance.verified == Fen(900_000))
    }

    @Test func `two registrations of one person are one claimant when somebody says so`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1])
        try office.verify(first, [0: "1000.00"])
        try office.verify(second, [1: "1000.00"])
        let pair = ClaimantPair(here: office.workers[1], there: office.workers[0])
        try office.done(office.merge(second, into: first, pairs: [pair], bySecond: true))
        let state = try office.desk.state(first)
        #expect(state.file.claimants.map(\.id) == [office.workers[0]])
        #expect(state.file.balance.due == Fen(100_000))
        try office.done(office.unmerge(second))
        #expect(try office.desk.state(second).file.claimants.map(\.id) == [office.workers[1]])
        #expect(try office.desk.state(second).file.balance.due == Fen(100_000))
        #expect(try office.differences(first) == [])
        #expect(try office.differences(second) == [])
    }

    @Test func `what cannot be merged is refused with a reason, and noted`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1])
        #expect(try office.merge(first, into: first).refusal == "payload")
        #expect(try office.merge(second, into: first, as: "auditor").refusal == "role")
        let twice = [
            ClaimantPair(here: office.workers[1], there: office.workers[0]),
            ClaimantPair(here: office.workers[1], there: office.workers[0]),
        ]
        #expect(try office.merge(second, into: first, pairs: twice).refusal == "payload")
        let unknown = [ClaimantPair(here: "P99", there: office.workers[0])]
        #expect(try office.merge(second, into: first, pairs: unknown).refusal == "payload")
        #expect(throws: DeskFailure.noSuchCase("2025-0099")) { try office.merge("2025-0099", into: first) }
        let other = try office.desk.organisation("另一家公司")
        let elsewhere = try office.desk.open(as: "clerk", claimants: [office.workers[3]], respondent: other)
        #expect(try office.merge(elsewhere, into: first).refusal == "payload")
        try office.done(office.merge(second, into: first))
        #expect(try office.merge(second, into: first).refusal == "payload")
        let third = try office.open([2])
        #expect(try office.merge(second, into: third).refusal == "payload")
        #expect(try office.unmerge(third).refusal == "payload")
        let notes = try office.desk.desk.ask { reader, _ in try RefusalNote.all(in: reader) }
        #expect(notes.contains { $0.act == "merge" && $0.code == "role" })
    }

    @Test func `a case closed before is not merged, nor merged into`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1])
        try office.verify(second, [1: "1000.00"])
        try office.pay(second, 1, "1000.00", voucher: "V1")
        try office.done(
            office.desk.act(
                second, "close", as: "head", .object(["reason": .string("paid_in_full")]),
                papers: [TestDesk.paper("closing_report")]))
        #expect(try office.merge(second, into: first).refusal == "payload")
        #expect(try office.merge(first, into: second).refusal == "payload")
    }

    @Test func `sent twice with one key it happens once`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1])
        let key = try #require(CommandKey("merge-1"))
        let one = try office.done(office.merge(second, into: first, key: key))
        let again = try office.done(office.merge(second, into: first, key: key))
        #expect(again.isReplay && again.position == one.position)
        #expect(throws: DeskFailure.log(.keyReused(key))) { try office.merge(first, into: second, key: key) }
    }

    @Test func `before the merger both cases read as they were`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1])
        let moment = office.desk.clock.now
        office.desk.clock.set(try Repository.day("2025-04-10"))
        try office.done(office.merge(second, into: first))
        for horizon in [Horizon(knownAt: .instant(moment)), Horizon(asOf: .instant(moment))] {
            #expect(try office.desk.state(second, horizon).number == second)
            #expect(try office.desk.state(second, horizon).file.claimants.map(\.id) == [office.workers[1]])
            #expect(try office.desk.state(first, horizon).file.claimants.map(\.id) == [office.workers[0]])
        }
    }

    @Test func `lists count each sum once, and the merged case is closed as merged`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1])
        try office.verify(first, [0: "1000.00"])
        try office.verify(second, [1: "2000.00"])
        try office.done(office.merge(second, into: first))
        let rows = try office.desk.desk.askIndex { index, _ in try index.cases(CaseQuery(limit: 10)) }
        #expect(rows.first { $0.number == second }?.closedReason == "merged")
        #expect(rows.reduce(Fen.zero) { $0.saturatingSum($1.due) } == Fen(300_000))
        let clocks = try office.desk.desk.askIndex { index, _ in
            try index.cases(dueBy: Instant(startOf: Repository.day("2026-01-01")), limit: 10)
        }
        #expect(clocks.map(\.number) == [first])
    }

    @Test func `two people whose checked numbers differ are never one claimant`() throws {
        let office = try MergeOffice()
        let one = try office.desk.person("工友戊", number: "11010519491231002X")
        let other = try office.desk.person("工友戊", number: "110105194912310046")
        let first = try office.desk.open(as: "clerk", claimants: [one], respondent: office.employer)
        let second = try office.desk.open(as: "clerk", claimants: [other], respondent: office.employer)
        let pair = ClaimantPair(here: other, there: one)
        #expect(try office.merge(second, into: first, pairs: [pair]).refusal == "payload")
        try office.done(office.merge(second, into: first))
        #expect(try office.desk.state(first).file.claimants.map(\.id) == [one, other])
    }

    @Test func `a case of another region is transferred first`() throws {
        let office = try MergeOffice()
        let numbers = try ["350526", "350527"].map { region in
            try office.desk.desk.work(as: "clerk") { work in
                try work.open(
                    OpenCommand(
                        definition: office.desk.definition, source: "", recorder: "clerk",
                        report: .object(["channel": .string("walk_in")]), claimants: [office.workers[0]],
                        respondents: [(organisation: office.employer, capacity: "employer")], region: region,
                        library: office.desk.library)
                ).caseNumber
            }
        }
        let outcome = try office.merge(numbers[1], into: numbers[0], bySecond: true)
        guard case .refused(let report, _) = outcome, case .payload(let problems) = report.primary else {
            Issue.record("not refused: \(outcome)")
            return
        }
        #expect(problems.map(\.path) == ["--into"] && problems[0].wanted.en.contains("350527"))
    }

    @Test func `who decided in one case stays separated in the other`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1])
        try office.verify(first, [0: "1000.00"])
        try office.verify(second, [1: "1000.00"])
        try office.done(office.merge(second, into: first))
        try office.pay(first, 1, "1000.00", voucher: "V1")
        // The cadre verified in both; so did the inspector. The head did neither.
        func close(_ actor: String) throws -> String? {
            try office.desk.act(
                first, "close", as: actor, .object(["reason": .string("paid_in_full")]),
                papers: [TestDesk.paper("closing_report")], in: "2"
            ).refusal
        }
        #expect(try close("cadre") == "same-actor")
        #expect(try close("head") == nil)
        // The wages of the other case are still due there, and its proceeding is open.
        #expect(try office.desk.state(first).isClosed == false)
        #expect(try office.differences(first) == [])
    }
}
