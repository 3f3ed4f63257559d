public import Source
import Values

/// The JSON Schema (draft 2020-12) of the workflow language, so that an editor helps while a procedure is written.
public enum WorkflowSchema {
    /// The schema; with a definition, one whose enumerations hold that file's own names.
    public static func json(for definition: WorkflowDefinition? = nil) -> JSON {
        let writer = Writer(definition: definition)
        var definitions: [String: JSON] = [:]
        for (name, keys) in LanguageCatalogue.shapes where name != "workflow" {
            definitions[key(name)] = writer.object(keys)
        }
        definitions["bilingual"] = .object([
            "type": .string("object"), "additionalProperties": .bool(false),
            "required": .array([.string("zh"), .string("en")]),
            "properties": .object(["zh": text, "en": text]),
        ])
        guard case .object(var root) = writer.object(LanguageCatalogue.shapes[0].keys) else { return .null }
        root["$schema"] = .string("https://json-schema.org/draft/2020-12/schema")
        root["title"] = .string("欠薪案件流程 · Backpay workflow, language 1")
        root["$defs"] = .object(definitions)
        return .object(root)
    }

    private static let text = JSON.object(["type": .string("string"), "minLength": .integer(1)])

    private static func key(_ name: String) -> String { name.replacing(" ", with: "_") }

    private struct Writer {
        let definition: WorkflowDefinition?

        func object(_ keys: [SchemaKey]) -> JSON {
            var properties: [String: JSON] = [:]
            for key in keys {
                guard case .object(var members) = node(key.shape) else { continue }
                members["description"] = .string("\(key.description.zh) · \(key.description.en)")
                properties[key.name] = .object(members)
            }
            return .object(omitting: [
                "type": .string("object"), "additionalProperties": .bool(false),
                "properties": .object(properties),
                "required": keys.contains(where: \.isRequired)
                    ? .array(keys.filter(\.isRequired).map { .string($0.name) }) : nil,
            ])
        }

        private func node(_ shape: SchemaShape) -> JSON {
            switch shape {
            case .text: return typed("string")
            case .integer: return typed("integer")
            case .bool: return typed("boolean")
            case .anything: return .object([:])
            case .scalar: return types(["string", "integer", "boolean"])
            case .expression: return types(["string", "integer", "boolean"])
            case .name: return name
            case .known(let kind): return known(kind)
            case .word(let words): return .object(["enum": .array(words.map(JSON.string))])
            case .length:
                return .object([
                    "type": .string("string"),
                    "pattern": .string("^[1-9][0-9]* (workday|day|hour|month|year)s?$"),
                    "examples": .array([.string("5 workdays"), .string("15 days"), .string("1 year")]),
                ])
            case .bilingual: return reference("bilingual")
            case .shape(let name): return reference(WorkflowSchema.key(name))
            case .list(let item): return .object(["type": .string("array"), "items": node(item)])
            case .oneOrMany(let item): return any([node(item), node(.list(item))])
            case .named(let value):
                return .object([
                    "type": .string("object"), "propertyNames": name, "additionalProperties": node(value),
                ])
            case .namedBeside(let keys, let value):
                guard case .object(var members) = object(keys) else { return .object([:]) }
                members["additionalProperties"] = node(value)
                members["propertyNames"] = name
                return .object(members)
            case .byKnown(let kind, let value):
                return .object([
                    "type": .string("object"), "propertyNames": known(kind),
                    "additionalProperties": node(value),
                ])
            case .either(let shapes): return any(shapes.map(node))
            }
        }

        private var name: JSON {
            .object(["type": .string("string"), "pattern": .string("^[A-Za-z][A-Za-z0-9_-]{0,63}$")])
        }

        private func typed(_ type: String) -> JSON { .object(["type": .string(type)]) }

        private func types(_ types: [String]) -> JSON {
            .object(["type": .array(types.map(JSON.string))])
        }

        private func reference(_ name: String) -> JSON { .object(["$ref": .string("#/$defs/\(name)")]) }

        private func any(_ shapes: [JSON]) -> JSON { .object(["anyOf": .array(shapes)]) }

        /// The names a file holds; any name where no file is given.
        private func known(_ kind: SchemaShape.NameKind) -> JSON {
            guard let definition else { return name }
            let names: [String]
            switch kind {
            case .state: names = definition.states.map(\.id)
            case .target:
                let histories = definition.tree.nodes.flatMap(\.state.histories).map(\.id)
                let holds = definition.states.contains { $0.suspends != nil }
                names = definition.states.map(\.id) + histories + (holds ? [DefinitionLoader.resume] : [])
            case .act: names = definition.allActs.map(\.name)
            case .role: names = definition.roles.map(\.id)
            case .clock: names = definition.clocks.map(\.id)
            case .document: names = definition.documents.map(\.id)
            case .field: names = definition.data.map(\.id)
            case .milestone: names = definition.milestones.map(\.name)
            }
            return .object(["enum": .array(names.map(JSON.string))])
        }
    }
}
