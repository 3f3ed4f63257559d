import EventLog
import Source
public import TransparencyLog
import Values
import WageArrears
public import Workflow

/// Enters past acts in the order in which they happened, all of them or none.
///
/// What had come due between them is raised between them, never first what is due now; so what was done in time stays
/// in time. A breach that had been raised before is lifted where the entries disprove it.
public struct Backfiller {
    /// A workflow of new cases, with its source text and the workflows it uses.
    public typealias Procedure = (
        definition: WorkflowDefinition, source: String, library: [WorkflowFile]
    )

    private let work: DeskWork
    private let recorder: String
    private let fingerprint: Digest

    /// Makes one for a piece of work; the fingerprint is that of the file, so that it is entered once.
    public init(work: DeskWork, recorder: String, fingerprint: Digest) {
        self.work = work
        self.recorder = recorder
        self.fingerprint = fingerprint
    }

    /// Enters a file; throws `BackfillFault` with the place of the first act that is not accepted. Where something wrong
    /// is stated, throws everything of the kind that is left in the file.
    public func enter(_ file: Backfill, workflows: [String: Procedure]) throws -> BackfillResult {
        _ = try Registry(reader: work.reader).actor(recorder)
        let items = Backfiller.ordered(file)
        let start = try work.reader.size
        guard let first = key(0), try work.transaction.answer(for: first) == nil else {
            return try BackfillResult(entered: earlier(items), isReplay: true, in: work)
        }
        var names: [String: JSON] = [:]
        for person in file.persons {
            names[person.key] = .string(
                try placed(person.position) {
                    try work.ensurePerson(
                        PersonEntry(
                            name: person.name, number: person.number, phone: person.phone,
                            region: person.region))
                })
        }
        for organisation in file.organisations {
            names[organisation.key] = .string(
                try placed(organisation.position) {
                    try work.ensureOrganisation(
                        OrganisationEntry(
                            name: organisation.name, code: organisation.code, region: organisation.region))
                })
        }
        for (number, item) in items.enumerated() {
            do {
                switch item {
                case .opening(let opening):
                    let receipt = try open(
                        opening, file, number, workflows: workflows, naming: Naming(names, opening.position))
                    names[opening.key] = .string(receipt.caseNumber)
                case .act(let act):
                    let naming = Naming(names, act.position)
                    try names.merge(perform(act, file, number, naming: naming)) { _, new in new }
                }
            } catch {
                guard let found = BackfillCheck.faults(of: error) else { throw error }
                let check = BackfillCheck(
                    file, workflows: workflows.mapValues(\.definition), names: names, reader: work.reader,
                    pins: work.pins)
                let rest = items.dropFirst(number + 1)
                throw DiagnosticList(
                    found + (try check.faults(of: rest.compactMap(\.opening), rest.compactMap(\.act))))
            }
        }
        return try BackfillResult(entered: start..<work.reader.size, isReplay: false, in: work)
    }

    private enum Item {
        case opening(BackfillCase)
        case act(BackfillAct)

        var opening: BackfillCase? { if case .opening(let opening) = self { opening } else { nil } }
        var act: BackfillAct? { if case .act(let act) = self { act } else { nil } }

        var day: Day {
            switch self {
            case .opening(let opening): return opening.occurred.day
            case .act(let act): return act.occurred.day
            }
        }
    }

    /// By day; within a day openings first, then as the file has them.
    private static func ordered(_ file: Backfill) -> [Item] {
        let all = file.cases.map(Item.opening) + file.acts.map(Item.act)
        return all.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(
            \.element)
    }

    private func key(_ number: Int) -> CommandKey? { CommandKey("backfill/\(fingerprint.hex)/\(number)") }

    /// The positions that were entered when this file came the first time.
    private func earlier(_ items: [Item]) throws -> Range<Int> {
        let answers = try items.indices.compactMap { number in
            try key(number).flatMap { try work.transaction.answer(for: $0) }
        }
        let first = answers.map(\.first).min() ?? 0
        return first..<max(first, (answers.map(\.last).max() ?? -1) + 1)
    }

    private func open(
        _ opening: BackfillCase, _ file: Backfill, _ number: Int, workflows: [String: Procedure],
        naming: Naming
    ) throws -> ActReceipt {
        guard let workflow = workflows[opening.workflow] else {
            throw DeskFailure.noSuchWorkflow(opening.workflow)
        }
        var command = OpenCommand(
            definition: workflow.definition, source: workflow.source, recorder: recorder,
            occurred: opening.occurred, report: try naming.filled(opening.report),
            claimants: opening.claimants.map(naming.id),
            respondents: opening.respondents.map { (naming.id($0.organisation), $0.capacity) },
            key: key(number), library: workflow.library)
        command.lateReason = file.reason
        do {
            return try placed(opening.position) { try work.open(command) }
        } catch let refused as OpeningRefused {
            throw BackfillFault(
                position: opening.position, act: "open", node: opening.reportNode,
                outcome: .refused(refused.report, isLogged: false))
        }
    }

    /// Enters one act; gives the names that later acts may use.
    private func perform(
        _ act: BackfillAct, _ file: Backfill, _ number: Int, naming: Naming
    ) throws -> [String: JSON] {
        var command = ActCommand(
            caseNumber: naming.id(act.caseName), proceeding: act.proceeding, act: act.act,
            payload: try naming.filled(act.payload), papers: act.papers.map(naming.attached),
            doers: act.doers, recorder: recorder, occurred: act.occurred, isConfirmed: act.isConfirmed,
            reason: act.reason ?? file.reason, key: key(number))
        command.isLate = true
        let outcome = try placed(act.position) { try work.perform(command) }
        guard case .done(let receipt) = outcome else {
            throw BackfillFault(
                position: act.position, act: act.act, node: act.payloadNode, outcome: outcome)
        }
        var names: [String: JSON] = [:]
        if let id = act.id { names[id] = .string(String(receipt.position)) }
        for (index, paper) in act.papers.enumerated() {
            if let key = paper.key { names[key] = .string("D\(receipt.position).\(index + 1)") }
        }
        return names
    }

    /// Tells of a failure where in the file it came about.
    private func placed<T>(_ position: SourcePosition, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let failure as DeskFailure {
            throw DiagnosticList([Diagnostic(code: "P107", failure.message, at: position)])
        }
    }
}

/// Fills in what the keys of a file stand for.
private struct Naming {
    let names: [String: JSON]
    let position: SourcePosition

    init(_ names: [String: JSON], _ position: SourcePosition) {
        self.names = names
        self.position = position
    }

    /// What a key names, else the text itself: an id of the register.
    func id(_ text: String) -> String {
        names[text.hasPrefix("$") ? String(text.dropFirst()) : text]?.stringValue ?? text
    }

    func filled(_ json: JSON) throws -> JSON {
        switch json {
        case .string(let text) where text.hasPrefix("$"):
            let name = String(text.dropFirst())
            if let value = names[name] { return value }
            throw DiagnosticList([
                Diagnostic(
                    code: "P104", Bilingual(zh: "文件中没有 '\(name)'", en: "the file has no '\(name)'"),
                    at: position,
                    hint: nearest(name, among: names.keys).map {
                        Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?")
                    })
            ])
        case .array(let items): return .array(try items.map(filled))
        case .object(let members): return .object(try members.mapValues(filled))
        case .null, .bool, .integer, .string: return json
        }
    }

    func attached(_ paper: StoryPaper) -> AttachedPaper {
        AttachedPaper(
            kind: paper.kind, number: paper.number,
            sha256: paper.text.map { Digest.sha256(Array($0.utf8)).hex }, originalAt: paper.originalAt,
            claimants: paper.claimants.map(id), signers: paper.signers)
    }
}
