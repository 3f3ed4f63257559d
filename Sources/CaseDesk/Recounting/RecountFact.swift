import EventLog
import Source
import Workflow

/// What is stored when the limits of a proceeding come under another version of its calendar: `limits.recounted`,
/// schema 1.
struct RecountFact: Hashable {
    static let type = "limits.recounted"
    static let verb = "recount"

    /// The proceeding.
    let proceeding: String
    /// The calendar's name.
    let calendar: String
    /// The hash it counted by so far.
    let from: String?
    /// The hash it counts by from now on.
    let to: String

    init(proceeding: String, calendar: String, from: String?, to: String) {
        self.proceeding = proceeding
        self.calendar = calendar
        self.from = from
        self.to = to
    }

    init?(json: JSON) {
        guard json["type"] == .string(RecountFact.type), json["schema"] == .integer(1),
            let proceeding = json["id"]?.stringValue, let calendar = json["calendar"]?.stringValue,
            let to = json["to"]?.stringValue
        else { return nil }
        self.init(proceeding: proceeding, calendar: calendar, from: json["from"]?.stringValue, to: to)
    }

    var json: JSON {
        .object(omitting: [
            "type": .string(RecountFact.type), "schema": .integer(1), "id": .string(proceeding),
            "calendar": .string(calendar), "from": from.map(JSON.string), "to": .string(to),
        ])
    }
}

extension CaseState {
    /// Takes a recount into the fold: the proceeding counts by the new calendar from here on.
    mutating func recount(_ json: JSON, _ body: ActBody, position: Int) throws {
        guard let fact = RecountFact(json: json),
            let index = proceedings.firstIndex(where: { $0.id == fact.proceeding })
        else { throw DeskFailure.unreadable(position: position) }
        // Left out with the move it rests on, where only what had happened by a day is asked for.
        guard body.proceedings[fact.proceeding] != nil else { return }
        proceedings[index].calendarHash = fact.to
    }
}
