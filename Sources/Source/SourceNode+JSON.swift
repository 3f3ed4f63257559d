extension SourceNode {
    /// Makes nodes out of JSON that was not written in a file; the places count the values in the order of reading.
    ///
    /// Members come in the canonical order of their names.
    public init(json: JSON, file: String) {
        var line = 0
        self = SourceNode.made(from: json, file: file, line: &line)
    }

    private static func made(from json: JSON, file: String, line: inout Int) -> SourceNode {
        line += 1
        let position = SourcePosition(file: file, line: line, column: 1)
        switch json {
        case .null: return SourceNode(.null, at: position)
        case .bool(let value): return SourceNode(.bool(value), at: position)
        case .integer(let value): return SourceNode(.integer(value), at: position)
        case .string(let value): return SourceNode(.string(value), at: position)
        case .array(let items):
            var nodes: [SourceNode] = []
            for item in items { nodes.append(made(from: item, file: file, line: &line)) }
            return SourceNode(.sequence(nodes), at: position)
        case .object(let members):
            var entries: [Entry] = []
            for name in JSON.sorted(members.keys) {
                guard let member = members[name] else { continue }
                let value = made(from: member, file: file, line: &line)
                entries.append(Entry(key: name, keyPosition: value.position, value: value))
            }
            return SourceNode(.mapping(entries), at: position)
        }
    }
}
