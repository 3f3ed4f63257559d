import Testing
import Values
import Workflow

@Suite struct PropertyKindTests {
    private static let states = """
        initial: one
        states:
          one:
            \(label("one"))
            transitions:
              - {act: a}
              - {act: b, to: end}
          end: {\(label("end")), final: true, outcome: done}

        """

    private func walk(_ property: String) throws -> Walk {
        try Walk(
            load(
                machine(
                    PropertyKindTests.states + "properties:\n  - {name: p, \(label("p")), \(property)}\n",
                    acts: "a b")))
    }

    @Test func `a decision that skips an act of the path is refused`() throws {
        var walk = try walk("path: {to: end, via: [a]}")
        #expect(walk.snapshot.ledger.isEmpty)
        do {
            try walk.do("b")
            Issue.record("the end was reached without a")
        } catch let fault as StepFault {
            #expect(fault.refusal.code == "property")
        }
        try walk.do("a")
        try walk.do("b")
        #expect(walk.last.outcome == "done")
    }

    @Test func `a fact on the path is remembered although it moves nothing`() throws {
        var walk = try walk("path: {to: end, via: [f]}")
        try walk.do("f")
        try walk.do("b")
        #expect(walk.last.outcome == "done")
    }

    @Test func `a decision that takes two people is refused to one`() throws {
        var walk = try walk("takes: {to: end, people: 2}")
        #expect(throws: StepFault.self) { try walk.do("b") }
        try walk.do("b", by: [doer("p", "clerk"), doer("q", "clerk")])
        #expect(walk.last.outcome == "done")
    }

    @Test func `a person named without a signature is not counted`() throws {
        var walk = try walk("takes: {act: b, people: 2}")
        #expect(throws: StepFault.self) {
            try walk.do("b", by: [doer("p", "clerk"), doer("q", "clerk", signed: false)])
        }
    }

    @Test func `a decision that takes a paper needs one attached`() throws {
        var walk = try walk("takes: {act: b, paper: true}")
        #expect(throws: StepFault.self) { try walk.do("b") }
        walk.view = caseView(papers: [paper("D1", "any", fresh: true)])
        try walk.do("b")
        #expect(walk.last.outcome == "done")
    }

    @Test func `a rule says exactly one thing`() {
        let two = "properties:\n  - {name: p, \(label("p")), never: \"true\", always: \"true\"}\n"
        #expect(faults(machine(PropertyKindTests.states + two, acts: "a b")).map { $0.suffix(4) } == ["S102"])
        let unremembered = "properties:\n  - {name: p, \(label("p")), path: {to: end, via: [z]}}\n"
        #expect(
            faults(machine(PropertyKindTests.states + unremembered, acts: "a b")).contains {
                $0.hasSuffix("W101")
            })
    }
}
