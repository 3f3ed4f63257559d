public import EventLog
public import Values
import WageArrears
import Workflow

/// What came of the cases in a period: how many, for how many people, how much money.
///
/// Everything is recomputed from the log, as it was known at a position or a moment, so a figure of the past can be
/// had again. What is counted, for the days from `from` up to and with `to`:
///
/// - *opened*: cases that were opened then; *closed*: cases closed at the end of `to` by a closing of those days, and
///   *paid* those among them with nothing due.
/// - *workers*: the people who are claimants of the closed cases, each once, linked registrations as one.
/// - *recovered*: what is in the workers' hands at the end of `to` less what was in them before `from`; so a payment
///   that bounced later in the period counts nothing. *advanced* is the part that somebody paid ahead of the debtor.
///   Money counts in the group of the case that held it when it was paid, wherever the case or its claimants went since.
/// - *paid people*: those for whom recovered grew, each once, in the group of the case that has them at the end of `to`.
/// - A case that was split off counts as opened on that day; one that was merged counts where it went, but for the money
///   that came in before.
/// - each *tally* of the procedures: how often one of its acts was done then; what was retracted does not count.
public struct PeriodReport: Hashable, Sendable {
    /// By what the figures are told apart.
    public enum Grouping: String, Hashable, Sendable, CaseIterable {
        /// By the workflow of the first proceeding.
        case mechanism
        /// By the region of the case.
        case region
        /// By the body that handles the first proceeding.
        case body
    }

    /// The figures of one group.
    public struct Row: Hashable, Sendable {
        /// The group: an id or a name; empty where the case does not say.
        public let group: String
        /// What people call it.
        public let label: Bilingual
        /// Cases opened.
        public internal(set) var opened = 0
        /// Cases closed.
        public internal(set) var closed = 0
        /// Of these, cases with nothing due.
        public internal(set) var paid = 0
        /// People who are claimants of the closed cases.
        public internal(set) var workers = 0
        /// People who received money.
        public internal(set) var paidPeople = 0
        /// Money that came into the workers' hands.
        public internal(set) var recovered = Fen.zero
        /// The part of it that was paid ahead.
        public internal(set) var advanced = Fen.zero
        /// How often each tally was counted, by name.
        public internal(set) var tallies: [String: Int] = [:]

        init(group: String, label: Bilingual) {
            self.group = group
            self.label = label
        }
    }

    /// The groups, by name; none when nothing is to be told apart.
    public let rows: [Row]
    /// All of them together; people of several groups count once.
    public let total: Row
    /// The tallies that any procedure of these cases has, by name.
    public let tallies: [TallyHeading]

    /// Reckons the figures of a period. Linear in the entries of all cases.
    ///
    /// Throws `ReportFault` where a sum is beyond what can be told.
    public static func make(
        from: Day, to: Day, by grouping: Grouping?, within horizon: Horizon, in reader: any LogReader,
        pins: Pins, progress: (Int) -> Void = { _ in }
    ) throws -> PeriodReport {
        var draft = ReportDraft(grouping: grouping, people: SamePeople(reader, horizon))
        for (done, number) in try Registry(reader: reader).ids("case").enumerated() {
            progress(done)
            let period = CasePeriod(number: number, from: from, to: to, horizon: horizon)
            guard let figures = try period.figures(in: reader, pins: pins) else { continue }
            try draft.add(figures)
        }
        return try draft.report()
    }
}

/// What stands above the counts of a tally.
public struct TallyHeading: Hashable, Sendable {
    /// The name by which procedures share it.
    public let name: String
    /// What people call it.
    public let label: Bilingual
}

/// Why a report cannot be made.
public struct ReportFault: Error, Hashable, Sendable {
    /// For people.
    public let message: Bilingual

    static let tooMuch = ReportFault(
        message: Bilingual(
            zh: "合计超出可表示的金额；请缩短期间或分组", en: "the sum is more than can be told; take a shorter period"))
}
