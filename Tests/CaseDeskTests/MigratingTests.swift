import CaseTesting
import EventLog
import FoundationEssentials
import Source
import SourceYAML
import Testing
import Values
import Workflow

@testable import CaseDesk

/// A procedure is changed under live cases: tried first, approved by a second person, one commit for each case.
struct MigratingTests {
    /// Two-station with one state renamed and a longer handling limit.
    func order(
        _ plan: String =
            """
        migration: two-station
        from: 2
        to: 3
        reason: {zh: 改名, en: renamed}
        states: {verifying: checking}
        clocks: {acceptance: keep_due, handling: keep_elapsed}
        """, edit: (String) -> String = { $0 }
    ) throws -> MigrationOrder {
        var text = try String(
            contentsOf: Repository.root.appending(path: "workflows/two-station.yaml"), encoding: .utf8)
        text = text.replacing("version: 2\n", with: "version: 3\n", maxReplacements: 1)
            .replacing("verifying", with: "checking")
            .replacing("length: 15 workdays", with: "length: 20 workdays")
        let definition = try Repository.load(YAMLReader.read(edit(text), file: "two-station.yaml"))
        return MigrationOrder(
            plan: try YAMLReader.read(plan, file: "plan.yaml"), definition: definition, source: edit(text),
            library: try Repository.library(of: definition))
    }

    @Test func `a dry run says where cases come to and how limits move, and writes nothing`() throws {
        let office = try Office()
        try office.accept()
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        let rehearsal = try office.desk.desk.rehearse(try order())
        let row = try #require(rehearsal.cases.first)
        #expect(rehearsal.blocked.isEmpty)
        #expect(row.before == ["joint/facts/verifying", "joint/employer/searching"])
        #expect(row.after == ["joint/facts/checking", "joint/employer/searching"])
        // 2025-04-07 and fifteen working days are 2025-04-27, a Sunday worked for the May holiday; five more (28, 29,
        // 30 April, 6 and 7 May, since 1 to 5 May are off) end on 2025-05-07.
        let clock = try #require(row.clocks.first { $0.clock == "handling" })
        #expect(clock.before == .day(try Repository.day("2025-04-27")))
        #expect(clock.after == .day(try Repository.day("2025-05-07")))
        #expect(row.isCompliant)
        #expect(try office.desk.desk.ask { reader, _ in try reader.size } == size)
    }

    @Test func `a dry run shared among several readers says the same, in the same order`() throws {
        let office = try Office()
        try office.accept()
        for _ in 0..<4 { _ = try office.desk.open(as: "clerk", claimants: office.workers, respondent: nil) }
        let desk = office.desk.desk
        let alone = try desk.rehearse(try order())
        let fellows = FellowReaders([desk.store, desk.store]) { count, work in
            (0..<count).reversed().forEach { work($0) }
        }
        let shared = try desk.rehearse(try order(), with: fellows)
        #expect(alone.cases.count == 5)
        #expect(shared.cases == alone.cases)
        #expect(shared.digest == alone.digest)
    }

    @Test func `nobody approves his own plan, and nothing moves before it is approved`() throws {
        let office = try Office()
        let order = try order()
        let desk = office.desk.desk
        #expect(throws: DeskFailure.self) { try desk.apply(order, as: "cadre") }
        _ = try desk.propose(order, as: "cadre")
        #expect(throws: DeskFailure.self) { try desk.apply(order, as: "cadre") }
        #expect(throws: DeskFailure.self) { try desk.approve(order, as: "cadre") }
        #expect(throws: DeskFailure.self) { try desk.approve(order, as: "auditor") }
        _ = try desk.approve(order, as: "head")
        let outcomes = try desk.apply(order, as: "cadre")
        #expect(outcomes == [.moved(office.number, position: try #require(outcomes.position))])
    }

    @Test
    func
        `a moved case goes on under the new text, and its history is decided again under the text of its time`()
        throws
    {
        let office = try Office()
        try office.accept()
        let order = try order()
        let desk = office.desk.desk
        _ = try desk.propose(order, as: "cadre")
        _ = try desk.approve(order, as: "head")
        _ = try desk.apply(order, as: "cadre")
        #expect(try office.state.proceedings[0].definition.version == 3)
        #expect(try desk.apply(order, as: "cadre") == [.alreadyMoved(office.number)])
        try office.reach()
        try office.verify()
        #expect(try office.state.proceedings[0].snapshot.active.first == "paying/desk/collecting")
        let report = try desk.ask { try CaseState.recheck(office.number, in: $0, pins: $1) }
        #expect(report.differences.isEmpty, "\(report.differences)")
        // What the register held before the migration it still shows as it was.
        let size = try #require(
            try desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }.first {
                $0.act == "migrate"
            }
        ).position
        let before = try office.desk.state(office.number, Horizon(size: size))
        #expect(before.proceedings[0].definition.version == 2)
        #expect(
            before.proceedings[0].snapshot.active == ["joint/facts/verifying", "joint/employer/searching"])
    }

    @Test func `a case that changed since stays on its version and is told`() throws {
        let office = try Office()
        let order = try order()
        let desk = office.desk.desk
        _ = try desk.propose(order, as: "cadre")
        _ = try desk.approve(order, as: "head")
        try office.accept()
        let outcomes = try desk.apply(order, as: "head")
        guard case .changed(office.number, let seen, let now)? = outcomes.first else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(now == seen + 1)
        #expect(try office.state.proceedings[0].definition.version == 2)
    }

    @Test
    func `a state, a clock or a rule without an answer in the plan stops the case, each with what to write`()
        throws
    {
        let office = try Office()
        try office.accept()
        let bare = """
            migration: two-station
            from: 2
            to: 3
            reason: {zh: 改名, en: renamed}
            """
        let rehearsal = try office.desk.desk.rehearse(try order(bare))
        let codes = Set(rehearsal.blocked.flatMap(\.blocks).map(\.code))
        #expect(codes == [.state, .clock])
        for block in rehearsal.blocked.flatMap(\.blocks) {
            #expect(block.text.zh.contains("写作"))
            #expect(block.text.en.contains("write"))
        }
        #expect(try office.desk.desk.propose(try order(bare), as: "cadre").blocked.count == 1)
        #expect(throws: DeskFailure.self) { try office.desk.desk.approve(try order(bare), as: "head") }
    }

    @Test
    func `a limit that begins to run needs its day, and one that would be over must be accepted by name`()
        throws
    {
        let office = try Office()
        try office.accept()
        let clock = """
            clocks:
              visit:
                label: {zh: 走访, en: visit}
                owes: unionCadre
                kind: internal
                limit: duty
                length: 3 days
                runs_in: [joint]
                breach: note
                reenter: restart
                source: {zh: 内部, en: internal}
            """
        let edit = { (text: String) in text.replacing("clocks:\n", with: clock + "\n", maxReplacements: 1) }
        let plan = """
            migration: two-station
            from: 2
            to: 3
            reason: {zh: 改名, en: renamed}
            states: {verifying: checking}
            clocks: {acceptance: keep_due, handling: keep_elapsed}
            """
        func codes(_ plan: String) throws -> [MigrationBlock.Code] {
            try office.desk.desk.rehearse(try order(plan, edit: edit)).blocked.flatMap(\.blocks).map(\.code)
        }
        #expect(try codes(plan) == [.start])
        #expect(try codes(plan + "\nstarts: {visit: \"date('2025-03-20')\"}") == [.overdue])
        #expect(
            try codes(plan + "\nstarts: {visit: \"date('2025-03-20')\"}\naccept_overdue: [visit]").isEmpty)
        #expect(try codes(plan + "\nstarts: {visit: \"date('2025-04-07')\"}").isEmpty)
    }

    @Test func `the stored form of a migration never changes`() throws {
        let fact = MigrationFact(
            proceeding: "1", workflow: "two-station", from: "aa", definition: "bb", calendar: "cc",
            plan: "dd",
            isCompliant: true)
        let golden =
            #"{"calendar":"cc","compliant":true,"definition":"bb","from":"aa","id":"1","plan":"dd","schema":1,"#
            + #""type":"proceeding.migrated","workflow":"two-station"}"#
        #expect(String(decoding: fact.json.canonicalBytes, as: UTF8.self) == golden)
        #expect(MigrationFact(json: try JSON(parsing: Array(golden.utf8))) == fact)
    }
}

extension [MigrationOutcome] {
    var position: Int? {
        guard case .moved(_, let position)? = first else { return nil }
        return position
    }
}
