public import Values

/// A case as its facts tell it: the fold (`evolve`) of the vocabulary.
///
/// Facts are folded in the order given and never decided again. A fact whose target is not there, because the caller
/// left it out (`--as-of`), does nothing. Everything stays visible: what was superseded, corrected or retracted is
/// marked and counts for nothing.
public struct CaseFile: Hashable, Sendable {
    /// Every fact in the order folded.
    var log: [LoggedFact] = []
    /// Which entry each effective retraction takes back: target position to correcting position.
    var retractions: [Int: Int] = [:]
    /// What the facts add up to.
    var ledger = Ledger()
    /// The cases it was put together from, where there were several.
    var groups: [String] = []

    /// An empty file.
    public init() {}

    /// Takes one more fact into the file. Constant time, but for corrections, which go through the file once more.
    public mutating func apply(_ fact: Fact, from entry: EntryRef, route: FileRoute? = nil) {
        let item = LoggedFact(fact: fact, entry: entry, route: route)
        log.append(item)
        if case .correctionMade = fact {
            rebuild()
        } else {
            ledger.take(item, retractedBy: retractions[entry.position])
        }
    }

    mutating func rebuild() {
        retractions = [:]
        // The latest correction stands; one that a later correction retracted has no effect.
        for item in log.reversed() {
            guard case .correctionMade(let correction) = item.fact, correction.mode == .retract,
                correction.item == nil, retractions[item.entry.position] == nil
            else { continue }
            retractions[correction.target] = item.entry.position
        }
        ledger = Ledger()
        ledger.groups = groups
        for item in log { ledger.take(item, retractedBy: retractions[item.entry.position]) }
    }
}

/// A fact with the entry it came with.
struct LoggedFact: Hashable, Sendable {
    let fact: Fact
    let entry: EntryRef
    /// Where it belongs in a file that was put together from several.
    var route: FileRoute?
}

extension CaseFile {
    /// Whether a correction took back what an entry told.
    public func isRetracted(_ position: Int) -> Bool { retractions[position] != nil }

    /// The case number; empty before the case was opened.
    public var number: String { ledger.number }

    /// The region it belongs to, where one was stated.
    public var region: String? { ledger.region }

    /// The day it was opened.
    public var openedOn: Day? { ledger.openedOn }

    /// The claimants, in the order they joined; those whose joining was retracted are left out.
    public var claimants: [CaseClaimant] { ledger.claimants.filter { $0.retractedBy == nil } }

    /// A claimant by id.
    public func claimant(_ id: String) -> CaseClaimant? {
        ledger.claimantIndex[id].map { ledger.claimants[$0] }
    }

    /// The respondents, in the order they were named.
    public var respondents: [CaseRespondent] { ledger.respondents }

    /// Every claim, retracted ones too.
    public var claims: [CaseClaim] { ledger.claims }

    /// Every sum that was asserted, whatever became of it.
    public var assertions: [Assertion] { ledger.assertions }

    /// Every payment, retracted ones too.
    public var payments: [CasePayment] { ledger.payments }

    /// Every paper, retracted ones too.
    public var papers: [CasePaper] { ledger.papers }

    /// Every finding, answered ones too.
    public var findings: [Finding] { ledger.findings }

    /// The findings that wait for an answer; they block closing.
    public var openFindings: [Finding] { ledger.findings.filter(\.isOpen) }

    /// How the case was closed, unless it was reopened since.
    public var closing: Closing? { ledger.closing }

    /// Whether the case was closed and not reopened.
    public var isClosed: Bool { ledger.closing != nil }

    /// Every fact of one kind, in order, with what became of it.
    public func entries<Content: FactContent>(of kind: Content.Type) -> [Recorded<Content>] {
        log.compactMap { item in
            (item.fact.content as? Content).map {
                Recorded(content: $0, entry: item.entry, retractedBy: retractions[item.entry.position])
            }
        }
    }

    /// The facts of one entry; empty when the file has no such entry.
    public func facts(at position: Int) -> [Fact] {
        log.filter { $0.entry.position == position }.map(\.fact)
    }

    /// The entry at a position, if the file has one.
    public func entry(at position: Int) -> EntryRef? {
        log.first { $0.entry.position == position }?.entry
    }
}
