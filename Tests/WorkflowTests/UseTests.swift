import CEL
import Source
import SourceYAML
import Testing
import Values
import Workflow

/// A suit that others wait for: it ends `won`, `lost` or `dropped`.
let suit = """
    workflow: suit
    language: 1
    version: 1
    label: {zh: 诉讼, en: suit}
    outcomes: [won, lost, dropped]
    roles: {clerk: {label: {zh: 经办, en: clerk}}}
    data: {about: {type: text, label: {zh: 内容, en: matter}}}
    acts:
      judged: {kind: decision, label: {zh: 判决, en: judged}, who: [clerk]}
    initial: pending
    states:
      pending: {label: {zh: 审理, en: pending}, transitions: [{act: judged, to: won}]}
      won: {label: {zh: 胜诉, en: won}, final: true, outcome: won}
    """

/// The interface of a file, by id.
func interfaces(_ files: String...) throws -> (String) -> WorkflowInterface? {
    let all = try files.compactMap {
        WorkflowInterface(node: try YAMLReader.read($0, file: "u.yaml"), vocabularies: [testVocabulary])
    }
    return { id in all.first { $0.id == id } }
}

/// A machine whose state `waiting` uses the suit.
func waiting(
    done: String = "[{to: paid, when: \"sub.outcome == 'won'\"}, {to: ended, otherwise: true}]",
    use: String = "use: suit, on_leave: keep", more: String = "", head: String = ""
) -> String {
    machine(
        """
        \(head)
        initial: start
        states:
          start: {\(label("s")), transitions: [{act: a, to: waiting}, {act: c, to: paid}]}
          waiting: {\(label("w")), \(use), done: \(done), transitions: [{act: b, to: ended}]\(more)}
          paid: {\(label("p")), final: true, outcome: paid}
          ended: {\(label("e")), final: true, outcome: ended}
        """)
}

private func loadUsing(_ yaml: String) throws -> WorkflowDefinition {
    try WorkflowDefinition.load(
        try YAMLReader.read(yaml, file: "t.yaml"), vocabularies: [testVocabulary], using: interfaces(suit))
}

private func codes(_ yaml: String) -> [String] {
    do {
        _ = try loadUsing(yaml)
        return []
    } catch let list as DiagnosticList {
        return list.items.map { "\($0.position.line) \($0.code)" }
    } catch {
        return ["\(error)"]
    }
}

@Suite struct `A state that waits for a proceeding of its own` {
    @Test func `says what becomes of that one when it is left`() {
        #expect(codes(waiting(use: "use: suit")).map { $0.suffix(4) } == ["S102"])
        #expect(codes(waiting()) == [])
    }

    @Test func `has a branch for every outcome of the other file`() {
        let short =
            "[{to: paid, when: \"sub.outcome == 'won'\"}, {to: ended, when: \"sub.outcome == 'lost'\"}]"
        #expect(codes(waiting(done: short)).map { $0.suffix(4) } == ["W206"])
        let whole = """
            [{to: paid, when: "sub.outcome == 'won'"}, \
            {to: ended, when: "sub.outcome in ['lost', 'dropped']"}]
            """
        #expect(codes(waiting(done: whole)) == [])
    }

    @Test func `compares only with words that the other file can end in`() {
        let wrong = "[{to: paid, when: \"sub.outcome == 'wonn'\"}, {to: ended, otherwise: true}]"
        #expect(codes(waiting(done: wrong)).map { $0.suffix(4) } == ["W110"])
    }

    @Test func `names a workflow that is there, and fields that it has`() {
        #expect(codes(waiting(use: "use: siut, on_leave: keep")).map { $0.suffix(4) } == ["W101"])
        let field = "use: suit, on_leave: keep, with: {abuot: \"'x'\"}"
        #expect(codes(waiting(use: field)).map { $0.suffix(4) } == ["W103"])
        let type = "use: suit, on_leave: keep, with: {about: \"1\"}"
        #expect(codes(waiting(use: type)).map { $0.suffix(4) } == ["W110"])
    }

    @Test func `that must not be left is left by no limit`() {
        let yaml = waiting(
            use: "use: suit, on_leave: forbid", more: ", auto: [{to: ended, when: \"In('start')\"}]")
        #expect(codes(yaml).map { $0.suffix(4) } == ["W230"])
    }

    @Test func `that must not be left shows the limit that leaves it`() throws {
        let found = diagnostics(try repositoryFile("Tests/WorkflowTests/Defects/W230.yaml"))
        #expect(found.filter { $0.severity == .error }.map(\.code) == ["W230"])
    }

    @Test func `asks for it at rest, once, with the data handed over`() throws {
        var walk = try Walk(loadUsing(waiting(use: "use: suit, on_leave: keep, with: {about: \"'wages'\"}")))
        try walk.do("a")
        #expect(walk.last.opened.map(\.workflow) == ["suit"])
        #expect(walk.last.opened.map(\.data) == [["about": .string("wages")]])
        #expect(walk.last.opened.map(\.state) == ["waiting"])
        walk.snapshot.name("waiting#1", proceeding: "2")
        try walk.facts(walk.view)
        #expect(walk.last.opened.isEmpty)
        #expect(try Snapshot(json: walk.snapshot.json, definition: walk.definition) == walk.snapshot)
    }

    @Test(arguments: [("won", "paid"), ("lost", "ended"), ("closed_with_parent", "ended")])
    func `moves on by what it came to`(outcome: String, end: String) throws {
        var walk = try Walk(loadUsing(waiting()))
        try walk.do("a")
        walk.snapshot.name("waiting#1", proceeding: "2")
        try walk.childEnded("2", outcome)
        #expect(walk.last.outcome == end)
        #expect(walk.snapshot.children.map(\.status) == [.consumed])
        #expect(walk.snapshot.children.map(\.outcome) == [outcome])
    }

    @Test(arguments: [("keep", 0), ("close", 1)])
    func `leaves it to itself or closes it, as the file says`(word: String, closed: Int) throws {
        var walk = try Walk(loadUsing(waiting(use: "use: suit, on_leave: \(word)")))
        try walk.do("a")
        try walk.do("b")
        #expect(walk.last.closed.count == closed)
        #expect(walk.snapshot.children.map(\.status) == [.free])
        #expect(walk.last.outcome == "ended")
    }

    @Test func `is not left before it has ended where the file forbids it`() throws {
        var walk = try Walk(loadUsing(waiting(use: "use: suit, on_leave: forbid")))
        try walk.do("a")
        #expect(walk.refusal(of: "b")?.primary.code == "property")
    }

    @Test func `opens a new one when it comes again`() throws {
        var walk = try Walk(loadUsing(waiting(done: "[{to: start, otherwise: true}]")))
        try walk.do("a")
        walk.snapshot.name("waiting#1", proceeding: "2")
        try walk.childEnded("2", "won")
        #expect(walk.states == ["start"])
        try walk.do("a")
        #expect(walk.last.opened.map(\.reference) == ["waiting#2"])
    }
}

@Suite struct `What a file says of its proceedings` {
    @Test func `is read from its head`() throws {
        let definition = try loadUsing(
            waiting(
                head: """
                    scope: claims
                    route: arbitration
                    exclusive: true
                    outcomes: [paid, ended, other]
                    opened_by: c
                    offers: [{use: suit, when: "In('start')", who: [clerk], at_most: 2}]
                    """))
        #expect(definition.head.scope == .claims)
        #expect(definition.head.route == "arbitration")
        #expect(definition.head.isExclusive)
        #expect(definition.outcomes == ["paid", "ended", "other"])
        #expect(definition.head.openedBy?.act == "c")
        #expect(definition.head.offers.map(\.atMost) == [2])
        #expect(definition.uses == ["suit"])
    }

    @Test func `an opening that takes a second signature takes it at once, and says so`() throws {
        let yaml = waiting(head: "opened_by: c").replacing(
            "  c: {kind: decision, ", with: "  c: {signed: [{who: [clerk]}], kind: decision, ")
        let definition = try loadUsing(yaml)
        #expect(definition.warnings.map(\.code) == ["W405"])
        func opening(_ doers: Doer...) -> ProceedingOpening {
            ProceedingOpening(
                act: ActInput(act: "c", payload: [:], doers: doers, occurred: day("2025-03-03")))
        }
        let alone = WorkflowStep.refuseOpening(definition, opening(doer("p", "clerk")), case: caseView())
        #expect(alone?.primary.code == "approvals")
        #expect(alone?.primary.message(.en).contains("cannot be put forward and wait") == true)
        #expect(alone?.primary.message(.zh).contains("不能先提出再等待签署") == true)
        let both = opening(doer("p", "clerk"), doer("q", "clerk"))
        #expect(WorkflowStep.refuseOpening(definition, both, case: caseView()) == nil)
    }

    @Test func `holds for every end of the file`() {
        #expect(codes(waiting(head: "outcomes: [paid]")).map { $0.suffix(4) } == ["W101"])
        #expect(codes(waiting(head: "exclusive: true")).map { $0.suffix(4) } == ["S102"])
    }

    @Test func `outcomes of a file without a list are those of its ends`() throws {
        #expect(try loadUsing(waiting()).outcomes == ["paid", "ended"])
        #expect(try interfaces(suit)("suit")?.outcomes == ["won", "lost", "dropped"])
    }
}

@Suite struct `Asking who carries a claim` {
    @Test func `reads the routes that other proceedings of the case follow`() throws {
        let yaml = machine(
            """
            vocabulary: wage-arrears/1
            initial: start
            states:
              start:
                \(label("s"))
                transitions:
                  - {act: a, to: gone, when: "case.carried(['arbitration', 'suit'])"}
                  - {act: b, to: gone, when: "!case.carried(['arbitration'])"}
                  - {act: c, to: gone}
              gone: {\(label("g")), final: true, outcome: gone}
            """)
        var walk = try Walk(load(yaml))
        #expect(walk.refusal(of: "a")?.primary.code == "guard")
        #expect(walk.refusal(of: "b") == nil)
        walk.view.carriedRoutes = ["suit"]
        #expect(walk.refusal(of: "a") == nil)
    }
}

extension Walk {
    /// A child of the proceeding came to an end.
    mutating func childEnded(_ proceeding: String, _ outcome: String) throws {
        last = try WorkflowStep.childEnded(
            proceeding, outcome: outcome, definition, snapshot, case: view, occurred: on)
        snapshot = last.snapshot
    }
}
