import EventLog
import Source
public import Values
public import WageArrears

/// One entry about a registered person or organisation, as a person reads it.
public struct RegistryEvent: Hashable, Sendable {
    /// The position in the log.
    public let position: Int
    /// When it was recorded.
    public let at: Instant
    /// The type of the entry.
    public let type: String
    /// Its name for people.
    public let label: Bilingual
    /// Who did it, where somebody is named beside the recorder.
    public let doers: [String]
    /// Who recorded it.
    public let recorder: String
    /// The other registration, of a link.
    public let other: String?
    /// The fields that were corrected.
    public let fields: [String]
    /// Why; personal, and gone where it was erased.
    public let reason: Recall<String>
    /// How many papers came with it.
    public let papers: Int
}

extension Registry {
    /// What was recorded of a person, in order.
    public func history(ofPerson id: String) throws -> [RegistryEvent] { try history("person/\(id)", of: id) }

    /// What was recorded of an organisation, in order.
    public func history(ofOrganisation id: String) throws -> [RegistryEvent] {
        try history("organisation/\(id)", of: id)
    }

    private func history(_ stream: String, of id: String) throws -> [RegistryEvent] {
        var events: [RegistryEvent] = []
        try entries(of: stream) { entry, body in
            for json in body.facts {
                guard let fact = try? Fact(json: json) else {
                    throw DeskFailure.unreadable(position: entry.position)
                }
                events.append(RegistryEvent(entry, body, fact, of: id))
            }
        }
        return events
    }
}

extension RegistryEvent {
    fileprivate init(_ entry: LogEntry, _ body: ActBody, _ fact: Fact, of id: String) {
        position = entry.position
        at = entry.at
        type = entry.type
        recorder = entry.actor
        doers = body.doerIDs
        fields = (body.command["fields"]?.arrayValue ?? []).compactMap(\.stringValue)
        papers = body.command["papers"]?.arrayValue?.count ?? 0
        let free = body.personalCommand[ActBody.reasonKey]?.stringValue.map(Recall.known)
        let unsaid: Recall<String> = body.erasedParts.contains(ActBody.freeText) ? .erased : .absent
        switch fact.content {
        case let content as PersonLinked:
            label = Bilingual(zh: "认定同一人", en: "linked as one person")
            other = content.person == id ? content.other : content.person
            reason = content.reason
        case let content as PersonUnlinked:
            label = Bilingual(zh: "撤销同一人认定", en: "no longer linked as one person")
            other = content.person == id ? content.other : content.person
            reason = content.reason
        case let content as PersonCorrected:
            label = Bilingual(zh: "更正", en: "corrected")
            other = nil
            reason = content.reason
        case is OrganisationCorrected:
            label = Bilingual(zh: "更正", en: "corrected")
            other = nil
            reason = free ?? unsaid
        case is PersonRegistered, is OrganisationRegistered:
            label = Bilingual(zh: "登记", en: "registered")
            other = nil
            reason = .absent
        default:
            label = Bilingual(zh: entry.type, en: entry.type)
            other = nil
            reason = free ?? unsaid
        }
    }
}
