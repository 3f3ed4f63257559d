import CEL
import Source
import Testing
import Values

@testable import Workflow

/// A procedure with one small machine per claimant, and one per line of an award.
enum RowProcedure {
    static let acts = """
          go: {kind: decision, label: {zh: 开始, en: go}, who: [clerk]}
          stop: {kind: decision, label: {zh: 停办, en: stop}, who: [clerk]}
          pay: {kind: decision, label: {zh: 付清, en: pay}, who: [clerk], of: claimants}
          quit: {kind: decision, label: {zh: 退出, en: quit}, who: [clerk], of: claimants}

        """

    /// `claims` runs one machine per claimant; `rest` are further top-level sections.
    static func yaml(
        states: String = "", row: String = "", acts: String = "", clocks: String = "", done: String = "end"
    ) -> String {
        """
        workflow: rows
        language: 1
        version: 1
        label: {zh: 按人办理, en: one by one}
        vocabulary: wage-arrears/1
        roles:
          clerk: {label: {zh: 经办, en: clerk}}
        acts:
        \(RowProcedure.acts)\(acts)\(clocks.isEmpty ? "" : "clocks:\n" + clocks)
        initial: start
        states:
          start: {\(label("start")), transitions: [{act: go, to: workers}]}
          workers:
            \(label("workers"))
            for_each: claimants
            each:
              initial: owing
              states:
                owing:
                  \(label("owing"))
                  transitions: [{act: pay, to: paid}, {act: quit, to: left}]
        \(row)        paid: {\(label("paid")), final: true, outcome: paid}
                left: {\(label("left")), final: true, outcome: withdrawn}
            transitions: [{act: stop, to: stopped, rows: dropped}]
            done: [{to: \(done), otherwise: true}]
        \(states)  stopped: {\(label("stopped")), final: true, outcome: stopped}
          end: {\(label("end")), final: true, outcome: over}

        """
    }
}

/// What a procedure with rows may say, and what its author is told when it cannot work.
@Suite struct RowLoaderTests {
    private func codes(_ yaml: String) -> [String] { diagnostics(yaml).map(\.code) }

    private func replacing(_ old: String, with new: String) -> String {
        let yaml = RowProcedure.yaml()
        #expect(yaml.contains(old))
        return yaml.replacing(old, with: new)
    }

    @Test func `a state has one small machine for each claimant`() throws {
        let definition = try load(RowProcedure.yaml())
        #expect(definition.state("workers")?.forEach == "claimants")
        #expect(definition.state("owing")?.address == "workers/owing")
        #expect(definition.state("paid")?.outcome == "paid")
        #expect(definition.acts["pay"]?.of == "claimants")
        #expect(definition.list(named: "claimants")?.key == ["id"])
        #expect(definition.list(named: "claimants")?.isOwn == false)
    }

    @Test func `the canonical form gives the same procedure again`() throws {
        let definition = try load(RowProcedure.yaml())
        let again = try WorkflowDefinition.load(
            canonical: definition.canonical, vocabularies: [testVocabulary])
        #expect(again == definition)
        #expect(again.states.map(\.address) == definition.states.map(\.address))
        #expect(again.state("workers")?.forEach == "claimants")
    }

    @Test func `an act that a row takes says whose rows it names`() {
        #expect(
            codes(
                replacing(
                    "quit: {kind: decision, label: {zh: 退出, en: quit}, who: [clerk], of: claimants}",
                    with: "quit: {kind: decision, label: {zh: 退出, en: quit}, who: [clerk]}")) == ["W220"])
    }

    @Test func `leaving while rows are open says what they come to`() {
        #expect(codes(replacing(", rows: dropped", with: "")) == ["W221"])
    }

    @Test func `a move that leaves no rows does not say what they come to`() {
        #expect(
            codes(replacing("{act: go, to: workers}", with: "{act: go, to: workers, rows: over}")) == ["S105"]
        )
    }

    @Test func `a row does not lead out of itself, nor anything into it`() {
        #expect(codes(replacing("{act: quit, to: left}", with: "{act: quit, to: end}")) == ["W222", "W202"])
        #expect(codes(replacing("{act: go, to: workers}", with: "{act: go, to: owing}")) == ["W222"])
    }

    @Test func `from outside one asks for any row, not for the row`() {
        let auto = "    auto: [{to: end, when: \"In('owing')\", rows: over}]\n    done: [{"
        #expect(codes(replacing("    done: [{", with: auto)) == ["W220"])
        let any = auto.replacing("In('owing')", with: "any_in('workers', 'left')")
        #expect(codes(replacing("    done: [{", with: any)) == [])
        let lost = auto.replacing("In('owing')", with: "none_in('workers', 'stopped')")
        #expect(codes(replacing("    done: [{", with: lost)) == ["W101"])
        let nobody = auto.replacing("In('owing')", with: "all_in('start', 'owing')")
        #expect(codes(replacing("    done: [{", with: nobody)) == ["W101"])
    }

    @Test func `rows have no rows inside, and each row state ends somewhere`() {
        let nested =
            "        inner: {\(label("inner")), for_each: claimants, each: {initial: deep, states: {deep: {\(label("deep")), final: true, outcome: over}}}, done: [{to: paid, otherwise: true}]}\n"
        #expect(codes(RowProcedure.yaml(row: nested)).contains("W220"))
        #expect(codes(replacing("final: true, outcome: paid", with: "final: true")) == ["S102"])
        #expect(codes(replacing("outcome: withdrawn", with: "outcome: gone")) == ["S105"])
    }

    @Test(arguments: ["W220", "W221", "W222"])
    func `a file with one defect of rows is reported with its code and nothing else`(_ code: String) throws {
        let found = diagnostics(try repositoryFile("Tests/WorkflowTests/Defects/\(code).yaml"))
        #expect(found.map(\.code) == [code], "\(found)")
        #expect(found.allSatisfy { $0.hint != nil && $0.position.line > 1 })
    }

    @Test func `a list that is not there, or half a template, is told`() {
        #expect(codes(replacing("for_each: claimants", with: "for_each: claimant")).contains("W101"))
        #expect(codes(replacing("    for_each: claimants\n", with: "")).contains("S102"))
    }

    @Test func `facts of the case cannot be set from a row, nor shared fields`() {
        let set = "{act: pay, to: paid, set: {this.id: \"'x'\"}}"
        #expect(codes(replacing("{act: pay, to: paid}", with: set)) == ["W103"])
    }
}
