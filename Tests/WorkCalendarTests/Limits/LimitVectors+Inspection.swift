/// Limits of inspection: worked out from the acts and the notices by hand.
extension LimitVector {
    static let inspection: [LimitVector] = [
        LimitVector(
            "insp.lookback", "2023-10-04", "2025-10-09",
            because: "4 October 2025 is off until the 8th"),
        LimitVector(
            "insp.accept", "2025-04-25", "2025-05-06",
            because: "the worked Sunday 27, 28, 29, 30 April, 6 May"),
        LimitVector(
            "insp.investigate", "2025-06-03", "2025-08-26",
            because: "19 working days in June after the 3rd, 23 in July, the 18th of August is the 26th"),
        LimitVector(
            "insp.investigate", "2025-06-03", "2025-10-13", "extend 30 workdays",
            because: "90 working days in all"),
        LimitVector(
            "insp.investigate", "2025-06-03", "2025-09-10", "hold 2025-06-20/2025-07-07",
            because: "13 used by 20 June, 47 from 8 July on"),
        LimitVector(
            "insp.decide", "2026-04-22", "2026-05-15",
            because: "23, 24, 27 to 30 April, 6 to 8, the worked Saturday 9, 11 to 15 May"),
        LimitVector(
            "insp.serve", "2025-09-29", "2025-10-09",
            because: "calendar days: the seventh is 6 October"),
        LimitVector(
            "insp.serve.penalty", "2025-09-29", "2025-10-15",
            because: "working days: 30 September, 9, 10, the worked 11, 13, 14, 15 October"),
        LimitVector(
            "insp.evidenceHold", "2025-01-23", "2025-02-08",
            because: "24, the worked 26, 27 January; 5, 6, 7 and the worked 8 February"),
        LimitVector(
            "insp.penaltyDecide", "2025-07-04", "2025-10-09",
            because: "the 90th day is 2 October"),
        LimitVector(
            "insp.hearingRequest", "2026-02-15", "2026-02-28",
            because: "told in the holiday: 24 to 27 and the worked Saturday 28"),
        LimitVector(
            "insp.hearingNotice", "2026-05-12", "2026-04-29",
            because: "back: 11, the worked 9, 8, 7, 6 May, 30 and 29 April"),
        LimitVector(
            "insp.finePay", "2025-05-18", "2025-06-03",
            because: "the 15th day is 2 June, the last of Dragon Boat"),
        LimitVector(
            "review.apply", "2025-02-05", "2025-04-07",
            because: "the 60th day is Sunday 6 April, Qingming"),
        LimitVector(
            "review.apply", "2025-02-05", "2025-04-16", "hold 2025-03-01/2025-03-11",
            because: "ten days of force majeure: Wednesday 16 April"),
        LimitVector(
            "review.applyUntold", "2025-05-02", "2026-05-06",
            because: "2 May 2026 is Labour Day"),
        LimitVector(
            "review.accept", "2025-11-14", "2025-11-21",
            because: "17 to 21 November"),
        LimitVector(
            "review.decide", "2025-11-03", "2026-01-04",
            because: "the 60th day is 2 January, off until the 3rd; Sunday 4 is worked"),
        LimitVector(
            "review.decide", "2025-11-03", "2026-02-02", "extend 30 days",
            because: "the 90th day is Sunday 1 February"),
        LimitVector(
            "review.sue", "2025-06-07", "2025-06-23",
            because: "the 15th day is Sunday 22 June"),
        LimitVector(
            "adminSuit.file", "2025-04-04", "2025-10-09",
            because: "4 October is off until the 8th"),
        LimitVector(
            "adminEnf.window", "2025-10-31", "2026-02-02",
            because: "31 January 2026 is a Saturday"),
        LimitVector(
            "adminEnf.demand", "2025-09-22", "2025-10-11",
            because: "23 to 26, the worked 28, 29, 30 September; 9, 10 and the worked Saturday 11"),
        LimitVector(
            "adminEnf.courtAccept", "2025-03-31", "2025-04-08",
            because: "1 to 3 April, Qingming, 7 and 8"),
        LimitVector(
            "adminEnf.courtRule", "2025-08-25", "2025-09-03",
            because: "26 to 29 August, 1 to 3 September"),
        LimitVector(
            "adminEnf.courtRuleDoubtful", "2025-05-03", "2025-06-03",
            because: "the 30th day is 2 June, the last of Dragon Boat"),
        LimitVector(
            "bl.object", "2025-01-24", "2025-02-07",
            because: "the worked 26, 27 January, 5, 6, 7 February"),
        LimitVector(
            "bl.verify", "2025-12-30", "2026-01-07",
            because: "31 December, the worked Sunday 4, 5, 6, 7 January"),
        LimitVector(
            "bl.decide", "2025-09-15", "2025-10-17",
            because: "ten by the worked Sunday 28; 29, 30, 9, 10, the worked 11, 13 to 17 October"),
        LimitVector(
            "bl.decide", "2025-09-15", "2025-11-14", "extend 20 workdays",
            because: "four more whole weeks"),
        LimitVector(
            "bl.duration", "2023-10-02", "2026-10-08",
            because: "2 October 2026 is National Day week, off until the 7th"),
        LimitVector(
            "bl.remove", "2026-09-21", "2026-10-12",
            because: "22 to 24, 28 to 30 September, 8, 9, the worked 10, 12 October"),
        LimitVector(
            "bl.earlyRemoval", "2025-08-31", "2026-02-28",
            because: "February has no 31st"),
        LimitVector(
            "bl.earlyRemovalDecide", "2025-07-01", "2025-07-22",
            because: "2 to 4, 7 to 11, 14 to 18, 21 and 22 July"),
        LimitVector(
            "crim.headDecide", "2025-09-30", "2025-10-09",
            because: "the third day is 3 October"),
        LimitVector(
            "crim.transfer", "2025-09-30T16:20+08:00", "2025-10-01T16:20+08:00",
            because: "from the moment of approval, over days of rest too"),
        LimitVector(
            "crim.policeDecide", "2025-07-10", "2025-07-14",
            because: "the third day is Sunday 13 July"),
        LimitVector(
            "crim.policeDecide.complex", "2025-03-27", "2025-04-07",
            because: "the tenth day is Sunday 6 April, Qingming"),
        LimitVector(
            "crim.policeDecide.major", "2025-09-01", "2025-10-09",
            because: "the 30th day is 1 October"),
    ]
}
