import Source
import Testing

/// A case under the two-station procedure, taken through its acts as the officers of `Officer.all` would.
struct TwoStation {
    let register: TestRegister
    let number: String

    /// What the case looks like now.
    func shown() throws -> CaseSeen { try register.shown(number) }

    /// The words of an act of this case.
    func act(_ name: String, as actor: String, at day: String) -> ActWords {
        ActWords(number, name, as: actor, at: day)
    }

    /// Accepts the case and starts the joint action.
    func begin() throws {
        try register.record(act("accept", as: "clerk", at: "2025-04-07").paper("complaint"))
        try register.record(
            act("start_joint_action", as: "cadre", at: "2025-04-07").set(
                "bodies", "union station,labour bureau"))
    }

    /// The words by which cadre and inspector verify sums of single workers, or of the whole case.
    func verifying(_ sums: [String: String], group: String? = nil, at day: String = "2025-04-09") -> ActWords
    {
        let rows = sums.sorted { $0.key < $1.key }.map {
            #"{"level":"claimant","claimant":"\#($0.key)","sum":"\#($0.value)"}"#
        }
        let whole = group.map { [#"{"level":"case","sum":"\#($0)"}"#] } ?? []
        return act("verify", as: "cadre", at: day).by("cadre", "inspector").paper("inquiry_record").paper(
            "attendance"
        )
        .signed("cadre", "inspector").set("amounts:", "[\((rows + whole).joined(separator: ","))]")
    }

    /// Verifies sums.
    @discardableResult
    func verify(_ sums: [String: String], group: String? = nil) throws -> JSON {
        try register.record(verifying(sums, group: group))
    }

    /// Finds the employer.
    func find() throws {
        try register.record(act("employer_found", as: "lawyer", at: "2025-04-10").set("route", "third_party"))
    }

    /// The words by which the inspector records payments: claimant (or nobody), sum and voucher of each.
    func paying(
        _ payments: [(claimant: String?, sum: String, voucher: String?)], at day: String = "2025-04-11"
    ) -> ActWords {
        let rows = payments.map { payment in
            let claimant = payment.claimant.map { #""claimant":"\#($0)","# } ?? ""
            let voucher = payment.voucher.map { #","voucher":"\#($0)""# } ?? ""
            return
                #"{\#(claimant)"sum":"\#(payment.sum)","payer":"respondent","ground":"own_debt","payee":"self","#
                + #""channel":"cash","stage":"paid_out"\#(voucher)}"#
        }
        return act("payment_recorded", as: "inspector", at: day).set(
            "payments:", "[\(rows.joined(separator: ","))]"
        )
        .paper("receipt")
    }

    /// The words by which the head closes the case as paid.
    func closing(as actor: String = "head", at day: String = "2025-04-12") -> ActWords {
        act("close", as: actor, at: day).set("reason", "paid_in_full").paper("closing_report")
    }

    /// The words by which somebody answers a finding.
    func answering(_ finding: String, as actor: String, _ result: String = "accepted") -> ActWords {
        act("answer_finding", as: actor, at: "2025-04-12").set("finding", finding).set("result", result)
            .set("answer", "checked against the receipts")
    }

    /// Takes the case from the report to the last yuan: 1,000.00, 500.00 and 300.00 for three workers.
    func complete() throws {
        try begin()
        try verify(TwoStation.sums)
        try find()
        try register.record(
            paying(TwoStation.sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value, "V-\($0.key)") }))
        try register.record(closing())
    }

    /// What the three workers of `Template.openCase` are owed.
    static let sums = ["P-000001": "1000.00", "P-000002": "500.00", "P-000003": "300.00"]
}

extension TestRegister {
    /// Runs a test on a two-station case that was just reported; whatever came of it verifies and rechecks clean.
    static func twoStation(_ body: (TestRegister, TwoStation) throws -> Void) throws {
        try open { register, number in
            try body(register, TwoStation(register: register, number: number))
            #expect(try register.verified().isClean)
            let recheck = try register.run(["audit", "recheck"])
            #expect(recheck.status == 0, recheck.said)
        }
    }
}
