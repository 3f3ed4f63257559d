import CaseTesting
import EventLog
import Foundation
import Source
import SourceYAML
import Testing
import Values
import WorkCalendar
import Workflow

@testable import CaseDesk

/// A limit was counted into a year whose notice was not out; then the notice comes.
struct RecountTests {
    /// A case accepted on 2025-04-07 in a register that knows no notice for 2025: all its limits are provisional.
    private func office() throws -> Office {
        let office = try Office(calendar: Repository.calendarBefore2025())
        try office.accept()
        return office
    }

    private func pinAndRecount(_ office: Office) throws -> RecountReport {
        try office.desk.desk.work(as: "system") { try $0.pin(Repository.calendar()) }
        return try office.desk.desk.recount(as: "system")
    }

    private func handling(_ state: CaseState) throws -> ClockRun {
        try #require(state.proceedings[0].snapshot.latestRun(of: "handling"))
    }

    private func recheck(_ office: Office) throws -> RecheckReport {
        try office.desk.desk.ask { try CaseState.recheck(office.number, in: $0, pins: $1) }
    }

    @Test func `the limit is counted again by an event of its own, and is no longer provisional`() throws {
        let office = try office()
        // By weekday: 8 to 11, 14 to 18, 21 to 25 April and Monday 28 are fifteen.
        let before = try handling(office.state)
        #expect(before.due == .day(try Repository.day("2025-04-28")))
        #expect(before.isProvisional)
        office.desk.clock.set(try Repository.day("2025-04-10"))
        let report = try pinAndRecount(office)
        #expect(report.cases == 1)
        #expect(report.failures.isEmpty)
        let limit = try #require(report.limits.first { $0.run == before.id })
        #expect(limit.before == .day(try Repository.day("2025-04-28")))
        #expect(limit.after == .day(try Repository.day("2025-04-27")))
        #expect(!limit.isKept && !limit.isProvisional)
        // The notice has Sunday 27 April worked: it is the fifteenth.
        let after = try handling(office.state)
        #expect(after.due == .day(try Repository.day("2025-04-27")))
        #expect(!after.isProvisional)
        let pinned = Pins.hash(try Repository.calendar())
        #expect(try office.state.proceedings[0].calendarHash == pinned)
        #expect(try recheck(office).differences.isEmpty)
        // It is told in the case's history, and what was known before is still shown as it was.
        let entry = try #require(
            try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }.last)
        #expect(entry.act == "recount")
        let earlier = try office.desk.state(office.number, Horizon(size: entry.position))
        #expect(try handling(earlier).due == before.due)
        // Once more there is nothing to do.
        let again = try office.desk.desk.recount(as: "system")
        #expect(again == RecountReport())
    }

    @Test func `what begins later counts by the new notice, and the case goes on`() throws {
        let office = try office()
        office.desk.clock.set(try Repository.day("2025-04-10"))
        _ = try pinAndRecount(office)
        try office.reach()
        try office.verify()
        let runs = try office.state.proceedings[0].snapshot.clocks.filter { $0.state != .ended }
        #expect(!runs.isEmpty)
        #expect(!runs.contains { $0.isProvisional })
        #expect(try recheck(office).differences.isEmpty)
    }

    @Test func `a limit that is past keeps its end, its breach and the calendar it was counted by`() throws {
        let office = try office()
        office.desk.clock.set(try Repository.day("2025-05-12"))
        _ = try office.desk.desk.tick(TickCommand(recorder: "clerk"))
        let report = try pinAndRecount(office)
        #expect(report.cases == 1)
        #expect(report.limits.allSatisfy { $0.isKept })
        let run = try handling(office.state)
        #expect(run.due == .day(try Repository.day("2025-04-28")))
        #expect(run.phase == .breached)
        let counts = try office.desk.desk.ask { reader, pins in
            try office.state.clockCounts(in: reader, pins: pins)
        }
        let shown = try #require(counts.first { $0.run.id == run.id })
        #expect(shown.steps.last?.day == run.due?.day)
        #expect(try recheck(office).differences.isEmpty)
    }

    @Test func `a limit that is past but not raised yet is raised for the day it had`() throws {
        let office = try office()
        office.desk.clock.set(try Repository.day("2025-05-12"))
        let report = try pinAndRecount(office)
        #expect(report.limits.first { $0.run == "handling#1" }?.isKept == true)
        let raised = try office.desk.desk.tick(TickCommand(recorder: "clerk"))
        #expect(
            raised.raised.contains { $0.instant == Instant("2025-04-29T00:00+08:00") && $0.kind == .breach })
        #expect(try recheck(office).differences.isEmpty)
    }

    @Test func `no limit is moved into the past`() throws {
        let office = try office()
        // Monday 28 April, the last day as it was counted; by the notice Sunday 27 was.
        office.desk.clock.set(try Repository.day("2025-04-28"))
        let report = try pinAndRecount(office)
        let limit = try #require(report.limits.first { $0.run == "handling#1" })
        #expect(limit.isKept)
        #expect(limit.after == .day(try Repository.day("2025-04-27")))
        #expect(try handling(office.state).due == .day(try Repository.day("2025-04-28")))
        #expect(try recheck(office).differences.isEmpty)
    }

    @Test func `a notice that is changed in mid-year moves what runs, and what was known stays known`() throws
    {
        let text = try String(
            contentsOf: Repository.root.appending(path: "calendars/cn-2025.yaml"), encoding: .utf8)
        // As if Sunday 27 April were no longer worked, and Labour Day a day shorter for it.
        let changed = text.replacing("revision: 1", with: "revision: 2")
            .replacing("issued: 2024-11-12", with: "issued: 2025-04-15")
            .replacing("to: 2025-05-05 }", with: "to: 2025-05-04 }")
            .replacing("    work: [2025-04-27]\n", with: "")
        let office = try Office()
        try office.accept()
        #expect(try handling(office.state).due == .day(try Repository.day("2025-04-27")))
        office.desk.clock.set(try Repository.day("2025-04-16"))
        let revised = try HolidayCalendar.load(
            try (2022...2026).map { try Repository.node("calendars/cn-\($0).yaml") }
                + [try YAMLReader.read(changed, file: "cn-2025-r2.yaml")])
        try office.desk.desk.work(as: "system") { try $0.pin(revised) }
        let before = try office.desk.desk.ask { reader, _ in try reader.size }
        #expect(try office.desk.desk.recount(as: "system").limits.contains { $0.run == "handling#1" })
        #expect(try handling(office.state).due == .day(try Repository.day("2025-04-28")))
        let earlier = try office.desk.state(office.number, Horizon(size: before))
        #expect(try handling(earlier).due == .day(try Repository.day("2025-04-27")))
        #expect(try recheck(office).differences.isEmpty)
    }

    @Test func `a recount that was tampered with is found`() throws {
        let office = try office()
        office.desk.clock.set(try Repository.day("2025-04-10"))
        let state = try office.state
        try office.desk.desk.work(as: "system") { work in
            try work.pin(Repository.calendar())
            let position = try work.transaction.size
            let decision = try ActEvaluator(
                pins: work.pins, reader: work.transaction, at: work.stamp.at, position: position
            ).recount(state)
            var body = try #require(decision).body
            body.clocks = []
            try work.stamp.append(
                to: work.transaction, stream: try #require(CaseState.stream(office.number)),
                expected: .exact(state.version), type: RecountFact.type, body: body,
                occurred: .instant(work.stamp.at))
        }
        #expect(try recheck(office).differences.count == 1)
    }

    @Test func `the fact is stored as its golden file says`() throws {
        func calendar(_ years: Int...) throws -> HolidayCalendar {
            try HolidayCalendar.load(
                years.map { year in
                    try YAMLReader.read(
                        """
                        calendar: cn
                        year: \(year)
                        notice: { number: 通知, issued: \(year - 1)-11-01 }
                        source: 通知
                        holidays:
                          - name: { zh: 劳动节, en: Labour Day }
                            statutory: [\(year)-05-01]
                            rest: { from: \(year)-05-01, to: \(year)-05-01 }
                        """, file: "cn.yaml")
                })
        }
        let office = try Office(calendar: calendar(2024))
        try office.desk.desk.work(as: "system") { try $0.pin(calendar(2024, 2025)) }
        _ = try office.desk.desk.recount(as: "system")
        let entry = try #require(
            try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }.last)
        let fact = try #require(entry.facts.first)
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/facts")
        let file = folder.appending(path: "limits.recounted.v1.json")
        if ProcessInfo.processInfo.environment["BACKPAY_RECORD_GOLDEN"] == "1",
            !FileManager.default.fileExists(atPath: file.path)
        {
            try Data(fact.canonicalBytes).write(to: file)
        }
        #expect(Array(try Data(contentsOf: file)) == fact.canonicalBytes)
    }
}
