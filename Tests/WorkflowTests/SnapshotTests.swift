import CEL
import Source
import Testing
import Values

@testable import Workflow

/// The stored form of a position: whole, stable, read back the same.
@Suite struct SnapshotTests {
    private func walk() throws -> Walk {
        try Walk(
            load(
                machine(
                    """
                    initial: both
                    states:
                      both:
                        \(label("both"))
                        transitions: [{act: c, to: end}]
                        regions:
                          left: {\(label("left")), initial: l1, states: {l1: {\(label("l1")), transitions: [{act: a, set: {num: 7, sum: "yuan('12.34')", at_day: "date('2025-05-01')", flag: true}}]}}}
                          right: {\(label("right")), initial: r1, states: {r1: {\(label("r1")), transitions: [{act: b, to: r1}]}}}
                      end: {\(label("end")), final: true, outcome: over}
                    """,
                    data: """
                          num: {type: integer, default: 0, label: {zh: num, en: num}}
                          sum: {type: money, default: "0.00", label: {zh: sum, en: sum}}
                          at_day: {type: date, label: {zh: 日, en: day}}
                          flag: {type: bool, default: false, label: {zh: flag, en: flag}}

                        """,
                    clocks: """
                          limit:
                            label: {zh: 限, en: limit}
                            owes: clerk
                            kind: internal
                            limit: duty
                            length: 5 workdays
                            runs_in: [both]
                            breach: note
                            source: {zh: 例, en: example}

                        """)))
    }

    @Test func `the stored form is this, byte for byte`() throws {
        var walk = try walk()
        try walk.do("a", by: [doer("p", "clerk"), doer("s", "clerk")])
        walk.snapshot.fill(
            "limit#1", due: day("2025-04-14"), expiresAt: day("2025-04-14").latest,
            warnings: [day("2025-04-11").earliest], isProvisional: true, policy: "cn@abc")
        let golden = """
            {"active":["both/left/l1","both/right/r1"],"children":[],"clocks":[{"clock":"limit","due":"2025-04-14",\
            "expires_at":"2025-04-15T00:00:00+08:00","id":"limit#1","length":"5 workdays","phase":"running",\
            "policy":"cn@abc","provisional":true,"state":"running","trigger":"2025-04-07",\
            "warnings":["2025-04-11T00:00:00+08:00"]}],"data":{"at_day":{"date":"2025-05-01"},"flag":true,"num":7,\
            "sum":{"money":1234}},"definition":"small@1","entered_at":{"both":"2025-04-07","l1":"2025-04-07",\
            "left":"2025-04-07","r1":"2025-04-07","right":"2025-04-07"},"episode":1,"frozen":[],\
            "ledger":[{"act":"a","doers":["p","s"],"occurred":"2025-04-07"}],"proposals":[],"schema":1}
            """
        #expect(walk.snapshot.json.canonicalText == golden)
        let read = try Snapshot(json: JSON(parsing: golden), definition: walk.definition)
        #expect(read == walk.snapshot)
        #expect(read.json.canonicalText == golden)
    }

    @Test func `what is not a position of this definition is refused with the place`() throws {
        let walk = try walk()
        guard case .object(var members) = walk.snapshot.json else { return }
        members["active"] = .array([.string("both/left/zz")])
        do {
            _ = try Snapshot(json: .object(members), definition: walk.definition)
            Issue.record("it was read")
        } catch {
            #expect(error.path == "active")
        }
        members["active"] = .array([])
        members["schema"] = .integer(2)
        #expect(throws: SnapshotError.self) {
            try Snapshot(json: .object(members), definition: walk.definition)
        }
        #expect(throws: SnapshotError.self) { try Snapshot(json: .null, definition: walk.definition) }
    }

    @Test func `integers beyond what JSON holds survive`() {
        for value in [Int64.max, Int64.min, JSON.maxInteger + 1, -JSON.maxInteger] {
            #expect(StoredValue.value(StoredValue.json(.int(value)), type: .integer) == .int(value))
            #expect(
                StoredValue.value(StoredValue.json(.money(Fen(value))), type: .money) == .money(Fen(value)))
            _ = StoredValue.json(.int(value)).canonicalText
        }
    }
}
