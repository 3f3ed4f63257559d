import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import TransparencyLog
import Values

/// The notes that auditors ask about, and what a refusal and a key leave behind.
struct RefusalNoteTests {
    @Test func `a note of an attempt does not claim that it happened in the future`() throws {
        let office = try Office()
        let outcome = try office.desk.act(
            office.number, "close", as: "head", .object(["reason": .string("paid_in_full")]),
            occurred: .day(try Repository.day("2099-01-01")))
        #expect(outcome.refusal == "payload")
        let entries = try office.desk.desk.ask { reader, _ in try reader.entries(from: 0, limit: 1000) }
        let note = try #require(entries.last { $0.type == "refusal.noted" })
        #expect(note.occurred == nil)
    }

    @Test func `personal words leave no trace outside their part, not even a hash of the request`() throws {
        let words: JSON = .object(["text": .string("家住某村，电话 13800000000")])
        // The same case, the same command but for its words: what is stored in the clear must be the same.
        func stored(_ payload: JSON) throws -> [UInt8] {
            let office = try Office()
            let receipt = try office.done(office.desk.act(office.number, "note_added", as: "cadre", payload))
            return try office.desk.desk.ask { reader, _ in
                let entry = try reader.entry(at: receipt.position)
                let answer = try #require(try reader.answer(for: entry.key))
                let clear = entry.parts.filter { !$0.isPersonal }.flatMap { $0.bytes ?? [] }
                return clear + answer.answer + answer.requestHash.bytes
            }
        }
        #expect(try stored(words) == stored(.object(["text": .string("另一条备注")])))
    }
}
