import Foundation
import SourceYAML
import Testing
import Values
import WorkCalendar

/// A limit of the law, an event, and when it ends: worked out by hand, with the reason.
struct LimitVector: Sendable, CustomTestStringConvertible {
    let id: String
    let trigger: String
    let due: String
    let change: String?
    let reason: String
    var testDescription: String { "\(id): \(trigger)\(change.map { ", \($0)" } ?? "") → \(due), \(reason)" }

    init(_ id: String, _ trigger: String, _ due: String, _ change: String? = nil, because reason: String) {
        self.id = id
        self.trigger = trigger
        self.due = due
        self.change = change
        self.reason = reason
    }

    /// What was granted, where the vector says so.
    func extensions() throws -> [LimitLength] {
        guard let change, change.hasPrefix("extend ") else { return [] }
        return [try length(String(change.dropFirst("extend ".count)))]
    }

    /// The span that does not count, where the vector says so.
    func pauses() throws -> [LimitPause] {
        guard let change, !change.hasPrefix("extend ") else { return [] }
        let span = try #require(change.split(separator: " ").last).split(separator: "/")
        let (from, to) = (try moment(String(span[0])), try moment(String(span[1])))
        return [
            try #require(LimitPause(from: from, to: to, kind: change.hasPrefix("hold") ? .hold : .exclusion))
        ]
    }

    static let all = arbitration + mediation + intake + court + inspection + support
}

/// The files of limits of this repository, read once.
enum TestLimits {
    private static let loaded = Result { try read() }

    static func table() throws -> LimitTable { try loaded.get() }

    private static func read() throws -> LimitTable {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "limits")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try LimitTable.load(
            names.map {
                try YAMLReader.read(Array(Data(contentsOf: folder.appending(path: $0))), file: $0)
            })
    }
}

@Suite struct `Every limit of the law` {
    @Test(arguments: LimitVector.all)
    func `ends when the act says`(_ vector: LimitVector) throws {
        let row = try #require(TestLimits.table().row(vector.id))
        let due = try #require(
            row.due(
                from: moment(vector.trigger), by: TestCalendar.cn(), pauses: vector.pauses(),
                extensions: vector.extensions()))
        if vector.due.contains("T") {
            #expect(due.expiresAt == Instant(vector.due), Comment(rawValue: vector.reason))
        } else {
            #expect(due.due.description == vector.due, Comment(rawValue: vector.reason))
        }
        #expect(!due.isProvisional)
        // What a vector grants, the row allows.
        if let granted = try vector.extensions().first {
            let grant = try #require(row.extend)
            #expect(grant.by == nil || grant.by == granted)
        }
        if let pause = try vector.pauses().first {
            #expect(row.operations[pause.kind == .hold ? .suspend : .exclude] != nil)
        }
    }

    @Test func `has a vector, or a day that is named`() throws {
        let known = Set(LimitVector.all.map(\.id))
        let rows = try TestLimits.table().rows
        #expect(rows.count > 100)
        for row in rows {
            #expect(known.contains(row.id) == (row.until == nil), "\(row.id)")
        }
        #expect(
            rows.filter { $0.until != nil }.map(\.id) == ["insp.orderPay", "neg.period", "pay.termination"])
        #expect(known.isSubset(of: rows.map(\.id)))
    }

    @Test func `has a reason for its default wherever it is local or not verified`() throws {
        for row in try TestLimits.table().rows {
            #expect(row.confidence == .high || row.setting != nil, "\(row.id)")
            #expect(row.isOn == (row.confidence != .low), "\(row.id)")
            #expect(!row.sources.isEmpty, "\(row.id)")
        }
    }

    @Test func `is not counted for a day on which it was not in force`() throws {
        let row = try #require(TestLimits.table().row("insp.hearingRequest"))
        let calendar = try TestCalendar.cn()
        #expect(row.due(from: try moment("2021-07-14"), by: calendar) == nil)
        // 16 July, then 19 to 22.
        #expect(row.due(from: try moment("2021-07-15"), by: calendar)?.due.description == "2021-07-22")
        let ledger = try #require(TestLimits.table().row("keep.ledger"))
        #expect(ledger.length(on: try day("2020-04-30")) == LimitLength("2 years"))
        #expect(ledger.length(on: try day("2020-05-01")) == LimitLength("3 years"))
    }
}
