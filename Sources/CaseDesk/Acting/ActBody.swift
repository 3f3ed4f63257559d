import EventLog
import Source

/// What the leaf of an act commits to: the command as given, the facts it made, where each proceeding stands
/// afterwards and how its clocks changed.
///
/// Stored as body parts: `facts` holds everything without personal data; each person concerned has a part
/// `personal/<id>`, free text that may name anybody goes to `personal/text`. Erasing a part removes words, never
/// a sum, a state or a clock.
struct ActBody: Hashable, Sendable {
    /// The command, personal members taken out.
    var command: JSON
    /// Personal members of the command by path, e.g. `members[0].name`.
    var personalCommand: [String: JSON] = [:]
    /// The facts as `Fact.json` gives them; personal members under `personal`.
    var facts: [JSON]
    /// The person a fact's personal members belong to, by index; free text where there is none.
    var subjects: [Int: String] = [:]
    /// The resulting configuration of each proceeding that the act touched, by its number.
    var proceedings: [String: JSON] = [:]
    /// The changes of clocks, for readers; the configuration holds them too.
    var clocks: [JSON] = []
    /// What became of proposals, for readers; the configuration holds those that wait.
    var proposals: [JSON] = []
    /// The subjects whose personal part was erased.
    var erasedParts: Set<String> = []
    /// Whether a configuration, its data or a clock changed, so that a replay by date may use it.
    var hasMoved = false

    /// The parts to store. A personal part exists only where there is something personal.
    var parts: [BodyPart] {
        var personal: [String: [String: JSON]] = [:]
        var clearFacts: [JSON] = []
        for (index, fact) in facts.enumerated() {
            guard case .object(var members) = fact, let words = members.removeValue(forKey: "personal") else {
                clearFacts.append(fact)
                continue
            }
            clearFacts.append(.object(members))
            personal[subjects[index] ?? ActBody.freeText, default: [:]]["facts.\(index)"] = words
        }
        for (path, value) in personalCommand {
            personal[ActBody.freeText, default: [:]]["command.\(path)"] = value
        }
        var members: [String: JSON] = [
            "v": .integer(1), "command": command, "facts": .array(clearFacts), "moved": .bool(hasMoved),
        ]
        if !proceedings.isEmpty { members["proceedings"] = .object(proceedings) }
        if !clocks.isEmpty { members["clocks"] = .array(clocks) }
        if !proposals.isEmpty { members["proposals"] = .array(proposals) }
        // Which facts have personal words elsewhere, so that a reader knows what an erased part held.
        let owners = facts.enumerated().filter { $0.element["personal"] != nil }
        if !owners.isEmpty {
            members["personal"] = .object(
                Dictionary(
                    owners.map { ("\($0.offset)", JSON.string(subjects[$0.offset] ?? ActBody.freeText)) },
                    uniquingKeysWith: { first, _ in first }))
        }
        var result = [
            BodyPart(name: "facts", isPersonal: false, bytes: JSON.object(members).canonicalBytes)
        ]
        for subject in personal.keys.sorted() {
            result.append(
                BodyPart(
                    name: "personal/\(subject)", isPersonal: true,
                    bytes: JSON.object(personal[subject] ?? [:]).canonicalBytes))
        }
        return result
    }

    /// The type of an act's entry.
    static func type(ofAct act: String) -> String { "act.\(act)" }

    /// The name of the part for words that may concern anybody.
    static let freeText = "text"

    /// Where the reason given beside the payload is kept; no field of a payload has such a name.
    static let reasonKey = "$reason"

    /// Where the name of somebody outside is kept.
    static let outsiderKey = "$outsider"

    /// Reads a stored body; personal members come back where their part is still there, and read `"erased"` where not.
    init(_ entry: LogEntry) throws(DeskFailure) {
        guard let part = entry.parts.first(where: { $0.name == "facts" }),
            case .present(let bytes) = part.content,
            let json = try? JSON(parsing: bytes), json["v"] == .integer(1)
        else { throw DeskFailure.unreadable(position: entry.position) }
        command = json["command"] ?? .null
        hasMoved = json["moved"]?.boolValue ?? false
        proceedings = json["proceedings"]?.objectValue ?? [:]
        clocks = json["clocks"]?.arrayValue ?? []
        proposals = json["proposals"]?.arrayValue ?? []
        facts = json["facts"]?.arrayValue ?? []
        var words: [String: [String: JSON]] = [:]
        for part in entry.parts where part.isPersonal {
            let subject = String(part.name.dropFirst("personal/".count))
            guard case .present(let bytes) = part.content else {
                erasedParts.insert(subject)
                continue
            }
            guard let json = try? JSON(parsing: bytes), let members = json.objectValue else {
                throw DeskFailure.unreadable(position: entry.position)
            }
            words[subject] = members
        }
        for (key, owner) in json["personal"]?.objectValue ?? [:] {
            guard let index = Int(key), facts.indices.contains(index), let subject = owner.stringValue,
                case .object(var members) = facts[index]
            else { throw DeskFailure.unreadable(position: entry.position) }
            subjects[index] = subject
            members["personal"] = words[subject].map { $0["facts.\(index)"] ?? .null } ?? .string("erased")
            facts[index] = .object(members)
        }
        for (path, value) in words[ActBody.freeText] ?? [:] where path.hasPrefix("command.") {
            personalCommand[String(path.dropFirst("command.".count))] = value
        }
    }

    /// Makes a body to be stored.
    init(command: JSON, facts: [JSON], subjects: [Int: String] = [:]) {
        self.command = command
        self.facts = facts
        self.subjects = subjects
    }
}
