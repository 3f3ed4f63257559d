import EventLog
import Source
import Workflow

/// What is stored when a proceeding comes under another version of its procedure: `proceeding.migrated`, schema 1.
struct MigrationFact: Hashable {
    static let type = "proceeding.migrated"

    /// The proceeding.
    let proceeding: String
    /// The workflow.
    let workflow: String
    /// The hash of the definition it leaves.
    let from: String
    /// The hash of the definition it comes to.
    let definition: String
    /// The hash of the calendar it counts by from now on, where it names one.
    let calendar: String?
    /// The hash of the plan.
    let plan: String
    /// Whether its acts, taken under the new text, lead to the same place.
    let isCompliant: Bool

    init(
        proceeding: String, workflow: String, from: String, definition: String, calendar: String?,
        plan: String,
        isCompliant: Bool
    ) {
        self.proceeding = proceeding
        self.workflow = workflow
        self.from = from
        self.definition = definition
        self.calendar = calendar
        self.plan = plan
        self.isCompliant = isCompliant
    }

    init?(json: JSON) {
        guard json["type"] == .string(MigrationFact.type), json["schema"] == .integer(1),
            let proceeding = json["id"]?.stringValue, let workflow = json["workflow"]?.stringValue,
            let from = json["from"]?.stringValue, let definition = json["definition"]?.stringValue,
            let plan = json["plan"]?.stringValue, let isCompliant = json["compliant"]?.boolValue
        else { return nil }
        self.init(
            proceeding: proceeding, workflow: workflow, from: from, definition: definition,
            calendar: json["calendar"]?.stringValue, plan: plan, isCompliant: isCompliant)
    }

    var json: JSON {
        .object(omitting: [
            "type": .string(MigrationFact.type), "schema": .integer(1), "id": .string(proceeding),
            "workflow": .string(workflow), "from": .string(from), "definition": .string(definition),
            "calendar": calendar.map(JSON.string), "plan": .string(plan), "compliant": .bool(isCompliant),
        ])
    }
}

extension CaseState {
    /// Takes a migration into the fold: the proceeding is read under the new text from here on.
    mutating func migrate(
        _ json: JSON, _ body: ActBody, position: Int, pins: Pins, reader: any LogReader
    ) throws {
        guard let fact = MigrationFact(json: json),
            let index = proceedings.firstIndex(where: { $0.id == fact.proceeding })
        else { throw DeskFailure.unreadable(position: position) }
        // Left out with the move it rests on, where only what had happened by a day is asked for.
        guard body.proceedings[fact.proceeding] != nil else { return }
        proceedings[index].come(
            to: try pins.definition(fact.definition, in: reader), hash: fact.definition,
            calendar: fact.calendar)
        // What the new version was not pinned with goes on under what the proceeding began with.
        let uses = try pins.uses(of: fact.definition, in: reader, before: position)
        proceedings[index].record.uses.merge(uses) { _, new in new }
    }
}

extension ProceedingState {
    /// Comes under another definition and calendar; where it stands then is said apart.
    mutating func come(to definition: WorkflowDefinition, hash: String, calendar: String?) {
        self.definition = definition
        definitionHash = hash
        calendarHash = calendar
        calendarID = definition.calendar
    }
}
