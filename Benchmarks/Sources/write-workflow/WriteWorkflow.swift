import ArgumentParser

/// Writes a procedure of any size to standard output, to measure the checks with. The same seed gives the same file.
@main
struct WriteWorkflow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write-workflow", abstract: "Write a procedure of a given size, for measuring.")
    @Option(help: "States, ends and regions not counted.") var states = 300
    @Option(help: "Transitions.") var transitions = 1_000
    @Option(help: "Clocks.") var clocks = 20
    @Option(help: "Regions side by side; 1 for none.") var regions = 1
    @Option(help: "Conditions that ask where the next region stands.") var links = 0
    @Option(help: "Where the dice begin.") var seed: UInt64 = 1

    func validate() throws {
        guard regions > 0, clocks >= regions, states >= clocks * 2, transitions >= states else {
            throw ValidationError(
                "wanted: a clock for each region, two states for each clock, a transition for each state")
        }
    }

    func run() {
        var plan = WorkflowPlan(
            states: states, transitions: transitions, clocks: clocks, regions: regions, links: links,
            seed: seed)
        print(plan.text(), terminator: "")
    }
}
