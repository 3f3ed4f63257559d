import CaseDesk
import CaseTesting
import EventLog
import Source
import SourceYAML
import Testing
import Values
import WageArrears
import Workflow

/// The mechanisms of the law with dates counted by the calendar, worked out by hand, and rechecked from the log.
struct ClockMechanismTests {
    private static let text = """
        workflow: inspection
        language: 1
        version: 1
        label: {zh: 监察, en: inspection}
        vocabulary: wage-arrears/1
        calendar: cn
        roles:
          inspector: {label: {zh: 监察员, en: inspector}}
          head: {label: {zh: 负责人, en: head}}
        acts:
          filed: {kind: decision, label: {zh: 立案, en: filed}, who: [inspector]}
          extended: {kind: decision, label: {zh: 批准延长, en: extension approved}, who: [head]}
          appraised:
            kind: decision
            label: {zh: 鉴定, en: appraisal}
            who: [inspector]
            payload:
              begun: {type: date, required: true, label: {zh: 起, en: begun}}
              ended: {type: date, required: true, label: {zh: 止, en: ended}}
          widened: {kind: decision, label: {zh: 增加事项, en: matter added}, who: [inspector]}
          broken_off: {kind: decision, label: {zh: 中断, en: broken off}, who: [inspector]}
          held: {kind: decision, label: {zh: 中止, en: held}, who: [inspector]}
          looked_at: {kind: decision, label: {zh: 检查, en: looked at}, who: [head]}
          concluded: {kind: decision, label: {zh: 查清, en: concluded}, who: [inspector]}
        clocks:
          investigate:
            label: {zh: 调查期限, en: investigation}
            owes: inspector
            kind: legal
            limit: duty
            length: [{length: 90 days}, {from: "2004-12-01", length: 60 workdays}]
            runs_in: [investigating]
            pause_in: [on_hold]
            ends: [concluded]
            extend: {by: 30 workdays, times: 1, reason: required}
            warn: [10 workdays]
            escalate: [{to: head, after: 5 workdays}, {to: head, after: 1 month}]
            breach: note
            source: {act: 劳动保障监察条例, version: 2004, article: 17}
        reviews:
          monthly:
            label: {zh: 每月检查, en: monthly review}
            owes: head
            every: 30 days
            runs_in: [investigating]
            ends: [looked_at]
            source: {zh: 本站内部目标, en: internal target}
        initial: received
        states:
          received: {label: {zh: 待受理, en: received}, transitions: [{act: filed, to: investigating}]}
          investigating:
            label: {zh: 调查, en: investigating}
            transitions:
              - {act: extended, clocks: {extend: [investigate]}}
              - {act: appraised, clocks: {exclude: {investigate: {from: act.begun, to: act.ended}}}}
              - {act: widened, clocks: {reset: [investigate]}}
              - {act: broken_off, clocks: {interrupt: [investigate]}}
              - {act: held, to: on_hold}
              - {act: looked_at}
              - {act: concluded, to: over}
          on_hold:
            label: {zh: 中止, en: on hold}
            transitions:
              - {act: held, to: investigating}
              - {act: broken_off, clocks: {interrupt: [investigate]}}
          over: {label: {zh: 终, en: over}, final: true, outcome: concluded}
        """

    private let desk: TestDesk
    private let number: String

    init() throws {
        desk = try TestDesk(
            definition: try WorkflowDefinition.load(
                try YAMLReader.read(Self.text, file: "inspection.yaml"), vocabularies: Pins.vocabularies),
            calendar: Repository.calendar(), at: Repository.day("2025-06-03"))
        try desk.actor("inspector", "inspector")
        try desk.actor("head", "head")
        number = try desk.open(as: "inspector", claimants: [try desk.person("工友甲")])
        try act("filed", on: "2025-06-03")
    }

    @discardableResult
    private func act(
        _ name: String, on day: String, as actor: String = "inspector", _ payload: JSON = .object([:]),
        reason: String? = nil
    ) throws -> ActReceipt {
        desk.clock.set(try Repository.day(day))
        switch try desk.act(number, name, as: actor, payload, reason: reason) {
        case .done(let receipt): return receipt
        case .refused(let report, _): throw report
        default: throw DeskFailure.badInput(Bilingual(zh: name, en: name))
        }
    }

    private func extend(on day: String) throws {
        try act("extended", on: day, as: "head", reason: "案情复杂")
    }

    private func leaveOut(_ begun: String, _ ended: String, on day: String) throws {
        try act(
            "appraised", on: day, .object(["begun": .string(begun), "ended": .string(ended)]))
    }

    private func due(_ clock: String = "investigate") throws -> String? {
        try desk.state(number).proceedings[0].snapshot.latestRun(of: clock)?.due?.description
    }

    private func recheck() throws -> RecheckReport {
        try desk.desk.ask { try CaseState.recheck(number, in: $0, pins: $1) }
    }

    @Test func `an extension is counted from the end of the limit`() throws {
        #expect(try due() == "2025-08-26")
        try extend(on: "2025-08-20")
        #expect(try due() == "2025-10-13")
        #expect(try recheck().differences.isEmpty)
    }

    @Test func `a span left out moves the end by the working days in it`() throws {
        try leaveOut("2025-06-20", "2025-07-07", on: "2025-07-08")
        #expect(try due() == "2025-09-10")
        try extend(on: "2025-07-09")
        #expect(try due() == "2025-10-28")
        #expect(try recheck().differences.isEmpty)
    }

    @Test func `extended and then held is held and then extended`() throws {
        try extend(on: "2025-06-19")
        try act("held", on: "2025-06-20")
        try act("held", on: "2025-07-07")
        let one = try due()
        let other = try ClockMechanismTests()
        try other.act("held", on: "2025-06-20")
        try other.act("held", on: "2025-07-07")
        try other.extend(on: "2025-07-08")
        #expect(try other.due() == one)
        #expect(one == "2025-10-28")
    }

    @Test func `a reset begins the whole limit anew, with its extension`() throws {
        try extend(on: "2025-06-19")
        try act("widened", on: "2025-07-10")
        let run = try #require(try desk.state(number).proceedings[0].snapshot.latestRun(of: "investigate"))
        #expect(run.id == "investigate#2")
        #expect(run.restart?.due?.description == "2025-10-13")
        // 60 working days from Thursday 07-10: 15 in July, 21 in August, 23 in September with Sunday the 28th, one more
        // on 10-09.
        #expect(run.due?.description == "2025-10-09")
        try extend(on: "2025-07-11")
        #expect(try recheck().differences.isEmpty)
    }

    @Test func `an interruption at rest begins anew when the limit goes on`() throws {
        try act("held", on: "2025-06-20")
        try act("broken_off", on: "2025-06-25")
        try act("held", on: "2025-07-10")
        #expect(try due() == "2025-10-09")
        #expect(try recheck().differences.isEmpty)
    }

    @Test func `an extension is refused without a reason, twice, and once the limit has passed`() throws {
        #expect(throws: RefusalReport.self) { try act("extended", on: "2025-06-19", as: "head") }
        try extend(on: "2025-06-20")
        let second = #expect(throws: RefusalReport.self) { try extend(on: "2025-06-23") }
        #expect(second?.primary.code == "clock")
        let late = try ClockMechanismTests()
        let refused = #expect(throws: RefusalReport.self) { try late.extend(on: "2025-08-27") }
        #expect(refused?.primary.code == "clock")
        // Dated back into the limit, but recorded after its end.
        late.desk.clock.set(try Repository.day("2025-09-01"))
        let outcome = try late.desk.act(
            late.number, "extended", as: "head", occurred: .day(try Repository.day("2025-08-20")),
            reason: "案情复杂")
        guard case .refused(let report, _) = outcome else {
            Issue.record("an extension recorded after the end was admitted")
            return
        }
        #expect(report.primary.code == "clock")
    }

    @Test func `warnings and escalations lie before and after the end as it now is`() throws {
        let snapshot = { try self.desk.state(self.number).proceedings[0].snapshot }
        let run = try #require(try snapshot().latestRun(of: "investigate"))
        // Ten working days before Tuesday 08-26 is Tuesday 08-12; five after it Tuesday 09-02; a month after it 09-26.
        #expect(run.warnings == [Instant(startOf: try Repository.day("2025-08-12"))])
        #expect(
            run.escalations.map(\.description) == [
                Instant(endOf: try Repository.day("2025-09-02")).description,
                Instant(endOf: try Repository.day("2025-09-26")).description,
            ])
        try extend(on: "2025-06-20")
        let extended = try #require(try snapshot().latestRun(of: "investigate"))
        #expect(extended.warnings.allSatisfy { $0 > run.warnings[0] })
        #expect(extended.escalations.count == 2)
    }

    @Test func `the length is that in force on the day that set the limit off`() throws {
        let run = try #require(try desk.state(number).proceedings[0].snapshot.latestRun(of: "investigate"))
        #expect(run.length == "60 workdays")
        #expect(run.lengthFrom?.description == "2004-12-01")
    }

    @Test func `a review falls due every thirty days from when it was last done`() throws {
        #expect(try due("monthly") == "2025-07-03")
        try act("looked_at", on: "2025-06-20", as: "head")
        // 06-20 and thirty days is Sunday 07-20; Monday 07-21.
        #expect(try due("monthly") == "2025-07-21")
        #expect(try recheck().differences.isEmpty)
    }

    @Test func `what was granted, left out and missed is said of each clock`() throws {
        try extend(on: "2025-06-19")
        try leaveOut("2025-06-20", "2025-07-07", on: "2025-07-08")
        let notes = try desk.state(number).clockNotes
        let investigation = try #require(notes.first { $0.run == "investigate#1" })
        #expect(
            investigation.lines.map(\.zh) == [
                "长度 60 个工作日，自 2004-12-01 起适用",
                "已延长 1 次，最多 1 次，每次 30 个工作日（2025-06-19 09:00 批准延长）",
                "不计入：2025-06-20 – 2025-07-07（鉴定）",
            ])
        #expect(investigation.members["extensions"]?["used"] == .integer(1))
        try act("widened", on: "2025-07-10")
        let anew = try #require(try desk.state(number).clockNotes.first { $0.run == "investigate#2" })
        #expect(anew.lines.contains { $0.en.hasPrefix("reset on 2025-07-10") })
    }

    @Test
    func `months without anybody bring about warnings, the breach, escalations and reviews in due order`()
        throws
    {
        try act("looked_at", on: "2025-10-05", as: "head")
        let entries = try desk.desk.ask { reader, _ in
            try reader.stream(try #require(CaseState.stream(number)), from: 0, limit: 100)
        }.filter { $0.type.hasPrefix("clock.") }
        // Reviews fall due on 07-03, Monday 08-04 and 09-03; the next one is due after the holiday, on 10-09.
        #expect(
            entries.map { "\($0.type.dropFirst("clock.".count)) \($0.occurred?.day.description ?? "")" } == [
                "review_due 2025-07-04", "review_due 2025-08-05", "warned 2025-08-12", "breached 2025-08-27",
                "escalated 2025-09-03", "review_due 2025-09-04", "escalated 2025-09-27",
            ])
        let state = try desk.state(number)
        let notes = try #require(state.clockNotes.first { $0.run == "investigate#1" })
        #expect(notes.lines.map(\.en).contains("overdue, brought before: head, head"))
        #expect(
            state.proceedings[0].snapshot.latestRun(of: "monthly")?.trigger.day.description == "2025-10-05")
        #expect(try recheck().differences.isEmpty)
    }
}
