import EventLog
import Source
public import Values
public import WageArrears
import Workflow

/// What a merger comes to, before it is written.
public struct MergeReport: Hashable, Sendable {
    /// The case that goes into the other one.
    public let from: String
    /// The case that takes it in.
    public let into: String
    /// Claimants both have, by their ids in the one and in the other.
    public let pairs: [ClaimantPair]
    /// Claimants who come over as they are.
    public let newcomers: [String]
    /// The proceedings that come over, with the numbers they get.
    public let proceedings: [String: String]
    /// What the two cases say differently.
    public let findings: MergeFindings
    /// What is due in the one, in the other, and in both together.
    public let due: Due

    /// What is due in the one, in the other, and in both together.
    public struct Due: Hashable, Sendable {
        /// In the case that goes into the other one.
        public let from: Fen
        /// In the case that takes it in.
        public let into: Fen
        /// In both together.
        public let together: Fen
    }

    /// Whether less is due afterwards than before.
    public var lowersDue: Bool { due.together < due.from.saturatingSum(due.into) }
}

/// A merger ready to be stored, in the streams of both cases.
struct MergeDecision {
    /// What goes into the stream of the case that takes the other in.
    let host: ActBody
    /// What goes into the stream of the other.
    let guest: ActBody
    /// The case that takes in, afterwards.
    let after: CaseState
    let report: MergeReport
    /// The findings it opens.
    let opened: [String]
}

extension ActEvaluator {
    /// Decides a merger, without writing anything; throws the refusal as a `RefusalReport`.
    func merge(
        _ command: MergeCommand, _ guest: CaseState, into host: CaseState, isRehearsal: Bool = false
    ) throws -> MergeDecision {
        let act = Named(MergeCommand.act, Bilingual(zh: "并案", en: "merge cases"))
        let doers = try people(command.frame, act, in: [guest, host])
        if let report = RefusalReport(MergeChecks.obstacles(command, guest, host)) { throw report }
        let pairs = try self.pairs(command, guest, host)
        let claimants = Dictionary(
            pairs.filter { $0.here != $0.there }.map { ($0.here, $0.there) },
            uniquingKeysWith: { first, _ in first })
        let theirs = guest.file.renamed(by: FactNames(ids: claimants))
        let claims = host.file.sameClaims(as: theirs)
        var next = Int(host.nextProceedingID) ?? 1
        var numbers: [String: String] = [:]
        for place in guest.proceedings {
            numbers[place.id] = String(next)
            next += 1
        }
        let fact = CaseAbsorbed(
            number: guest.number, version: guest.version, claimants: claimants, claims: claims,
            proceedings: numbers)
        var after = host
        let entry = reference(command.frame, MergeCommand.act, doers, in: host)
        try after.take(guest, fact)
        let findings = host.file.findings(of: guest.file.renamed(by: fact.names), in: after.file)
        var facts = papers(command.frame, MergeCommand.act, in: host)
        facts += findings.facts(at: position)
        if let carriers = after.doubleCarriers(among: Set(numbers.values)) {
            facts.append(
                .findingOpened(
                    id: "F\(position).c", kind: .propertyBroken, about: carriers, reason: nil))
        }
        for fact in facts { after.record(fact, from: entry, ofMerging: guest.number) }
        let shared = Set(pairs.map(\.here))
        let report = MergeReport(
            from: guest.number, into: host.number, pairs: pairs,
            newcomers: guest.file.claimants.map(\.id).filter { !shared.contains($0) }, proceedings: numbers,
            findings: findings,
            due: MergeReport.Due(
                from: guest.file.balance.due, into: host.file.balance.due,
                together: after.file.balance.due))
        if report.lowersDue, !isRehearsal { try needTwoPersons(doers, command.frame, act) }
        var body = ActBody(
            command: command.frame.stored(
                MergeCommand.act, guest.number, doers,
                command.members.merging(["into": .string(host.number)]) { $1 }),
            facts: [fact.json] + facts.map(\.json))
        body.personalCommand = [ActBody.reasonKey: .string(command.frame.reason)]
        body.hasMoved = true
        for place in after.proceedings { body.proceedings[place.id] = place.snapshot.json }
        var other = ActBody(
            command: command.frame.stored(
                MergeCommand.act, guest.number, doers, ["into": .string(host.number)]),
            facts: [CaseLink(.merged, host.number, version: host.version + 1).json])
        other.personalCommand = body.personalCommand
        return MergeDecision(
            host: body, guest: other, after: after, report: report,
            opened: facts.compactMap { fact in
                if case .findingOpened(let content) = fact { return content.finding }
                return nil
            })
    }

    /// Who is the same person in both cases: those with the same id, those found to be the same person, and those that
    /// somebody names. Two people who have proved to be different are never paired.
    private func pairs(
        _ command: MergeCommand, _ guest: CaseState, _ host: CaseState
    ) throws -> [ClaimantPair] {
        let there = host.file.claimants.map(\.id)
        var problems: [PayloadProblem] = []
        var found: [ClaimantPair] = []
        func wrong(_ pair: ClaimantPair, _ zh: String, _ en: String) {
            problems.append(
                PayloadProblem(
                    path: "--pair", given: "\(pair.here.prefix(40))=\(pair.there.prefix(40))",
                    wanted: Bilingual(zh: zh, en: en)))
        }
        for pair in command.pairs {
            if guest.file.claimant(pair.here) == nil {
                wrong(pair, "\(guest.number) 的劳动者在前", "a claimant of \(guest.number) first")
            } else if !there.contains(pair.there) {
                wrong(pair, "\(host.number) 的劳动者在后", "a claimant of \(host.number) second")
            } else if found.contains(where: { $0.here == pair.here || $0.there == pair.there }) {
                wrong(pair, "每人只配对一次", "each person once")
            } else if try areDifferent(pair.here, pair.there) {
                wrong(
                    pair, "同一个人：两人的身份证号码均已核对且不同",
                    "one person: the checked numbers of these two differ")
            } else if pair.here != pair.there,
                there.contains(pair.here) || guest.file.claimant(pair.there) != nil
            {
                wrong(
                    pair, "只在一案中的编号：其中一人已在两案中", "ids of one case each: one of them is in both")
            } else {
                found.append(pair)
            }
        }
        if !problems.isEmpty { throw RefusalReport(primary: .payload(problems), others: []) }
        for claimant in guest.file.claimants where !found.contains(where: { $0.here == claimant.id }) {
            let others = try registry.linked(to: claimant.person)
            let match =
                there.first { id in id == claimant.id }
                ?? there.first { id in others.contains(id) && !found.contains { $0.there == id } }
            if let match { found.append(ClaimantPair(here: claimant.id, there: match)) }
        }
        try checkParts(found, guest, host)
        return found.sorted { $0.here < $1.here }
    }

    private func areDifferent(_ one: String, _ other: String) throws -> Bool {
        try one != other && registry.person(one).isProvedOther(than: registry.person(other))
    }

    /// One person's part must stand the same way in both cases, or nobody could say how it stands afterwards.
    private func checkParts(_ pairs: [ClaimantPair], _ guest: CaseState, _ host: CaseState) throws {
        let problems = pairs.compactMap { pair -> PayloadProblem? in
            guard let here = guest.file.claimant(pair.here), let there = host.file.claimant(pair.there),
                here.part != there.part
            else { return nil }
            return PayloadProblem(
                path: "--pair", given: "\(pair.here)=\(pair.there)",
                wanted: Bilingual(
                    zh:
                        "两案中状况相同（\(guest.number)：\(here.part.label.zh)；\(host.number)：\(there.part.label.zh)）",
                    en: "the same standing in both cases (\(guest.number): \(here.part.label.en); "
                        + "\(host.number): \(there.part.label.en))"))
        }
        if !problems.isEmpty { throw RefusalReport(primary: .payload(problems), others: []) }
    }
}

extension CaseState {
    /// Takes a case in as the fold does.
    mutating func take(_ guest: CaseState, _ fact: CaseAbsorbed) throws {
        do {
            try absorb(guest, fact)
        } catch {
            throw DeskFailure.unreadable(position: guest.position)
        }
    }

    /// The claimants whose claim two open proceedings of one exclusive route carry since a merger.
    fileprivate func doubleCarriers(among newcomers: Set<String>) -> [String]? {
        let doubled = proceedings.contains { place in
            guard newcomers.contains(place.id), place.isOpen, place.definition.head.isExclusive,
                let route = place.definition.head.route
            else { return false }
            return proceedings.contains {
                !newcomers.contains($0.id) && $0.isOpen && $0.definition.head.route == route
                    && shareClaims($0.id, $0.record, with: place.id, place.record)
            }
        }
        return doubled ? [CaseState.oneCarrier] : nil
    }
}

extension MergeFindings {
    /// The findings that are opened for what the cases say differently, each to be answered by a second person.
    func facts(at position: Int) -> [Fact] {
        var kinds: [(FindingKind, [String])] = rivals.map { (.rivalFigures, $0.map(\.id)) }
        kinds += overlaps.map { (.claimsOverlap, $0.map(\.id)) }
        kinds += repeated.map { (.paidTwice, [$0.id]) }
        return kinds.enumerated().map { index, finding in
            .findingOpened(
                id: "F\(position).\(index + 1)", kind: finding.0, about: finding.1, reason: nil)
        }
    }
}
