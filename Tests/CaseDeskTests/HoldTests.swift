import CaseDesk
import CaseTesting
import EventLog
import Source
import SourceYAML
import Testing
import Values
import WageArrears
import WorkCalendar
import Workflow

/// A case on hold at the desk: the clocks with their days, the worklist, a late breach, the audit.
struct HoldTests {
    private static let text = """
        workflow: inquiry
        language: 1
        version: 1
        label: {zh: 调查, en: inquiry}
        vocabulary: wage-arrears/1
        calendar: cn
        roles:
          inspector: {label: {zh: 监察员, en: inspector}}
        documents:
          note: {label: {zh: 笔录, en: note}}
        milestones:
          looked_into: {label: {zh: 已查明, en: looked into}, when: "In('decided')"}
        activities:
          inquire: {states: [looking]}
        acts:
          suspend: {kind: decision, label: {zh: 中止, en: suspend}, who: [inspector]}
          resume_work: {kind: decision, label: {zh: 恢复, en: resume}, who: [inspector]}
          inquire: {kind: decision, label: {zh: 询问, en: inquire}, who: [inspector]}
          decide:
            kind: decision
            label: {zh: 决定, en: decide}
            who: [inspector]
            needs: [{any_of: [note], min: 1}]
          finish: {kind: decision, label: {zh: 办结, en: finish}, who: [inspector]}
          take_up: {kind: decision, label: {zh: 重新启动, en: take up again}, who: [inspector]}
        clocks:
          work:
            label: {zh: 调查期限, en: investigation}
            owes: inspector
            kind: legal
            limit: duty
            length: 60 workdays
            runs_in: [looking]
            in_suspension: pause
            ends: [decide]
            breach: note
            reenter: continue
            source: {zh: 例, en: example}
          watch:
            label: {zh: 督办, en: watch}
            owes: inspector
            kind: internal
            limit: duty
            length: 30 days
            runs_in: [open]
            in_suspension: run
            breach: to_handler
            reenter: restart
            source: {zh: 例, en: example}
          hold_limit:
            label: {zh: 中止期限, en: hold}
            owes: inspector
            kind: internal
            limit: duty
            length: 60 days
            runs_in: [on_hold]
            breach: to_handler
            reenter: restart
            source: {zh: 例, en: example}
        initial: open
        states:
          open:
            label: {zh: 办理, en: open}
            initial: looking
            transitions:
              - {act: suspend, to: on_hold}
              - {breach: watch, to: watched}
            states:
              looking: {label: {zh: 调查, en: looking}, transitions: [{act: decide, to: decided}]}
              decided: {label: {zh: 已决定, en: decided}, transitions: [{act: finish, to: done}]}
          on_hold:
            label: {zh: 中止, en: on hold}
            suspends: open
            transitions:
              - {act: resume_work, to: resume}
              - {breach: hold_limit, to: resume}
          watched: {label: {zh: 督办中, en: watched}, transitions: [{act: finish, to: done}]}
          done:
            label: {zh: 办结, en: done}
            final: true
            outcome: over
            reopen: [{act: take_up, to: open, within: 1 year}]
        """

    private func office() throws -> (desk: TestDesk, number: String) {
        let definition = try WorkflowDefinition.load(
            YAMLReader.read(HoldTests.text, file: "inquiry.yaml"), vocabularies: Pins.vocabularies)
        let desk = try TestDesk(
            definition: definition, calendar: Repository.calendar(), at: Repository.day("2025-06-03"))
        try desk.actor("inspector", "inspector")
        let worker = try desk.person("工友甲")
        return (desk, try desk.open(as: "inspector", claimants: [worker]))
    }

    private func act(
        _ desk: TestDesk, _ number: String, _ act: String, on day: String, papers: [AttachedPaper] = []
    ) throws {
        desk.clock.set(try Repository.day(day))
        let outcome = try desk.act(number, act, as: "inspector", papers: papers)
        if case .refused(let report, _) = outcome { throw report }
    }

    private func rows(_ desk: TestDesk, _ number: String) throws -> [ClockRow] {
        try desk.desk.ask { reader, pins in
            try CaseState.load(number, in: reader, pins: pins).clockRows(in: reader, pins: pins)
        }
    }

    @Test func `sixty working days held from 20 June to 7 July end on 10 September`() throws {
        let (desk, number) = try office()
        // The watch of 30 days would pass on 3 July; here the work is decided under it.
        try act(desk, number, "suspend", on: "2025-06-20")
        #expect(try desk.state(number).stateLabels.zh == "中止〔冻结：调查〕")
        let held = try #require(try rows(desk, number).first { $0.run == "work#1" })
        #expect(held.isResting)
        #expect(held.pausedOn == Day("2025-06-20"))
        #expect(held.left?.zh == "47个工作日")
        try act(desk, number, "resume_work", on: "2025-07-01")
        // 2-4 July three days, to 7 July four: 47 days from 1 July end on 4 September.
        #expect(
            try rows(desk, number).first { $0.run == "work#1" }?.due == .day(Repository.day("2025-09-04")))
        let (second, other) = try office()
        try act(second, other, "suspend", on: "2025-06-20")
        second.clock.set(try Repository.day("2025-07-07"))
        // The watch goes on in the suspension; what it set off is taken on resumption.
        try act(second, other, "resume_work", on: "2025-07-07")
        let state = try second.state(other)
        #expect(state.proceedings[0].snapshot.active == ["watched"])
        let work = state.proceedings[0].snapshot.clocks.first { $0.id == "work#1" }
        #expect(work?.state == .ended)
    }

    @Test func `a pause of a clock alone gives the day the law's vector names`() throws {
        let text = HoldTests.text.replacing("length: 30 days", with: "length: 300 days")
        let definition = try WorkflowDefinition.load(
            YAMLReader.read(text, file: "inquiry.yaml"), vocabularies: Pins.vocabularies)
        let desk = try TestDesk(
            definition: definition, calendar: Repository.calendar(), at: Repository.day("2025-06-03"))
        try desk.actor("inspector", "inspector")
        let number = try desk.open(as: "inspector", claimants: [try desk.person("工友甲")])
        try act(desk, number, "suspend", on: "2025-06-20")
        try act(desk, number, "resume_work", on: "2025-07-07")
        #expect(
            try rows(desk, number).first { $0.run == "work#1" }?.due == .day(Repository.day("2025-09-10")))
        let counts = try desk.desk.ask { reader, pins in
            try CaseState.load(number, in: reader, pins: pins).clockCounts(in: reader, pins: pins)
        }
        let steps = try #require(counts.first { $0.run.id == "work#1" }?.steps)
        #expect(steps.first?.reason.en == "the day of the event, not counted")
        #expect(steps.contains { $0.day == Day("2025-06-20") && $0.reason.zh == "中止" })
        #expect(
            steps.contains { $0.day == Day("2025-07-07") && $0.reason.en == "resumed, this day not counted" })
        #expect(steps.last?.number == 60)
    }

    @Test func `the worklist shows a clock that rests as held, after what is due`() throws {
        let (desk, number) = try office()
        try act(desk, number, "suspend", on: "2025-06-20")
        let due = try desk.desk.askIndex { index, _ in
            try index.clocks(dueBy: try Repository.day("2025-07-10"))
        }
        #expect(due.map(\.run) == ["watch#1", "work#1"])
        #expect(due.last?.left?.en == "47 working days")
        #expect(due.last?.isResting == true)
    }

    @Test func `an activity carries a paper that a later decision needs`() throws {
        let (desk, number) = try office()
        let refused = try desk.act(number, "decide", as: "inspector")
        guard case .refused(let report, _) = refused else {
            Issue.record("decided without the paper it needs")
            return
        }
        #expect(report.primary.code == "needs")
        try act(desk, number, "inquire", on: "2025-06-04", papers: [TestDesk.paper("note")])
        #expect(try desk.state(number).proceedings[0].snapshot.active == ["open/looking"])
        try act(desk, number, "decide", on: "2025-06-05")
        #expect(try desk.state(number).proceedings[0].snapshot.milestones.keys.sorted() == ["looked_into"])
        desk.clock.set(try Repository.day("2025-06-06"))
        guard case .refused(let elsewhere, _) = try desk.act(number, "inquire", as: "inspector") else {
            Issue.record("logged where it does not belong")
            return
        }
        #expect(elsewhere.primary.code == "not-here")
    }

    @Test func `a closed case is taken up again within a year, and not after`() throws {
        let (desk, number) = try office()
        try act(desk, number, "inquire", on: "2025-06-04", papers: [TestDesk.paper("note")])
        try act(desk, number, "decide", on: "2025-06-05")
        try act(desk, number, "finish", on: "2025-06-10")
        let place = try desk.state(number).proceedings[0]
        #expect(place.reopeningLimits == [.day(try Repository.day("2026-06-10"))])
        desk.clock.set(try Repository.day("2026-06-11"))
        guard case .refused(let report, _) = try desk.act(number, "take_up", as: "inspector") else {
            Issue.record("taken up again after a year")
            return
        }
        #expect(report.primary.code == "clock")
        desk.clock.set(try Repository.day("2026-06-11"))
        _ = try desk.act(
            number, "take_up", as: "inspector", occurred: .day(try Repository.day("2026-06-10")))
        #expect(try desk.state(number).proceedings[0].snapshot.active == ["open/looking"])
    }

    @Test func `everything about a hold is decided again by the audit with the same result`() throws {
        let (desk, number) = try office()
        try act(desk, number, "inquire", on: "2025-06-04", papers: [TestDesk.paper("note")])
        try act(desk, number, "suspend", on: "2025-06-20")
        try act(desk, number, "resume_work", on: "2025-07-07")
        try act(desk, number, "finish", on: "2025-07-08")
        try act(desk, number, "take_up", on: "2025-08-01")
        let report = try desk.desk.ask { reader, pins in
            try CaseState.recheck(number, in: reader, pins: pins)
        }
        #expect(report.differences.map(\.text.en) == [])
        let types = try desk.desk.ask { reader, _ in
            try reader.entries(from: 0, limit: 1000).map(\.type)
        }
        #expect(
            types.suffix(6) == [
                "act.inquire", "act.suspend", "clock.breached", "act.resume_work", "act.finish",
                "act.take_up",
            ])
        // Before them the case is opened, the report received and the worker joined.
        #expect(report.agreed == 9)
    }
}
