import CaseDesk
import CaseTesting
import EventLog
import Source
import SourceYAML
import Testing
import TransparencyLog
import Values
import WageArrears
import Workflow

/// Past acts kept on paper are entered together, in the order in which they happened.
struct BackfillTests {
    static let april = """
        backfill: 2025 年 4 月纸质台账
        reason: 系统停用期间纸质办理
        acts:
          - case: 2025-0001
            act: employer_found
            by: [cadre]
            occurred: 2025-04-10
            set: {route: direct}
          - case: 2025-0001
            act: accept
            by: [clerk]
            occurred: 2025-04-09
            attach: [{kind: complaint, original_at: 档案柜, signers: [clerk]}]
        """

    private func enter(
        _ office: Office, _ text: String, workflows: [String: Backfiller.Procedure] = [:]
    ) throws -> BackfillResult {
        let file = try StoryReader.backfill(YAMLReader.read(text, file: "april.yaml"))
        return try office.desk.desk.work(as: "clerk") { work in
            try Backfiller(
                work: work, recorder: "clerk", fingerprint: Digest.sha256(Array(text.utf8))
            ).enter(file, workflows: workflows)
        }
    }

    /// An office whose register ticked every day while April was kept on paper.
    private func ticked() throws -> Office {
        let office = try Office()
        for day in 8...30 {
            office.desk.clock.set(try Repository.day("2025-04-01").adding(days: day - 1))
            _ = try office.desk.desk.tick(TickCommand(recorder: "clerk"))
        }
        office.desk.clock.set(try Repository.day("2025-05-06"))
        return office
    }

    private func history(_ office: Office, _ horizon: Horizon = .everything) throws -> [TimelineEntry] {
        try office.desk.desk.ask {
            try CaseState.timeline(office.number, in: $0, pins: $1, horizon: horizon)
        }
    }

    @Test func `a month on paper lifts the breach that was recorded meanwhile and deletes nothing`() throws {
        let office = try ticked()
        #expect(try history(office).map(\.act).suffix(2) == ["clock_warned", "clock_breached"])
        let result = try enter(office, Self.april)
        #expect(result.lines.map(\.act) == ["accept", "employer_found"])
        #expect(result.lines.first?.cured.map(\.en).count == 1)
        let acts = try history(office)
        #expect(acts.map(\.act).suffix(4) == ["clock_warned", "clock_breached", "accept", "employer_found"])
        #expect(acts.suffix(2).allSatisfy { $0.isLate })
        let run = try #require(
            try office.state.proceedings.first?.snapshot.clocks.first { $0.clock == "acceptance" })
        #expect(run.ended == .met)
        #expect(run.cure?.act == "accept")
        let report = try office.desk.desk.ask { try CaseState.recheck(office.number, in: $0, pins: $1) }
        #expect(report.differences.isEmpty, "\(report.differences)")
    }

    @Test func `what had happened and what was known by then are two stories`() throws {
        let office = try ticked()
        _ = try enter(office, Self.april)
        let then = Moment.day(try Repository.day("2025-04-20"))
        func state(_ horizon: Horizon) throws -> ([String], ClockRun.Phase?) {
            let place = try office.desk.state(office.number, horizon).proceedings.first
            return (
                place?.snapshot.active ?? [],
                place?.snapshot.clocks.first { $0.clock == "acceptance" }?.phase
            )
        }
        let known = try state(Horizon(knownAt: then))
        #expect(known.0 == ["intake"])
        #expect(known.1 == .breached)
        let happened = try state(Horizon(asOf: then))
        #expect(happened.0 == ["joint/facts/verifying", "joint/employer/reached"])
        #expect(happened.1 != .breached)
        #expect(try state(Horizon(asOf: .day(Repository.day("2025-04-08")))).0 == ["intake"])
        let tenth = try state(Horizon(asOf: .day(Repository.day("2025-04-09"))))
        #expect(tenth.0 == ["joint/facts/verifying", "joint/employer/searching"])
    }

    @Test
    func `on a register that never ticked no false breach arises, and a true one is raised in its place`()
        throws
    {
        let office = try Office()
        office.desk.clock.set(try Repository.day("2025-06-06"))
        // Fifteen working days of joint handling from 9 April are over before the employer is found on 10 May.
        let text = Self.april.replacing("occurred: 2025-04-10", with: "occurred: 2025-05-10")
        let result = try enter(office, text)
        #expect(result.lines.map(\.act) == ["accept", "clock_warned", "clock_breached", "employer_found"])
        let times = result.lines.map(\.occurred.earliest)
        #expect(times == times.sorted())
        let report = try office.desk.desk.ask { try CaseState.recheck(office.number, in: $0, pins: $1) }
        #expect(report.differences.isEmpty, "\(report.differences)")
    }

    @Test func `a file is entered once, however often it is sent`() throws {
        let office = try ticked()
        let first = try enter(office, Self.april)
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        let second = try enter(office, Self.april)
        #expect(second.isReplay)
        #expect(second.lines == first.lines)
        #expect(try office.desk.desk.ask { reader, _ in try reader.size } == size)
    }

    @Test func `one act that is refused and nothing of the file is in the register; its place is told`()
        throws
    {
        let office = try ticked()
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        let text =
            Self.april + """

                  - case: 2025-0001
                    act: close
                    by: [head]
                    occurred: 2025-04-11
                    set: {reason: paid_in_full}
                """
        do {
            _ = try enter(office, text)
            Issue.record("it was accepted")
        } catch let fault as BackfillFault {
            #expect(fault.act == "close")
            #expect(fault.position.line == 14)
            #expect(fault.outcome.refusal != nil)
        }
        #expect(try office.desk.desk.ask { reader, _ in try reader.size } == size)
    }

    @Test func `cases that were opened on paper are opened with their workers, as late`() throws {
        let office = try Office()
        office.desk.clock.set(try Repository.day("2025-05-06"))
        let text = """
            backfill: 新案
            reason: 下乡接访
            persons:
              worker: {name: 工友丁}
            organisations:
              firm: {name: 某建筑公司}
            cases:
              village:
                open: two-station
                occurred: 2025-04-08
                set: {channel: walk_in}
                claimants: [worker, P-000001]
                respondents: [{organisation: firm, capacity: employer}]
            acts:
              - case: village
                act: accept
                occurred: 2025-04-08
                attach: [{kind: complaint, original_at: 档案柜}]
            """
        let definition = try Repository.workflow("two-station")
        let library = try Repository.library(of: definition)
        let workflows = ["two-station": (definition: definition, source: "", library: library)]
        let result = try enter(office, text, workflows: workflows)
        #expect(result.cases == ["2025-0002"])
        let state = try office.desk.state("2025-0002")
        #expect(state.file.claimants.count == 2)
        #expect(state.proceedings.first?.snapshot.active.first == "joint/facts/verifying")
        let report = try office.desk.desk.ask { try CaseState.recheck("2025-0002", in: $0, pins: $1) }
        #expect(report.differences.isEmpty, "\(report.differences)")
        #expect(try enter(office, text, workflows: workflows).isReplay)
        #expect(try office.desk.desk.ask { reader, _ in try reader.streamCount(prefix: "person/") } == 3)
    }

    @Test(arguments: [
        ("reason: 系统停用期间纸质办理\n", "", "S102"), ("occurred: 2025-04-10", "occurred: 2025-04-31", "P102"),
        ("case: 2025-0001", "case: 2025-0009", "P107"), ("route: direct", "route: $nobody", "P104"),
    ]) func `a fault of the file is told with its place`(old: String, new: String, code: String) throws {
        let office = try ticked()
        do {
            _ = try enter(office, Self.april.replacing(old, with: new))
            Issue.record("it was accepted")
        } catch let list as DiagnosticList {
            #expect(list.items.first?.code == code)
            #expect(list.items.first?.position.file == "april.yaml")
        }
    }

    @Test func `the hours of one day are written in their order`() throws {
        let office = try ticked()
        let text = Self.april.replacing("2025-04-10", with: "2025-04-09T15:00+08:00").replacing(
            "occurred: 2025-04-09\n", with: "occurred: 2025-04-09T10:00+08:00\n")
        #expect(throws: DiagnosticList.self) { try enter(office, text) }
    }

    @Test func `everything wrong with what the acts state is told together, each at its place`() throws {
        let office = try ticked()
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        let text =
            Self.april.replacing("{route: direct}", with: "{route: straight}") + """

                  - case: 2025-0001
                    act: verify
                    by: [cadre, inspector]
                    occurred: 2025-04-11
                    set:
                      amounts:
                        - {level: case, sum: "many"}
                  - case: 2025-0001
                    act: close
                    occurred: 2025-04-12
                """
        do {
            _ = try enter(office, text)
            Issue.record("it was accepted")
        } catch let list as DiagnosticList {
            #expect(list.items.map(\.code) == ["P111", "P111", "P111"])
            #expect(list.items.map(\.position.line) == [8, 20, 21], "\(list.items.map(\.message.en))")
            #expect(list.items.first?.message.en.contains("route") == true)
        }
        #expect(try office.desk.desk.ask { reader, _ in try reader.size } == size)
    }
}
