import EventLog
import TransparencyLog
import Values

/// A request as short as laws need it.
func request(
    _ key: String, at: Int64 = 1_000_000, cause: Int? = nil, answer: String = "done", _ entries: [NewEntry]
) throws -> AppendRequest {
    guard let commandKey = CommandKey(key) else { throw Abandoned() }
    return AppendRequest(
        key: commandKey, requestHash: DomainHash.request(Array("\(key) \(entries.count)".utf8)),
        at: Instant(microseconds: at), actor: "actor/li", cause: cause, correlation: "round 1",
        entries: entries, answer: Array(answer.utf8))
}

/// An event as short as laws need it.
func event(
    _ stream: String, _ expected: ExpectedVersion = .any, type: String = "noted", facts: String = "{}",
    personal: [String: String] = [:], occurred: Moment? = nil
) throws -> NewEntry {
    NewEntry(
        stream: try name(stream), expected: expected, type: type, schema: 1, occurred: occurred,
        parts: [.facts(Array(facts.utf8))]
            + personal.sorted { $0.key < $1.key }.map { .personal($0.key, Array($0.value.utf8)) })
}

/// A stream's name.
func name(_ text: String) throws -> StreamName {
    guard let name = StreamName(text) else { throw Abandoned() }
    return name
}

/// Appends `count` commands of one event each, to `streams` streams in turn.
func fill(_ store: any LogStore, _ count: Int, streams: Int = 3) throws {
    try store.write { log in
        let size = try log.size
        for number in size..<size + count {
            _ = try log.append(
                request(
                    "fill/\(number)", at: Int64(number) * 1000,
                    [
                        event(
                            "case/\(number % streams)", facts: "{\"n\":\(number)}",
                            personal: ["P-1": "q\(number)"])
                    ]))
        }
    }
}
