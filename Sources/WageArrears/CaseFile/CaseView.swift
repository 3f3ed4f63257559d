public import CEL
import Values
public import Workflow

extension CaseFile {
    /// The papers on record, as procedures count them.
    public var papersOnRecord: [PaperOnRecord] {
        ledger.papers.filter { $0.retractedBy == nil }.map {
            PaperOnRecord(
                id: $0.id, kind: $0.kind, hash: $0.sha256, claimants: $0.claimants, about: $0.about,
                isFresh: false, servedOn: $0.services.map(\.on).max())
        }
    }

    /// What guards see of the case: the record `case` of the vocabulary's schema. Every field is there but days that are
    /// not known.
    public var view: CELValue { view(of: nil, isClosed: isClosed) }

    /// What guards see of the part of a case that concerns some claimants: those alone are listed and counted, and
    /// sums are theirs. What is known only for the whole case is then nobody's.
    public func view(of some: Set<String>?, isClosed: Bool) -> CELValue {
        let whole = self.balance
        let progress = ledger.progress
        let claimants = claimants.filter { some?.contains($0.id) ?? true }
        let active = claimants.filter { $0.part != .withdrawn && $0.part != .settled }.map(\.id)
        let balance = some.map { whole.part(of: $0, active: Set(active)) } ?? whole
        let months = monthsClaimed
        var record: [String: CELValue] = [
            "number": .string(number),
            "claimants": .list(
                zip(claimants, balance.claimants).map {
                    CaseFile.record($0, $1, in: whole, months: months[$0.id] ?? 0)
                }),
            "advances": .list(ledger.advances(of: some).map(CaseFile.record)),
            "recouped": .money(ledger.recouped(of: some)),
            "respondents": .list(
                respondents.map {
                    .record([
                        "organisation": .string($0.organisation), "capacity": .string($0.capacity.rawValue),
                        "out_of_region": .bool($0.isOutOfRegion),
                    ])
                }),
            "all_withdrawn": .bool(!claimants.isEmpty && claimants.allSatisfy { $0.part == .withdrawn }),
            "all_paid": .bool(balance.isPaid || whole.isPaid),
            "is_accepted": .bool(progress.isAccepted),
            "is_closed": .bool(isClosed),
            "joint_action": .bool(progress.hasJointAction),
            "arrears_found": .bool(progress.hasArrearsFound),
            "arrears_refuted": .bool(progress.isRefuted),
            "contact_reached": .bool(progress.isContactReached),
            "employer_out_of_region": .bool(respondents.contains(where: \.isOutOfRegion)),
            "body_in_other_region": .bool(progress.hasBodyElsewhere),
            "cross_region": .string(progress.crossRegion),
            "inquiry_group": .bool(progress.hasInquiryGroup),
            "court_received": .bool(progress.isAtCourt),
            "payout_confirmed": .bool(progress.isPayoutConfirmed),
            "linked_matters": .list(progress.linkedMatters.map(\.rawValue).sorted().map(CELValue.string)),
            "inquiry_findings": .list(progress.inquiryFindings.map(\.rawValue).sorted().map(CELValue.string)),
        ]
        for kind in UnionPaperKind.allCases {
            record["\(kind.rawValue)_sent"] = .bool(progress.unionPapers.contains(kind))
        }
        record["support_opinion_issued"] = .bool(progress.supportPapers.contains(.opinion))
        record["fee_letter_issued"] = .bool(progress.supportPapers.contains(.feeLetter))
        let counts = [
            "claimant_count": claimants.count,
            "active_claimants": active.count,
            "visits": progress.visits, "contact_attempts": progress.contactAttempts,
            "open_findings": openFindings.count, "prior_complaints": progress.complaints,
            "services": progress.services,
        ]
        for (name, count) in counts { record[name] = .int(Int64(count)) }
        record["order_pay_by"] = progress.orderedBy.map(CELValue.date)
        record["employment_ended_on"] = claimants.compactMap(\.relationshipEnded).min().map(CELValue.date)
        for (name, path) in CaseFile.caseMoney { record[name] = .money(balance[keyPath: path]) }
        return .record(record)
    }

    private static func record(_ advance: Advance) -> CELValue {
        .record([
            "payer": .string(advance.payer.rawValue), "organisation": .string(advance.organisation ?? ""),
            "ground": .string(advance.ground.rawValue), "sum": .money(advance.sum),
            "recouped": .money(advance.recouped), "open": .money(advance.open),
        ])
    }

    private static func record(
        _ claimant: CaseClaimant, _ money: ClaimantBalance, in balance: Balance, months: Int
    ) -> CELValue {
        // A claimant whose arrears are known only as part of a sum for all is paid when that sum is.
        let isPaid = money.basis != nil ? money.due == .zero : balance.isPaid
        var record: [String: CELValue] = [
            "id": .string(claimant.id), "job": .string(claimant.job ?? ""),
            "relationship": .string(claimant.relationship.rawValue), "part": .string(claimant.part.rawValue),
            "paid_in_full": .bool(isPaid || (money.basis != nil && balance.isPaid)),
            "withdrawn": .bool(claimant.part == .withdrawn), "settled": .bool(claimant.part == .settled),
            "died": .bool(claimant.part == .died || claimant.part == .succeeded),
            "succeeded": .bool(claimant.part == .succeeded),
            "award_in_force": .bool(money.basis?.kind == .awarded),
            "is_migrant_worker": .bool(claimant.isMigrantWorker),
            "months_owed": .int(Int64(money.monthsOwed(of: months))),
        ]
        record["employment_ended_on"] = claimant.relationshipEnded.map(CELValue.date)
        for (name, path) in claimantMoney { record[name] = .money(money[keyPath: path]) }
        return .record(record)
    }

    /// The type of `view`.
    static var caseType: CELRecordType {
        var fields: [String: CELType] = [
            "number": .string, "claimants": .list(.record(claimantType)), "cross_region": .string,
            "respondents": .list(
                .record(
                    CELRecordType(
                        name: "respondent",
                        fields: [
                            "organisation": CELField(.string), "capacity": CELField(.string),
                            "out_of_region": CELField(.bool),
                        ]))),
            "linked_matters": .list(.string), "inquiry_findings": .list(.string),
        ]
        for name in caseFlags { fields[name] = .bool }
        for name in caseCounts { fields[name] = .int }
        for name in caseMoney.keys { fields[name] = .money }
        fields["recouped"] = .money
        fields["advances"] = .list(.record(advanceType))
        var known = fields.mapValues { CELField($0) }
        for name in ["order_pay_by", "employment_ended_on"] { known[name] = CELField(.date, optional: true) }
        return CELRecordType(name: "case", fields: known)
    }

    private static var claimantType: CELRecordType {
        var fields: [String: CELType] = [
            "id": .string, "job": .string, "relationship": .string, "part": .string, "paid_in_full": .bool,
            "withdrawn": .bool, "settled": .bool, "died": .bool, "succeeded": .bool, "award_in_force": .bool,
            "is_migrant_worker": .bool, "months_owed": .int,
        ]
        for name in claimantMoney.keys { fields[name] = .money }
        var known = fields.mapValues { CELField($0) }
        known["employment_ended_on"] = CELField(.date, optional: true)
        return CELRecordType(name: "claimant", fields: known)
    }

    private static var advanceType: CELRecordType {
        CELRecordType(
            name: "advance",
            fields: [
                "payer": CELField(.string), "organisation": CELField(.string), "ground": CELField(.string),
                "sum": CELField(.money), "recouped": CELField(.money), "open": CELField(.money),
            ])
    }

    private static let caseFlags = [
        "all_withdrawn", "all_paid", "is_accepted", "is_closed", "joint_action", "arrears_found",
        "arrears_refuted",
        "contact_reached", "employer_out_of_region", "body_in_other_region", "inquiry_group",
        "court_received",
        "payout_confirmed", "reminder_sent", "opinion_sent", "recommendation_sent", "support_opinion_issued",
        "fee_letter_issued",
    ]

    private static let caseCounts = [
        "claimant_count", "active_claimants", "visits", "contact_attempts", "open_findings",
        "prior_complaints",
        "services",
    ]

    private static var caseMoney: [String: KeyPath<Balance, Fen>] {
        [
            "claimed": \.claimed, "verified": \.verified, "ordered": \.ordered, "agreed": \.agreed,
            "awarded": \.awarded, "waived": \.waived, "recovered": \.recovered, "advanced": \.advanced,
            "in_custody": \.inCustody, "due": \.due, "due_active": \.dueToActive, "overpaid": \.overpaid,
        ]
    }

    private static var claimantMoney: [String: KeyPath<ClaimantBalance, Fen>] {
        [
            "claimed": \.claimed, "verified": \.verified, "ordered": \.ordered, "agreed": \.agreed,
            "awarded": \.awarded, "waived": \.waived, "recovered": \.recovered, "advanced": \.advanced,
            "in_custody": \.inCustody, "due": \.due, "overpaid": \.overpaid,
        ]
    }
}
