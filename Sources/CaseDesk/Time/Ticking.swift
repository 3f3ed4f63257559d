import EventLog
import Source
import TransparencyLog
public import Values
import Workflow

/// A request to raise what has come due by itself in all cases.
public struct TickCommand: Hashable, Sendable {
    /// Up to when; now where nothing is said.
    public var upTo: Instant?
    /// Who records.
    public var recorder: String
    /// At most so many commits, each a case at an instant; nothing means all.
    public var limit: Int?
    /// Whether every case is read from the log, without the help of the read models.
    public var readsEveryCase: Bool

    /// Makes a request.
    public init(upTo: Instant? = nil, recorder: String, limit: Int? = nil, readsEveryCase: Bool = false) {
        self.upTo = upTo
        self.recorder = recorder
        self.limit = limit
        self.readsEveryCase = readsEveryCase
    }
}

/// What a tick came to.
public struct TickReport: Hashable, Sendable {
    /// A case in which something is due that could not be raised.
    public struct Failure: Hashable, Sendable {
        /// The case.
        public let caseNumber: String
        /// A stable code.
        public let code: String
        /// Why.
        public let message: Bilingual
    }

    /// Up to when it looked.
    public let upTo: Instant
    /// What was raised, in due order.
    public internal(set) var raised: [RaisedNote] = []
    /// The cases that could not be moved; the others were.
    public internal(set) var failures: [Failure] = []
    /// Whether something is due that was left for the next time, because of the limit.
    public internal(set) var leavesMore = false
    /// The commits made, each a case at an instant.
    var commits = 0
}

extension Desk {
    /// Raises what is due in all cases up to an instant, in due order: by instant, then by case number.
    ///
    /// In batches, each a piece of work of its own, so that nobody waits long for the writer lock and a kill loses at
    /// most what the next run does again. Each case at an instant is one commit under a key that follows from them.
    public func tick(_ command: TickCommand, progress: (Int) -> Void = { _ in }) throws -> TickReport {
        let now = now()
        let upTo = command.upTo ?? now
        guard upTo <= now else {
            throw DeskFailure.badInput(
                Bilingual(
                    zh: "\(upTo.minuteText) 还没有到：现在是 \(now.minuteText)；到期事项只能在到期之后登记",
                    en:
                        "\(upTo.minuteText) has not come: it is \(now.minuteText); things are raised once they are due"
                ))
        }
        try ask { reader, _ in _ = try Registry(reader: reader).actor(command.recorder) }
        var report = TickReport(upTo: upTo)
        var queue = DueQueue()
        var trustsModels = !command.readsEveryCase
        var idle = 0
        if !trustsModels { queue = DueQueue(try everyCase(dueBy: upTo, into: &report)) }
        while true {
            if trustsModels {
                queue = try candidates(dueBy: upTo, without: Set(report.failures.map(\.caseNumber)))
            }
            if queue.isEmpty { return report }
            if let limit = command.limit, report.commits >= limit {
                report.leavesMore = true
                return report
            }
            let room = min(Desk.batch, (command.limit ?? .max) - report.commits)
            let done = try work(as: command.recorder) { try $0.raise(&queue, upTo: upTo, room: room) }
            report.raised += done.raised
            report.failures += done.failures
            report.commits += done.commits
            progress(report.raised.count)
            idle = done.commits == 0 && done.failures.isEmpty ? idle + 1 : 0
            // Once, somebody else was faster. Twice, the models point where nothing is: then only the log is asked.
            if idle > 1, trustsModels {
                trustsModels = false
                queue = DueQueue(try everyCase(dueBy: upTo, into: &report))
            }
        }
    }

    /// How many commits share one piece of work, and how many cases are looked at for them.
    private static let batch = 100

    /// The cases where something is due next, as the read models know them.
    private func candidates(dueBy upTo: Instant, without left: Set<String>) throws -> DueQueue {
        let found = try askIndex { index, _ in
            try index.cases(dueBy: upTo, limit: Desk.batch + 1 + left.count)
        }.filter { !left.contains($0.number) }
        var queue = DueQueue(Array(found.prefix(Desk.batch)))
        // What comes after the first of those left out has to wait for it.
        queue.end = found.count > Desk.batch ? found[Desk.batch] : nil
        return queue
    }

    /// Every case in which something is due, read from the log alone.
    private func everyCase(dueBy upTo: Instant, into report: inout TickReport) throws -> [CaseDue] {
        let numbers = try ask { reader, _ in try Registry(reader: reader).ids("case") }
        var found: [CaseDue] = []
        for number in numbers {
            do {
                let state = try ask { try CaseState.fold(number, in: $0, pins: $1) }
                guard let next = state.nextDue?.moment.instant, next <= upTo else { continue }
                found.append(CaseDue(number: number, instant: next))
            } catch let failure as DeskFailure {
                report.failures.append(TickReport.Failure(number, failure))
            }
        }
        return found
    }
}

extension DeskWork {
    /// What one batch of a tick came to.
    struct RaisedBatch {
        var raised: [RaisedNote] = []
        var failures: [TickReport.Failure] = []
        var commits = 0
    }

    /// Raises what is due in the cases of a queue, in due order, as long as there is room.
    func raise(_ queue: inout DueQueue, upTo limit: Instant, room: Int) throws -> RaisedBatch {
        var batch = RaisedBatch()
        var states: [String: CaseState] = [:]
        while batch.commits < room, let next = queue.next() {
            do {
                var state =
                    try states[next.number]
                    ?? CaseState.fold(next.number, in: transaction, pins: pins)
                guard let due = state.nextDue?.moment.instant, due <= limit else { continue }
                guard due <= next.instant else {
                    states[next.number] = state
                    queue.insert(CaseDue(number: next.number, instant: due))
                    continue
                }
                batch.raised += try commit(&state, at: due)
                batch.commits += 1
                states[next.number] = state
                if let more = state.nextDue?.moment.instant, more <= limit {
                    queue.insert(CaseDue(number: next.number, instant: more))
                }
            } catch let failure as DeskFailure {
                batch.failures.append(TickReport.Failure(next.number, failure))
            } catch let report as RefusalReport {
                batch.failures.append(TickReport.Failure(next.number, report))
            }
        }
        return batch
    }

    /// Commits all that is due in a case at one instant.
    private func commit(_ state: inout CaseState, at instant: Instant) throws -> [RaisedNote] {
        let version = state.version
        guard let key = CommandKey("tick/\(instant)/\(state.number)/\(version + 1)") else {
            throw DeskFailure.noSuchCase(state.number)
        }
        var copy = state
        let raised = try raise(in: &copy, upTo: instant, from: try transaction.size)
        let request = JSON.object([
            "verb": .string("tick"), "case": .string(state.number), "version": .integer(Int64(version + 1)),
            "instant": .string(instant.description),
        ])
        try stamp.append(
            to: transaction, entries: raised.map(\.entry), key: key,
            requestHash: DomainHash.request(request.canonicalBytes))
        state = copy
        return raised.map(\.note)
    }
}

extension TickReport.Failure {
    init(_ number: String, _ failure: DeskFailure) {
        self.init(caseNumber: number, code: failure.code, message: failure.message)
    }

    init(_ number: String, _ report: RefusalReport) {
        let refusal = report.primary
        self.init(
            caseNumber: number, code: refusal.code,
            message: Bilingual(zh: refusal.message(.zh), en: refusal.message(.en)))
    }
}

/// Cases in the order in which something comes due in them.
struct DueQueue {
    private var items: [CaseDue]
    /// The first that is not in the queue; nothing at or behind it is taken.
    var end: CaseDue?

    init(_ items: [CaseDue] = []) {
        self.items = items.sorted { DueQueue.precedes($1, $0) }
    }

    var isEmpty: Bool { items.isEmpty }

    /// Takes the soonest one, unless another case that is not here comes before it.
    mutating func next() -> CaseDue? {
        guard let first = items.last else { return nil }
        if let end, !DueQueue.precedes(first, end) { return nil }
        return items.removeLast()
    }

    mutating func insert(_ item: CaseDue) {
        let place = items.firstIndex { !DueQueue.precedes(item, $0) } ?? items.count
        items.insert(item, at: place)
    }

    private static func precedes(_ left: CaseDue, _ right: CaseDue) -> Bool {
        left.instant != right.instant
            ? left.instant < right.instant : left.number.utf8.lexicographicallyPrecedes(right.number.utf8)
    }
}
