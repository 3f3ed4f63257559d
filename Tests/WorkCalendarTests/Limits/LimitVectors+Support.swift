/// Limits of support: worked out from the acts and the notices by hand.
extension LimitVector {
    static let support: [LimitVector] = [
        LimitVector(
            "la.review", "2025-04-24", "2025-05-06",
            because: "the seventh day is 1 May"),
        LimitVector(
            "la.assign", "2025-05-29", "2025-06-03",
            because: "the third day is Sunday 1 June, Dragon Boat"),
        LimitVector(
            "la.objection", "2025-08-11", "2025-08-18",
            because: "the fifth day is Saturday 16 August"),
        LimitVector(
            "la.urgentAlert", "2025-09-12", "2025-09-05",
            because: "seven days before; from the 6th fewer are left"),
        LimitVector(
            "la.urgentAlert", "2025-10-09", "2025-10-02",
            because: "days of rest do not move an alert"),
        LimitVector(
            "con.accountOpen", "2026-03-07", "2026-04-07",
            because: "the 30th day is 6 April, the last of Qingming"),
        LimitVector(
            "con.accountClose", "2025-08-02", "2025-09-01",
            because: "the 30th day is Monday 1 September"),
        LimitVector(
            "con.depositOpen", "2025-03-24", "2025-04-22",
            because: "25 to 28, 31 March to 3 April, 7 to 11, 14 to 18, 21 and 22"),
        LimitVector(
            "con.bankPay", "2026-03-30", "2026-04-07",
            because: "31 March, 1 to 3 April, Qingming to the 6th"),
        LimitVector(
            "con.refill", "2025-05-22", "2025-06-06",
            because: "23, 26 to 30 May, 3 to 6 June"),
        LimitVector(
            "pay.monthly", "2025-09-05", "2025-09-30",
            because: "5 October is off: wages are paid before the holiday, not after it"),
        LimitVector(
            "pay.monthly", "2025-05-15", "2025-06-13",
            because: "15 June is a Sunday: Friday before it"),
        LimitVector(
            "pay.parttime", "2025-05-17", "2025-05-30",
            because: "the 15th day is Sunday 1 June, Dragon Boat: Friday before it"),
        LimitVector(
            "keep.ledger", "2025-10-05", "2028-10-05",
            because: "three years to the day"),
        LimitVector(
            "keep.ledger", "2019-06-01", "2021-06-01",
            because: "two years under the rule in force then"),
        LimitVector(
            "keep.siteRoster", "2024-02-29", "2027-02-28",
            because: "2027 has no 29 February"),
    ]
}
