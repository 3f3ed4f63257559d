import CaseDesk
import Source
import Values
import WageArrears

/// One case from report to payout as it will be played: what is done on which day after the report.
struct CasePlan {
    /// One thing somebody does.
    enum Step: Hashable, Sendable {
        case open, accept, findEmployer, verify, pay, confirm, close
    }

    /// The claimants' places in the pool of workers.
    let workers: [Int]
    /// The respondent's place in the pool of employers.
    let employer: Int
    /// What each claimant is owed.
    let sums: [Fen]
    /// Days after the first, with what is done then.
    let steps: [(day: Int, step: Step)]
    /// How many of the claimants are paid.
    let paid: Int

    /// Draws the case that is reported so many days after the first.
    ///
    /// Of twenty cases one stays at intake, one is accepted, one is verified, one is half paid, and sixteen are closed; of
    /// six that are to stay open each stops one step further on.
    init(place: Int, day: Int, workers pool: Int, employers: Int, staysOpen: Bool, dice: Dice) {
        let first = dice.roll(0..<pool)
        workers = [first, (first + 1 + dice.roll(0..<pool - 1)) % pool]
        employer = dice.roll(0..<employers)
        sums = workers.map { _ in Fen(Int64(dice.roll(2_000..<30_000)) * 100) }
        paid = staysOpen ? (place % 6 == 4 ? 1 : 2) : (place % 20 == 3 ? 1 : 2)
        let accepted = day + dice.roll(0..<3)
        let found = accepted + dice.roll(0..<3)
        let verified = found + dice.roll(0..<4)
        let payment = verified + dice.roll(1..<24)
        let closed = payment + dice.roll(0..<4)
        let course: [(day: Int, step: Step)] = [
            (day, .open), (accepted, .accept), (found, .findEmployer), (verified, .verify), (payment, .pay),
            (payment, .confirm), (closed, .close),
        ]
        if staysOpen {
            steps = Array(course.prefix(place % 6 + 1))
            return
        }
        switch place % 20 {
        case 0: steps = Array(course.prefix(1))
        case 1: steps = Array(course.prefix(2))
        case 2: steps = Array(course.prefix(4))
        case 3: steps = Array(course.prefix(5))
        default: steps = course
        }
    }
}

/// A case while it is played.
struct RunningCase {
    let plan: CasePlan
    private(set) var number = ""

    init(plan: CasePlan) { self.plan = plan }

    /// Does one step as the officer whose it is; what is refused is an error of the plan.
    mutating func play(
        _ step: CasePlan.Step, at: Instant, _ work: DeskWork, office: Office, people: People
    ) throws {
        let workers = plan.workers.map { people.workers[$0] }
        switch step {
        case .open:
            number = try work.at(at, as: "clerk").open(
                OpenCommand(
                    definition: office.definition, source: office.source, recorder: "clerk",
                    report: .object(["channel": .string("walk_in"), "summary": .string("反映所在工地拖欠工资。")]),
                    claimants: workers, respondents: [(people.employers[plan.employer], "employer")],
                    library: office.library)
            ).caseNumber
        case .accept: try act("accept", as: "clerk", papers: ["complaint"], at: at, work)
        case .findEmployer: try act("employer_found", as: "cadre", ["route": .string("direct")], at: at, work)
        case .verify:
            let amounts = zip(workers, plan.sums).map { worker, sum in
                JSON.object([
                    "level": .string("claimant"), "claimant": .string(worker), "sum": .string(sum.plain),
                    "precision": .string("exact"),
                ])
            }
            try act(
                "verify", as: "cadre", by: ["cadre", "inspector"], ["amounts": .array(amounts)],
                papers: ["inquiry_record", "attendance"], at: at, work)
        case .pay:
            let payments = zip(workers, plan.sums).prefix(plan.paid).map { worker, sum in
                JSON.object([
                    "claimant": .string(worker), "sum": .string(sum.plain), "payer": .string("respondent"),
                    "ground": .string("own_debt"), "channel": .string("cash"), "payee": .string("self"),
                    "voucher": .string("\(number)-\(worker)"), "stage": .string("paid_out"),
                ])
            }
            try act("payment_recorded", as: "inspector", ["payments": .array(payments)], at: at, work)
        case .confirm: try act("confirm_payout", as: "clerk", at: at, work)
        case .close:
            try act(
                "close", as: "head", ["reason": .string("paid_in_full")], papers: ["closing_report"], at: at,
                work)
        }
    }

    private func act(
        _ name: String, as recorder: String, by doers: [String] = [], _ payload: [String: JSON] = [:],
        papers: [String] = [], at: Instant, _ work: DeskWork
    ) throws {
        let attached = papers.map { kind in
            AttachedPaper(
                kind: kind, number: nil, sha256: String(repeating: "ab", count: 32), originalAt: nil,
                claimants: [], signers: doers)
        }
        let outcome = try work.at(at, as: recorder).perform(
            ActCommand(
                caseNumber: number, act: name, payload: .object(payload), papers: attached, doers: doers,
                recorder: recorder))
        guard outcome.isDone else { throw StepFailed(number: number, act: name, outcome: outcome) }
    }
}

/// A step of a plan that the desk did not take.
struct StepFailed: Error, CustomStringConvertible {
    let number: String
    let act: String
    let outcome: ActOutcome

    var description: String { "case \(number), act \(act): \(outcome)" }
}
