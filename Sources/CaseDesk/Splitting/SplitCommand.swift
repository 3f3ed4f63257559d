import EventLog
import Source
import TransparencyLog
public import Values
import WageArrears
public import Workflow

/// A request to give claimants of a case a case of their own.
public struct SplitCommand: Hashable, Sendable {
    /// The name of the act.
    public static let act = "split"

    /// The case they leave.
    public var caseNumber: String
    /// Who leaves.
    public var claimants: [String]
    /// The workflow of the new case, by id.
    public var workflow: String
    /// The papers, people, reason and key.
    public var frame: LinkFrame

    /// Makes a request.
    public init(caseNumber: String, claimants: [String], workflow: String, frame: LinkFrame) {
        self.caseNumber = caseNumber
        self.claimants = claimants
        self.workflow = workflow
        self.frame = frame
    }

    /// What makes two sendings the same request.
    var requestHash: Digest {
        DomainHash.request(frame.request(Self.act, caseNumber, members).canonicalBytes)
    }

    var members: [String: JSON?] {
        ["claimants": .array(claimants.map(JSON.string)), "workflow": .string(workflow)]
    }

    /// The command as it was given, read back from its body.
    init(stored body: ActBody, entry: LogEntry) {
        let command = body.command
        self.init(
            caseNumber: command["case"]?.stringValue ?? "",
            claimants: (command["claimants"]?.arrayValue ?? []).compactMap(\.stringValue),
            workflow: command["workflow"]?.stringValue ?? "", frame: LinkFrame(stored: body, entry: entry))
    }
}

/// The workflow of a new case, as a file has it with those it uses, or as the register has it.
public struct NewCaseWorkflow: Sendable {
    /// The workflow.
    public let definition: WorkflowDefinition
    /// Its source text, pinned with it.
    public let source: String
    /// The workflows it uses, and those that they use.
    public let library: [WorkflowFile]

    /// Names a workflow.
    public init(definition: WorkflowDefinition, source: String, library: [WorkflowFile] = []) {
        self.definition = definition
        self.source = source
        self.library = library
    }
}

/// What a split comes to, before it is written.
public struct SplitReport: Hashable, Sendable {
    /// The case they leave.
    public let from: String
    /// The number of the new one.
    public let number: String
    /// Who leaves.
    public let claimants: [String]
    /// What is due before, and in both cases afterwards.
    public let due: Due
    /// Limits of the old case that end with it: the limit, and when it was due.
    public let ended: [EndedLimit]
    /// Proceedings of the old case that end with it.
    public let closed: [String]

    /// What is due before, and in both cases afterwards.
    public struct Due: Hashable, Sendable {
        /// Before.
        public let before: Fen
        /// In the old case, afterwards.
        public let staying: Fen
        /// In the new one.
        public let going: Fen
    }

    /// A limit that ends because the one it was for has left.
    public struct EndedLimit: Hashable, Sendable {
        /// The run.
        public let run: String
        /// When it was due.
        public let due: Moment?
    }

    /// Whether less is due afterwards, or a proceeding comes to its end.
    public var takesTwo: Bool { due.staying.saturatingSum(due.going) < due.before || !closed.isEmpty }
}
