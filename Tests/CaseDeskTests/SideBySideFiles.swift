import CaseDesk
import CaseTesting
import Source
import SourceYAML
import Values
import WageArrears
import Workflow

/// Small procedures that run beside each other and open one another, as the tests use them.
enum SideBySideFiles {
    private static func head(_ id: String, _ zh: String) -> String {
        """
        workflow: \(id)
        language: 1
        version: 1
        label: {zh: \(zh), en: \(id)}
        vocabulary: wage-arrears/1
        calendar: cn
        roles:
          mediator: {label: {zh: 调解员, en: mediator}}
          arbitrator: {label: {zh: 仲裁员, en: arbitrator}}
          auditor: {label: {zh: 审计员, en: auditor}, reads_only: true}
        """
    }

    /// Takes a case in and offers mediation and arbitration.
    static let intake =
        head("intake", "受理") + """

            offers:
              - {use: mediation, who: [mediator], at_most: 2}
              - {use: arbitration, when: "case.verified > fen(0)", who: [mediator, arbitrator]}
            acts:
              verify: {who: [mediator, arbitrator]}
              handed_on: {kind: decision, label: {zh: 分流, en: handed on}, who: [mediator]}
            initial: receiving
            states:
              receiving:
                label: {zh: 受理中, en: receiving}
                transitions: [{act: verify}, {act: handed_on, to: handed}]
              handed: {label: {zh: 已分流, en: handed on}, final: true, outcome: handed_on}
            """

    /// Ends when everybody it is for is paid.
    static let mediation =
        head("mediation", "调解") + """

            scope: claims
            route: mediation
            exclusive: true
            acts:
              agreed: {kind: decision, label: {zh: 达成协议, en: agreed}, who: [mediator]}
              refused: {kind: decision, label: {zh: 拒绝调解, en: refused}, who: [mediator]}
            clocks:
              payment:
                {label: {zh: 支付期限, en: payment}, owes: mediator, kind: internal, limit: duty,
                 length: 5 workdays, runs_in: [paying], breach: note, source: {zh: 内部, en: internal}}
            initial: talking
            states:
              talking:
                label: {zh: 调解中, en: talking}
                transitions: [{act: agreed, to: paying}, {act: refused, to: failed}]
              paying:
                label: {zh: 待支付, en: to be paid}
                auto: [{to: paid, when: case.all_paid}]
                transitions: [{act: refused, to: failed}]
              paid: {label: {zh: 已支付, en: paid}, final: true, outcome: paid}
              failed: {label: {zh: 调解不成, en: failed}, final: true, outcome: failed}
            """

    /// Is opened by its own act with a paper; goes to court by `use:`.
    static let arbitration =
        head("arbitration", "仲裁") + """

            scope: claims
            route: arbitration
            exclusive: true
            outcomes: [awarded, judged, withdrawn]
            opened_by: {act: application_received, set: {asked: act.asked}}
            documents:
              application: {label: {zh: 仲裁申请书, en: application}}
              award: {label: {zh: 裁决书, en: award}}
            data:
              asked: {type: money, label: {zh: 请求金额, en: sum asked}}
            acts:
              application_received:
                kind: decision
                label: {zh: 收到仲裁申请, en: application received}
                who: [arbitrator, mediator]
                needs: [{any_of: [application]}]
                payload: {asked: {type: money, required: true, label: {zh: 请求, en: asked}}}
              award_given:
                {kind: decision, label: {zh: 裁决, en: award given}, who: [arbitrator], needs: [{any_of: [award]}]}
              sued: {kind: decision, label: {zh: 起诉, en: sued}, who: [arbitrator]}
              award_binds: {kind: decision, label: {zh: 裁决生效, en: award binds}, who: [arbitrator]}
              refused: {kind: decision, label: {zh: 撤回, en: withdrawn}, who: [arbitrator]}
            initial: hearing
            states:
              hearing:
                label: {zh: 审理, en: hearing}
                transitions: [{act: award_given, to: decided}, {act: refused, to: withdrawn}]
              decided:
                label: {zh: 已裁决, en: decided}
                transitions: [{act: award_binds, to: awarded}, {act: sued, to: in_court}]
              in_court:
                label: {zh: 诉讼中, en: in court}
                use: suit
                on_leave: forbid
                with: {asked: data.asked}
                transitions: [{act: refused, to: withdrawn}]
                done:
                  - {to: judged, when: "sub.outcome == 'judged'"}
                  - {to: decided, when: "sub.outcome == 'dropped'"}
              awarded: {label: {zh: 裁决生效, en: awarded}, final: true, outcome: awarded}
              judged: {label: {zh: 已判决, en: judged}, final: true, outcome: judged}
              withdrawn: {label: {zh: 已撤回, en: withdrawn}, final: true, outcome: withdrawn}
            """

    /// What the arbitration waits for.
    static let suit =
        head("suit", "诉讼") + """

            scope: claims
            route: suit
            outcomes: [judged, dropped]
            data:
              asked: {type: money, label: {zh: 请求金额, en: sum asked}}
            acts:
              judgment_given: {kind: decision, label: {zh: 判决, en: judgment given}, who: [arbitrator]}
              suit_dropped: {kind: decision, label: {zh: 撤诉, en: suit dropped}, who: [arbitrator]}
              suit_resumed: {kind: decision, label: {zh: 恢复, en: suit resumed}, who: [arbitrator]}
            initial: pending
            states:
              pending:
                label: {zh: 审理, en: pending}
                transitions: [{act: judgment_given, to: judged}, {act: suit_dropped, to: dropped}]
              judged:
                {label: {zh: 已判决, en: judged}, final: true, outcome: judged, reopen: [{act: suit_resumed, to: pending}]}
              dropped:
                {label: {zh: 已撤诉, en: dropped}, final: true, outcome: dropped, reopen: [{act: suit_resumed, to: pending}]}
            """

    /// One row for each worker: some settle, the others go before a panel together.
    static let joint =
        head("joint", "联合") + """

            acts:
              begun: {kind: decision, label: {zh: 开始, en: begun}, who: [mediator]}
              settled: {kind: decision, of: claimants, label: {zh: 和解, en: settled}, who: [mediator]}
              sent: {kind: decision, of: claimants, label: {zh: 移送仲裁庭, en: sent}, who: [mediator]}
            initial: receiving
            states:
              receiving: {label: {zh: 受理, en: receiving}, transitions: [{act: begun, to: workers}]}
              workers:
                label: {zh: 劳动者, en: workers}
                for_each: claimants
                each:
                  initial: owing
                  states:
                    owing:
                      label: {zh: 待处理, en: owing}
                      transitions: [{act: settled, to: at_rest}, {act: sent, to: before_panel}]
                    before_panel:
                      label: {zh: 仲裁庭审理, en: before the panel}
                      use: panel
                      child: one_per_act
                      on_leave: keep
                      done:
                        - {to: at_rest, when: "sub.outcome == 'won'"}
                        - {to: empty_handed, otherwise: true}
                    at_rest: {label: {zh: 了结, en: at rest}, final: true, outcome: settled}
                    empty_handed: {label: {zh: 未获支持, en: empty-handed}, final: true, outcome: lost}
                done: [{to: over}]
              over: {label: {zh: 办结, en: over}, final: true, outcome: over}
            """

    /// Decides on each worker by itself.
    static let panel =
        head("panel", "仲裁庭") + """

            scope: claims
            outcomes: [heard]
            line_outcomes: [won, lost]
            acts:
              upheld: {kind: decision, of: claimants, label: {zh: 支持, en: upheld}, who: [arbitrator]}
              dismissed: {kind: decision, of: claimants, label: {zh: 驳回, en: dismissed}, who: [arbitrator]}
            initial: lines
            states:
              lines:
                label: {zh: 逐人裁决, en: line by line}
                for_each: claimants
                each:
                  initial: pending
                  states:
                    pending:
                      label: {zh: 待裁, en: pending}
                      transitions: [{act: upheld, to: won}, {act: dismissed, to: lost}]
                    won: {label: {zh: 支持, en: won}, final: true, outcome: won}
                    lost: {label: {zh: 驳回, en: lost}, final: true, outcome: lost}
                done: [{to: heard}]
              heard: {label: {zh: 审结, en: heard}, final: true, outcome: heard}
            """

    /// Opens a proceeding that ends at once, for ever.
    static let circle =
        head("circle", "循环") + """

            acts:
              begun: {kind: decision, label: {zh: 开始, en: begun}, who: [mediator]}
              ended: {kind: decision, label: {zh: 结束, en: ended}, who: [mediator]}
            initial: start
            states:
              start:
                label: {zh: 开始, en: start}
                transitions: [{act: begun, to: asking}, {act: ended, to: over}]
              asking: {label: {zh: 询问, en: asking}, use: echo, on_leave: keep, done: [{to: again}]}
              again: {label: {zh: 再问, en: again}, auto: [{to: asking, when: "!case.is_closed"}], transitions: [{act: ended, to: over}]}
              over: {label: {zh: 结束, en: over}, final: true, outcome: over}
            """

    /// Ends as soon as it begins.
    static let echo =
        head("echo", "回声") + """

            acts: {}
            initial: here
            states:
              here: {label: {zh: 此, en: here}, auto: [{to: gone, when: "!case.is_closed"}]}
              gone: {label: {zh: 彼, en: gone}, final: true, outcome: gone}
            """

    /// Loads files that use each other.
    static func load(_ texts: String...) throws -> [WorkflowFile] {
        let nodes = try texts.map { ($0, try YAMLReader.read([UInt8]($0.utf8), file: "side.yaml")) }
        let interfaces = nodes.compactMap {
            WorkflowInterface(node: $0.1, vocabularies: Pins.vocabularies)
        }
        return try nodes.map { text, node in
            WorkflowFile(
                try WorkflowDefinition.load(node, vocabularies: Pins.vocabularies) { id in
                    interfaces.first { $0.id == id }
                }, source: text)
        }
    }
}

/// A desk with a mediator, an arbitrator and a case of seven workers owed 1,000.00 each.
struct SideBySide {
    let desk: TestDesk
    let number: String
    let workers: [String]

    init(_ texts: [String] = [], seed: UInt64 = 1) throws {
        let files =
            texts.count < 2
            ? try SideBySideFiles.load(
                SideBySideFiles.intake, SideBySideFiles.mediation, SideBySideFiles.arbitration,
                SideBySideFiles.suit)
            : try SideBySideFiles.load(texts[0], texts[1])
        desk = try TestDesk(
            definition: files[0].definition, calendar: Repository.calendar(),
            at: Repository.day("2025-04-07"), seed: seed, library: Array(files.dropFirst()))
        try desk.actor("med", "mediator")
        try desk.actor("arb", "arbitrator", body: "仲裁委")
        try desk.actor("aud", "auditor")
        let desk = desk
        workers = try (1...7).map { try desk.person("工友\($0)") }
        number = try desk.open(as: "med", claimants: workers, respondent: try desk.organisation("某公司"))
    }

    var state: CaseState { get throws { try desk.state(number) } }

    func start(
        _ workflow: String, as actor: String, of: [String] = [], _ payload: JSON = .object([:]),
        papers: [AttachedPaper] = [], in offer: String? = nil, number own: String? = nil
    ) throws -> ActOutcome {
        try desk.desk.start(
            StartCommand(
                caseNumber: number, workflow: workflow, library: desk.library, offeredBy: offer, of: of,
                body: own == nil ? nil : "县仲裁委", number: own, payload: payload, papers: papers,
                recorder: actor))
    }

    func verify() throws {
        let amounts = workers.map { worker in
            JSON.object([
                "level": .string("claimant"), "claimant": .string(worker), "sum": .string("1000.00"),
                "precision": .string("exact"),
            ])
        }
        try done(
            desk.act(
                number, "verify", as: "med", by: ["med", "arb"], .object(["amounts": .array(amounts)]),
                papers: [TestDesk.paper("inquiry_record", signers: ["med", "arb"])]))
    }

    func arbitrate(_ of: [String], as actor: String = "arb") throws -> ActOutcome {
        try start(
            "arbitration", as: actor, of: of, .object(["asked": .string("1000.00")]),
            papers: [TestDesk.paper("application")], number: "仲案字〔2025〕7号")
    }

    func pay(_ worker: String) throws {
        try done(
            desk.act(
                number, "payment_recorded", as: "med",
                .object([
                    "payments": .array([
                        .object([
                            "claimant": .string(worker), "sum": .string("1000.00"),
                            "payer": .string("respondent"), "ground": .string("own_debt"),
                            "channel": .string("cash"), "payee": .string("self"),
                            "voucher": .string("V-" + worker), "stage": .string("paid_out"),
                        ])
                    ])
                ])))
    }

    @discardableResult
    func done(_ outcome: ActOutcome) throws -> ActReceipt {
        switch outcome {
        case .done(let receipt): return receipt
        case .refused(let report, _): throw report
        case .unconfirmed(let contradictions):
            throw DeskFailure.badInput(
                Bilingual(zh: "unconfirmed", en: "unconfirmed \(contradictions.map(\.text.en))"))
        }
    }

    func recheck() throws -> RecheckReport {
        try desk.desk.ask { try CaseState.recheck(number, in: $0, pins: $1) }
    }
}
