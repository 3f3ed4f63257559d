import Source
import Testing

/// `backpay report`: the figures of a period, as the sums of the stories have them.
struct PeriodReportTests {
    @Test func `a report tells the cases, people and money of each mechanism, and of all together`() throws {
        try TestRegister.stories { register, _ in
            let rows = try register.figures("--from", "2024-01-01", "--to", "2025-12-31", "--by", "mechanism")
            #expect(rows.map(\.group) == ["hotline-dispatch", "prosecution-support", "two-station", "total"])
            // From the stories: 60,158.00 for four, 35,600.00 for two, 42,980.00 for seven.
            #expect(rows.map(\.recovered) == [6_015_800, 3_560_000, 4_298_000, 13_873_800])
            #expect(rows.map(\.workers) == [4, 2, 7, 13])
            #expect(rows.map(\.paidPeople) == [4, 2, 7, 13])
            #expect(rows.map(\.closed) == [1, 1, 1, 3])
            #expect(rows.map(\.opened) == [1, 1, 1, 3])
        }
    }

    @Test func `only what happened between the first and the last day counts`() throws {
        try TestRegister.stories { register, _ in
            let rows = try register.figures("--from", "2025-01-01", "--to", "2025-12-31")
            #expect(rows.map(\.recovered) == [4_298_000])
            #expect(rows.map(\.workers) == [7])
            let none = try register.figures("--from", "2019-01-01", "--to", "2019-12-31")
            #expect(none.map(\.recovered) == [0])
            #expect(none.map(\.opened) == [0])
        }
    }

    @Test func `a report of the past is the one of then: what was not recorded yet does not count`() throws {
        try TestRegister.stories { register, _ in
            let size = try register.verified().size
            let period = ["--from", "2024-01-01", "--to", "2025-12-31"]
            let all = try register.figures(period + ["--position", "\(size)"])
            #expect(try register.figures(period) == all)
            let before = try register.figures(period + ["--known-at", "2024-11-30"])
            #expect(before.map(\.recovered) != all.map(\.recovered))
        }
    }

    @Test func `money that bounced within the period is not money in hand`() throws {
        try TestRegister.twoStation { register, office in
            try office.begin()
            try office.verify(TwoStation.sums)
            try office.find()
            let payment = try register.record(
                office.paying([("P-000001", "1000.00", "V-1"), ("P-000002", "500.00", "V-2")]))
            let position = try #require(payment["position"]?.integerValue)
            let april = ["--from", "2025-04-01", "--to", "2025-04-30"]
            #expect(try register.figures(april).map(\.recovered) == [150_000])
            #expect(try register.figures(april).map(\.paidPeople) == [2])
            try register.record(
                office.act("payment_staged", as: "inspector", at: "2025-04-14").set(
                    "payment", "Y\(position).2"
                ).set(
                    "stage", "bounced"))
            let after = try register.figures(april)
            #expect(after.map(\.recovered) == [100_000])
            #expect(after.map(\.paidPeople) == [1])
            // On the days before it bounced the money was there.
            let before = ["--from", "2025-04-01", "--to", "2025-04-13"]
            #expect(try register.figures(before).map(\.recovered) == [150_000])
        }
    }

    @Test func `a case that is not closed gives no workers, and one that is closed does`() throws {
        try TestRegister.twoStation { register, office in
            let april = ["--from", "2025-04-01", "--to", "2025-04-30"]
            #expect(try register.figures(april).map(\.workers) == [0])
            try office.complete()
            let closed = try register.figures(april)
            #expect(closed.map(\.closed) == [1])
            #expect(closed.map(\.paid) == [1])
            #expect(closed.map(\.workers) == [3])
            #expect(closed.map(\.recovered) == [180_000])
            // Closed on the 12th: a report up to the 11th has the money and no closing.
            let until = try register.figures("--from", "2025-04-01", "--to", "2025-04-11")
            #expect(until.map(\.closed) == [0])
            #expect(until.map(\.recovered) == [180_000])
        }
    }

    @Test func `days in the wrong order, and words that are no day, are told`() throws {
        try TestRegister.empty { register in
            try register.refused(
                "report", "--from", "2025-12-31", "--to", "2025-01-01", status: 64, code: "usage")
            try register.refused(
                "report", "--from", "2025-02-30", "--to", "2025-12-31", status: 65, code: "date")
        }
    }
}

extension TestRegister {
    fileprivate func figures(_ words: String...) throws -> [Figures] { try figures(words) }

    fileprivate func figures(_ words: [String]) throws -> [Figures] {
        let report = try json(arguments: ["report"] + words)
        return (report["items"]?.arrayValue ?? []).map(Figures.init)
    }
}

/// A line of a report.
private struct Figures: Equatable {
    let json: JSON

    var group: String { json["group"]?.stringValue ?? json["group"]?["code"]?.stringValue ?? "" }
    var opened: Int64? { json["opened"]?.integerValue }
    var closed: Int64? { json["closed"]?.integerValue }
    var paid: Int64? { json["paid"]?.integerValue }
    var workers: Int64? { json["workers"]?.integerValue }
    var paidPeople: Int64? { json["paid_people"]?.integerValue }
    var recovered: Int64? { json["recovered_fen"]?.integerValue ?? json["recovered"]?.integerValue }
}
