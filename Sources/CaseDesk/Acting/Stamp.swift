public import EventLog
import Source
import TransparencyLog
public import Values

/// What every entry of one piece of work shares: when it is recorded, by whom, and under which keys.
struct Stamp {
    /// The time of recording.
    let at: Instant
    /// Who records.
    let actor: String
    /// Makes keys that nobody else has.
    let keys: KeyMaker

    /// Appends one entry in a commit of its own key.
    @discardableResult
    func append(
        to transaction: any LogTransaction, stream: StreamName, expected: ExpectedVersion, type: String,
        body: ActBody, occurred: Moment?, key: CommandKey? = nil, requestHash: Digest? = nil,
        cause: Int? = nil, answer: JSON = .object([:])
    ) throws -> AppendReceipt {
        let entry = NewEntry(
            stream: stream, expected: expected, type: type, schema: 1, occurred: occurred, parts: body.parts)
        return try append(
            to: transaction, entries: [entry], key: key, requestHash: requestHash, cause: cause,
            answer: answer)
    }

    /// Appends several entries, one for each stream that an act touches, in one commit.
    @discardableResult
    func append(
        to transaction: any LogTransaction, entries: [NewEntry], key: CommandKey? = nil,
        requestHash: Digest? = nil, cause: Int? = nil, answer: JSON = .object([:])
    ) throws -> AppendReceipt {
        let key = key ?? keys.next(at: at)
        return try transaction.append(
            AppendRequest(
                key: key, requestHash: requestHash ?? DomainHash.request(Array(key.text.utf8)), at: at,
                actor: actor, cause: cause, correlation: nil, entries: entries,
                answer: answer.canonicalBytes))
    }
}

/// Makes idempotency keys in order: a fresh UUIDv7 for each, from handed-in time and randomness.
public struct KeyMaker: Sendable {
    private let random: @Sendable (Int) -> [UInt8]

    /// Makes a key maker over a source of random bytes.
    public init(random: @escaping @Sendable (Int) -> [UInt8]) { self.random = random }

    /// The next key.
    public func next(at: Instant) -> CommandKey {
        // A clock before 1970 cannot be in a key; the random part still tells keys apart.
        let at = Instant(microseconds: max(0, at.microseconds))
        let bytes = random(UUIDv7.randomByteCount)
        guard let uuid = UUIDv7(at: at, random: bytes) else {
            preconditionFailure(
                "a source of randomness gave \(bytes.count) bytes for \(UUIDv7.randomByteCount)")
        }
        return CommandKey(uuid)
    }
}
