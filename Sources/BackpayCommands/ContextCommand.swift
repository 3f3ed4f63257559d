import ArgumentParser
import Values

/// A command that takes the world from a context, so that a test can run it in another one.
protocol ContextCommand: ParsableCommand {
    /// The options every command has.
    var common: CommonOptions { get }
    /// Does the work and writes results through the context.
    func run(_ context: CommandContext) throws
}

extension ContextCommand {
    /// Runs in the real world; the executable goes through `BackpayMain`, which maps errors to exit codes.
    func run() throws {
        let status = BackpayMain.run(self, in: try CommandContext.live())
        if status != .done { throw ExitCode(status.rawValue) }
    }
}
