import Source
import SourceYAML
import Testing
import Values
import Workflow

private let catalogueText = """
    catalogue: shared
    label: {zh: 目录, en: catalogue}
    roles:
      mediator: {label: {zh: 调解员, en: mediator}}
      arbitrator: {label: {zh: 仲裁员, en: arbitrator}}
      cadre: {label: {zh: 工会干部, en: union cadre}}
      head: {label: {zh: 负责人, en: head}}
    exclusive_roles:
      - {roles: [mediator, arbitrator], source: {zh: 回避规则, en: rule of recusal}}
    """

private func procedure(of names: String, own: String = "") -> String {
    """
    workflow: hearing
    language: 1
    version: 1
    label: {zh: 审理, en: hearing}
    roles:
      use: shared
      of: [\(names)]
    \(own)
    acts:
      a: {kind: decision, label: {zh: 调解, en: mediate}, who: [mediator]}
      b: {kind: decision, label: {zh: 裁决, en: award}, who: [arbitrator]}
      c: {kind: decision, label: {zh: 走访, en: visit}, who: [cadre, mediator]}
    clocks:
      wait:
        label: {zh: 期, en: wait}
        owes: mediator
        kind: internal
        limit: duty
        length: 5 days
        runs_in: [one, two, three]
        breach: note
        reenter: continue
        source: {zh: 内部, en: internal}
    initial: one
    states:
      one: {label: {zh: 一, en: one}, transitions: [{act: a, to: two}, {act: c, to: two}]}
      two: {label: {zh: 二, en: two}, transitions: [{act: b, to: three}]}
      three: {label: {zh: 三, en: three}, transitions: [{act: a, to: over}, {act: c, to: over}]}
      over: {label: {zh: 终, en: over}, final: true, outcome: over}
    """
}

private func loaded(_ yaml: String) throws -> WorkflowDefinition {
    let catalogue = try RoleCatalogue.load(try YAMLReader.read(catalogueText, file: "roles.yaml"))
    return try WorkflowDefinition.load(
        try YAMLReader.read(yaml, file: "t.yaml"), vocabularies: [testVocabulary],
        catalogues: { $0 == "shared" ? catalogue : nil })
}

private func problems(_ yaml: String) -> [String] {
    do {
        _ = try loaded(yaml)
        return []
    } catch let list as DiagnosticList {
        return list.items.map { "\($0.position) \($0.code)" }
    } catch {
        return ["\(error)"]
    }
}

/// Roles that several procedures share, and who may not be both in one case.
@Suite struct ExclusiveRolesTests {
    @Test func `whoever mediated does not decide, in whatever other role they also are`() throws {
        var walk = try Walk(loaded(procedure(of: "mediator, arbitrator, cadre")))
        try walk.do("a", by: [doer("p", "mediator", "arbitrator", "head")])
        let report = walk.refusal(of: "b", by: [doer("p", "mediator", "arbitrator")])
        #expect(report?.primary.code == "same-actor")
        #expect(report?.primary.message(.zh).contains("调解员、仲裁员不得由同一人担任（回避规则）") == true)
        #expect(walk.refusal(of: "b", by: [doer("q", "arbitrator")]) == nil)
    }

    @Test func `who has another role left for an act may do it in that one`() throws {
        var walk = try Walk(loaded(procedure(of: "mediator, arbitrator, cadre")))
        try walk.do("a", by: [doer("p", "mediator")])
        try walk.do("b", by: [doer("q", "arbitrator", "cadre", "mediator")])
        #expect(walk.refusal(of: "a", by: [doer("q", "mediator")])?.primary.code == "same-actor")
        #expect(walk.refusal(of: "c", by: [doer("q", "mediator", "cadre")]) == nil)
    }

    @Test func `what was done in another proceeding of the case counts`() throws {
        var other = try Walk(loaded(procedure(of: "mediator, arbitrator, cadre")))
        try other.do("a", by: [doer("p", "mediator")])
        var view = caseView()
        view = CaseView(record: view.record, elsewhere: other.snapshot.ledger)
        var walk = try Walk(loaded(procedure(of: "mediator, arbitrator, cadre")), view: view)
        try walk.do("a", by: [doer("x", "mediator")])
        #expect(walk.refusal(of: "b", by: [doer("p", "arbitrator")])?.primary.code == "same-actor")
    }

    @Test func `the roles in which somebody acted are stored, and only where a rule asks for them`() throws {
        var walk = try Walk(loaded(procedure(of: "mediator, arbitrator, cadre")))
        try walk.do("a", by: [doer("p", "mediator", "cadre")])
        let stored = walk.snapshot.json
        #expect(
            stored["ledger"]?.arrayValue?.first?["as"] == .object(["p": .array([.string("mediator")])]))
        #expect(try Snapshot(json: stored, definition: walk.definition) == walk.snapshot)
    }

    @Test func `what is pinned needs no catalogue any more`() throws {
        let definition = try loaded(procedure(of: "mediator, cadre, arbitrator"))
        let again = try WorkflowDefinition.load(
            canonical: definition.canonical, vocabularies: [testVocabulary])
        #expect(again.roles == definition.roles)
        #expect(again.exclusiveRoles == definition.exclusiveRoles)
        #expect(again.canonical == definition.canonical)
    }

    @Test func `a role that a rule names comes along, so that the rule can be told`() throws {
        let yaml = procedure(of: "mediator, cadre", own: "  guest: {label: {zh: 旁听, en: guest}}")
            .replacing("who: [arbitrator]", with: "who: [guest]")
        let definition = try loaded(yaml)
        #expect(definition.roles.map(\.id) == ["mediator", "arbitrator", "cadre", "guest"])
        #expect(definition.exclusiveRoles.map { $0.roles.map(\.id) } == [["mediator", "arbitrator"]])
    }

    @Test func `a name that is not in the catalogue is told with its place and the one meant`() {
        #expect(
            problems(procedure(of: "mediator, arbitrater, cadre, arbitrator")) == ["t.yaml:7:18 W101"])
        #expect(
            problems(
                procedure(of: "mediator, cadre, arbitrator").replacing("use: shared", with: "use: other")
            ).first == "t.yaml:6:8 W101")
        #expect(
            problems(
                procedure(
                    of: "mediator, cadre, arbitrator", own: "  cadre: {label: {zh: 干部, en: cadre}}")) == [
                    "t.yaml:8:3 W102"
                ])
    }

    @Test func `a rule about one role, or without a source, is no rule`() throws {
        let yaml =
            machine(
                "initial: a1\nstates:\n  a1: {\(label("甲")), final: true, outcome: x}\n"
                    + "exclusive_roles:\n  - {roles: [clerk], source: {zh: 据, en: source}}\n"
                    + "  - {roles: [clerk, reader]}\n")
        let codes = diagnostics(yaml).filter { $0.severity == .error }.map(\.code)
        #expect(codes.contains("S105"))
        #expect(codes.contains("S102"))
    }

    @Test func `the smallest crew knows that one person is not both`() throws {
        let either = ModelChecker.check(try loaded(procedure(of: "mediator, arbitrator, cadre")))
        #expect(either.crews.map(\.people) == [1], "a union cadre who arbitrates did not mediate")
        let onlyMediators = procedure(of: "mediator, arbitrator, cadre").replacing(
            "who: [cadre, mediator]", with: "who: [mediator]")
        let report = ModelChecker.check(try loaded(onlyMediators))
        #expect(report.crews.map(\.people) == [2])
    }
}
