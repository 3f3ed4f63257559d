import Source
import Testing
import Values

@testable import Workflow

/// What the checks ask of people and papers, each with a file that has just that defect.
struct PeopleCheckTests {
    @Test(arguments: ["W402", "W403", "W404", "W501"])
    func `a file with one defect is reported with its code and nothing else`(_ code: String) throws {
        let found = diagnostics(try repositoryFile("Tests/WorkflowTests/Defects/\(code).yaml"))
        #expect(found.map(\.code) == [code], "\(found)")
        #expect(found.allSatisfy { $0.position.line > 1 })
    }

    /// A machine with a party outside and an act of its own.
    private func outside(_ acts: String, documents: String = "") -> String {
        machine("", acts: "").replacing(
            "acts:\n", with: "\(documents)acts:\n\(acts)"
        ).replacing(
            "reads_only: true}", with: "reads_only: true}\n  court: {\(label("court")), outside: true}")
                + """

                initial: s
                states:
                  s: {\(label("s")), transitions: [{act: g, to: e}]}
                  e: {\(label("e")), final: true, outcome: over}
                """
    }

    @Test func `what a body outside does is a fact, recorded by those who are named and with its proof`()
        throws
    {
        let text = outside(
            """
              g:
                kind: fact
                \(label("g"))
                by: [court]
                recorded_by: [clerk]
                late: true
                needs: [{any_of: [judgment]}]

            """, documents: "documents:\n  judgment: {\(label("judgment"))}\n")
        let definition = try load(text)
        let rule = try #require(definition.acts["g"])
        #expect(rule.by == ["court"] && rule.recordedBy == ["clerk"] && rule.isLate)
        var walk = try Walk(definition)
        #expect(walk.refusal(of: "g", by: [doer("x", "other")])?.primary.code == "role")
        #expect(walk.refusal(of: "g")?.primary.code == "needs")
        walk.view = caseView(papers: [paper("D1", "judgment", hash: "aa")])
        try walk.do("g")
        #expect(walk.states == ["e"])
    }

    @Test(arguments: [
        ("g: {kind: decision, label: {zh: g, en: g}, who: [clerk], by: [court]}", "W110"),
        ("g: {kind: decision, label: {zh: g, en: g}, who: [court]}", "W404"),
        ("g: {kind: decision, label: {zh: g, en: g}, who: [clerk], signed: [{who: [court]}]}", "W404"),
        ("g: {kind: decision, label: {zh: g, en: g}, who: [clerk], late: true}", "W110"),
        ("g: {kind: fact, label: {zh: g, en: g}, by: [clerk]}", "W110"),
        ("g: {kind: fact, label: {zh: g, en: g}, recorded_by: [clerk]}", "S102"),
    ])
    func `what does not go together is an error`(act: String, code: String) throws {
        #expect(Set(diagnostics(outside("  \(act)\n")).map(\.code)).contains(code), "\(act)")
    }

    @Test func `nobody here counts as the doer of what a body outside did`() throws {
        let definition = try load(
            outside("  g: {kind: fact, \(label("g")), by: [court]}\n"))
        var walk = try Walk(definition)
        let input = ActInput(
            act: "g", payload: [:], doers: [doer("p", "clerk")], occurred: walk.on, outsider: "court")
        guard
            case .admitted(let admission) = WorkflowStep.admit(
                definition, walk.snapshot, act: input, case: walk.view)
        else { return #expect(Bool(false), "refused") }
        walk.last = try WorkflowStep.take(admission, caseAfter: walk.view, position: nil)
        #expect(walk.last.snapshot.ledger.map(\.doers) == [[]])
    }

    @Test func `a proof of service counts for the latest paper of the kind it is asked about`() throws {
        let text = machine(
            """
            initial: s
            states:
              s: {\(label("s")), transitions: [{act: a, to: e}]}
              e: {\(label("e")), final: true, outcome: over}
            """, acts: "a"
        ).replacing(
            "acts:\n",
            with:
                "documents:\n  order: {\(label("order"))}\n  proof: {\(label("proof")), per: document}\nacts:\n"
        ).replacing("who: [clerk]}\n", with: "who: [clerk], needs: [{any_of: [proof], of: order}]}\n")
        var walk = try Walk(try load(text))
        func papers(_ about: String?) -> [PaperOnRecord] {
            [
                paper("D1", "order", hash: "aa"), paper("D2", "order", hash: "bb"),
                PaperOnRecord(
                    id: "D3", kind: "proof", hash: "cc", claimants: [], about: about, isFresh: false),
            ]
        }
        for (about, isEnough) in [(nil, false), ("D1", false), ("D2", true)] as [(String?, Bool)] {
            walk.view = caseView(papers: papers(about))
            #expect((walk.refusal(of: "a") == nil) == isEnough, "\(about ?? "-")")
        }
        walk.view = caseView(papers: [])
        #expect(walk.refusal(of: "a")?.primary.message(.en).contains("about the order") == true)
    }
}
