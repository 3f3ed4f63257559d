/// Limits of mediation: worked out from the acts and the notices by hand.
extension LimitVector {
    static let mediation: [LimitVector] = [
        LimitVector(
            "neg.respond", "2025-04-01", "2025-04-07",
            because: "the fifth day is Sunday 6 April, Qingming; Monday"),
        LimitVector(
            "med.accept", "2025-04-30", "2025-05-08",
            because: "Labour Day lasts to 5 May; 6, 7, 8"),
        LimitVector(
            "med.law15", "2025-09-20", "2025-10-09",
            because: "the 15th day is 5 October, off until the 8th"),
        LimitVector(
            "med.enterprise15", "2025-09-27", "2025-10-13",
            because: "the 15th day is Sunday 12 October"),
        LimitVector(
            "med.enterprise15", "2025-09-27", "2025-10-22", "extend 10 days",
            because: "ten days agreed go on from the 12th, before it moves: Wednesday 22"),
        LimitVector(
            "med.platform", "2026-04-20", "2026-05-06",
            because: "the 15th day is 5 May, the last of Labour Day"),
        LimitVector(
            "med.platform", "2026-04-20", "2026-05-20", "extend 15 days",
            because: "30 days from acceptance: Wednesday 20 May"),
        LimitVector(
            "med.peoples", "2025-01-31", "2025-02-28",
            because: "February has no 31st: its last day, a Friday"),
        LimitVector(
            "med.arbReviewApply", "2026-02-02", "2026-02-24",
            because: "the 15th day is 17 February, the Spring Festival, off until the 23rd"),
        LimitVector(
            "arbReview.decide", "2025-09-29", "2025-10-13",
            because: "30 September, 9 and 10 October, the worked Saturday 11, Monday 13"),
        LimitVector(
            "arbReview.decide", "2025-09-29", "2025-10-20", "extend 5 workdays",
            because: "five more: 14 to 17 and Monday 20"),
        LimitVector(
            "jc.apply", "2025-09-08", "2025-10-09",
            because: "the 30th day is 8 October, the last of the holiday"),
        LimitVector(
            "jc.decide", "2026-01-20", "2026-02-24",
            because: "the 30th day is 19 February, off until the 23rd"),
    ]
}
