import CEL
import Foundation
import Testing
import Values

/// The documented example compiles, runs, and is the one that `docs/embedding.md` shows.
@Suite struct EmbeddingTests {
    @Test func `an issue of the joint meeting is followed without any vocabulary`() throws {
        let log = try followOneIssue(yaml: try repositoryFile("workflows/joint-meeting.yaml"))
        #expect(
            log == [
                "2025-03-03 review: proposed",
                "2025-03-10 refused needs: adopt and assign (adopt) is not possible: papers are short: minutes, 1 "
                    + "needed, 0 there; attach them",
                "2025-03-10 adopt: carrying_out",
                "2025-05-11 breach carrying_out_limit#1: supervised",
                "2025-05-27 breach supervision_limit#1: supervised", "2025-06-01 submit_result: inspecting",
            ])
    }

    @Test func `an expression is evaluated and explained by itself`() throws {
        #expect(try isCarriedOut(done: 4, of: 5).value == .bool(true))
        let low = try isCarriedOut(done: 3, of: 5)
        #expect(low.value == .bool(false))
        #expect(low.because.contains { $0.contains("done * 100 / measures >= 80 → false") })
        #expect(try isCarriedOut(done: 0, of: 0).value == .bool(false))
    }

    @Test func `the page shows the code that is compiled here`() throws {
        let page = try repositoryFile("docs/embedding.md")
        let code = try repositoryFile("Tests/WorkflowTests/EmbeddedIssues.swift")
        let shown = try #require(part(of: page, from: "```swift\n", to: "```"))
        #expect(shown == code)
    }

    private func part(of text: String, from start: String, to end: String) -> String? {
        guard let first = text.range(of: start),
            let last = text.range(of: end, range: first.upperBound..<text.endIndex)
        else { return nil }
        return String(text[first.upperBound..<last.lowerBound])
    }
}
