import CEL

/// What guards and effects may name: the case, the procedure's data, the act, and functions.
enum GuardEnvironment {
    /// Asks whether a state is active.
    static let inState = "In"
    /// Asks for the phase of a clock.
    static let clock = "clock"
    /// Counts papers of a kind.
    static let docs = "docs"
    /// Asks whether a milestone was reached, here or in another proceeding of the case.
    static let milestone = "milestone"

    private static let clockType = CELRecordType(
        name: "clock",
        fields: [
            "running": CELField(.bool), "warned": CELField(.bool), "breached": CELField(.bool),
            "paused": CELField(.bool), "due": CELField(.date, optional: true),
        ])

    private static let actorType = CELRecordType(
        name: "actor", fields: ["roles": CELField(.list(.string))])

    /// The environment; `act` only where an act sets the transition off.
    static func environment(schema: VocabularySchema?, data: [DataField], act: ActSchema?) -> CELEnvironment {
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
        return CELEnvironment(
            variables: variables,
            functions: [
                CELFunction(name: inState, parameters: [.string], result: .bool),
                CELFunction(name: clock, parameters: [.string], result: .record(clockType)),
                CELFunction(name: docs, parameters: [.string], result: .int),
                CELFunction(name: milestone, parameters: [.string], result: .bool),
            ])
    }
}
