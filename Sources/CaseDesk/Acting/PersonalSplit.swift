import Source
import Workflow

/// Takes the personal fields out of a payload before it is stored, and puts them back for those who may read them.
enum PersonalSplit {
    /// The payload without personal fields, and these by path.
    static func split(_ payload: JSON, fields: [PayloadField]) -> (clear: JSON, personal: [String: JSON]) {
        var personal: [String: JSON] = [:]
        let clear = strip(payload, fields: fields, path: "", into: &personal)
        return (clear, personal)
    }

    private static func strip(
        _ value: JSON, fields: [PayloadField], path: String, into personal: inout [String: JSON]
    ) -> JSON {
        guard case .object(var members) = value else { return value }
        for field in fields {
            guard let member = members[field.name] else { continue }
            let place = path.isEmpty ? field.name : path + "." + field.name
            if field.isPersonal {
                personal[place] = member
                members[field.name] = nil
            } else {
                members[field.name] = strip(member, type: field.type, path: place, into: &personal)
            }
        }
        return .object(members)
    }

    private static func strip(
        _ value: JSON, type: FieldType, path: String, into personal: inout [String: JSON]
    ) -> JSON {
        switch type {
        case .record(let fields): return strip(value, fields: fields, path: path, into: &personal)
        case .list(let element):
            guard case .array(let items) = value else { return value }
            var result: [JSON] = []
            for (index, item) in items.enumerated() {
                result.append(strip(item, type: element, path: "\(path)[\(index)]", into: &personal))
            }
            return .array(result)
        case .text, .integer, .money, .date, .moment, .bool, .enumeration, .reference: return value
        }
    }

    /// Puts personal fields back; a field that was erased stays away.
    static func join(_ payload: JSON, personal: [String: JSON]) -> JSON {
        personal.reduce(payload) { result, item in
            insert(item.value, at: steps(item.key)[...], into: result)
        }
    }

    private enum Step: Hashable {
        case name(String)
        case index(Int)
    }

    private static func steps(_ path: String) -> [Step] {
        path.split(separator: ".").flatMap { piece -> [Step] in
            let parts = piece.split(separator: "[")
            guard let name = parts.first else { return [] }
            return [.name(String(name))] + parts.dropFirst().compactMap { Int($0.dropLast()).map(Step.index) }
        }
    }

    private static func insert(_ value: JSON, at path: ArraySlice<Step>, into target: JSON) -> JSON {
        guard let step = path.first else { return value }
        switch (step, target) {
        case (.name(let name), .object(var members)):
            members[name] = insert(value, at: path.dropFirst(), into: members[name] ?? .object([:]))
            return .object(members)
        case (.index(let index), .array(var items)) where items.indices.contains(index):
            items[index] = insert(value, at: path.dropFirst(), into: items[index])
            return .array(items)
        case (.name, _), (.index, _): return target
        }
    }
}
