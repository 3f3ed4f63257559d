import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import Workflow

/// What the executable calls: parses the words, runs the command, maps every error to a text and an exit code.
public enum BackpayMain {
    /// Runs the process's own command line and returns how it ends.
    public static func run(_ arguments: [String]) -> Int32 {
        ProcessSetup.prepare()
        do {
            return try run(arguments, in: CommandContext.live()).rawValue
        } catch {
            StandardStreams().err(error.text(.zh))
            return error.status.rawValue
        }
    }

    /// Runs a command line in a given world.
    static func run(_ arguments: [String], in context: CommandContext) -> ExitStatus {
        let command: any ParsableCommand
        do {
            command = try Backpay.parseAsRoot(arguments)
        } catch {
            return tell(error, context)
        }
        if let command = command as? any ContextCommand { return run(command, in: context) }
        do {
            var command = command
            try command.run()
            return .done
        } catch {
            return tell(error, context)
        }
    }

    /// Runs a parsed command.
    static func run(_ command: any ContextCommand, in context: CommandContext) -> ExitStatus {
        var context = context
        do {
            if let wish = command.common.lang {
                context.environment["BACKPAY_LANG"] = wish
                context.language = try LanguageChoice.language(environment: context.environment)
            }
            try command.run(context)
            try context.flush()
            return .done
        } catch {
            // Results written before the failure reach their reader ahead of the message about it.
            try? context.flush()
            if let quiet = error as? QuietExit { return quiet.status }
            let failure = CommandFailure.mapping(error)
            context.report(failure, format: command.common.format)
            return failure.status
        }
    }

    /// Tells what the parser has to say: help and versions are results, the rest is wrong usage.
    private static func tell(_ error: any Error, _ context: CommandContext) -> ExitStatus {
        let text = Backpay.fullMessage(for: error)
        if Backpay.exitCode(for: error) == .success {
            context.out(text + "\n")
            do { try context.flush() } catch { return error.status }
            return .done
        }
        context.err(text + "\n")
        return .usage
    }
}

/// Ends a command whose output already says all: a failed check, a verification with findings.
struct QuietExit: Error {
    /// How the process ends.
    let status: ExitStatus
}
