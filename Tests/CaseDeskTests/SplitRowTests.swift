import CaseDesk
import CaseTesting
import EventLog
import Source
import SourceYAML
import Testing
import Values
import WageArrears
import Workflow

/// A split where every worker is a row of the procedure, and where duties were separated before.
struct SplitRowTests {
    static let text = """
        workflow: row-by-row
        language: 1
        version: 1
        label: {zh: 逐人办理, en: row by row}
        vocabulary: wage-arrears/1
        calendar: cn
        roles:
          cadre: {label: {zh: 工会干部, en: union cadre}}
          inspector: {label: {zh: 监察员, en: inspector}}
        documents:
          inquiry_record: {label: {zh: 笔录, en: inquiry record}}
          merge_opinion: {label: {zh: 意见, en: opinion}}
        separate:
          - [verify, finish]
        acts:
          start: {kind: decision, label: {zh: 开始, en: start}, who: [cadre]}
          verify: {who: [cadre, inspector]}
          reminded: {kind: decision, label: {zh: 催办, en: reminded}, who: [cadre], of: claimants}
          finish: {kind: decision, label: {zh: 办结, en: finish}, who: [cadre, inspector], of: claimants}
        clocks:
          answer:
            label: {zh: 答复期限, en: time to answer}
            owes: cadre
            kind: internal
            limit: duty
            length: 3 workdays
            runs_in: [waiting]
            ends: [finish]
            breach: to_handler
            reenter: restart
            source: {zh: 内部, en: internal}
        initial: intake
        states:
          intake: {label: {zh: 登记, en: intake}, transitions: [{act: start, to: workers}]}
          workers:
            label: {zh: 逐人办理, en: row by row}
            for_each: claimants
            each:
              initial: owing
              states:
                owing:
                  label: {zh: 欠付, en: owing}
                  transitions: [{act: reminded, to: waiting}, {act: finish, to: over}]
                waiting:
                  label: {zh: 等待答复, en: waiting}
                  transitions: [{act: finish, to: over}, {breach: answer, to: owing}]
                over: {label: {zh: 已办结, en: over}, final: true, outcome: over}
            transitions: [{act: verify}]
            done: [{to: ended, otherwise: true}]
          ended: {label: {zh: 终, en: ended}, final: true, outcome: ended}
        """

    let desk: TestDesk
    let number: String
    let workers: [String]

    init() throws {
        desk = try TestDesk(
            definition: try WorkflowDefinition.load(
                try YAMLReader.read(Self.text, file: "rows.yaml"), vocabularies: Pins.vocabularies),
            calendar: Repository.calendar(), at: Repository.day("2025-04-07"))
        try desk.actor("cadre", "cadre")
        try desk.actor("inspector", "inspector")
        try desk.actor("colleague", "cadre")
        workers = [try desk.person("工友甲"), try desk.person("工友乙")]
        number = try desk.open(as: "cadre", claimants: workers)
        try act(number, "start")
    }

    @discardableResult
    func act(
        _ number: String, _ name: String, of rows: [String] = [], as actor: String = "cadre",
        _ payload: JSON = .object([:]), papers: [AttachedPaper] = []
    ) throws -> ActReceipt {
        var command = ActCommand(
            caseNumber: number, act: name, payload: payload, papers: papers, recorder: actor)
        command.rows = rows
        return try done(desk.desk.perform(command))
    }

    @discardableResult
    func done(_ outcome: ActOutcome) throws -> ActReceipt {
        switch outcome {
        case .done(let receipt): return receipt
        case .refused(let report, _): throw report
        case .unconfirmed: throw DeskFailure.badInput(Bilingual(zh: "未确认", en: "unconfirmed"))
        }
    }

    func split(_ worker: String, bySecond: Bool = false) throws -> ActOutcome {
        try desk.desk.split(command(worker, bySecond), to: workflow)
    }

    private func command(_ worker: String, _ bySecond: Bool) -> SplitCommand {
        SplitCommand(
            caseNumber: number, claimants: [worker], workflow: desk.definition.id,
            frame: LinkFrame(
                papers: bySecond ? [TestDesk.paper("merge_opinion", signers: ["inspector"])] : [],
                doers: bySecond ? ["cadre", "inspector"] : [], recorder: "cadre", reason: "另案办理"))
    }

    private var workflow: NewCaseWorkflow { NewCaseWorkflow(definition: desk.definition, source: "") }

    private func differences(_ number: String) throws -> [String] {
        try desk.desk.ask { try CaseState.recheck(number, in: $0, pins: $1) }.differences.map {
            "\($0.position) \($0.act): \($0.text.en)"
        }
    }

    @Test func `the row of whoever leaves is gone, and its limit ends`() throws {
        try act(number, "reminded", of: workers)
        let tried = try desk.desk.rehearse(command(workers[1], false), to: workflow)
        #expect(tried.ended.count == 1 && tried.closed.isEmpty && !tried.takesTwo)
        let new = try done(split(workers[1])).caseNumber
        let old = try desk.state(number)
        #expect(old.proceedings[0].snapshot.rowOutcomes == ["workers": [workers[1]: "gone"]])
        #expect(old.proceedings[0].snapshot.clocks.filter { $0.state == .running }.count == 1)
        #expect(try desk.state(new).proceedings[0].snapshot.active == ["intake"])
        try act(new, "start")
        #expect(
            try desk.state(new).proceedings[0].snapshot.active == ["workers/owing[\(workers[1])]"])
        for each in [number, new] { #expect(try differences(each) == []) }
    }

    @Test func `a split that would end the procedure takes two people and a paper`() throws {
        try act(number, "finish", of: [workers[0]])
        #expect(try split(workers[1]).refusal == "approvals")
        #expect(try desk.desk.rehearse(command(workers[1], false), to: workflow).closed == ["1"])
        let new = try done(split(workers[1], bySecond: true)).caseNumber
        #expect(try desk.state(number).isClosed)
        #expect(try desk.state(new).isClosed == false)
        for each in [number, new] { #expect(try differences(each) == []) }
    }

    @Test func `who verified before the split may not finish in the new case`() throws {
        var verify = ActCommand(
            caseNumber: number, act: "verify",
            payload: .object([
                "amounts": .array([
                    .object([
                        "level": .string("claimant"), "claimant": .string(workers[1]),
                        "sum": .string("100.00"), "precision": .string("exact"),
                    ])
                ])
            ]), papers: [TestDesk.paper("inquiry_record", signers: ["cadre", "inspector"])],
            recorder: "cadre")
        verify.doers = ["cadre", "inspector"]
        try done(desk.desk.perform(verify))
        let new = try done(split(workers[1])).caseNumber
        try act(new, "start")
        func finish(_ actor: String) throws -> String? {
            var command = ActCommand(
                caseNumber: new, act: "finish", payload: .object([:]), recorder: actor)
            command.rows = [workers[1]]
            return try desk.desk.perform(command).refusal
        }
        #expect(try finish("cadre") == "same-actor")
        #expect(try finish("inspector") == "same-actor")
        #expect(try finish("colleague") == nil)
        for each in [number, new] { #expect(try differences(each) == []) }
    }
}
