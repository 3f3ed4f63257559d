import CEL
import Source
import SourceYAML
import Values
import Workflow

/// An office that follows issues of the joint meeting: it keeps a snapshot, counts days, and asks the procedure.
struct IssueDesk {
    let procedure: WorkflowDefinition
    private(set) var snapshot: Snapshot
    private(set) var papers: [PaperOnRecord] = []
    private(set) var log: [String] = []

    /// Loads the procedure and begins; every mistake in the file comes with line and column.
    init(yaml: String, on day: Day) throws {
        procedure = try WorkflowDefinition.load(
            try YAMLReader.read(yaml, file: "joint-meeting.yaml"), vocabularies: [])
        let result = try WorkflowStep.start(
            procedure, case: CaseView(record: .record([:])), occurred: .day(day))
        snapshot = result.snapshot
        count(result)
    }

    /// Does an act, or says in one line why it cannot be done and what to do about it.
    mutating func perform(
        _ act: String, _ payload: [String: CELValue] = [:], by people: [Doer], on day: Day,
        attaching kinds: [String] = []
    ) throws {
        raise(until: Instant(startOf: day))
        let input = ActInput(act: act, payload: payload, doers: people, occurred: .day(day))
        let attached = kinds.enumerated().map { number, kind in
            PaperOnRecord(
                id: "\(day)-\(number)", kind: kind, hash: nil, claimants: [], isFresh: true)
        }
        let view = CaseView(record: .record([:]), papers: papers + attached)
        switch WorkflowStep.admit(procedure, snapshot, act: input, case: view) {
        case .refused(let report):
            log.append("\(day) refused \(report.primary.code): \(report.primary.message(.en))")
        case .admitted(let admission):
            let result = try WorkflowStep.take(admission, caseAfter: view, position: nil)
            snapshot = result.snapshot
            papers += attached
            count(result)
            log.append("\(day) \(act): \(snapshot.standing.joined(separator: ", "))")
        }
    }

    /// Lets come about what is due by an instant: warnings, limits that pass.
    private mutating func raise(until instant: Instant) {
        let view = CaseView(record: .record([:]), papers: papers)
        while let next = snapshot.dueMoments(procedure).first, next.instant <= instant,
            let result = try? WorkflowStep.come(next, procedure, snapshot, case: view)
        {
            snapshot = result.snapshot
            count(result)
            log.append(
                "\(next.instant.day) \(next.kind) \(next.run): \(snapshot.standing.joined(separator: ", "))")
        }
    }

    /// The engine never counts a day: whoever embeds it does, by whatever calendar is theirs.
    private mutating func count(_ result: StepResult) {
        for run in result.clockChanges.map(\.run) where run.state == .running {
            guard let length = run.length.flatMap({ ClockLength($0) }) else { continue }
            let start = run.trigger.day
            let due =
                length.unit == .months ? start.adding(months: length.count) : start.adding(days: length.count)
            snapshot.fill(
                run.id, due: .day(due), expiresAt: Instant(endOf: due), warnings: [], isProvisional: false)
        }
    }
}

/// Follows one issue: put forward, adopted without the minutes and then with them, and left lying.
func followOneIssue(yaml: String) throws -> [String] {
    let office = Doer(id: "ma", roles: ["unionOffice"], body: nil, hasSigned: true)
    let government = Doer(id: "wang", roles: ["governmentOffice"], body: nil, hasSigned: true)
    let department = Doer(id: "li", roles: ["department"], body: nil, hasSigned: true)
    guard let begun = Day("2025-03-03") else { return [] }
    var desk = try IssueDesk(yaml: yaml, on: begun)
    try desk.perform(
        "review", ["result": .string("put_forward")], by: [office], on: begun, attaching: ["proposal"])
    let lead: [String: CELValue] = ["lead": .string("Housing")]
    try desk.perform("adopt", lead, by: [government, office], on: begun.adding(days: 7))
    try desk.perform(
        "adopt", lead, by: [government, office], on: begun.adding(days: 7), attaching: ["minutes"])
    try desk.perform(
        "submit_result", by: [department], on: begun.adding(days: 90), attaching: ["result_report"])
    return desk.log
}

/// The expressions alone: parsed, typed, evaluated and explained part by part.
func isCarriedOut(done: Int64, of measures: Int64) throws -> (value: CELValue, because: [String]) {
    let environment = CELEnvironment(variables: ["done": .int, "measures": .int])
    let place = SourcePosition(file: "rule", line: 1, column: 1)
    let rule = try CELExpression.parse("measures > 0 && done * 100 / measures >= 80", at: place)
        .check(in: environment, expecting: .bool)
    let values = CELActivation(variables: ["done": .int(done), "measures": .int(measures)])
    return (try rule.evaluate(values), rule.explain(values).lines(.en))
}
