import CaseDesk
import CaseTesting
import EventLog
import Source
import SourceYAML
import Testing
import Values
import WageArrears
import Workflow

/// Workers as rows of a case: each goes their own way, and the log rechecks to the same.
struct RowCaseTests {
    private static let text = """
        workflow: one-by-one
        language: 1
        version: 1
        label: {zh: 逐人办理, en: one by one}
        vocabulary: wage-arrears/1
        calendar: cn
        roles:
          cadre: {label: {zh: 工会干部, en: union cadre}}
          inspector: {label: {zh: 监察员, en: inspector}}
        documents:
          inquiry_record: {label: {zh: 笔录, en: inquiry record}}
          promise: {label: {zh: 承诺书, en: promise}, per: claimant}
        acts:
          start: {kind: decision, label: {zh: 开始, en: start}, who: [cadre]}
          verify: {who: [cadre], signed: [{who: [inspector]}]}
          reminded: {kind: decision, label: {zh: 催办, en: reminded}, who: [cadre], of: claimants}
          promised:
            kind: decision
            label: {zh: 已承诺, en: promised}
            who: [cadre]
            of: claimants
            needs: [{any_of: [promise], of: claimant}]
          withdrawn: {who: [cadre], of: claimants}
        clocks:
          answer:
            label: {zh: 答复期限, en: time to answer}
            owes: cadre
            kind: internal
            limit: duty
            length: 3 workdays
            runs_in: [waiting]
            ends: [promised]
            breach: to_handler
            reenter: restart
            source: {zh: 内部, en: internal}
        initial: intake
        states:
          intake: {label: {zh: 登记, en: intake}, transitions: [{act: start, to: workers}]}
          workers:
            label: {zh: 逐人办理, en: one by one}
            for_each: claimants
            each:
              initial: owing
              states:
                owing:
                  label: {zh: 欠付, en: owing}
                  transitions: [{act: reminded, to: waiting}, {act: promised}]
                  auto:
                    - {to: left, when: this.withdrawn}
                    - {to: paid, when: "!this.withdrawn && this.paid_in_full"}
                waiting:
                  label: {zh: 等待答复, en: waiting}
                  transitions:
                    - {act: promised, to: owing}
                    - {breach: answer, to: owing}
                paid: {label: {zh: 已付, en: paid}, final: true, outcome: paid}
                left: {label: {zh: 已退出, en: withdrawn}, final: true, outcome: withdrawn}
            transitions: [{act: verify}]
            done: [{to: over, otherwise: true}]
          over: {label: {zh: 终, en: over}, final: true, outcome: over}
        """

    private let desk: TestDesk
    private let number: String
    private let workers: [String]

    init() throws {
        desk = try TestDesk(
            definition: try WorkflowDefinition.load(
                try YAMLReader.read(Self.text, file: "rows.yaml"), vocabularies: Pins.vocabularies),
            calendar: Repository.calendar(), at: Repository.day("2025-04-07"))
        try desk.actor("cadre", "cadre")
        try desk.actor("inspector", "inspector")
        workers = [try desk.person("工友甲"), try desk.person("工友乙")]
        number = try desk.open(as: "cadre", claimants: workers)
        try act("start", on: "2025-04-07")
    }

    @discardableResult
    private func act(
        _ name: String, of rows: [String] = [], on day: String, by doers: [String] = [],
        _ payload: JSON = .object([:]), papers: [AttachedPaper] = []
    ) throws -> ActReceipt {
        desk.clock.set(try Repository.day(day))
        var command = ActCommand(
            caseNumber: number, act: name, payload: payload, papers: papers, doers: doers,
            recorder: "cadre")
        command.rows = rows
        switch try desk.desk.perform(command) {
        case .done(let receipt): return receipt
        case .refused(let report, _): throw report
        case .unconfirmed: throw DeskFailure.badInput(Bilingual(zh: name, en: name))
        }
    }

    private func code(_ name: String, of rows: [String], _ payload: JSON = .object([:])) throws -> String? {
        do {
            try act(name, of: rows, on: "2025-04-08", payload)
            return nil
        } catch let report as RefusalReport {
            return report.primary.code
        }
    }

    private var active: [String] { get throws { try desk.state(number).proceedings[0].snapshot.active } }

    private func verify() throws {
        let amounts = zip(workers, ["1000.00", "2000.00"]).map { worker, sum in
            JSON.object([
                "level": .string("claimant"), "claimant": .string(worker), "sum": .string(sum),
                "precision": .string("exact"),
            ])
        }
        try act(
            "verify", on: "2025-04-08", by: ["cadre", "inspector"], .object(["amounts": .array(amounts)]),
            papers: [TestDesk.paper("inquiry_record", signers: ["cadre", "inspector"])])
    }

    private func pay(_ worker: String, _ sum: String, on day: String) throws {
        try act(
            "payment_recorded", on: day,
            .object([
                "payments": .array([
                    .object([
                        "claimant": .string(worker), "sum": .string(sum), "payer": .string("respondent"),
                        "ground": .string("own_debt"), "channel": .string("cash"), "payee": .string("self"),
                        "voucher": .string("v-\(worker)"), "stage": .string("paid_out"),
                    ])
                ])
            ]))
    }

    private func claimants(_ ids: [String]) -> JSON {
        .object(["claimants": .array(ids.map(JSON.string))])
    }

    @Test func `a worker who is paid is done, while the next goes on and a late one begins`() throws {
        let (first, second) = (workers[0], workers[1])
        #expect(try active == workers.sorted().map { "workers/owing[\($0)]" })
        try verify()
        try pay(first, "1000.00", on: "2025-04-09")
        #expect(try active == ["workers/owing[\(second)]", "workers/paid[\(first)]"])
        #expect(try desk.state(number).stateLabels.zh == "欠付 1 人＋已付 1 人")
        let late = try desk.person("工友丙")
        try act(
            "claimants_joined", on: "2025-04-10",
            .object(["claimants": .array([.object(["person": .string(late)])])]))
        #expect(try active.contains("workers/owing[\(late)]"))
        try act("withdrawn", on: "2025-04-11", claimants([late]))
        #expect(try active.contains("workers/left[\(late)]"))
        try pay(second, "2000.00", on: "2025-04-14")
        #expect(try active == ["over"])
        #expect(
            try desk.state(number).proceedings[0].snapshot.rowOutcomes == [
                "workers": [first: "paid", second: "paid", late: "withdrawn"]
            ])
        let report = try desk.desk.ask { try CaseState.recheck(number, in: $0, pins: $1) }
        #expect(report.differences.isEmpty)
    }

    @Test func `each worker has a limit of their own, and one that passes moves nobody else`() throws {
        let (first, second) = (workers[0], workers[1])
        try act("reminded", of: [first], on: "2025-04-08")
        try act("reminded", of: [second], on: "2025-04-10")
        let runs = try desk.state(number).proceedings[0].snapshot.clocks
        #expect(runs.map(\.subject) == [first, second])
        #expect(runs.map { $0.due?.description } == ["2025-04-11", "2025-04-15"])
        // It comes after the first limit and before the second.
        try act("withdrawn", on: "2025-04-14", claimants([second]))
        #expect(try active == ["workers/owing[\(first)]", "workers/waiting[\(second)]"])
        let report = try desk.desk.ask { try CaseState.recheck(number, in: $0, pins: $1) }
        #expect(report.differences.isEmpty)
    }

    @Test
    func `rows come with the command, or from the claimants the payload names, never from both otherwise`()
        throws
    {
        let (first, second) = (workers[0], workers[1])
        #expect(try code("reminded", of: []) == "payload")
        #expect(try code("reminded", of: ["nobody"]) == "payload")
        #expect(try code("start", of: [first]) == "payload")
        #expect(try code("withdrawn", of: [first], claimants([second])) == "payload")
        #expect(try code("reminded", of: [first, second]) == nil)
        #expect(try active == workers.sorted().map { "workers/waiting[\($0)]" })
        let stored = try desk.desk.ask { reader, _ in
            let entry = try reader.entry(at: try reader.size - 1)
            return String(
                decoding: entry.parts.filter { !$0.isPersonal }.flatMap { $0.bytes ?? [] }, as: UTF8.self)
        }
        #expect(stored.contains("\"of\":[\"\(first)\",\"\(second)\"]"))
    }

    @Test func `papers for each worker are asked of those named`() throws {
        let (first, second) = (workers[0], workers[1])
        try act("reminded", of: workers, on: "2025-04-08")
        let paper = AttachedPaper(
            kind: "promise", number: nil, sha256: String(repeating: "cd", count: 32), originalAt: nil,
            claimants: [first], signers: [])
        let report = #expect(throws: RefusalReport.self) {
            try act("promised", of: [first, second], on: "2025-04-09", papers: [paper])
        }
        #expect(report?.primary.code == "needs")
        #expect(report?.primary.message(.en).contains(second) == true)
        try act("promised", of: [first], on: "2025-04-09", papers: [paper])
        #expect(try active.contains("workers/owing[\(first)]"))
    }
}
