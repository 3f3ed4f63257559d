public import EventLog
public import Source
import TransparencyLog
public import Values
public import WageArrears
import Workflow

/// A request to open a proceeding beside those of a case.
public struct StartCommand: Sendable {
    /// The workflow, by id.
    public var workflow: String
    /// The workflow as a file has it, with those it uses; nothing where the pinned version is meant.
    public var library: [WorkflowFile]
    /// The proceeding whose offer is taken up; found by itself where there is one.
    public var offeredBy: String?
    /// The claimants or claims it is for; empty means all that are open.
    public var of: [String]
    /// The body that handles it.
    public var body: String?
    /// Its own number with that body.
    public var number: String?
    /// The case, the payload of the opening act, papers, people and times; the act is the one the workflow names.
    public var act: ActCommand
    /// The hash of the definition, once it is known.
    var hash: String?

    /// The act of a workflow that names none.
    static let plainAct = "start_proceeding"

    /// Makes a request.
    public init(
        caseNumber: String, workflow: String, library: [WorkflowFile] = [], offeredBy: String? = nil,
        of: [String] = [], body: String? = nil, number: String? = nil, payload: JSON = .object([:]),
        papers: [AttachedPaper] = [], doers: [String] = [], recorder: String, occurred: Moment? = nil,
        reason: String? = nil, ifVersion: Int? = nil, key: CommandKey? = nil
    ) {
        self.workflow = workflow
        self.library = library
        self.offeredBy = offeredBy
        self.of = of
        self.body = body
        self.number = number
        act = ActCommand(
            caseNumber: caseNumber, act: StartCommand.plainAct, payload: payload, papers: papers,
            doers: doers, recorder: recorder, occurred: occurred, reason: reason, ifVersion: ifVersion,
            key: key)
    }

    /// What makes two sendings the same request.
    var requestHash: Digest {
        DomainHash.request(
            JSON.object(omitting: [
                "verb": .string("start"), "case": .string(act.caseNumber), "workflow": .string(workflow),
                "offer": offeredBy.map(JSON.string), "of": .array(of.map(JSON.string)),
                "body": body.map(JSON.string), "number": number.map(JSON.string), "payload": act.payload,
                "papers": .array(act.papers.map(\.json)), "doers": .array(act.doers.map(JSON.string)),
                "recorder": .string(act.recorder),
                "occurred": act.occurred.map { .string($0.description) },
            ]).canonicalBytes)
    }

    /// The members that a stored act does not have.
    var members: [String: JSON?] {
        [
            "verb": .string("start"), "workflow": .string(workflow), "definition": hash.map(JSON.string),
            "offer": offeredBy.map(JSON.string), "of": of.isEmpty ? nil : .array(of.map(JSON.string)),
            "body": body.map(JSON.string), "number": number.map(JSON.string),
        ]
    }

    /// The command as it was given, read back from its body.
    init?(stored: ActBody, entry: LogEntry, caseNumber: String) {
        let command = stored.command
        guard let workflow = command["workflow"]?.stringValue, let hash = command["definition"]?.stringValue
        else { return nil }
        self.init(caseNumber: caseNumber, workflow: workflow, recorder: entry.actor)
        self.hash = hash
        offeredBy = command["offer"]?.stringValue
        of = (command["of"]?.arrayValue ?? []).compactMap(\.stringValue)
        body = command["body"]?.stringValue
        number = command["number"]?.stringValue
        act = ActCommand(stored: stored, entry: entry, caseNumber: caseNumber)
    }
}

extension Evaluation {
    /// What is stored of the opening of a proceeding.
    func body(of command: StartCommand, before: CaseState) -> ActBody {
        var result = body(before: before)
        guard case .object(var members) = result.command else { return result }
        for (name, value) in command.members {
            if let value { members[name] = value }
        }
        result.command = .object(members)
        return result
    }
}
