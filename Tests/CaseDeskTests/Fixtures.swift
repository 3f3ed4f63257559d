import CaseDesk
import CaseTesting
import EventLog
import Foundation
import Source
import SourceYAML
import Synchronization
import Values
import WageArrears
import WorkCalendar
import Workflow

/// The repository's own files, as the tests use them.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func node(_ path: String) throws -> SourceNode {
        try YAMLReader.read([UInt8](Data(contentsOf: root.appending(path: path))), file: path)
    }

    /// The procedures read so far: each is read and checked once for all tests.
    private static let known = Mutex<[String: WorkflowDefinition]>([:])

    static func workflow(_ name: String) throws -> WorkflowDefinition {
        if let definition = known.withLock({ $0[name] }) { return definition }
        let definition = try load(node("workflows/\(name).yaml"))
        known.withLock { $0[name] = definition }
        return definition
    }

    /// A workflow with the interfaces of those it uses.
    static func load(_ node: SourceNode) throws -> WorkflowDefinition {
        let roles = try RoleCatalogue.load(Self.node("roles/cn-labour.yaml"))
        return try WorkflowDefinition.load(
            node, vocabularies: Pins.vocabularies,
            using: { used in
                let places = ["workflows/procedures/\(used).yaml", "workflows/\(used).yaml"]
                guard let node = places.lazy.compactMap({ try? Self.node($0) }).first else { return nil }
                return WorkflowInterface(node: node, vocabularies: Pins.vocabularies)
            }, catalogues: { $0 == roles.id ? roles : nil })
    }

    /// The workflows that one uses, and those that they use.
    static func library(of definition: WorkflowDefinition) throws -> [WorkflowFile] {
        var files: [String: WorkflowFile] = [:]
        var waiting = definition.uses
        while let name = waiting.popLast() {
            guard files[name] == nil else { continue }
            let used = try (try? workflow("procedures/\(name)")) ?? workflow(name)
            files[name] = WorkflowFile(used, source: "")
            waiting += used.uses
        }
        return files.sorted { $0.key < $1.key }.map(\.value)
    }

    static func calendar() throws -> HolidayCalendar {
        try HolidayCalendar.load((2022...2026).map { try node("calendars/cn-\($0).yaml") })
    }

    /// The calendar before the notice for 2025 was issued.
    static func calendarBefore2025() throws -> HolidayCalendar {
        try calendar().asKnown(on: day("2024-11-11"))
    }

    static func story(_ name: String) throws -> StoryPlayer.Part {
        let story = try StoryReader.read(node("seeds/\(name).yaml"))
        let definition = try workflow(story.workflow)
        return StoryPlayer.Part(
            story: story, definition: definition, source: "", library: try library(of: definition))
    }

    static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw DeskFailure.badInput(Bilingual(zh: text, en: text)) }
        return day
    }
}

/// A two-station desk with everybody a case needs, and two workers owed 1,000.00 and 2,000.00.
struct Office {
    let desk: TestDesk
    let number: String
    let workers: [String]

    init(
        definition: WorkflowDefinition? = nil, seed: UInt64 = 1, calendar: HolidayCalendar? = nil
    ) throws {
        let definition = try definition ?? Repository.workflow("two-station")
        desk = try TestDesk(
            definition: definition, calendar: calendar ?? Repository.calendar(),
            at: Repository.day("2025-04-07"), seed: seed, library: Repository.library(of: definition))
        try desk.actor("clerk", "stationClerk")
        try desk.actor("cadre", "unionCadre")
        try desk.actor("inspector", "labourInspector", body: "县人社局")
        try desk.actor("head", "bureauHead", body: "县人社局")
        try desk.actor("auditor", "auditor", body: "审计局")
        workers = [try desk.person("工友甲"), try desk.person("工友乙")]
        let employer = try desk.organisation("某电子商务有限公司")
        number = try desk.open(as: "clerk", claimants: workers, respondent: employer)
    }

    func accept() throws {
        try done(desk.act(number, "accept", as: "clerk", papers: [TestDesk.paper("complaint")]))
    }

    func verify(_ sums: [String] = ["1000.00", "2000.00"]) throws {
        let amounts = zip(workers, sums).map { worker, sum in
            JSON.object([
                "level": .string("claimant"), "claimant": .string(worker), "sum": .string(sum),
                "precision": .string("exact"),
            ])
        }
        try done(
            desk.act(
                number, "verify", as: "cadre", by: ["cadre", "inspector"],
                .object(["amounts": .array(amounts)]),
                papers: [
                    TestDesk.paper("inquiry_record", signers: ["cadre", "inspector"]),
                    TestDesk.paper("attendance"),
                ]))
    }

    func reach() throws {
        try done(desk.act(number, "employer_found", as: "cadre", .object(["route": .string("direct")])))
    }

    func pay(
        _ worker: Int, _ sum: String, voucher: String, confirm: Bool = false
    ) throws -> ActOutcome {
        try desk.act(
            number, "payment_recorded", as: "inspector",
            .object([
                "payments": .array([
                    .object([
                        "claimant": .string(workers[worker]), "sum": .string(sum),
                        "payer": .string("respondent"),
                        "ground": .string("own_debt"), "channel": .string("cash"), "payee": .string("self"),
                        "voucher": .string(voucher), "stage": .string("paid_out"),
                    ])
                ])
            ]), confirm: confirm, reason: confirm ? "当场签收" : nil)
    }

    func close(as actor: String = "head") throws -> ActOutcome {
        try desk.act(
            number, "close", as: actor, .object(["reason": .string("paid_in_full")]),
            papers: [TestDesk.paper("closing_report")])
    }

    var state: CaseState {
        get throws { try desk.state(number) }
    }

    @discardableResult
    func done(_ outcome: ActOutcome) throws -> ActReceipt {
        switch outcome {
        case .done(let receipt): return receipt
        case .refused(let report, _): throw report
        case .unconfirmed(let contradictions):
            throw DeskFailure.badInput(
                Bilingual(zh: "unconfirmed", en: "unconfirmed \(contradictions.count)"))
        }
    }
}

extension ActOutcome {
    /// The code of a refusal, or nothing.
    var refusal: String? {
        switch self {
        case .refused(let report, _): return report.primary.code
        case .done, .unconfirmed: return nil
        }
    }

    /// Whether it waits for confirmation.
    var isUnconfirmed: Bool {
        switch self {
        case .unconfirmed: return true
        case .done, .refused: return false
        }
    }
}
