extension SourceNode {
    /// The canonical form of a file whose order matters: its JSON, and its keys in the order of first appearance.
    ///
    /// Comments, places and spelling are dropped; equal forms mean equal meaning.
    public var canonical: JSON {
        var seen: Set<String> = []
        var order: [JSON] = []
        collect(into: &order, &seen)
        return .object(["definition": json, "order": .array(order)])
    }

    private func collect(into order: inout [JSON], _ seen: inout Set<String>) {
        switch content {
        case .mapping(let entries):
            for entry in entries {
                if seen.insert(entry.key).inserted { order.append(.string(entry.key)) }
                entry.value.collect(into: &order, &seen)
            }
        case .sequence(let items):
            for item in items { item.collect(into: &order, &seen) }
        case .null, .bool, .integer, .string: break
        }
    }

    /// Reads a canonical form back; places are invented, order is kept. Nothing when it is no canonical form.
    public init?(canonical: JSON, file: String) {
        guard let definition = canonical["definition"], let order = canonical["order"]?.arrayValue else { return nil }
        var ranks: [String: Int] = [:]
        for (rank, key) in order.enumerated() {
            guard let key = key.stringValue else { return nil }
            ranks[key] = rank
        }
        self = SourceNode.node(definition, ranks, SourcePosition(file: file, line: 1, column: 1))
    }

    private static func node(_ json: JSON, _ ranks: [String: Int], _ position: SourcePosition) -> SourceNode {
        switch json {
        case .null: return SourceNode(.null, at: position)
        case .bool(let value): return SourceNode(.bool(value), at: position)
        case .integer(let value): return SourceNode(.integer(value), at: position)
        case .string(let value): return SourceNode(.string(value), at: position)
        case .array(let items): return SourceNode(.sequence(items.map { node($0, ranks, position) }), at: position)
        case .object(let members):
            let keys = members.keys.sorted { (ranks[$0] ?? .max, $0) < (ranks[$1] ?? .max, $1) }
            return SourceNode(
                .mapping(
                    keys.map { key in
                        Entry(key: key, keyPosition: position, value: node(members[key] ?? .null, ranks, position))
                    }), at: position)
        }
    }
}
