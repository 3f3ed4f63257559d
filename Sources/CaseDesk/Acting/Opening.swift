public import EventLog
public import Source
import TransparencyLog
public import Values
import WageArrears
public import WorkCalendar
public import Workflow

/// A request to open a case.
public struct OpenCommand: Sendable {
    /// The workflow of its first proceeding.
    public var definition: WorkflowDefinition
    /// Its source text, pinned with it.
    public var source: String
    /// Who records.
    public var recorder: String
    /// When the report was made; now where nothing is said.
    public var occurred: Moment?
    /// The workflows it uses, and those that they use.
    public var library: [WorkflowFile] = []
    /// The payload of `report_received`.
    public var report: JSON
    /// The claimants known, by person id.
    public var claimants: [String]
    /// Workers who are registered and joined with the case.
    public var newPersons: [PersonEntry]
    /// The respondents known.
    public var respondents: [(organisation: String, capacity: String)]
    /// The region of the case, code or name; nothing where it is not stated.
    public var region: String?
    /// The idempotency key.
    public var key: CommandKey?
    /// Why it is entered long after it happened, where it is one of a stack of papers.
    public var lateReason: String?

    /// Makes a request.
    public init(
        definition: WorkflowDefinition, source: String, recorder: String, occurred: Moment? = nil,
        report: JSON = .object([:]), claimants: [String] = [], newPersons: [PersonEntry] = [],
        respondents: [(organisation: String, capacity: String)] = [], region: String? = nil,
        key: CommandKey? = nil, library: [WorkflowFile] = []
    ) {
        self.library = library
        self.definition = definition
        self.source = source
        self.recorder = recorder
        self.occurred = occurred
        self.report = report
        self.claimants = claimants
        self.newPersons = newPersons
        self.respondents = respondents
        self.region = region
        self.key = key
    }
}

extension DeskWork {
    /// Opens a case: pins the workflow, starts the first proceeding, records the report, claimants and respondents.
    ///
    /// All in one transaction; if any of it is refused, `OpeningRefused` is thrown and nothing lands.
    public func open(_ command: OpenCommand) throws -> ActReceipt {
        _ = try actor(command.recorder)
        try TextRule.check(command.region, Bilingual(zh: "地区", en: "region"))
        let request = command.requestHash
        if let key = command.key, let earlier = try transaction.answer(for: key) {
            guard earlier.requestHash == request, let receipt = ActReceipt(answer: earlier.answer)
            else { throw DeskFailure.log(.keyReused(key)) }
            return receipt
        }
        var command = command
        command.claimants += try command.newPersons.map { try ensurePerson($0) }
        let occurred = command.occurred ?? .instant(stamp.at)
        let hash = try pins.pin(
            WorkflowFile(command.definition, source: command.source), library: command.library,
            in: transaction, stamp: stamp)
        do {
            let receipt = try begin(command, hash: hash, occurred: occurred, request: request)
            try follow(command, number: receipt.caseNumber, occurred: occurred)
            return receipt
        } catch let report as RefusalReport {
            throw OpeningRefused(report: report)
        }
    }

    /// The next number of a year.
    func nextNumber(in year: Int) throws -> String {
        func number(_ serial: Int) -> String { "\(year)-" + serialText(serial, digits: 4) }
        return number(try transaction.firstFree { "case/" + number($0) })
    }

    private func begin(
        _ command: OpenCommand, hash: String, occurred: Moment, request: Digest
    ) throws -> ActReceipt {
        let number = try nextNumber(in: occurred.day.year)
        guard let stream = CaseState.stream(number) else { throw DeskFailure.noSuchCase(number) }
        let position = try transaction.size
        let evaluator = ActEvaluator(pins: pins, reader: transaction, at: stamp.at, position: position)
        let opening = try evaluator.open(
            number, definition: hash, by: command.recorder, region: command.region, occurred: occurred,
            isLate: command.lateReason != nil)
        var body = opening.body
        if let reason = command.lateReason { body.personalCommand[ActBody.reasonKey] = .string(reason) }
        let receipt = ActReceipt(
            caseNumber: number, act: "open", position: position, version: 0,
            moves: [.init(proceeding: "1", from: [], to: opening.active)], findings: [],
            clocks: opening.body.clocks.map(ActReceipt.clockText), restedOn: [], isReplay: false)
        try stamp.append(
            to: transaction, stream: stream, expected: .none, type: "case.opened", body: body,
            occurred: occurred, key: command.key, requestHash: command.key == nil ? nil : request,
            answer: receipt.json)
        return receipt
    }

    /// Records what the report already says, as acts of their own.
    private func follow(_ command: OpenCommand, number: String, occurred: Moment) throws {
        func record(_ act: String, _ payload: JSON) throws {
            var command = ActCommand(
                caseNumber: number, act: act, payload: payload, recorder: command.recorder,
                occurred: occurred, reason: command.lateReason)
            command.isLate = command.reason != nil
            let outcome = try perform(command)
            if case .refused(let report, _) = outcome { throw report }
        }
        if command.report != .object([:]) { try record("report_received", command.report) }
        for respondent in command.respondents {
            try record(
                "respondent_named",
                .object([
                    "organisation": .string(respondent.organisation),
                    "capacity": .string(respondent.capacity),
                ]))
        }
        if !command.claimants.isEmpty {
            try record(
                "claimants_joined",
                .object(["claimants": .array(command.claimants.map { .object(["person": .string($0)]) })]))
        }
    }

    /// Pins a calendar version, unless it is the one in force.
    public func pin(_ calendar: HolidayCalendar) throws {
        try pins.pin(calendar, in: transaction, stamp: stamp)
    }
}

extension OpenCommand {
    /// What makes two sendings the same request: everything but the key and the workflow's text.
    var requestHash: Digest {
        DomainHash.request(
            JSON.object(omitting: [
                "verb": .string("open"), "workflow": .string(Pins.hash(definition)),
                "recorder": .string(recorder),
                "occurred": occurred.map { .string($0.description) }, "report": report,
                "claimants": .array(claimants.map(JSON.string)), "persons": .array(newPersons.map(\.json)),
                "respondents": .array(
                    respondents.map { .array([.string($0.organisation), .string($0.capacity)]) }),
                "region": region.map(JSON.string),
                "late": lateReason == nil ? nil : .bool(true),
            ]).canonicalBytes)
    }
}

/// Carries a refused opening out of the transaction, so that nothing of it lands.
public struct OpeningRefused: Error, Hashable, Sendable {
    /// Why.
    public let report: RefusalReport
}
