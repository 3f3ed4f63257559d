/// Limits of intake: worked out from the acts and the notices by hand.
extension LimitVector {
    static let intake: [LimitVector] = [
        LimitVector(
            "hotline12351.resolve.general", "2025-04-07", "2025-04-14",
            because: "8 to 11 April and Monday 14"),
        LimitVector(
            "hotline12351.resolve.difficult", "2025-04-28", "2025-05-15",
            because: "29 and 30 April, 6 to 9 May, 12 to 15"),
        LimitVector(
            "hotline12351.resolve.complex", "2026-02-09", "2026-03-06",
            because: "10 to 13, the worked 14, 24 to 27, the worked 28 February, 2 to 6 March"),
        LimitVector(
            "hotline12345.resolve", "2025-05-30", "2025-06-09",
            because: "Dragon Boat to 2 June; 3 to 6 and Monday 9"),
        LimitVector(
            "petition.route", "2026-01-30", "2026-02-14",
            because: "the 15th day is a Saturday, but worked: it does not move"),
        LimitVector(
            "petition.objectRouting", "2025-06-27", "2025-07-04",
            because: "30 June and 1 to 4 July"),
        LimitVector(
            "petition.conclude", "2025-08-05", "2025-10-09",
            because: "the 60th day is 4 October, off until the 8th"),
        LimitVector(
            "petition.conclude", "2025-08-05", "2025-11-03", "extend 30 days",
            because: "90 days from acceptance: Monday 3 November"),
        LimitVector(
            "petition.review", "2025-03-07", "2025-04-07",
            because: "the 30th day is Sunday 6 April, Qingming"),
        LimitVector(
            "petition.reviewDecide", "2025-05-01", "2025-06-03",
            because: "the 30th day is Saturday 31 May, Dragon Boat, off until 2 June"),
        LimitVector(
            "petition.recheck", "2025-12-03", "2026-01-04",
            because: "the 30th day is 2 January, off until the 3rd; Sunday 4 is worked"),
        LimitVector(
            "petition.recheckDecide", "2025-07-01", "2025-07-31",
            because: "the 30th day is Thursday 31 July"),
        LimitVector(
            "petition.recheckDecide", "2025-07-01", "2025-08-05", "leave out 2025-07-10/2025-07-15",
            because: "five days of hearing are left out: Tuesday 5 August"),
        LimitVector(
            "union.refuseNotice", "2025-12-31", "2026-01-08",
            because: "1 to 3 January off; the worked Sunday 4, then 5 to 8"),
        LimitVector(
            "union.opinionReply", "2025-09-17", "2025-10-14",
            because: "18, 19, 22 to 26, the worked 28, 29, 30 September; 9, 10, the worked 11, 13, 14 "
                + "October"),
        LimitVector(
            "union.recommendationFile", "2025-11-03", "2025-11-10",
            because: "4 to 7 November and Monday 10"),
    ]
}
