import Testing
import Values

@testable import Workflow

/// What a change means for live cases is computed, never declared.
@Suite struct DefinitionDiffTests {
    private let base = """
        initial: one
        states:
          one: {label: {zh: 一, en: one}, transitions: [{act: a, to: two}]}
          two: {label: {zh: 二, en: two}, transitions: [{act: b, to: over}]}
          over: {label: {zh: 终, en: over}, final: true, outcome: over}
        """

    private func verdict(_ edit: (String) -> String) throws -> DefinitionDiff.Verdict {
        let old = machine(base, acts: "a b")
        return DefinitionDiff(from: try load(old), to: try load(edit(old))).verdict
    }

    @Test func `other words are only other words`() throws {
        #expect(try verdict { $0.replacing("zh: 一, en: one", with: "zh: 壹, en: first") } == .labelsOnly)
        #expect(try verdict { $0.replacing("version: 1", with: "version: 2") } == .labelsOnly)
    }

    @Test func `a new state by a new act leaves every earlier step as it was`() throws {
        let verdict = try verdict {
            $0.replacing(
                "acts:\n", with: "acts:\n  fresh: {kind: decision, label: {zh: 新, en: fresh}, who: [clerk]}\n"
            )
            .replacing(
                "transitions: [{act: b, to: over}]",
                with: "transitions: [{act: b, to: over}, {act: fresh, to: over}]")
        }
        #expect(verdict == .additive)
    }

    @Test func `a way by an act that was taken there is not shown to be harmless`() throws {
        #expect(
            try verdict {
                $0.replacing(
                    "transitions: [{act: a, to: two}]",
                    with:
                        "transitions: [{act: a, to: two, when: \"!In('two')\"}, {act: a, to: over, otherwise: true}]"
                )
            } == .mapped)
    }

    @Test func `a state that is gone has no image by itself`() throws {
        let verdict = try verdict {
            $0.replacing("{act: a, to: two}", with: "{act: a, to: three}").replacing(
                "  two:", with: "  three:")
        }
        #expect(verdict == .breaking)
    }

    @Test func `fewer roles, other papers and new limits need a plan`() throws {
        #expect(
            try verdict {
                $0.replacing("who: [clerk]", with: "who: [boss]")
                    .replacing("roles:\n", with: "roles:\n  boss: {label: {zh: 长, en: boss}}\n")
            } == .mapped)
        let clock = """
            clocks:
              c: {label: {zh: 限, en: c}, owes: clerk, kind: internal, limit: duty, length: 3 days, runs_in: [one],
                breach: note, source: {zh: 内, en: own}}
            initial: one
            """
        #expect(try verdict { $0.replacing("initial: one", with: clock) } == .mapped)
    }
}
