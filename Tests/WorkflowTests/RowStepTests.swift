import CEL
import Source
import Testing
import Values

@testable import Workflow

extension Walk {
    /// Does an act that names rows; throws the refusal.
    mutating func `do`(
        _ act: String, of rows: [String], _ payload: [String: CELValue] = [:],
        by doers: [Doer] = [doer("p", "clerk")], then after: CaseView? = nil
    ) throws {
        let input = ActInput(act: act, payload: payload, doers: doers, occurred: on, rows: rows)
        switch WorkflowStep.admit(definition, snapshot, act: input, case: view) {
        case .refused(let report): throw report
        case .admitted(let admission):
            last = try WorkflowStep.take(admission, caseAfter: after ?? view, position: nil)
            snapshot = last.snapshot
            if let after { view = after }
        }
    }

    /// The refusal of an act that names rows.
    func refusal(of act: String, rows: [String], by doers: [Doer] = [doer("p", "clerk")]) -> RefusalReport? {
        let input = ActInput(act: act, payload: [:], doers: doers, occurred: on, rows: rows)
        switch WorkflowStep.admit(definition, snapshot, act: input, case: view) {
        case .admitted: return nil
        case .refused(let report): return report
        }
    }
}

/// One small machine for each member of a list: who starts, who moves, when all are done.
@Suite struct RowStepTests {
    private func walk(_ claimants: [String] = ["w1", "w2", "w3"], _ yaml: String? = nil) throws -> Walk {
        var walk = try Walk(load(yaml ?? RowProcedure.yaml()), view: caseView(claimants: claimants))
        try walk.do("go")
        return walk
    }

    @Test func `every claimant starts at the initial state of a row`() throws {
        let walk = try walk()
        #expect(walk.states == ["workers/owing[w1]", "workers/owing[w2]", "workers/owing[w3]"])
        #expect(walk.last.entered == ["workers", "owing[w1]", "owing[w2]", "owing[w3]"])
        #expect(walk.snapshot.enteredAt["owing[w2]"] == day("2025-04-07"))
    }

    @Test func `an act moves the rows it names and no other`() throws {
        var walk = try walk()
        try walk.do("pay", of: ["w1", "w3"])
        #expect(walk.states == ["workers/owing[w2]", "workers/paid[w1]", "workers/paid[w3]"])
        #expect(walk.snapshot.rowOutcomes == ["workers": ["w1": "paid", "w3": "paid"]])
        #expect(walk.snapshot.ledger.map(\.row) == [nil, "w1", "w3"])
    }

    @Test func `all rows named take an act, or none does, and the refusal names those that do not`() throws {
        var walk = try walk()
        try walk.do("pay", of: ["w2"])
        let before = walk.snapshot
        let report = walk.refusal(of: "pay", rows: ["w1", "w2"])
        #expect(report?.primary.code == "not-here")
        #expect(report?.primary.message(.en).hasPrefix("w2: pay is not possible in 'paid'") == true)
        #expect(report?.primary.json["rows"] == .array([.string("w2")]))
        #expect(walk.snapshot == before)
    }

    @Test func `an act about rows names some, each once, and all of them in the list`() throws {
        let walk = try walk()
        #expect(walk.refusal(of: "pay", rows: [])?.primary.code == "payload")
        #expect(walk.refusal(of: "pay", rows: ["w9"])?.primary.code == "payload")
        #expect(walk.refusal(of: "pay", rows: ["w1", "w1"])?.primary.code == "payload")
    }

    @Test func `when all rows have come to an end the state around them is done`() throws {
        var walk = try walk()
        try walk.do("pay", of: ["w1", "w2"])
        try walk.do("quit", of: ["w3"])
        #expect(walk.states == ["end"])
        #expect(walk.snapshot.rowOutcomes["workers"] == ["w1": "paid", "w2": "paid", "w3": "withdrawn"])
    }

    @Test func `where several lists have a row of one key, the last in the file tells what it came to`()
        throws
    {
        let regions = (1...6).map { number in
            """
                  side\(number):
                    \(label("side"))
                    for_each: claimants
                    each:
                      initial: open\(number)
                      states:
                        open\(number): {\(label("open")), auto: [{to: over\(number), when: case.contact_reached}]}
                        over\(number): {\(label("over")), final: true, outcome: word\(number)}
            """
        }.joined(separator: "\n")
        let states = """
            vocabulary: wage-arrears/1
            initial: both
            states:
              both:
                \(label("both"))
                regions:
            \(regions)
                done: [{to: end, otherwise: true}]
              end: {\(label("end")), final: true, outcome: over}
            """
        var walk = try Walk(load(machine(states, acts: "")), view: caseView(claimants: ["w1", "w2"]))
        try walk.facts(caseView(contact: true, claimants: ["w1", "w2"]))
        #expect(walk.states == ["end"])
        #expect(walk.snapshot.lineOutcomes(in: walk.definition) == ["w1": "word6", "w2": "word6"])
    }

    @Test func `an empty list is done at once`() throws {
        let walk = try walk([])
        #expect(walk.states == ["end"])
    }

    @Test func `who joins late begins at the initial state`() throws {
        var walk = try walk(["w1", "w2"])
        try walk.do("pay", of: ["w1"])
        walk.on = day("2025-05-01")
        try walk.facts(caseView(claimants: ["w1", "w2", "w0"]))
        #expect(walk.states == ["workers/owing[w0]", "workers/owing[w2]", "workers/paid[w1]"])
        #expect(walk.snapshot.enteredAt["owing[w0]"] == day("2025-05-01"))
        #expect(walk.snapshot.enteredAt["owing[w2]"] == day("2025-04-07"))
    }

    @Test func `who is no longer in the list stands still, holds up nobody, and goes on when back`() throws {
        var walk = try walk(["w1", "w2"])
        try walk.facts(caseView(claimants: ["w1"]))
        #expect(walk.states == ["workers/owing[w1]", "workers/owing[w2]"])
        #expect(walk.snapshot.rowOutcomes == ["workers": ["w2": "gone"]])
        #expect(walk.refusal(of: "pay", rows: ["w2"])?.primary.code == "payload")
        var back = walk
        try back.facts(caseView(claimants: ["w2", "w1"]))
        #expect(back.snapshot.rowOutcomes.isEmpty)
        try back.do("pay", of: ["w2"])
        #expect(back.states == ["workers/owing[w1]", "workers/paid[w2]"])
        try walk.do("pay", of: ["w1"])
        #expect(walk.states == ["end"])
        #expect(walk.snapshot.rowOutcomes["workers"] == ["w1": "paid", "w2": "gone"])
    }

    @Test func `leaving with open rows gives them the outcome the move says`() throws {
        var walk = try walk()
        try walk.do("pay", of: ["w2"])
        try walk.do("stop")
        #expect(walk.states == ["stopped"])
        #expect(
            walk.snapshot.rowOutcomes["workers"] == ["w1": "dropped", "w2": "paid", "w3": "dropped"])
        #expect(walk.snapshot.enteredAt.keys.sorted() == ["stopped"])
    }

    @Test func `the snapshot with rows is stored and read back, and is told when it cannot be`() throws {
        var walk = try walk()
        try walk.do("pay", of: ["w3"])
        #expect(try Snapshot(json: walk.snapshot.json, definition: walk.definition) == walk.snapshot)
        for (from, to) in [
            ("workers/owing[w1]", "workers/owing"), ("workers/owing[w1]", "end[w1]"),
            ("workers\":{", "end\":{"),
        ] {
            let text = walk.snapshot.json.canonicalText
            #expect(text.contains(from))
            let broken = try JSON(parsing: Array(text.replacing(from, with: to).utf8))
            #expect(throws: SnapshotError.self) {
                _ = try Snapshot(json: broken, definition: walk.definition)
            }
        }
    }

    @Test func `a state around the rows takes an act about rows that no row takes`() throws {
        let yaml = RowProcedure.yaml().replacing(
            "transitions: [{act: stop,",
            with: "transitions: [{act: quit, to: stopped, rows: dropped}, {act: stop,"
        )
        .replacing("{act: quit, to: left}", with: "{act: pay, to: left, when: \"false\"}")
        .replacing("{act: pay, to: paid}", with: "{act: pay, to: paid, otherwise: true}")
        var walk = try walk(["w1", "w2"], yaml)
        try walk.do("quit", of: ["w2"])
        #expect(walk.states == ["stopped"])
    }

    @Test func `rows read their own member, and the state around them asks for any, all or none`() throws {
        let view = RowProcedure.yaml().replacing(
            "transitions: [{act: pay, to: paid}, {act: quit, to: left}]",
            with:
                "transitions: [{act: pay, to: paid, when: \"this.id != 'w2' && !In('paid')\"}, {act: quit, to: left}]"
        )
        var walk = try walk(["w1", "w2"], view)
        let report = walk.refusal(of: "pay", rows: ["w1", "w2"])
        #expect(report?.primary.code == "guard")
        #expect(report?.primary.message(.en).contains("w2: this.id != 'w2'") == true)
        try walk.do("pay", of: ["w1"])
        let scope = GuardScope(
            walk.definition, active: walk.definition.live(of: walk.snapshot), data: [:], clocks: [],
            view: walk.view, act: nil)
        func holds(_ text: String) throws -> Bool {
            let environment = GuardEnvironment.environment(schema: testVocabulary, data: [], act: nil)
            let program = try CELExpression.parse(text, at: walk.definition.root.position)
                .check(in: environment, expecting: .bool)
            return try scope.isTrue(program)
        }
        #expect(try holds("any_in('workers', 'paid') && any_in('workers', 'owing')"))
        #expect(try holds("!all_in('workers', 'paid') && none_in('workers', 'left')"))
        #expect(try !holds("none_in('workers', 'paid') || all_in('workers', 'owing')"))
    }

    @Test func `what one did about one worker does not bar them from another`() throws {
        let yaml = RowProcedure.yaml().replacing(
            "pay: {kind: decision, label: {zh: 付清, en: pay}, who: [clerk], of: claimants}",
            with:
                "check: {kind: decision, label: {zh: 核对, en: check}, who: [clerk], of: claimants}\n"
                + "  pay: {kind: decision, label: {zh: 付清, en: pay}, who: [clerk], of: claimants, not_same_actor_as: [check]}"
        ).replacing("[{act: pay, to: paid}", with: "[{act: check}, {act: pay, to: paid}")
        var walk = try walk(["w1", "w2"], yaml)
        try walk.do("check", of: ["w1"])
        #expect(walk.refusal(of: "pay", rows: ["w1"])?.primary.code == "same-actor")
        #expect(walk.refusal(of: "pay", rows: ["w1", "w2"])?.primary.code == "same-actor")
        try walk.do("pay", of: ["w2"])
        try walk.do("pay", of: ["w1"], by: [doer("q", "clerk")])
        #expect(walk.states == ["end"])
    }

    @Test func `what can be done now says for which rows`() throws {
        var walk = try walk()
        try walk.do("pay", of: ["w2"])
        let offers = WorkflowStep.offers(walk.definition, walk.snapshot, case: walk.view)
        #expect(offers.first { $0.act.name == "pay" }?.rows == ["w1", "w3"])
        #expect(offers.first { $0.act.name == "stop" }?.rows == [])
    }
}
