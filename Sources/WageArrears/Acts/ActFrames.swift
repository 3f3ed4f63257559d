import Workflow

/// What each act can change of what guards see of a case, for the model checker. An act that is not listed may change
/// everything.
extension WageArrearsVocabulary {
    /// What follows from every sum; the claimants carry theirs.
    private static let sums: Set<String> = ["claimants", "due", "due_active", "overpaid", "all_paid"]

    /// Who is concerned and in which part; what is due to whom follows.
    private static let parts = sums.union([
        "all_withdrawn", "claimant_count", "active_claimants", "employment_ended_on",
    ])

    static let frames: [String: ActFrame] = {
        var frames: [String: ActFrame] = [
            "close": ActFrame(
                changes: ["is_closed"],
                ensures: [
                    "!(act.reason in ['paid_in_full', 'settled_performed']) || case.due == fen(0)"
                ]),
            "verify": ActFrame(changes: sums.union(["verified", "arrears_refuted"]), people: 2),
            "waive": ActFrame(changes: sums.union(["waived"]), people: 2, needsPaper: true),
            "settle": ActFrame(changes: parts.union(["agreed"])),
            "order_payment": ActFrame(changes: sums.union(["ordered", "order_pay_by"])),
        ]
        let plain: [(acts: [String], changes: Set<String>)] = [
            (["accept"], ["is_accepted"]),
            (["reopen"], ["is_closed"]),
            (["decline", "report_received", "note_added", "paper_received"], []),
            (["start_joint_action"], ["joint_action"]),
            (["refute"], ["arrears_refuted"]),
            (["confirm_payout"], ["payout_confirmed"]),
            (["request_cross_region", "cross_region_answered"], ["cross_region"]),
            (["form_inquiry_group"], ["inquiry_group"]),
            (["record_inquiry"], ["inquiry_findings", "arrears_found"]),
            (["contact_attempted"], ["contact_attempts", "contact_reached"]),
            (["visit_made"], ["visits", "arrears_found"]),
            (["matter_linked"], ["linked_matters"]),
            (["served"], ["services"]),
            (["court_received"], ["court_received"]),
            (["body_joined"], ["body_in_other_region"]),
            (["prior_complaint"], ["prior_complaints"]),
            (["relationship_stated"], ["claimants", "employment_ended_on"]),
            (["advance_recouped"], ["recouped", "advances"]),
            (["respondent_named"], ["respondents", "employer_out_of_region"]),
            (["issue_reminder"], ["reminder_sent"]),
            (["issue_opinion"], ["opinion_sent"]),
            (["issue_recommendation"], ["recommendation_sent"]),
            (["issue_support_opinion"], ["support_opinion_issued"]),
            (["issue_fee_letter"], ["fee_letter_issued"]),
            (["claims_stated", "amount_claimed"], sums.union(["claimed"])),
            (["award_recorded", "award_effect_stated"], sums.union(["awarded"])),
            (
                ["payment_recorded", "payment_staged"],
                sums.union(["recovered", "advanced", "advances", "in_custody"])
            ),
            (
                ["claimants_joined", "withdrawn", "claimant_rejoined", "claimant_died", "succeeded"],
                parts
            ),
            // An answer decides which of two payments counts.
            (["answer_finding"], sums.union(["recovered", "advanced", "advances", "in_custody"])),
        ]
        for (acts, changes) in plain {
            for act in acts { frames[act] = ActFrame(changes: changes) }
        }
        // Any of them may be recorded although it contradicts the file, which opens a finding.
        return frames.mapValues { frame in
            ActFrame(
                changes: frame.changes.union(["open_findings"]), ensures: frame.ensures,
                people: frame.people, needsPaper: frame.needsPaper)
        }
    }()
}
