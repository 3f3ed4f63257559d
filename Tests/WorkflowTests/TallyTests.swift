import Source
import SourceYAML
import Testing
import Workflow

private func procedure(tallies: String) -> String {
    """
    workflow: hearing
    language: 1
    version: 1
    label: {zh: 审理, en: hearing}
    roles:
      mediator: {label: {zh: 调解员, en: mediator}}
    acts:
      talk: {kind: decision, label: {zh: 调解, en: mediate}, who: [mediator]}
      agree: {kind: decision, label: {zh: 达成, en: agree}, who: [mediator]}
      seen: {kind: fact, label: {zh: 走访, en: visit}, who: [mediator]}
    tallies:
    \(tallies)
    initial: one
    states:
      one: {label: {zh: 一, en: one}, transitions: [{act: talk}, {act: seen}, {act: agree, to: over}]}
      over: {label: {zh: 终, en: over}, final: true, outcome: over}
    """
}

private func loaded(_ tallies: String) throws -> WorkflowDefinition {
    try WorkflowDefinition.load(
        try YAMLReader.read(procedure(tallies: tallies), file: "t.yaml"), vocabularies: [testVocabulary])
}

private func codes(_ tallies: String) -> [String] {
    do {
        _ = try loaded(tallies)
        return []
    } catch let list as DiagnosticList {
        return list.items.map(\.code)
    } catch {
        return ["\(error)"]
    }
}

/// Acts that reports count.
struct TallyTests {
    @Test func `a procedure names the acts that reports count together`() throws {
        let tallies = try loaded("  mediations: {label: {zh: 调解, en: mediations}, acts: [talk, agree]}")
            .tallies
        #expect(tallies.map(\.name) == ["mediations"])
        #expect(tallies.map(\.acts) == [["talk", "agree"]])
    }

    @Test func `a tally of an act that nobody wrote, of no act, or without a name for people is an error`() {
        #expect(!codes("  m: {label: {zh: 调解, en: mediations}, acts: [sing]}").isEmpty)
        #expect(!codes("  m: {label: {zh: 调解, en: mediations}}").isEmpty)
        #expect(!codes("  m: {acts: [talk]}").isEmpty)
    }

    @Test func `a fact leaves no trace where it moves nothing, and so is not counted`() {
        #expect(codes("  m: {label: {zh: 走访, en: visits}, acts: [seen]}") == ["W110"])
    }
}
