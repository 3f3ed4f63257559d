import Foundation
import Source
import Testing

/// Seven workers of one case under the two-station procedure, each their own way, with every sum and every limit of
/// every day worked by hand.
struct SevenWaysTests {
    /// What the case looks like at the end of a day: sums in fen, and each live limit as `proceeding run due`.
    struct DayTold: Sendable, CustomTestStringConvertible {
        let day: String
        let agreed: Int
        let awarded: Int
        let recovered: Int
        let due: Int
        let limits: [String]
        /// Where each of the seven stands, in their order, while they are followed one by one.
        var workers: [String] = []
        var testDescription: String { day }
    }

    /// Calendar of the days: 27 April is a Sunday worked for the holiday of 1 to 5 May; 31 May to 2 June are off.
    static let days: [DayTold] = [
        DayTold(
            day: "2025-04-07", agreed: 0, awarded: 0, recovered: 0, due: 0,
            limits: ["1 acceptance#1 2025-04-14"]),
        // Fifteen working days: 9 to 11, 14 to 18, 21 to 25, 27, 28 April.
        DayTold(
            day: "2025-04-08", agreed: 0, awarded: 0, recovered: 0, due: 0,
            limits: ["1 handling#1 2025-04-28"]),
        DayTold(
            day: "2025-04-10", agreed: 0, awarded: 0, recovered: 0, due: 42_980_00,
            limits: ["1 handling#1 2025-04-28"],
            workers: ["owing", "owing", "owing", "owing", "owing", "owing", "owing"]),
        // The sixth withdrew: his part ends, what he is owed does not.
        DayTold(
            day: "2025-04-11", agreed: 0, awarded: 0, recovered: 0, due: 42_980_00,
            limits: ["1 handling#1 2025-04-28"],
            workers: ["owing", "owing", "owing", "owing", "owing", "withdrew", "owing"]),
        // 7,260 + 6,480 + 6,350 + 5,920 + 5,500 = 31,510 agreed; the fifth gives up 370: 42,980 - 370 = 42,610.
        DayTold(
            day: "2025-04-14", agreed: 31_510_00, awarded: 0, recovered: 0, due: 42_610_00,
            limits: ["1 handling#1 2025-04-28"] + (1...5).map { "1 settlement_due#\($0) 2025-04-25" },
            workers: ["owing", "owing", "owing", "owing", "owing", "withdrew", "owing"]),
        // The seventh goes to mediation: acceptance in 3 working days (16, 17, 18), 15 days to 30 April.
        DayTold(
            day: "2025-04-15", agreed: 31_510_00, awarded: 0, recovered: 0, due: 42_610_00,
            limits: ["1 handling#1 2025-04-28"] + (1...5).map { "1 settlement_due#\($0) 2025-04-25" } + [
                "2 acceptance#1 2025-04-18", "2 fifteen_days#1 2025-04-30",
            ], workers: ["owing", "owing", "owing", "owing", "owing", "withdrew", "in_mediation"]),
        // The sixth is back and settles, 31,510 + 5,640 = 37,150. From 16 April 15 days end on 1 May, a holiday: 6 May.
        DayTold(
            day: "2025-04-16", agreed: 37_150_00, awarded: 0, recovered: 0, due: 42_610_00,
            limits: ["1 handling#1 2025-04-28"] + (1...5).map { "1 settlement_due#\($0) 2025-04-25" } + [
                "1 settlement_due#6 2025-04-30", "2 fifteen_days#1 2025-04-30", "2 conclusion#1 2025-05-06",
            ], workers: ["owing", "owing", "owing", "owing", "owing", "owing", "in_mediation"]),
        // The third died; 30 days to find the heir end on Saturday 17 May: Monday 19 May.
        DayTold(
            day: "2025-04-17", agreed: 37_150_00, awarded: 0, recovered: 0, due: 42_610_00,
            limits: ["1 handling#1 2025-04-28"] + (1...5).map { "1 settlement_due#\($0) 2025-04-25" } + [
                "1 settlement_due#6 2025-04-30", "1 succession#1 2025-05-19", "2 fifteen_days#1 2025-04-30",
                "2 conclusion#1 2025-05-06",
            ], workers: ["owing", "owing", "awaiting_heir", "owing", "owing", "owing", "in_mediation"]),
        // 7,260 + 6,480 + 5,920 + 5,500 = 25,160 paid; 42,610 - 25,160 = 17,450.
        DayTold(
            day: "2025-04-18", agreed: 37_150_00, awarded: 0, recovered: 25_160_00, due: 17_450_00,
            limits: [
                "1 handling#1 2025-04-28", "1 settlement_due#3 2025-04-25", "1 settlement_due#6 2025-04-30",
                "1 succession#1 2025-05-19", "2 fifteen_days#1 2025-04-30", "2 conclusion#1 2025-05-06",
            ], workers: ["paid", "paid", "awaiting_heir", "paid", "paid", "owing", "in_mediation"]),
        // The sixth is paid, 25,160 + 5,640 = 30,800. Nobody is left for the stations: 9, 10, 11, 14 to 18 and 21 April
        // are nine of fifteen days, six rest. The monthly look is 30 days on, Wednesday 21 May.
        DayTold(
            day: "2025-04-21", agreed: 37_150_00, awarded: 0, recovered: 30_800_00, due: 11_810_00,
            limits: [
                "1 handling#1 rests, 6 working days", "1 settlement_due#3 2025-04-25",
                "1 succession#1 2025-05-19",
                "1 following#1 2025-05-21", "2 fifteen_days#1 2025-04-30", "2 conclusion#1 2025-05-06",
            ], workers: ["paid", "paid", "awaiting_heir", "paid", "paid", "paid", "in_mediation"]),
        // The heir stepped in: six days from 24 April are 25, 27, 28, 29, 30 April and 6 May.
        DayTold(
            day: "2025-04-24", agreed: 37_150_00, awarded: 0, recovered: 30_800_00, due: 11_810_00,
            limits: [
                "1 handling#1 2025-05-06", "1 settlement_due#3 2025-04-25", "2 fifteen_days#1 2025-04-30",
                "2 conclusion#1 2025-05-06",
            ], workers: ["paid", "paid", "owing", "paid", "paid", "paid", "in_mediation"]),
        // Paid to the heir on the last day, 30,800 + 6,350 = 37,150; one more day used, five rest. Thirty days end on
        // Sunday 25 May: Monday 26 May.
        DayTold(
            day: "2025-04-25", agreed: 37_150_00, awarded: 0, recovered: 37_150_00, due: 5_460_00,
            limits: [
                "1 handling#1 rests, 5 working days", "1 following#2 2025-05-26",
                "2 fifteen_days#1 2025-04-30",
                "2 conclusion#1 2025-05-06",
            ], workers: ["paid", "paid", "paid", "paid", "paid", "paid", "in_mediation"]),
        // Mediation failed: five days from 29 April are 30 April, 6 to 9 May; ten are 30 April, 6 to 9, 12 to 16 May.
        DayTold(
            day: "2025-04-29", agreed: 37_150_00, awarded: 0, recovered: 37_150_00, due: 5_460_00,
            limits: ["1 handling#1 2025-05-09", "1 going_on#1 2025-05-16"],
            workers: ["paid", "paid", "paid", "paid", "paid", "paid", "unresolved"]),
        // To arbitration: 30 April, 6 and 7 May used, two rest; acceptance in 5 working days 8, 9, 12, 13, 14 May.
        DayTold(
            day: "2025-05-07", agreed: 37_150_00, awarded: 0, recovered: 37_150_00, due: 5_460_00,
            limits: [
                "1 handling#1 rests, 2 working days", "1 following#3 2025-06-06", "3 acceptance#1 2025-05-14",
            ],
            workers: ["paid", "paid", "paid", "paid", "paid", "paid", "in_arbitration"]),
        // Accepted: five working days 13 to 16, 19 May; 45 days to 26 June, 30 days to 11 June.
        DayTold(
            day: "2025-05-12", agreed: 37_150_00, awarded: 0, recovered: 37_150_00, due: 5_460_00,
            limits: [
                "1 handling#1 rests, 2 working days", "1 following#3 2025-06-06", "3 tribunal#1 2025-05-19",
                "3 serve_claim#1 2025-05-19", "3 award_limit#1 2025-06-26", "3 fast_award#1 2025-06-11",
                "3 monthly#1 2025-06-11",
            ]),
        // Served: ten working days 16, 19 to 23, 26 to 29 May.
        DayTold(
            day: "2025-05-15", agreed: 37_150_00, awarded: 0, recovered: 37_150_00, due: 5_460_00,
            limits: [
                "1 handling#1 rests, 2 working days", "1 following#3 2025-06-06",
                "3 award_limit#1 2025-06-26",
                "3 fast_award#1 2025-06-11", "3 monthly#1 2025-06-11", "3 answer_limit#1 2025-05-29",
            ]),
        DayTold(
            day: "2025-06-03", agreed: 37_150_00, awarded: 0, recovered: 37_150_00, due: 5_460_00,
            limits: [
                "1 handling#1 rests, 2 working days", "1 following#3 2025-06-06",
                "3 award_limit#1 2025-06-26",
                "3 fast_award#1 2025-06-11", "3 monthly#1 2025-06-11", "3 hearing_day#1 2025-06-10",
            ]),
        // Looked after on 5 June; thirty days end on Saturday 5 July: Monday 7 July.
        DayTold(
            day: "2025-06-05", agreed: 37_150_00, awarded: 0, recovered: 37_150_00, due: 5_460_00,
            limits: [
                "1 handling#1 rests, 2 working days", "1 following#4 2025-07-07",
                "3 award_limit#1 2025-06-26",
                "3 fast_award#1 2025-06-11", "3 monthly#1 2025-06-11", "3 hearing_day#1 2025-06-10",
            ]),
        // The award of 5,960 takes the place of the 5,460 verified. Ten working days: 12, 13, 16 to 20, 23 to 25 June;
        // two years to ask for enforcement.
        DayTold(
            day: "2025-06-11", agreed: 37_150_00, awarded: 5_960_00, recovered: 37_150_00, due: 5_960_00,
            limits: [
                "1 handling#1 rests, 2 working days", "1 following#4 2025-07-07",
                "3 serve_award#1 2025-06-25",
                "3 enforcement_right#1 2027-06-11", "3 monthly#2 2025-07-11",
            ]),
        // Served on the worker on 13 June: 15 days end on Saturday 28 June, so on Monday 30 June.
        DayTold(
            day: "2025-06-13", agreed: 37_150_00, awarded: 5_960_00, recovered: 37_150_00, due: 5_960_00,
            limits: [
                "1 handling#1 rests, 2 working days", "1 following#4 2025-07-07",
                "3 serve_award#1 2025-06-25",
                "3 enforcement_right#1 2027-06-11", "3 monthly#2 2025-07-11",
                "3 worker_suit_final#1 2025-06-30",
            ]),
        // Served on the employer on 16 June: 30 days to ask for setting aside end on 16 July.
        DayTold(
            day: "2025-06-16", agreed: 37_150_00, awarded: 5_960_00, recovered: 37_150_00, due: 5_960_00,
            limits: [
                "1 handling#1 rests, 2 working days", "1 following#4 2025-07-07",
                "3 enforcement_right#1 2027-06-11",
                "3 monthly#2 2025-07-11", "3 worker_suit_final#1 2025-06-30", "3 set_aside#1 2025-07-16",
            ], workers: ["paid", "paid", "paid", "paid", "paid", "paid", "in_arbitration"]),
        // Enforcement is asked for: the court's notice in 10 days, a look in 30.
        DayTold(
            day: "2025-07-01", agreed: 37_150_00, awarded: 5_960_00, recovered: 37_150_00, due: 5_960_00,
            limits: [
                "1 handling#1 rests, 2 working days", "1 following#4 2025-07-07", "3 monthly#2 2025-07-11",
                "3 set_aside#1 2025-07-16", "4 notice#1 2025-07-11", "4 enforcement_watch#1 2025-07-31",
            ]),
        // Looked after on 4 and 10 July: thirty days end on Sunday 3 and Saturday 9 August, so on Mondays 4 and 11.
        DayTold(
            day: "2025-07-10", agreed: 37_150_00, awarded: 5_960_00, recovered: 37_150_00, due: 5_960_00,
            limits: [
                "1 handling#1 rests, 2 working days", "1 following#5 2025-08-04", "3 set_aside#1 2025-07-16",
                "3 monthly#3 2025-08-11", "4 enforcement_watch#1 2025-07-31",
            ]),
        // All is paid, 37,150 + 5,960 = 43,110. Ten working days: 23, 24, 25, 28 to 31 July, 1, 4, 5 August.
        DayTold(
            day: "2025-07-22", agreed: 37_150_00, awarded: 5_960_00, recovered: 43_110_00, due: 0,
            limits: ["1 confirmation#1 2025-08-05"]),
        DayTold(
            day: "2025-07-24", agreed: 37_150_00, awarded: 5_960_00, recovered: 43_110_00, due: 0, limits: []),
    ]

    /// A limit that is live, in words; nothing for one that is over.
    private func words(_ clock: JSON) -> String? {
        let name = "\(clock["proceeding"]?.stringValue ?? "") \(clock["run"]?.stringValue ?? "")"
        switch clock["status"]?.stringValue {
        case "paused": return "\(name) rests, \(clock["left"]?["en"]?.stringValue ?? "")"
        case "running", "warned", "overdue": return "\(name) \(clock["due"]?.stringValue ?? "")"
        default: return nil
        }
    }

    @Test func `every sum and every limit is right on every day, and the register verifies`() throws {
        try TestRegister.nowhere { register in
            let played = try register.json("play", Binary.file("seeds/drills/seven-ways-2025.yaml"))
            let steps = played["steps"]?.arrayValue ?? []
            #expect(steps.count == 41)
            #expect(steps.allSatisfy { $0["as_told"] == .bool(true) })
            #expect(
                steps.compactMap { $0["outcome"]?.stringValue }.filter { $0 != "done" }
                    == ["payload", "waits", "guard"],
                "no settlement for one who withdrew, none without the inspector, no closing while one is owed"
            )
            let number = try #require(played["cases"]?["seven-ways-2025"]?.stringValue)
            for told in Self.days {
                let shown = try register.shown(number, "--as-of", told.day)
                #expect(shown.fen("verified") == (told.day < "2025-04-10" ? 0 : 42_980_00), "\(told.day)")
                #expect(shown.fen("agreed") == told.agreed, "\(told.day)")
                #expect(shown.fen("awarded") == told.awarded, "\(told.day)")
                #expect(shown.fen("recovered") == told.recovered, "\(told.day)")
                #expect(shown.fen("due") == told.due, "\(told.day)")
                let limits = (shown.json["clocks"]?.arrayValue ?? []).compactMap(words)
                #expect(limits.sorted() == told.limits.sorted(), "\(told.day)")
                for (index, state) in told.workers.enumerated() {
                    let place = "\(state)[P-00000\(index + 1)]"
                    #expect(
                        shown.states.contains {
                            $0.hasPrefix("paying/workers/") && $0.hasSuffix("/\(place)")
                        },
                        "\(told.day): \(place)")
                }
            }
            let shown = try register.shown(number)
            #expect(shown.closed == "paid_in_full")
            #expect(
                shown.fen("claimed") == 43_980_00, "the seventh claims 6,460, of which 5,460 are verified")
            #expect(shown.daysToPayout == 106)
            #expect(shown.openFindings.isEmpty)
            let outcomes = (shown.json["proceedings"]?.arrayValue ?? []).compactMap {
                $0["outcome"]?.stringValue
            }
            #expect(outcomes == ["paid", "failed", "awarded", "paid"])
            // The answer, the worker's suit and the setting aside are the only limits that passed, none of them ours.
            #expect(shown.acts.filter { $0 == "clock_breached" }.count == 3)
            let sums = shown.claimants.map { shown.fen("recovered", of: $0) }
            #expect(sums == [7260_00, 6480_00, 6350_00, 5920_00, 5500_00, 5640_00, 5960_00])
            #expect(try register.verified().isClean)
            try register.done("audit", "recheck", number)
        }
    }
}
