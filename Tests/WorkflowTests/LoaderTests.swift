import Source
import SourceYAML
import Testing
import Values

@testable import Workflow

/// What is wrong with a file is said with its place, what was expected, and what to do.
@Suite struct LoaderTests {
    /// Two states; the tests change one line each.
    private func file(
        label: String = "label: {zh: 例, en: example}", roles: String = "clerk: {label: {zh: 经办, en: clerk}}",
        acts: String = "accept: {who: [clerk]}",
        intake: String = "transitions: [{act: accept, to: done_well}]",
        extra: String = ""
    ) -> String {
        """
        workflow: example
        language: 1
        version: 1
        \(label)
        vocabulary: wage-arrears/1
        roles:
          \(roles)
        acts:
          \(acts)
        initial: intake
        states:
          intake:
            label: {zh: 受理, en: intake}
            \(intake)
          done_well: {label: {zh: 办结, en: done}, final: true, outcome: good}
        \(extra)
        """
    }

    @Test func `a sound file loads without a word`() throws {
        let definition = try load(file())
        #expect(definition.id == "example")
        #expect(definition.states.map(\.id) == ["intake", "done_well"])
        #expect(definition.state("done_well")?.outcome == "good")
        #expect(definition.warnings.isEmpty)
        #expect(definition.roleLabel("clerk") == Bilingual(zh: "经办", en: "clerk"))
        #expect(definition.label(ofState: "intake").en == "intake")
    }

    @Test func `an unknown key is named where it stands, with the key that was meant`() {
        let found = diagnostics(file(intake: "transition: [{act: accept, to: done_well}]"))
        #expect(
            found.map(\.description).contains(
                "t.yaml:14:5: error S103: state 'intake' has no key 'transition'; did you mean 'transitions'?"
            ))
    }

    @Test(arguments: [
        ("roles: {clerk: {}}", "W105"), ("clerk: {label: {zh: 经办}}", "W105"),
        ("clerk: {label: 经办}", "S104"),
    ])
    func `a label needs both languages`(role: String, code: String) {
        let roles = role.hasPrefix("roles") ? "clerk: {}" : role
        #expect(diagnostics(file(roles: roles)).map(\.code) == [code])
    }

    @Test func `unknown targets, roles, acts and clocks are found in one go`() {
        let found = faults(
            file(
                acts: "accept: {who: [clerc], not_same_actor_as: [verfy]}",
                intake: "transitions: [{act: acept, to: done_wel}, {breach: limit, to: done_well}]"))
        #expect(found == ["9:18 W101", "9:46 W101", "14:25 W101", "14:36 W101", "14:56 W101"])
        #expect(diagnostics(file(acts: "accept: {who: [clerc]}"))[0].hint?.en == "did you mean 'clerk'?")
    }

    @Test func `an act of the vocabulary that acts does not mention cannot be used`() {
        let found = diagnostics(
            file(intake: "transitions: [{act: accept, to: done_well}, {act: decline, to: done_well}]"))
        #expect(found.map(\.code) == ["W101"])
        #expect(found[0].message.en == "'acts:' does not say who may do 'decline'")
    }

    @Test func `a fact of the vocabulary sets no transition off, the hint says what to write`() {
        let found = diagnostics(
            file(
                acts: "accept: {who: [clerk]}\n  payment_recorded: {who: [clerk]}",
                intake: "transitions: [{act: accept, to: done_well}, {act: payment_recorded, to: done_well}]")
        )
        #expect(found.map(\.code) == ["W110"])
        #expect(found[0].hint?.en.contains("case.*") == true)
    }

    @Test func `a state name stands once in the whole file`() {
        let found = faults(
            file(extra: "  # none").replacing(
                "  done_well: {label: {zh: 办结, en: done}, final: true, outcome: good}",
                with: "  done_well: {label: {zh: 办结, en: done}, final: true, outcome: good}\n"
                    + "  box: {label: {zh: 盒, en: box}, initial: intake, states: {intake: {label: {zh: 内, en: in}}}}"
            ))
        #expect(found.contains("16:60 W102"))
    }

    @Test func `a key that YAML may read as a boolean is refused wherever the nodes come from`() {
        let node = SourceNode(
            json: .object(["workflow": .string("x"), "states": .object(["on": .object([:])])]), file: "x.json"
        )
        #expect(throws: DiagnosticList.self) { try WorkflowDefinition.load(node, vocabularies: []) }
        do {
            _ = try WorkflowDefinition.load(node, vocabularies: [])
        } catch {
            #expect(error.items.contains { $0.code == "W104" })
        }
    }

    @Test(arguments: [
        ("case.verifed > fen(0)", "W110"), ("case.verified > 0", "W110"), ("data.thing == 1", "W103"),
        ("In('intak')", "W101"), ("clock('limit').breached", "W101"), ("docs('paper') > 0", "W101"),
        ("case.verified", "W110"), ("act.reason == 'x'", "W110"), ("1 +", "W110"),
    ])
    func `guards are checked against the case, the data and the names of the file`(
        guardText: String, code: String
    ) {
        let found = diagnostics(
            file(intake: "transitions: [{act: accept, to: done_well, when: \"\(guardText)\"}]"))
        #expect(found.filter { $0.severity == .error }.map(\.code) == [code])
        #expect(found.allSatisfy { $0.position.line == 14 })
    }

    @Test func `only transitions that an act sets off may read the act`() {
        let found = diagnostics(file(intake: "auto: [{to: done_well, when: \"act.reason == 'x'\"}]"))
        #expect(found.first?.hint?.en == "only a transition that an act sets off can read act and actor")
    }

    @Test(arguments: [
        ("has(data.since)", []), ("has(data.since) && case.contact_reached", []),
        ("case.contact_reached", ["W112"]), ("has(data.since) || case.contact_reached", ["W112"]),
        ("!has(data.since)", ["W112"]),
    ])
    func `what the condition says is there can be read by what follows from it`(when: String, codes: [String])
    {
        let yaml = file(
            intake: "transitions: [{act: accept, to: done_well, when: '\(when)', set: {copy: data.since}}]",
            extra: """
                data:
                  since: {type: date, label: {zh: 起, en: since}}
                  copy: {type: date, label: {zh: 抄, en: copy}}
                """)
        #expect(diagnostics(yaml).map(\.code).filter { $0 == "W112" } == codes, "\(diagnostics(yaml))")
    }

    @Test func `a word that an enumeration does not have is an error`() {
        let found = diagnostics(
            file(
                acts: "close: {who: [clerk]}",
                intake: "transitions: [{act: close, to: done_well, when: \"act.reason == 'paid_in_ful'\"}]"))
        #expect(found.map(\.code) == ["W110"])
        #expect(found[0].hint?.en == "did you mean 'paid_in_full'?")
    }

    @Test func `set writes only declared data, and only values of its type`() {
        let data =
            "data:\n  route: {type: enum, values: [none, direct], default: none, label: {zh: 途径, en: route}}"
        func codes(_ set: String) -> [String] {
            diagnostics(
                file(intake: "transitions: [{act: accept, to: done_well, set: \(set)}]", extra: data)
            ).map(\.code)
        }
        #expect(codes("{route: \"'direct'\"}").isEmpty)
        #expect(codes("{rout: \"'direct'\"}") == ["W103"])
        #expect(codes("{route: 5}") == ["W110"])
        #expect(codes("{route: \"'by_phone'\"}") == ["W110"])
    }

    @Test func `the body of an act is a field of text, not the name of a body`() {
        let data = """
            data:
              to_body: {type: text, default: "-", label: {zh: 单位, en: body}}
              sum: {type: bool, default: false, label: {zh: 额, en: sum}}
            """
        func codes(_ body: String) -> [String] {
            diagnostics(file(acts: "accept: {who: [clerk], body: \(body)}", extra: data)).map(\.code)
        }
        #expect(codes("to_body").isEmpty)
        #expect(codes("to_bodi") == ["W103"])
        #expect(codes("县总工会") == ["W103"])
        #expect(codes("sum") == ["W110"])
    }

    @Test func `a default has the type of its field`() {
        let data = "data:\n  sum: {type: money, default: 5, label: {zh: 额, en: sum}}"
        #expect(diagnostics(file(extra: data)).map(\.code) == ["W110"])
    }

    @Test func `nothing may be asked of a fact`() {
        let acts =
            "accept: {who: [clerk]}\n  seen: {kind: fact, label: {zh: 见, en: seen}, signed: [{who: [clerk]}]}"
        #expect(diagnostics(file(acts: acts)).map(\.code) == ["W110"])
    }

    @Test func `a decision says who may do it, and read-only roles may not`() {
        #expect(diagnostics(file(acts: "accept: {}")).map(\.code) == ["S102"])
        let roles = "clerk: {label: {zh: 经办, en: clerk}}\n  audit: {label: {zh: 审, en: a}, reads_only: true}"
        #expect(
            diagnostics(file(roles: roles, acts: "accept: {who: [clerk, audit]}")).map(\.code) == ["W404"])
    }

    @Test func `another version of the language is refused with what to do`() {
        let found = diagnostics(file().replacing("language: 1", with: "language: 2"))
        #expect(found.map(\.code) == ["W100"])
        #expect(found[0].position == SourcePosition(file: "t.yaml", line: 2, column: 11))
    }

    @Test func `the canonical form keeps the order of states and clocks and reads back the same`() throws {
        let yaml = try repositoryFile("workflows/two-station.yaml")
        let vocabulary = try vocabulary(for: yaml)
        let definition = try shipped("two-station")
        let text = definition.canonical.canonicalText
        let again = try WorkflowDefinition.load(canonical: JSON(parsing: text), vocabularies: [vocabulary])
        #expect(again == definition)
        #expect(again.canonical.canonicalText == text)
        #expect(again.states.map(\.address) == definition.states.map(\.address))
        #expect(again.clocks.map(\.id) == definition.clocks.map(\.id))
        #expect(again.transitions.map(\.number) == definition.transitions.map(\.number))
        #expect(
            WorkflowDiagram.mermaid(again, language: .zh)
                == WorkflowDiagram.mermaid(definition, language: .zh))
    }
}
