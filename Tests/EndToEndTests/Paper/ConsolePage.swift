import Foundation

/// The commands that a page of the manual shows in its `console` blocks, each with what the page says it prints.
struct ConsolePage {
    /// A command and what follows it on the page.
    struct Step {
        /// The line of the page where it begins, from 1.
        let line: Int
        /// The command as a shell reads it; one that goes over several lines is one command.
        let command: String
        /// What the page says it prints.
        let shown: [String]
    }

    /// The commands in the order of the page.
    let steps: [Step]

    /// Reads a page: `$ ` begins a command, `> ` right below goes on with it, all else is what it printed.
    init(_ text: String) throws {
        var steps: [Step] = []
        var isConsole = false
        var commands: [String] = []
        var shown: [String] = []
        var start = 0
        func finish() {
            guard !commands.isEmpty else { return }
            steps.append(Step(line: start, command: commands.joined(separator: "\n"), shown: shown))
            (commands, shown) = ([], [])
        }
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if !isConsole {
                isConsole = line == "```console"
            } else if line == "```" {
                finish()
                isConsole = false
            } else if line.hasPrefix("$ ") {
                finish()
                start = index + 1
                commands = [String(line.dropFirst(2))]
            } else if commands.isEmpty {
                throw Unreadable(line: index + 1, reason: "a console block begins with a command, '$ …'")
            } else if line.hasPrefix("> "), shown.isEmpty {
                commands.append(String(line.dropFirst(2)))
            } else {
                shown.append(line)
            }
        }
        if isConsole { throw Unreadable(line: start, reason: "the console block has no end") }
        self.steps = steps
    }

    /// A page that cannot be read.
    struct Unreadable: Error, Equatable {
        /// The line.
        let line: Int
        /// What is wrong with it.
        let reason: String
    }
}
