import CaseDesk
import CaseTesting
import EventLog
import Source
import Values
import WageArrears

/// A desk with two cases against one employer, and four workers to be claimants of either.
struct MergeOffice {
    let desk: TestDesk
    let workers: [String]
    let employer: String

    init(seed: UInt64 = 1, workflow: String = "two-station", library: [String] = []) throws {
        let definition = try Repository.workflow(workflow)
        desk = try TestDesk(
            definition: definition, calendar: Repository.calendar(), at: Repository.day("2025-04-07"),
            seed: seed, library: Repository.library(of: definition))
        try desk.actor("clerk", "stationClerk")
        try desk.actor("cadre", "unionCadre")
        try desk.actor("inspector", "labourInspector", body: "县人社局")
        try desk.actor("head", "bureauHead", body: "县人社局")
        try desk.actor("deputy", "bureauHead", body: "县人社局")
        try desk.actor("auditor", "auditor", body: "审计局")
        let made = desk
        workers = try ["工友甲", "工友乙", "工友丙", "工友丁"].map { try made.person($0) }
        employer = try desk.organisation("某电子商务有限公司")
    }

    /// Opens a case of these workers, accepted and with the employer found.
    func open(_ claimants: [Int]) throws -> String {
        let number = try desk.open(
            as: "clerk", claimants: claimants.map { workers[$0] }, respondent: employer)
        try done(desk.act(number, "accept", as: "clerk", papers: [TestDesk.paper("complaint")]))
        try done(desk.act(number, "employer_found", as: "cadre", .object(["route": .string("direct")])))
        return number
    }

    func verify(_ number: String, _ sums: [Int: String], in proceeding: String? = nil) throws {
        let amounts = sums.sorted { $0.key < $1.key }.map { worker, sum in
            JSON.object([
                "level": .string("claimant"), "claimant": .string(workers[worker]), "sum": .string(sum),
                "precision": .string("exact"),
            ])
        }
        try verify(number, amounts, in: proceeding)
    }

    func verifyWhole(_ number: String, _ sum: String) throws {
        try verify(
            number,
            [
                .object([
                    "level": .string("case"), "sum": .string(sum), "precision": .string("exact"),
                ])
            ], in: nil)
    }

    private func verify(_ number: String, _ amounts: [JSON], in proceeding: String?) throws {
        try done(
            desk.act(
                number, "verify", as: "cadre", by: ["cadre", "inspector"],
                .object(["amounts": .array(amounts)]),
                papers: [
                    TestDesk.paper("inquiry_record", signers: ["cadre", "inspector"]),
                    TestDesk.paper("attendance"),
                ], in: proceeding))
    }

    func pay(
        _ number: String, _ worker: Int?, _ sum: String, voucher: String, in proceeding: String? = nil
    ) throws {
        try done(
            desk.act(
                number, "payment_recorded", as: "inspector",
                .object([
                    "payments": .array([
                        .object(omitting: [
                            "claimant": worker.map { .string(workers[$0]) }, "sum": .string(sum),
                            "payer": .string("respondent"), "ground": .string("own_debt"),
                            "channel": .string("cash"), "payee": .string("self"),
                            "voucher": .string(voucher), "stage": .string("paid_out"),
                        ])
                    ])
                ]), confirm: true, reason: "当场签收", in: proceeding))
    }

    func merge(
        _ number: String, into host: String, pairs: [ClaimantPair] = [], bySecond: Bool = false,
        as actor: String = "cadre", key: CommandKey? = nil
    ) throws -> ActOutcome {
        try desk.desk.merge(
            MergeCommand(caseNumber: number, into: host, pairs: pairs, frame: frame(actor, bySecond, key)))
    }

    func unmerge(_ number: String, bySecond: Bool = false, key: CommandKey? = nil) throws -> ActOutcome {
        try desk.desk.unmerge(UnmergeCommand(caseNumber: number, frame: frame("cadre", bySecond, key)))
    }

    func frame(_ actor: String, _ bySecond: Bool, _ key: CommandKey?) -> LinkFrame {
        LinkFrame(
            papers: bySecond ? [TestDesk.paper("merge_opinion", signers: ["head"])] : [],
            doers: bySecond ? [actor, "head"] : [], recorder: actor, reason: "同一批工人", key: key)
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

    /// Every act of a case decided again, with what came out otherwise.
    func differences(_ number: String) throws -> [String] {
        try desk.desk.ask { try CaseState.recheck(number, in: $0, pins: $1) }.differences.map {
            "\($0.position) \($0.act): \($0.text.en)"
        }
    }
}
