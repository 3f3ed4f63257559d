import Values
import WageArrears

/// One of the cases that a merged case was put together from: its file goes on by itself, for the proceedings that
/// came with it, so that a merger moves none of them and can be undone.
public struct CasePart: Hashable, Sendable {
    /// The number of the case.
    public let number: String
    /// The version of its stream when it was merged.
    public let version: Int
    /// What its proceedings see as the case.
    var file: CaseFile
    /// The cases it had itself been put together from.
    var parts: [CasePart] = []
    /// Its proceedings: their numbers in the merged case, with their own.
    public internal(set) var proceedings: [String: String]
    /// Its claimants and claims that have other ids in the merged case, with those.
    let ids: [String: String]
    /// The version of the merged case that the merger made.
    let mergedAt: Int

    /// The cases it stands for in the merged file.
    var groups: [String] { file.absorbed.isEmpty ? [number] : file.absorbed }

    /// The part a case makes up in it, or in one of those it was put together from.
    func find(_ number: String) -> CasePart? {
        number == self.number && parts.isEmpty ? self : parts.lazy.compactMap { $0.find(number) }.first
    }

    /// The number its next proceeding gets by its own count.
    var nextProceeding: String { String((proceedings.values.compactMap { Int($0) }.max() ?? 0) + 1) }

    /// The same part with its claimants and claims under other ids.
    func renamed(by ids: [String: String]) -> CasePart {
        guard !ids.isEmpty else { return self }
        let names = FactNames(ids: ids)
        var copy = CasePart(
            number: number, version: version, file: file.renamed(by: names), proceedings: proceedings,
            ids: self.ids.mapValues(names.renaming), mergedAt: mergedAt)
        copy.parts = parts.map { $0.renamed(by: ids) }
        return copy
    }

    /// The file that one of its proceedings sees.
    func file(seenBy proceeding: String) -> CaseFile {
        for part in parts {
            if let own = part.proceedings[proceeding] { return part.file(seenBy: own) }
        }
        return file
    }

    /// Takes a fact recorded since the merger.
    mutating func take(_ fact: Fact, from entry: EntryRef, in proceeding: String?) {
        let own = fact.renamed(by: FactNames(proceedings: proceedings))
        CasePart.record(
            own, from: entry, in: proceeding.flatMap { proceedings[$0] }, file: &file, parts: &parts)
    }

    /// Records a fact in a file, and in those of its parts that it belongs to.
    ///
    /// A fact belongs to the part whose claimant, claim, payment, paper, finding or entry it names; else to that whose
    /// proceeding took it; else to all of them, unless it is money, which must not count twice: then to none.
    static func record(
        _ fact: Fact, from entry: EntryRef, in proceeding: String?, file: inout CaseFile,
        parts: inout [CasePart]
    ) {
        guard !parts.isEmpty else { return file.apply(fact, from: entry) }
        let members = route(fact, in: proceeding, parts)
        let isOfGroup = members.count == 1 && fact.speaksForGroup
        file.apply(
            fact, from: entry,
            route: FileRoute(
                members: members.map { parts[$0].number },
                reach: isOfGroup ? members.flatMap { parts[$0].groups } : nil))
        for index in members { parts[index].take(fact, from: entry, in: proceeding) }
    }

    private static func route(_ fact: Fact, in proceeding: String?, _ parts: [CasePart]) -> [Int] {
        let taker = proceeding.flatMap { id in parts.firstIndex { $0.proceedings[id] != nil } }
        // Whoever joins without a word about where joins the case that took the other in.
        if fact.content is ClaimantJoined { return [taker ?? 0] }
        let answers = parts.map { $0.file.concerns(fact) }
        guard answers.contains(where: { $0 != nil }) else {
            if let taker { return [taker] }
            return fact.isMoney ? [] : Array(parts.indices)
        }
        let concerned = parts.indices.filter { answers[$0] == true }
        guard concerned.count > 1, fact.isMoney else { return concerned }
        return taker.map { concerned.contains($0) ? [$0] : [] } ?? []
    }
}

extension Fact {
    /// Whether it says something of a whole case, or who belongs to it, so that it matters which case that is.
    fileprivate var speaksForGroup: Bool {
        switch content {
        case let content as AmountAsserted: return content.level == .wholeCase
        case let content as PaymentMade: return content.claimant == nil
        case is ClaimantJoined: return true
        default: return false
        }
    }
}

extension CaseState {
    /// Takes a fact into the file; of a merged case also into the files of those it was put together from.
    mutating func record(_ fact: Fact, from entry: EntryRef, in proceeding: String?) {
        CasePart.record(fact, from: entry, in: proceeding, file: &file, parts: &parts)
    }

    /// The case a proceeding came with, where the case was put together from several.
    func part(of proceeding: String) -> Int? {
        parts.firstIndex { $0.proceedings[proceeding] != nil }
    }

    /// What a proceeding sees as the case: the file it came with, else the whole.
    func file(seenBy proceeding: String) -> CaseFile {
        part(of: proceeding).map { parts[$0].file(seenBy: parts[$0].proceedings[proceeding] ?? proceeding) }
            ?? file
    }

    /// The claimants a proceeding is for, where they are not simply all of the case.
    func claimants(of proceeding: String, _ record: ProceedingRecord) -> [String]? {
        record.claimants
            ?? (part(of: proceeding) == nil ? nil : file(seenBy: proceeding).claimants.map(\.id))
    }

    /// Assigns a proceeding that begins in a merged case to one of those it was put together from: that of the
    /// proceeding that opened it, else the only one that has its claimants.
    mutating func assign(_ proceeding: String, _ record: ProceedingRecord) {
        guard !parts.isEmpty, part(of: proceeding) == nil else { return }
        let home: Int?
        if let parent = record.parent {
            home = part(of: parent)
        } else if let claimants = record.claimants {
            let concerned = parts.indices.filter { index in
                claimants.contains { parts[index].file.claimant($0) != nil }
            }
            home = concerned.count == 1 ? concerned.first : nil
        } else {
            home = nil
        }
        guard let home else { return }
        parts[home].proceedings[proceeding] = parts[home].nextProceeding
    }
}
