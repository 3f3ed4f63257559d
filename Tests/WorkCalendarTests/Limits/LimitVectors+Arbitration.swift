/// Limits of arbitration: worked out from the acts and the notices by hand.
extension LimitVector {
    static let arbitration: [LimitVector] = [
        LimitVector(
            "arb.limitation", "2024-10-03", "2025-10-09",
            because: "3 October 2025 is National Day week, off until the 8th; the first working day "
                + "is Thursday the 9th"),
        LimitVector(
            "arb.limitation", "2024-02-29", "2025-02-28",
            because: "2025 has no 29 February: the last day of the month"),
        LimitVector(
            "arb.limitation.wage", "2025-04-06", "2026-04-07",
            because: "6 April 2026 is off for Qingming, so Tuesday the 7th"),
        LimitVector(
            "arb.supplementNotice", "2025-09-26", "2025-10-10",
            because: "Sunday 28 is worked; 29 and 30 September, then 9 and 10 October"),
        LimitVector(
            "arb.accept", "2026-02-13", "2026-02-27",
            because: "Saturday 14 is worked; the Spring Festival lasts to the 23rd; 24, 25, 26, 27"),
        LimitVector(
            "arb.tribunal", "2025-04-25", "2025-05-06",
            because: "Sunday 27 is worked; 28, 29, 30 April; Labour Day lasts to 5 May; the 6th is "
                + "the fifth"),
        LimitVector(
            "arb.serveClaim", "2025-12-29", "2026-01-06",
            because: "30 and 31 December; 1 to 3 January off; Sunday 4 is worked; 5 and 6"),
        LimitVector(
            "arb.answer", "2026-04-30", "2026-05-18",
            because: "6, 7, 8 May, the worked Saturday 9, 11 to 15, and Monday 18 is the tenth"),
        LimitVector(
            "arb.serveAnswer", "2025-06-03", "2025-06-10",
            because: "4, 5, 6, 9, 10 June"),
        LimitVector(
            "arb.jurisdictionObjection", "2025-09-15", "2025-09-28",
            because: "16 to 19, 22 to 26, and the worked Sunday 28 is the tenth"),
        LimitVector(
            "arb.counterclaim", "2025-01-20", "2025-02-08",
            because: "21 to 24, the worked Sunday 26, 27 January; 5, 6, 7 February and the worked "
                + "Saturday 8"),
        LimitVector(
            "arb.counterclaimDecide", "2025-03-10", "2025-03-17",
            because: "11 to 14 March and Monday 17"),
        LimitVector(
            "arb.recusalDecide", "2025-01-24", "2025-02-05",
            because: "the worked Sunday 26, Monday 27, then 5 February"),
        LimitVector(
            "arb.hearingNotice", "2025-10-13", "2025-09-29",
            because: "back: the worked Saturday 11, 10, 9 October, 30 and 29 September; the day of "
                + "the hearing is not counted"),
        LimitVector(
            "arb.adjournRequest", "2025-05-06", "2025-04-28",
            because: "back over Labour Day: 30, 29, 28 April"),
        LimitVector(
            "arb.outsideMediation", "2025-08-01", "2025-08-15",
            because: "two whole weeks of August"),
        LimitVector(
            "arb.postedService", "2026-09-18", "2026-09-22",
            because: "the worked Sunday 20, then 21 and 22"),
        LimitVector(
            "arb.award", "2025-08-18", "2025-10-09",
            because: "the 45th day is 2 October, National Day week; the 9th is the first working day"),
        LimitVector(
            "arb.award", "2025-08-18", "2025-10-17", "extend 15 days",
            because: "45 and 15 are 60 days from acceptance: Friday 17 October; only the last day moves"),
        LimitVector(
            "arb.award", "2025-06-03", "2025-08-18", "leave out 2025-06-20/2025-07-20",
            because: "the 45th day is 18 July; 30 days of public notice make it Sunday 17 August; Monday"),
        LimitVector(
            "arb.award.fastWage", "2026-09-05", "2026-10-08",
            because: "the 30th day is 5 October, off until the 7th"),
        LimitVector(
            "arb.collective", "2026-06-17", "2026-06-25",
            because: "18 June, Dragon Boat to the 21st, then 22 to 25"),
    ]
}
