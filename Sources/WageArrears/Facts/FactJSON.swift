public import Source

extension Fact {
    /// The type in the log, e.g. `claim.stated`.
    public var type: String { content.type }

    /// The version of its members.
    public var schema: Int { content.schema }

    /// As it stands in the log; what is personal stands under `personal` and nowhere else.
    public var json: JSON { content.json }

    /// Reads a fact by its type and version, old versions brought up to the present one first.
    ///
    /// A type or version that is not known is kept as `unknown`; a known one with a member missing or of another
    /// shape is an error.
    public init(json: JSON) throws(FactError) {
        guard let type = json["type"]?.stringValue else { throw FactError(type: "", member: "type") }
        guard let schema = json["schema"]?.integerValue, schema >= 1, schema < 1_000_000 else {
            throw FactError(type: type, member: "schema")
        }
        let unknown = Fact.unknown(UnknownFact(type: type, schema: Int(schema), json: json))
        guard let current = Fact.currentSchema[type], schema <= current,
            case .object(let members)? = FactUpcast.bring(json, type: type, from: Int(schema), to: current)
        else {
            self = unknown
            return
        }
        var coder = FactCoder.reading(members)
        guard let fact = Fact.read(type, &coder) else {
            self = unknown
            return
        }
        if let member = coder.fault { throw FactError(type: type, member: member) }
        self = fact
    }

    private static let currentSchema = Dictionary(types.map { ($0.type, $0.schema) }) { first, _ in first }
}

/// Brings a stored fact from one version to the next, so that history is read and never rewritten.
struct FactUpcast: Sendable {
    /// The type it is for.
    let type: String
    /// The version it reads; it gives the next one.
    let from: Int
    /// Changes the members.
    let change: @Sendable ([String: JSON]) -> [String: JSON]

    /// Every step there is. A new version of a fact adds its step here and keeps the golden file of the old one.
    static let steps: [FactUpcast] = []

    /// The fact in the wanted version, or nothing where a step is missing.
    static func bring(
        _ json: JSON, type: String, from: Int, to: Int, by steps: [FactUpcast] = FactUpcast.steps
    ) -> JSON? {
        guard case .object(var members) = json else { return nil }
        var version = from
        while version < to {
            guard let step = steps.first(where: { $0.type == type && $0.from == version }) else { return nil }
            members = step.change(members)
            version += 1
            members["schema"] = .integer(Int64(version))
        }
        return .object(members)
    }
}
