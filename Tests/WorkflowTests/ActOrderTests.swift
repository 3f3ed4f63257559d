import Source
import Testing

@testable import Workflow

/// Which act can have come before which, where conditions decide it.
struct ActOrderTests {
    private func codes(_ file: String, _ edit: (String) -> String = { $0 }) throws -> [String] {
        let text = edit(try repositoryFile("Tests/WorkflowTests/Defects/\(file).yaml"))
        return ModelChecker.check(try load(text)).findings.map(\.diagnostic.code)
    }

    @Test(arguments: ["W403-guard", "W501-guard"])
    func `it is told only as long as no way leads from the one to the other`(file: String) throws {
        let code = String(file.prefix(4))
        #expect(try codes(file) == [code])
        let open = try codes(file) { text in
            text.replacing(
                "{act: begin, to: open}, {act: review",
                with:
                    "{act: begin, to: open, set: {reviewed: \"false\"}}, {act: review")
        }
        #expect(!open.contains(code), "\(open)")
    }

    @Test func `an act taken where it changes nothing counts as well`() throws {
        let found = try codes("W403-guard") { text in
            text.replacing(
                "      - {act: review, to: under_review, set: {reviewed: \"true\"}}\n",
                with:
                    "      - {act: review}\n      - {act: begin, to: under_review, set: {reviewed: \"true\"}}\n"
            )
        }
        #expect(!found.contains("W403"), "\(found)")
    }

    @Test func `the author may say why it is meant`() throws {
        let report = ModelChecker.check(
            try load(
                repositoryFile("Tests/WorkflowTests/Defects/W403-guard.yaml")
                    + "waivers: [{code: W403, at: finish, reason: {zh: 他案办理, en: done in another proceeding}}]\n"
            ))
        #expect(report.findings.isEmpty)
        #expect(report.waived.map(\.finding.diagnostic.code) == ["W403"])
    }
}
