import Source
import Testing

/// The words of `backpay advance`, put together as a person types them.
struct ActWords {
    private var words: [String]

    /// An act of a case, who enters it and when it happened.
    init(_ number: String, _ act: String, as actor: String, at day: String) {
        words = ["advance", number, act, "--as", actor, "--at", day]
    }

    /// Sets a field to a text, or with `key:` to JSON.
    func set(_ key: String, _ value: String) -> ActWords { adding("--set", "\(key)=\(value)") }
    /// Names who did it.
    func by(_ actors: String...) -> ActWords { adding(actors.flatMap { ["--by", $0] }) }
    /// Adds a paper that was not scanned.
    func paper(_ kind: String) -> ActWords { adding("--not-scanned", "\(kind)@shelf 1") }
    /// Says who signed the papers.
    func signed(_ actors: String...) -> ActWords { adding(actors.flatMap { ["--signed-by", $0] }) }
    /// Confirms a contradiction.
    func confirmed(_ reason: String) -> ActWords { adding("--confirm", "--reason", reason) }
    /// Adds any other words.
    func adding(_ more: String...) -> ActWords { adding(more) }

    private func adding(_ more: [String]) -> ActWords {
        var copy = self
        copy.words += more
        return copy
    }

    /// The words.
    var arguments: [String] { words }
}

extension TestRegister {
    /// Runs an act that must be recorded and returns its receipt.
    @discardableResult
    func record(_ act: ActWords, sourceLocation: SourceLocation = #_sourceLocation) throws -> JSON {
        let finished = try run(act.arguments + ["--format", "json"])
        try #require(
            finished.status == 0, "\(act.arguments.joined(separator: " ")): \(finished.said)",
            sourceLocation: sourceLocation)
        return try JSON(parsing: finished.out)
    }

    /// Runs an act that must be refused with this code and leave the case as it was.
    ///
    /// A refusal on duty grounds is noted in a stream of its own, so it is the case that is held to be the same.
    @discardableResult
    func refuse(
        _ act: ActWords, on number: String, code: String, status: Int32 = 1,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Complaint {
        let before = try shown(number)
        let complaint = try complaint(
            act.arguments, status: status, code: code, sourceLocation: sourceLocation)
        let after = try shown(number)
        #expect(after == before, "the case is as it was", sourceLocation: sourceLocation)
        #expect(try verified().isClean, sourceLocation: sourceLocation)
        return complaint
    }

    /// A case as programs see it.
    func shown(_ number: String, _ more: String...) throws -> CaseSeen {
        let finished = try run(["show", number, "--format", "json"] + more)
        try #require(finished.status == 0, finished.said)
        return CaseSeen(json: try JSON(parsing: finished.out))
    }

    /// What `audit verify` finds.
    func verified(sourceLocation: SourceLocation = #_sourceLocation) throws -> Verified {
        let finished = try run(["audit", "verify", "--format", "json"])
        try #require([0, 1].contains(finished.status), finished.said, sourceLocation: sourceLocation)
        let seen = Verified(json: try JSON(parsing: finished.out))
        #expect(seen.isClean == (finished.status == 0), finished.said, sourceLocation: sourceLocation)
        return seen
    }
}

/// The report of `audit verify`.
struct Verified: Equatable {
    /// As it was printed.
    let json: JSON

    /// Whether everything holds.
    var isClean: Bool { json["verified"] == .bool(true) }
    /// How many entries there are.
    var size: Int { Int(json["size"]?.integerValue ?? -1) }
    /// The root over them.
    var root: String { json["root"]?.stringValue ?? "" }
    /// Whether, how many entries and the root, in a word.
    var summary: String { "\(isClean ? "clean" : "not clean"), \(size) entries, root \(root)" }
    /// The positions that findings name.
    var positions: [Int] {
        (json["findings"]?.arrayValue ?? []).compactMap { $0["position"]?.integerValue.map(Int.init) }
    }
    /// The kinds of findings.
    var kinds: [String] { (json["findings"]?.arrayValue ?? []).compactMap { $0["kind"]?.stringValue } }
}

/// A case as `show --format json` shows it.
struct CaseSeen: Equatable {
    /// As it was printed.
    let json: JSON

    /// Two pages tell the same if all but the distance of limits from today is the same.
    static func == (left: CaseSeen, right: CaseSeen) -> Bool { left.json == right.json }

    /// The states of all proceedings.
    var states: [String] {
        (json["proceedings"]?.arrayValue ?? []).flatMap { $0["states"]?.arrayValue ?? [] }.compactMap(
            \.stringValue)
    }
    /// The version.
    var version: Int { Int(json["version"]?.integerValue ?? -1) }
    /// Why it was closed; nothing while it is open.
    var closed: String? { json["closed"]?.stringValue }
    /// The claimants' ids.
    var claimants: [String] { (json["claimants"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue } }
    /// Findings that wait for an answer.
    var openFindings: [String] {
        (json["findings"]?.arrayValue ?? []).filter { $0["open"] == .bool(true) }.compactMap {
            $0["id"]?.stringValue
        }
    }
    /// The acts of the history.
    var acts: [String] { (json["history"]?.arrayValue ?? []).compactMap { $0["act"]?.stringValue } }
    /// The positions of the history.
    var positions: [Int] {
        (json["history"]?.arrayValue ?? []).compactMap { $0["position"]?.integerValue.map(Int.init) }
    }
    /// The day the money was there, counted from the report.
    var daysToPayout: Int? { json["days_to_payout"]?.integerValue.map(Int.init) }

    /// A sum of the whole case, in fen.
    func fen(_ name: String) -> Int? { CaseSeen.fen(json["balance"], name) }
    /// A sum of one claimant, in fen.
    func fen(_ name: String, of claimant: String) -> Int? {
        let found = (json["claimants"]?.arrayValue ?? []).first { $0["id"]?.stringValue == claimant }
        return CaseSeen.fen(found?["balance"], name)
    }

    /// A sum in a balance.
    static func fen(_ balance: JSON?, _ name: String) -> Int? {
        balance?["\(name)_fen"]?.integerValue.map(Int.init)
    }
}
