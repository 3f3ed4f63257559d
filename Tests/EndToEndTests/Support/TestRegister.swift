import Foundation
import Source
import Testing

/// A register of a test's own, with the words that a test says to it.
struct TestRegister {
    /// Where it lies and where commands run.
    let folder: TemporaryFolder
    /// The file.
    var path: String { folder.file("register.sqlite") }

    /// Makes a folder with no register yet.
    init() throws { folder = try TemporaryFolder() }

    /// Runs a test in a new folder with no register yet.
    static func nowhere(_ body: (TestRegister) throws -> Void) throws {
        let register = try TestRegister()
        defer { register.folder.remove() }
        try body(register)
    }

    /// Runs a test on an empty register that knows the calendars.
    static func empty(_ body: (TestRegister) throws -> Void) throws {
        try nowhere { register in
            try register.done("init")
            try body(register)
        }
    }

    /// Runs a test on a register with the officers of a two-station county and one open case, `2025-0001`.
    static func open(_ body: (TestRegister, _ number: String) throws -> Void) throws {
        try nowhere { register in
            try Template.openCase.copy(to: register)
            try body(register, Template.openNumber)
        }
    }

    /// Runs a test on a register into which the Dehua story was played, its times the story's.
    static func dehua(_ body: (TestRegister, _ number: String) throws -> Void) throws {
        try nowhere { register in
            try Template.dehua.copy(to: register)
            try body(register, "2025-0001")
        }
    }

    /// Runs a test on a register into which all stories were played together; each case's number by its story.
    static func stories(_ body: (TestRegister, _ cases: [String: String]) throws -> Void) throws {
        try nowhere { register in
            try Template.stories.copy(to: register)
            let cases = ["dehua-2025": "2025-0001", "gulou-2024": "2024-0001", "wanzhou-2024": "2024-0002"]
            try body(register, cases)
        }
    }

    /// Runs a test on a register in which there is something to show on every page.
    static func pages(_ body: (TestRegister) throws -> Void) throws {
        try nowhere { register in
            try Template.pages.copy(to: register)
            try body(register)
        }
    }

    /// Runs a command.
    func run(
        _ arguments: [String], environment: [String: String] = [:], manner: Manner = Manner(),
        timeout: Int = 60
    ) throws -> Finished {
        try Binary.run(
            arguments, in: folder.path, environment: environmentOf(environment), manner: manner,
            timeout: timeout)
    }

    /// Starts a command and does not wait.
    func start(_ arguments: [String]) throws -> Child {
        try Binary.start(arguments, in: folder.path, environment: environmentOf([:]))
    }

    private func environmentOf(_ more: [String: String]) -> [String: String] {
        ["BACKPAY_REGISTER": path].merging(more) { _, new in new }
    }

    /// Runs a command that must succeed and returns what it printed.
    @discardableResult
    func done(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        try succeeding(arguments, sourceLocation)
    }

    /// Runs a command that must succeed and returns its JSON.
    @discardableResult
    func json(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> JSON {
        try JSON(parsing: succeeding(arguments + ["--format", "json"], sourceLocation))
    }

    /// Runs a command that must succeed and returns its JSON.
    @discardableResult
    func json(arguments: [String], sourceLocation: SourceLocation = #_sourceLocation) throws -> JSON {
        try JSON(parsing: succeeding(arguments + ["--format", "json"], sourceLocation))
    }

    /// Runs a listing that must succeed and returns its rows.
    func rows(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> [JSON] {
        try succeeding(arguments + ["--format", "ndjson"], sourceLocation).split(separator: "\n").map {
            try JSON(parsing: String($0))
        }
    }

    /// Runs a command that must fail and returns the error it gave programs.
    func complaint(
        _ arguments: [String], status: Int32, code: String, manner: Manner = Manner(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Complaint {
        let finished = try run(arguments + ["--format", "json"], manner: manner)
        #expect(finished.status == status, finished.said, sourceLocation: sourceLocation)
        #expect(finished.out.isEmpty, "an error leaves standard output empty", sourceLocation: sourceLocation)
        let complaint = try #require(
            Complaint(finished), "standard error is no error in JSON: \(finished.err)",
            sourceLocation: sourceLocation)
        #expect(complaint.code == code, finished.said, sourceLocation: sourceLocation)
        #expect(complaint.json["exit_status"]?.integerValue == Int64(status), sourceLocation: sourceLocation)
        return complaint
    }

    /// Runs a command that must fail and change nothing in the register.
    @discardableResult
    func refused(
        _ arguments: String..., status: Int32, code: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Complaint {
        try unchanged(sourceLocation) {
            try complaint(arguments, status: status, code: code, sourceLocation: sourceLocation)
        }
    }

    /// Holds that the log is the same, root and all, after `body`, and that it still verifies.
    func unchanged<T>(_ sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> T) throws -> T
    {
        let before = try verified(sourceLocation: sourceLocation).summary
        let result = try body()
        let after = try verified(sourceLocation: sourceLocation).summary
        #expect(after == before, "the register is as it was", sourceLocation: sourceLocation)
        return result
    }

    private func succeeding(_ arguments: [String], _ sourceLocation: SourceLocation) throws -> String {
        let finished = try run(arguments)
        try #require(
            finished.status == 0, "backpay \(arguments.joined(separator: " ")): \(finished.said)",
            sourceLocation: sourceLocation)
        return finished.out
    }
}

/// An error as programs are told it.
struct Complaint {
    /// The members of `error`.
    let json: JSON

    /// Reads it from what a command wrote to standard error.
    init?(_ finished: Finished) {
        guard let json = try? JSON(parsing: finished.err)["error"] else { return nil }
        self.json = json
    }

    /// The stable code.
    var code: String { json["code"]?.stringValue ?? "" }
    /// The English message with all details and the hint.
    var text: String {
        let details = (json["details"]?.arrayValue ?? []).compactMap { $0["en"]?.stringValue }
        return ([json["message_en"]?.stringValue ?? ""] + details + [json["hint_en"]?.stringValue ?? ""])
            .joined(
                separator: "\n")
    }
    /// The refusal, where it is one.
    var refusal: JSON? { json["refusal"] }
}
