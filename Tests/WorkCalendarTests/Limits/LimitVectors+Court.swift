/// Limits of court: worked out from the acts and the notices by hand.
extension LimitVector {
    static let court: [LimitVector] = [
        LimitVector(
            "court.sueNonFinal", "2026-04-18", "2026-05-06",
            because: "the 15th day is Sunday 3 May, Labour Day, off until the 5th"),
        LimitVector(
            "court.sueFinalWorker", "2025-03-10", "2025-03-25",
            because: "the 15th day is Tuesday 25 March"),
        LimitVector(
            "court.setAside", "2025-01-02", "2025-02-05",
            because: "the 30th day is 1 February, the Spring Festival, off until the 4th"),
        LimitVector(
            "court.sueAfterSetAside", "2025-05-17", "2025-06-03",
            because: "the 15th day is Sunday 1 June, Dragon Boat, off until the 2nd"),
        LimitVector(
            "court.sueAfterNonEnforcement", "2025-06-20", "2025-07-21",
            because: "the 30th day is Sunday 20 July"),
        LimitVector(
            "court.docket", "2025-09-26", "2025-10-09",
            because: "the seventh day is 3 October: calendar days, in court"),
        LimitVector(
            "court.serve", "2025-04-29", "2025-05-06",
            because: "the fifth day is 4 May, Labour Day"),
        LimitVector(
            "court.answer", "2025-07-11", "2025-07-28",
            because: "the 15th day is Saturday 26 July"),
        LimitVector(
            "court.trial", "2025-08-31", "2026-02-28",
            because: "February has no 31st; its last day is a Saturday, but worked"),
        LimitVector(
            "court.trial", "2025-08-31", "2026-08-31", "extend 6 months",
            because: "six and six months are a year from docketing: Monday 31 August"),
        LimitVector(
            "court.trial.simplified", "2025-01-04", "2025-04-07",
            because: "4 April is Qingming"),
        LimitVector(
            "court.trial.simplified", "2025-01-04", "2025-05-06", "extend 1 month",
            because: "four months from docketing: 4 May, Labour Day"),
        LimitVector(
            "court.trial.smallClaim", "2025-07-01", "2025-09-01",
            because: "Monday 1 September"),
        LimitVector(
            "court.appeal", "2026-09-16", "2026-10-08",
            because: "the 15th day is 1 October, off until the 7th"),
        LimitVector(
            "court.appealRuling", "2026-09-10", "2026-09-20",
            because: "the tenth day is a Sunday, but worked"),
        LimitVector(
            "court.secondInstance", "2025-07-03", "2025-10-09",
            because: "3 October is off until the 8th"),
        LimitVector(
            "court.secondInstanceRuling", "2026-08-26", "2026-09-28",
            because: "the 30th day is Mid-Autumn, Friday 25 September, off until Sunday"),
        LimitVector(
            "court.goodCause", "2025-02-12", "2025-02-24",
            because: "the tenth day is Saturday 22 February"),
        LimitVector(
            "court.publicNotice", "2025-12-02", "2026-01-04",
            because: "the 30th day is 1 January, off until the 3rd; Sunday 4 is worked"),
        LimitVector(
            "court.preserveRuling", "2025-09-30T16:20+08:00", "2025-10-02T17:00+08:00",
            because: "hours run from the next full hour, 17:00, over days of rest too"),
        LimitVector(
            "court.preserveMustFile", "2026-05-20", "2026-06-22",
            because: "the 30th day is 19 June, Dragon Boat, off until Sunday"),
        LimitVector(
            "court.preserveThenEnforce", "2025-11-30", "2026-02-28",
            because: "February has no 30th; its last day is a Saturday, but worked"),
        LimitVector(
            "po.accept", "2025-05-27", "2025-06-03",
            because: "the fifth day is Sunday 1 June, Dragon Boat"),
        LimitVector(
            "po.issue", "2025-06-13", "2025-06-30",
            because: "the 15th day is Saturday 28 June"),
        LimitVector(
            "po.objectOrPay", "2025-01-15", "2025-02-05",
            because: "the 15th day is 30 January, the Spring Festival"),
        LimitVector(
            "po.deliver", "2025-03-26", "2025-04-25",
            because: "the 30th day is Friday 25 April"),
        LimitVector(
            "po.declineSuit", "2025-09-30", "2025-10-09",
            because: "the seventh day is 7 October"),
        LimitVector(
            "enforce.apply", "2024-05-02", "2026-05-06",
            because: "2 May 2026 is Labour Day, off until the 5th"),
        LimitVector(
            "enforce.notice", "2025-02-19", "2025-03-03",
            because: "the tenth day is Saturday 1 March"),
    ]
}
