import Testing
import Values

@testable import BackpayCommands

struct ProgressReporterTests {
    private let label = Bilingual(zh: "核验", en: "verifying")

    @Test func `work of less than two seconds says nothing`() {
        let world = TestWorld()
        let progress = ProgressReporter(label, total: 10, context: world.context(errorWidth: 80))
        progress.update(1)
        world.advance(milliseconds: 1999)
        progress.update(9)
        progress.finish()
        #expect(world.err == "")
    }

    @Test func `long work tells how far it is, not too often, and erases itself`() {
        let world = TestWorld()
        let progress = ProgressReporter(
            label, total: 80_000, context: world.context(errorWidth: 80, language: .zh))
        world.advance(milliseconds: 2000)
        progress.update(12_000)
        world.advance(milliseconds: 50)
        progress.update(12_500)
        world.advance(milliseconds: 50)
        progress.update(13_000)
        progress.finish()
        progress.finish()
        #expect(
            world.err == "\r核验 12,000/80,000 (15%)\u{1B}[K\r核验 13,000/80,000 (16%)\u{1B}[K\r\u{1B}[K")
        #expect(world.out == "")
    }

    @Test func `without a total only the count is told, within the screen`() {
        let world = TestWorld()
        let progress = ProgressReporter(label, context: world.context(errorWidth: 13))
        world.advance(milliseconds: 3000)
        progress.update(1_234_567)
        #expect(world.err == "\rverifying 1…\u{1B}[K")
    }

    @Test(arguments: [([:], nil), (["TERM": "dumb"], 80)] as [([String: String], Int?)])
    func `into a file or a terminal that cannot erase nothing is written`(
        environment: [String: String], errorWidth: Int?
    ) {
        let world = TestWorld()
        let context = world.context(
            environment: environment, isTerminal: true, width: 80, errorWidth: errorWidth)
        let progress = ProgressReporter(label, total: 10, context: context)
        world.advance(milliseconds: 60_000)
        progress.update(5)
        progress.finish()
        #expect(world.err == "")
    }
}
