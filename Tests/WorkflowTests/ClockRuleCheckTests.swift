import Source
import Testing

@testable import Workflow

/// What the checks ask of clocks, each with a file that has just that defect.
@Suite struct ClockRuleCheckTests {
    @Test(arguments: ["W302", "W304", "W308", "W309"])
    func `a file with one defect is reported with its code and nothing else`(_ code: String) throws {
        let found = diagnostics(try repositoryFile("Tests/WorkflowTests/Defects/\(code).yaml"))
        #expect(found.map(\.code) == [code], "\(found)")
        #expect(found.allSatisfy { $0.hint != nil && $0.position.line > 1 })
    }
}
