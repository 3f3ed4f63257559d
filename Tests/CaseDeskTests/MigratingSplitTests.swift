import CaseTesting
import EventLog
import Source
import SourceYAML
import Testing
import Values
import WageArrears
import Workflow

@testable import CaseDesk

/// A split and a merger leave the acts of a case what they were: under a new text they lead to the same place.
struct MigratingSplitTests {
    private func rehearse(_ office: MergeOffice) throws -> [MigratedCase] {
        let rehearsal = try office.desk.desk.rehearse(try MigratingTests().order())
        #expect(rehearsal.blocked.isEmpty)
        return rehearsal.cases
    }

    @Test func `a case that was split, and the one split off, come where the plan leads by their own acts`()
        throws
    {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        let receipt = try office.done(
            office.desk.desk.split(
                SplitCommand(
                    caseNumber: old, claimants: [office.workers[1]], workflow: office.desk.definition.id,
                    frame: office.frame("cadre", false, nil)),
                to: NewCaseWorkflow(definition: office.desk.definition, source: "")))
        #expect(try rehearse(office).map(\.isCompliant) == [true, true])
        try office.done(
            office.desk.act(
                receipt.caseNumber, "accept", as: "clerk", papers: [TestDesk.paper("complaint")]))
        let cases = try rehearse(office)
        #expect(cases.map(\.caseNumber) == [old, receipt.caseNumber])
        #expect(cases.map(\.isCompliant) == [true, true])
        let order = try MigratingTests().order()
        _ = try office.desk.desk.propose(order, as: "cadre")
        _ = try office.desk.desk.approve(order, as: "head")
        _ = try office.desk.desk.apply(order, as: "cadre")
        for number in [old, receipt.caseNumber] {
            #expect(try office.desk.state(number).proceedings[0].definition.version == 3)
            #expect(try office.differences(number) == [])
        }
    }

    @Test func `what the split brought along counts where the new case begins`() throws {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        try office.verify(old, [0: "1000.00", 1: "2000.00"])
        let new = try office.done(
            office.desk.desk.split(
                SplitCommand(
                    caseNumber: old, claimants: [office.workers[1]], workflow: office.desk.definition.id,
                    frame: office.frame("cadre", false, nil)),
                to: NewCaseWorkflow(definition: office.desk.definition, source: ""))
        ).caseNumber
        try office.done(
            office.desk.act(new, "accept", as: "clerk", papers: [TestDesk.paper("complaint")]))
        #expect(try rehearse(office).map(\.isCompliant) == [true, true])
    }

    @Test func `an act that was put forward and signed is taken again under the new text`() throws {
        let office = try Office()
        try office.accept()
        let id = try #require(try office.propose().waiting?.id)
        let plan = """
            migration: two-station
            from: 2
            to: 3
            reason: {zh: 改名, en: renamed}
            states: {verifying: checking}
            clocks: {acceptance: keep_due, handling: keep_elapsed}
            """
        func isCompliant() throws -> [Bool] {
            try office.desk.desk.rehearse(try MigratingTests().order(plan)).cases.map(\.isCompliant)
        }
        #expect(try isCompliant() == [true])
        try office.done(office.sign("approve", id, as: "inspector"))
        #expect(try isCompliant() == [true])
    }

    @Test func `the rows of those who left are gone under the new text too`() throws {
        let rows = try SplitRowTests()
        try rows.act(rows.number, "reminded", of: [rows.workers[1]])
        let new = try rows.done(rows.split(rows.workers[1])).caseNumber
        try rows.act(rows.number, "reminded", of: [rows.workers[0]])
        let text = SplitRowTests.text.replacing("version: 1", with: "version: 2").replacing(
            "owing", with: "unpaid")
        let definition = try WorkflowDefinition.load(
            try YAMLReader.read(text, file: "rows.yaml"), vocabularies: Pins.vocabularies)
        let plan = """
            migration: row-by-row
            from: 1
            to: 2
            reason: {zh: 改名, en: renamed}
            states: {owing: unpaid}
            clocks: {answer: keep_due}
            """
        let rehearsal = try rows.desk.desk.rehearse(
            MigrationOrder(
                plan: try YAMLReader.read(plan, file: "plan.yaml"), definition: definition, source: text))
        #expect(rehearsal.cases.map(\.caseNumber) == [rows.number, new])
        #expect(rehearsal.blocked.isEmpty, "\(rehearsal.blocked.flatMap(\.blocks).map(\.text.en))")
        #expect(rehearsal.cases.map(\.isCompliant) == [true, true])
    }
}
