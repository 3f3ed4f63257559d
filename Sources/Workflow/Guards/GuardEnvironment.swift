import CEL

/// What guards and effects may name: the case, the procedure's data, the act, and functions.
enum GuardEnvironment {
    /// Asks whether a state is active.
    static let inState = "In"
    /// Asks for the phase of a clock.
    static let clock = "clock"
    /// Counts papers of a kind.
    static let docs = "docs"
    /// Asks when a paper of a kind was served.
    static let served = "served"
    /// Asks whether a milestone was reached, here or in another proceeding of the case.
    static let milestone = "milestone"
    /// Asks whether another proceeding of one of these routes carries a claim of this one.
    static let carried = "carried"

    /// What a state that waits for a child reads of it.
    static let subType = CELRecordType(name: "sub", fields: ["outcome": CELField(.string)])

    /// Asks whether no row of a `for_each` is in a state.
    static let noneIn = "none_in"
    /// Asks whether a row of a `for_each` is in a state.
    static let anyIn = "any_in"
    /// Asks whether every row of a `for_each` is in a state.
    static let allIn = "all_in"

    private static let clockType = CELRecordType(
        name: "clock",
        fields: [
            "running": CELField(.bool), "warned": CELField(.bool), "breached": CELField(.bool),
            "paused": CELField(.bool), "due": CELField(.date, optional: true),
        ])

    private static let servedType = CELRecordType(
        name: "served", fields: ["on": CELField(.date, optional: true)])

    private static let actorType = CELRecordType(
        name: "actor", fields: ["roles": CELField(.list(.string))])

    /// The environment; `act` only where an act sets the transition off.
    static func environment(
        schema: VocabularySchema?, data: [DataField], act: ActSchema?, local: [String: CELType] = [:]
    ) -> CELEnvironment {
        var fields: [String: CELField] = [:]
        for field in data { fields[field.id] = CELField(field.type.celType, optional: field.initial == nil) }
        var variables: [String: CELType] = ["data": .record(CELRecordType(name: "data", fields: fields))]
        if let schema {
            variables["case"] = .record(CELRecordType(name: "case", fields: schema.caseType.fields))
        }
        if let act {
            variables["act"] = .record(PayloadField.recordType(act.payload, name: "act"))
            variables["actor"] = .record(actorType)
        }
        variables.merge(local) { _, local in local }
        let methods = variables["case"].map {
            CELFunction(
                name: carried, parameters: [$0, .list(.string)], result: .bool, isMethod: true)
        }
        return CELEnvironment(
            variables: variables,
            functions: (methods.map { [$0] } ?? []) + [
                CELFunction(name: inState, parameters: [.string], result: .bool),
                CELFunction(name: clock, parameters: [.string], result: .record(clockType)),
                CELFunction(name: docs, parameters: [.string], result: .int),
                CELFunction(name: noneIn, parameters: [.string, .string], result: .bool),
                CELFunction(name: anyIn, parameters: [.string, .string], result: .bool),
                CELFunction(name: allIn, parameters: [.string, .string], result: .bool),
                CELFunction(name: served, parameters: [.string], result: .record(servedType)),
                CELFunction(name: milestone, parameters: [.string], result: .bool),
            ])
    }
}
