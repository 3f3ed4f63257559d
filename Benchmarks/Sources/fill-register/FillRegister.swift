import ArgumentParser
import CaseDesk
import CaseIndexSQLite
import EventLog
import EventLogSQLite
import Foundation
import Values

/// Makes a register with as many cases as asked for, through the desk, as a county office would have filled it.
@main
struct FillRegister: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill-register",
        abstract: "Make a register with many two-station cases, for measuring.",
        discussion: """
            Nobody in it exists. The same seed gives the same register, byte for byte. Its times are simulated: the
            cases are reported from 1 January 2022 to 30 June 2025, a day of the office is one transaction.
            """)

    @Option(help: "How many cases.") var cases = 1000
    @Option(help: "The register to make; there must be nothing yet.") var register: String
    @Option(help: "Where workflows/ and calendars/ are.") var repository = FillRegister.home
    @Flag(help: "Close no case: they stand one, two, … six steps from their report.") var open = false
    @Option(help: "What the register is drawn from.") var seed: UInt64 = 1

    /// The repository this package is in.
    private static let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    func validate() throws {
        guard (1...1_000_000).contains(cases) else { throw ValidationError("--cases is 1 to 1,000,000") }
    }

    func run() throws {
        guard let first = Day("2022-01-01"), let last = Day("2025-06-30") else { return }
        let dice = Dice(seed: seed)
        let office = try Office(repository: URL(filePath: repository))
        let stem = register.hasSuffix(".sqlite") ? String(register.dropLast(".sqlite".count)) : register
        let log = try SQLiteLog.create(at: register, origin: "filled", random: dice.bytes)
        let desk = Desk(
            store: log, index: try SQLiteCaseIndex(path: stem + ".index.sqlite"),
            now: { Instant(startOf: first) }, keys: KeyMaker(random: dice.bytes))
        try desk.found(origin: "filled", simulatedFrom: Instant(startOf: first))
        let progress = Progress()
        try desk.work(as: "system") { work in
            try office.prepare(work, on: first)
        }
        let people = try People.register(cases: cases, at: desk, progress)
        let span = last.days(since: first) + 1
        let plans = (0..<cases).map { place in
            CasePlan(
                place: place, day: place * span / cases, workers: people.workers.count,
                employers: people.employers.count, staysOpen: open, dice: dice)
        }
        try play(plans, at: desk, from: first, office, people, progress)
        let size = try desk.ask { reader, _ in try reader.size }
        progress.done(
            "\(cases) cases, \(people.workers.count) workers, \(people.employers.count) employers, \(size) entries"
        )
    }

    /// Plays all cases at once, day by day: whatever is to be done on a day is one transaction.
    private func play(
        _ plans: [CasePlan], at desk: Desk, from first: Day, _ office: Office, _ people: People,
        _ progress: Progress
    ) throws {
        var days: [Int: [(place: Int, step: CasePlan.Step)]] = [:]
        for (place, plan) in plans.enumerated() {
            for (day, step) in plan.steps { days[day, default: []].append((place, step)) }
        }
        var running = plans.map(RunningCase.init)
        var opened = 0
        for (day, steps) in days.sorted(by: { $0.key < $1.key }) {
            let morning = Instant(startOf: first.adding(days: day)).adding(hours: 8)
            try desk.work(as: "system") { work in
                for (minute, item) in steps.enumerated() {
                    let at = Instant(microseconds: morning.microseconds + Int64(minute) * 1_000_000)
                    try running[item.place].play(item.step, at: at, work, office: office, people: people)
                    if item.step == .open { opened += 1 }
                }
            }
            progress.say("cases opened", opened, of: plans.count)
        }
    }
}
