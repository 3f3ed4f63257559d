import EventLog
import Source
import Values
import WageArrears
import Workflow

/// What opening a case comes to.
struct OpeningDecision {
    /// What is stored.
    let body: ActBody
    /// Where the first proceeding stands.
    let active: [String]
}

extension ActEvaluator {
    /// Opens a case under a pinned definition: starts its first proceeding and gives its clocks their dates.
    ///
    /// Nothing is written; `audit recheck` asks the same again. Throws the refusal as a `RefusalReport`.
    func open(
        _ number: String, definition hash: String, by recorder: String, region: String?, occurred: Moment,
        schema: Int = 2, isLate: Bool = false
    ) throws -> OpeningDecision {
        try checkTime(occurred)
        let definition = try pins.definition(hash, in: reader)
        let doer = try registry.actor(recorder)
        let roles = doer.grants(on: occurred.day, for: region).map(\.role)
        try checkMayOpen(definition, doer.id, Set(roles))
        var state = CaseState(number: number)
        let opened = Fact.caseOpened(number: number, workflow: definition.id, region: region)
        state.file.apply(
            opened,
            from: EntryRef(
                position: position, version: 0, occurred: occurred, at: at, doers: [recorder],
                recorder: recorder, act: "open"))
        var ripple = Ripple(occurred: occurred, isRefusable: true)
        try begin("1", hash, ProceedingRecord(schema: schema), in: &state, &ripple) { view in
            try WorkflowStep.start(definition, case: view, occurred: occurred)
        }
        if state.proceedings.count > 1 {
            let before = state
            try self.ripple(from: nil, in: &state, before: before, &ripple, nil)
        }
        var body = ActBody(
            command: .object(omitting: [
                "verb": .string("open"), "act": .string("open"),
                "doers": .array([
                    .object(["id": .string(doer.id), "roles": .array(roles.map(JSON.string))])
                ]), "late": isLate ? .bool(true) : nil,
            ]), facts: [opened.json] + ripple.facts)
        body.clocks = ripple.changes
        for place in state.proceedings { body.proceedings[place.id] = place.snapshot.json }
        body.hasMoved = true
        return OpeningDecision(body: body, active: state.proceedings.first?.snapshot.active ?? [])
    }

    /// A case is opened by somebody who has a role that does not only read, as any fact is recorded.
    func checkMayOpen(_ definition: WorkflowDefinition, _ doer: String, _ roles: Set<String>) throws {
        let readers = Set(definition.roles.filter(\.readsOnly).map(\.id))
        guard roles.subtracting(readers).isEmpty else { return }
        throw RefusalReport(
            primary: .role(
                RoleRefusal(
                    act: Named("open", Bilingual(zh: "立案登记", en: "case opened")), may: [],
                    doers: [
                        DoerRoles(id: doer, roles: roles.sorted().map { Named($0, definition.roleLabel($0)) })
                    ])),
            others: [])
    }
}
