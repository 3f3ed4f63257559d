import ArgumentParser
import Values

/// A command that takes the world from a context, so that a test can run it in another one.
protocol ContextCommand: ParsableCommand {
    /// The options every command has.
    var common: CommonOptions { get }
    /// Does the work and writes results through the context.
    func run(_ context: CommandContext) throws
}

/// A command whose result is a table, which can be written as CSV too.
protocol TableCommand: ContextCommand {}

extension ContextCommand {
    /// Refuses a format that the command does not have, before anything is done.
    func checkFormat() throws(CommandFailure) {
        guard common.format == .csv, !(self is any TableCommand) else { return }
        throw CommandFailure(
            .usage, code: "format", Bilingual(zh: "此命令没有 csv 输出", en: "this command has no csv output"),
            hint: Bilingual(zh: "用 text、json 或 ndjson", en: "use text, json or ndjson"))
    }

    /// Runs in the real world; the executable goes through `BackpayMain`, which maps errors to exit codes.
    func run() throws {
        let status = BackpayMain.run(self, in: try CommandContext.live())
        if status != .done { throw ExitCode(status.rawValue) }
    }
}
