import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import Workflow

/// What the executable calls: parses the words, runs the command, maps every error to a text and an exit code.
public enum BackpayMain {
    /// Runs the process's own command line, as the system handed it over, and returns how it ends.
    ///
    /// Words that are not UTF-8 are refused, never mended: a name that was mended would be another name.
    public static func run(
        _ words: UnsafePointer<UnsafeMutablePointer<CChar>?>, count: Int
    ) -> Int32 {
        ProcessSetup.prepare()
        do {
            var arguments: [String] = []
            for index in 1..<max(1, count) {
                guard let word = words[index] else { break }
                guard let text = String(validatingCString: word) else {
                    throw CommandFailure(
                        .usage, code: "not-utf8",
                        Bilingual(zh: "第 \(index) 个参数不是 UTF-8 文字", en: "argument \(index) is not UTF-8 text"))
                }
                arguments.append(text)
            }
            return try run(arguments, in: CommandContext.live()).rawValue
        } catch {
            let failure = CommandFailure.mapping(error)
            StandardStreams().err(failure.text(.zh))
            return failure.status.rawValue
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
            try command.checkFormat()
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
