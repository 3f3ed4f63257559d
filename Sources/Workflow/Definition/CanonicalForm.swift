import Source

/// The canonical form of a definition: its values without places, with the order of named things kept.
///
/// A JSON object has no order, but states, clocks and acts do. So where the keys are names that the author chose, the
/// mapping becomes a list of `{"id": name, "is": value}`.
enum CanonicalForm {
    private static let file = "canonical"

    /// Keys whose value maps names that the author chose.
    private static let named: Set<String> = [
        "roles", "documents", "data", "acts", "payload", "clocks", "states", "regions",
        "milestones", "activities", "item",
    ]

    /// The canonical form of a definition as read from a file.
    static func json(from node: SourceNode) -> JSON {
        switch node.content {
        case .null, .bool, .integer, .string: return node.json
        case .sequence(let items): return .array(items.map(json))
        case .mapping(let entries):
            var members: [String: JSON] = [:]
            for entry in entries {
                if named.contains(entry.key), case .mapping(let inner) = entry.value.content {
                    members[entry.key] = .array(
                        inner.map { .object(["id": .string($0.key), "is": json(from: $0.value)]) })
                } else {
                    members[entry.key] = json(from: entry.value)
                }
            }
            return .object(members)
        }
    }

    /// The nodes again, with places that only count.
    static func node(from json: JSON) -> SourceNode { restored(SourceNode(json: json, file: file)) }

    private static func restored(_ node: SourceNode) -> SourceNode {
        switch node.content {
        case .null, .bool, .integer, .string: return node
        case .sequence(let items): return SourceNode(.sequence(items.map(restored)), at: node.position)
        case .mapping(let entries):
            let mapped = entries.map { entry -> SourceNode.Entry in
                guard named.contains(entry.key), case .sequence(let items) = entry.value.content else {
                    return SourceNode.Entry(
                        key: entry.key, keyPosition: entry.keyPosition, value: restored(entry.value))
                }
                let inner = items.compactMap { item -> SourceNode.Entry? in
                    guard case .string(let id)? = item["id"]?.content, let value = item["is"] else {
                        return nil
                    }
                    return SourceNode.Entry(key: id, keyPosition: item.position, value: restored(value))
                }
                return SourceNode.Entry(
                    key: entry.key, keyPosition: entry.keyPosition,
                    value: inner.count == items.count
                        ? SourceNode(.mapping(inner), at: entry.value.position) : entry.value)
            }
            return SourceNode(.mapping(mapped), at: node.position)
        }
    }
}
