import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import TransparencyLog
import Values
import Workflow

/// Time passes by itself: what is due is raised whether or not anybody acts.
struct TickTests {
    private func tick(
        _ office: Office, to text: String, limit: Int? = nil, everyCase: Bool = false
    ) throws -> TickReport {
        let now = try Repository.day(text)
        if office.desk.clock.now < Instant(startOf: now) { office.desk.clock.set(now, hour: 0) }
        return try office.desk.desk.tick(
            TickCommand(
                upTo: Instant(startOf: now), recorder: "clerk", limit: limit, readsEveryCase: everyCase))
    }

    private func acts(_ office: Office, _ number: String? = nil) throws -> [String] {
        try office.desk.desk.ask { try CaseState.timeline(number ?? office.number, in: $0, pins: $1) }.map {
            $0.act
        }
    }

    @Test func `a limit nobody met is warned of and passes in its order, each an entry of its own`() throws {
        let office = try Office()
        let before = try acts(office)
        // Five working days from 7 April end with the 14th; the warning is one working day ahead.
        let report = try tick(office, to: "2025-04-15")
        #expect(report.raised.map(\.kind) == [.warning, .breach])
        #expect(report.raised.map(\.run) == ["acceptance#1", "acceptance#1"])
        #expect(report.raised.last?.instant == Instant(startOf: try Repository.day("2025-04-15")))
        #expect(try acts(office) == before + ["clock_warned", "clock_breached"])
        #expect(report.failures.isEmpty)
        #expect(!report.leavesMore)
    }

    @Test func `a moment before the end of the last day nothing has passed`() throws {
        let office = try Office()
        office.desk.clock.set(try Repository.day("2025-04-15"), hour: 0)
        let last = Instant(microseconds: office.desk.clock.now.microseconds - 1)
        let report = try office.desk.desk.tick(TickCommand(upTo: last, recorder: "clerk"))
        #expect(report.raised.map(\.kind) == [.warning])
    }

    @Test func `a second run finds nothing to do`() throws {
        let office = try Office()
        _ = try tick(office, to: "2025-06-01")
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        #expect(try tick(office, to: "2025-06-01").raised.isEmpty)
        #expect(try tick(office, to: "2025-06-01", everyCase: true).raised.isEmpty)
        #expect(try office.desk.desk.ask { reader, _ in try reader.size } == size)
    }

    @Test(arguments: [1, 2, 3]) func `daily runs and one after months leave the same case`(seed: UInt64)
        throws
    {
        func walked(daily: Bool) throws -> Snapshot? {
            let office = try Office(seed: seed)
            office.desk.clock.set(try Repository.day("2025-04-08"))
            try office.accept()
            if daily {
                for offset in 1...90 {
                    let day = try Repository.day("2025-04-08").adding(days: offset)
                    _ = try tick(office, to: day.description)
                }
            } else {
                _ = try tick(office, to: "2025-07-07")
            }
            return try office.state.proceedings.first?.snapshot
        }
        let snapshot = try walked(daily: true)
        #expect(snapshot == (try walked(daily: false)), "seed \(seed)")
        #expect(snapshot?.clocks.contains { $0.phase == .breached } ?? false)
    }

    @Test func `over many cases everything comes in order of its instant, then of the case number`() throws {
        let office = try Office()
        for offset in [3, 1, 1, 2] {
            office.desk.clock.set(office.desk.clock.now.day.adding(days: offset))
            _ = try office.desk.open(as: "clerk", claimants: office.workers)
        }
        let report = try tick(office, to: "2025-07-01")
        let order = report.raised.map { ($0.instant, $0.caseNumber) }
        #expect(order.count == 10)
        #expect(zip(order, order.dropFirst()).allSatisfy { $0 <= $1 })
        let stored = try office.desk.desk.ask { reader, _ in try reader.entries(from: 0, limit: 1000) }
            .filter { $0.type.hasPrefix("clock.") }
        #expect(stored.map(\.occurred) == report.raised.map { .instant($0.instant) })
        #expect(stored.map(\.position) == report.raised.map(\.position))
    }

    @Test func `a limit on commits leaves the rest for the next run, which does the same as one run would`()
        throws
    {
        let office = try Office()
        for _ in 0..<3 { _ = try office.desk.open(as: "clerk", claimants: office.workers) }
        var raised: [RaisedNote] = []
        var runs = 0
        while true {
            let report = try tick(office, to: "2025-05-01", limit: 3)
            raised += report.raised
            runs += 1
            #expect(report.raised.count <= 3)
            if !report.leavesMore { break }
        }
        #expect(runs == 3)
        #expect(raised.count == 8)
        #expect(zip(raised, raised.dropFirst()).allSatisfy { $0.instant <= $1.instant })
    }

    @Test func `time is not raised before it has come`() throws {
        let office = try Office()
        let ahead = Instant(startOf: try Repository.day("2025-05-01"))
        #expect(throws: DeskFailure.self) {
            try office.desk.desk.tick(TickCommand(upTo: ahead, recorder: "clerk"))
        }
        #expect(throws: DeskFailure.noSuchActor("nobody")) {
            try office.desk.desk.tick(TickCommand(recorder: "nobody"))
        }
    }

    @Test func `models that point where nothing is due hide nothing`() throws {
        let office = try Office()
        _ = try office.desk.desk.askIndex { index, _ in try index.stamp() }
        // A row that says the case is quiet, and one for a case in which nothing is due.
        var row = try #require(try office.desk.desk.index.cases(CaseQuery()).first)
        row.nextInstant = Instant(startOf: try Repository.day("2025-04-09"))
        var batch = IndexBatch()
        batch.cases = [row]
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        let leaf = try office.desk.desk.ask { reader, _ in
            try #require(reader.entries(from: size - 1, limit: 1).first).leafHash.hex
        }
        try office.desk.desk.index.reset()
        try office.desk.desk.index.apply(batch, upTo: IndexStamp(size: size, lastLeaf: leaf))
        #expect(try tick(office, to: "2025-04-15").raised.map(\.kind) == [.warning, .breach])
        row.nextInstant = nil
        batch.cases = [row]
        let later = try Office()
        _ = try later.desk.desk.askIndex { index, _ in try index.stamp() }
        #expect(try tick(later, to: "2025-04-15", everyCase: true).raised.count == 2)
    }

    @Test func `an act beside a tick finds the case as the tick left it, and recheck agrees`() throws {
        let office = try Office()
        _ = try tick(office, to: "2025-04-15")
        office.desk.clock.set(try Repository.day("2025-04-16"))
        try office.accept()
        try office.reach()
        try office.verify()
        _ = try tick(office, to: "2025-06-01")
        let report = try office.desk.desk.ask { try CaseState.recheck(office.number, in: $0, pins: $1) }
        #expect(report.differences.isEmpty, "\(report.differences)")
        #expect(try acts(office).filter { $0 == "clock_breached" }.count >= 2)
    }

    @Test func `a limit that passes on the very day of an act is raised with that act`() throws {
        let office = try Office()
        office.desk.clock.set(try Repository.day("2025-04-16"))
        try office.accept()
        #expect(try acts(office).suffix(3) == ["clock_warned", "clock_breached", "accept"])
    }
}
