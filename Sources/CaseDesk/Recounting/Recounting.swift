import EventLog
import TransparencyLog
import Values

/// What counting the limits anew came to.
public struct RecountReport: Hashable, Sendable {
    /// How many cases count by another version of their calendar now.
    public internal(set) var cases = 0
    /// The limits that end on another day than before, or are no longer provisional; those that keep their end too.
    public internal(set) var limits: [RecountedLimit] = []
    /// The cases that could not be read; the others were counted.
    public internal(set) var failures: [TickReport.Failure] = []
}

extension Desk {
    /// Counts the limits of all open cases by the calendars in force, one commit for each case that counted by others.
    ///
    /// It can be broken off and begun again: a case that counts by them already is left alone. Linear in the entries of
    /// the open cases.
    public func recount(
        as actor: String, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> RecountReport {
        let numbers = try askIndex { index, _ in
            try index.cases(CaseQuery(status: .open, limit: .max)).map(\.number)
        }.sorted()
        var report = RecountReport()
        var next = 0
        while next < numbers.count {
            let batch = numbers[next..<min(next + Desk.recountBatch, numbers.count)]
            try work(as: actor) { work in
                for number in batch { try work.recount(number, into: &report) }
            }
            next += batch.count
            progress(next, numbers.count)
        }
        return report
    }

    /// How many cases share one piece of work, so that nobody waits long for the writer lock.
    private static let recountBatch = 100
}

extension DeskWork {
    fileprivate func recount(_ number: String, into report: inout RecountReport) throws {
        do {
            let state = try CaseState.load(number, in: transaction, pins: pins)
            let position = try transaction.size
            let evaluator = ActEvaluator(pins: pins, reader: transaction, at: stamp.at, position: position)
            guard let decision = try evaluator.recount(state) else { return }
            guard let stream = CaseState.stream(number),
                let key = CommandKey("recount/\(number)/\(state.version + 1)")
            else { throw DeskFailure.noSuchCase(number) }
            try stamp.append(
                to: transaction, stream: stream, expected: .exact(state.version), type: RecountFact.type,
                body: decision.body, occurred: .instant(stamp.at), key: key)
            report.cases += 1
            report.limits += decision.limits
        } catch let failure as DeskFailure {
            report.failures.append(TickReport.Failure(number, failure))
        }
    }
}
