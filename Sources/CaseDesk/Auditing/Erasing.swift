public import EventLog
import Source
import Values

extension DeskWork {
    /// Erases one personal part of an entry, by an event that names it; every hash, sum, state and clock stays.
    ///
    /// The subject is a person id, or `text` for free words. Throws when there is no such part.
    @discardableResult
    public func eraseWords(at position: Int, subject: String, ground: String) throws -> AppendReceipt {
        guard let stream = StreamName("register") else { throw DeskFailure.unreadable(position: position) }
        let name = "personal/\(subject)"
        let erasure = PartErasure([.init(position: position, part: name)])
        let entry = NewEntry(
            stream: stream, expected: .any, type: PartErasure.type, schema: PartErasure.schema, occurred: nil,
            parts: [.facts(erasure.facts(with: ["ground": .string(ground), "v": .integer(1)]))])
        let receipt = try stamp.append(to: transaction, entries: [entry], cause: position)
        try transaction.erase(part: name, at: position, by: receipt.last)
        return receipt
    }
}
