import CEL
import Source
import Testing
import Values
import Workflow

@testable import WageArrears

/// A case with nothing around it: reads payloads, decides, folds. Positions count up from 1.
struct TestDesk {
    var file = CaseFile()
    var position = 0
    var clocks: [String] = []
    var people: [String: PersonSummary]
    let organisations: Set<String> = ["O-000001", "O-000002"]
    private(set) var last: Decision?

    /// An opened case with claimants P-000001, P-000002, … and one respondent.
    init(claimants: Int = 0) throws {
        people = Dictionary(
            uniqueKeysWithValues: (1...60).map {
                let id = TestDesk.person($0)
                return (id, PersonSummary(id: id, check: .notGiven))
            })
        file.apply(
            .caseOpened(number: "2025-0001", workflow: "two-station"), from: entry("open", on: "2025-04-07"))
        try act("respondent_named", #"{"organisation": "O-000001", "capacity": "employer"}"#)
        if claimants > 0 {
            let rows = (1...claimants).map { #"{"person": "\#(TestDesk.person($0))"}"# }.joined(
                separator: ",")
            try act("claimants_joined", #"{"claimants": [\#(rows)]}"#)
        }
    }

    static func person(_ number: Int) -> String {
        let digits = String(number)
        return "P-" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    private mutating func entry(
        _ act: String, on day: String, doers: [String] = ["cadre"], recorder: String = "cadre"
    ) -> EntryRef {
        position += 1
        let moment = Moment(day) ?? .instant(Instant(microseconds: 0))
        return EntryRef(
            position: position, version: position, occurred: moment, at: moment.latest, doers: doers,
            recorder: recorder, act: act)
    }

    /// Does an act; `confirm` is the reason to record it although it contradicts the file.
    @discardableResult
    mutating func act(
        _ act: String, _ payload: String = "{}", on day: String = "2025-04-08",
        by doers: [String] = ["cadre"],
        papers: [AttachedPaper] = [], confirm: String? = nil
    ) throws -> Decision {
        let schema = try #require(WageArrearsVocabulary.schema.acts.first { $0.name == act })
        let values: [String: CELValue]
        do {
            values = try PayloadReader.read(try JSON(parsing: payload), fields: schema.payload)
        } catch let problems as PayloadProblems {
            throw RefusalReport(primary: .payload(problems.items))
        }
        let recorder = doers.first ?? "cadre"
        let moment = try #require(Moment(day))
        let request = ActRequest(
            act: act, payload: values, occurred: moment, doers: doers, recorder: recorder, papers: papers,
            isConfirmed: confirm != nil, reason: confirm)
        let (known, firms) = (people, organisations)
        let decision = try WageArrearsVocabulary.decide(
            request, in: file,
            DecisionContext(
                at: moment.latest, position: position + 1, today: moment.day, proceeding: "1",
                openClocks: clocks,
                people: { known[$0] }, isOrganisation: { firms.contains($0) }))
        last = decision
        guard decision.contradictions.isEmpty || confirm != nil else { return decision }
        let entry = entry(act, on: day, doers: doers, recorder: recorder)
        let before = file.view
        for fact in decision.facts { file.apply(fact, from: entry) }
        checkFrame(act, before: before)
        return decision
    }

    /// What an act changed of what guards see is what its frame says it can change: the model checker builds on it.
    private func checkFrame(_ act: String, before: CELValue) {
        guard let frame = WageArrearsVocabulary.schema.frames[act], case .record(let old) = before,
            case .record(let new) = file.view
        else { return }
        let changed = Set(new.keys.filter { new[$0] != old[$0] })
        #expect(
            changed.isSubset(of: frame.changes),
            "\(act) changed \(changed.subtracting(frame.changes).sorted())")
    }

    /// The refusal an act meets.
    mutating func refusal(
        _ act: String, _ payload: String = "{}", by doers: [String] = ["cadre"], papers: [AttachedPaper] = [],
        confirm: String? = nil
    ) throws -> RefusalReport {
        var report: RefusalReport?
        do {
            try self.act(act, payload, by: doers, papers: papers, confirm: confirm)
        } catch let refusal as RefusalReport {
            report = refusal
        }
        return try #require(report, "\(act) was not refused")
    }

    // MARK: What the tests do again and again

    static let pair = ["cadre", "inspector"]

    static let record = AttachedPaper(
        kind: "inquiry_record", sha256: String(repeating: "a", count: 64), signers: ["cadre", "inspector"])

    static let receipt = AttachedPaper(kind: "receipt", originalAt: "station, shelf 3")

    /// Verifies sums by two persons: claimant number to yuan, or 0 for the whole case.
    @discardableResult
    mutating func verify(_ sums: [(Int, String)], on day: String = "2025-04-09") throws -> Decision {
        let rows = sums.map { number, sum in
            number == 0
                ? #"{"level": "case", "sum": "\#(sum)"}"#
                : #"{"level": "claimant", "claimant": "\#(TestDesk.person(number))", "sum": "\#(sum)"}"#
        }
        return try act(
            "verify", #"{"amounts": [\#(rows.joined(separator: ","))]}"#, on: day, by: TestDesk.pair,
            papers: [TestDesk.record])
    }

    static func payment(
        _ number: Int?, _ sum: String, voucher: String? = nil, stage: String = "paid_out",
        payee: String = "self",
        ground: String = "own_debt", payer: String = "respondent"
    ) -> String {
        let claimant = number.map { #""claimant": "\#(person($0))","# } ?? ""
        let slip = voucher.map { #""voucher": "\#($0)","# } ?? ""
        return #"""
            {\#(claimant) \#(slip) "sum": "\#(sum)", "payer": "\#(payer)", "ground": "\#(ground)", "payee": "\#(payee)",
             "channel": "cash", "stage": "\#(stage)"}
            """#
    }

    /// Records payments with a receipt.
    @discardableResult
    mutating func pay(
        _ payments: String..., on day: String = "2025-04-11", by doers: [String] = ["inspector"],
        confirm: String? = nil
    ) throws -> Decision {
        try act(
            "payment_recorded", #"{"payments": [\#(payments.joined(separator: ","))]}"#, on: day, by: doers,
            papers: [TestDesk.receipt], confirm: confirm)
    }
}

extension RefusalReport {
    /// The paths of the fields that were refused.
    var paths: [String] {
        all.flatMap { refusal -> [String] in
            guard case .payload(let problems) = refusal else { return [] }
            return problems.map(\.path)
        }
    }

    var codes: [String] { all.map(\.code) }
}

func yuan(_ text: String) throws -> Fen { try #require(Fen(yuan: text)) }
