import CEL
import Source
import Testing
import Values
import Workflow

/// A payload is read whole or everything wrong with it is said.
@Suite struct PayloadReaderTests {
    private func field(_ name: String, _ type: FieldType, required: Bool = true, personal: Bool = false)
        -> PayloadField
    {
        PayloadField(
            name: name, type: type, isRequired: required, isPersonal: personal, label: text("字段", "field"))
    }

    private func problems(_ json: JSON, _ fields: [PayloadField]) -> [PayloadProblem] {
        do {
            _ = try PayloadReader.read(json, fields: fields)
            return []
        } catch {
            return error.items
        }
    }

    @Test func `values become what they are`() throws {
        let fields = [
            field("sum", .money), field("on_day", .date), field("at", .moment), field("flag", .bool),
            field("count", .integer), field("route", .enumeration(["direct"])),
            field("who", .reference(.person)),
            field("note", .text, required: false), field("items", .list(.record([field("sum", .money)]))),
        ]
        let json = try JSON(
            parsing: """
                {"sum":"42,980.00","on_day":"2025-04-07","at":"2025-04-07T09:00+08:00","flag":true,"count":7,\
                "route":"direct","who":"P-1","note":null,"items":[{"sum":"1.5"}]}
                """)
        let values = try PayloadReader.read(json, fields: fields)
        #expect(values["sum"] == .money(Fen(4_298_000)))
        #expect(values["on_day"] == Day("2025-04-07").map(CELValue.date))
        #expect(values["at"] == Instant("2025-04-07T09:00+08:00").map(CELValue.timestamp))
        #expect(values["note"] == nil)
        #expect(values["items"] == .list([.record(["sum": .money(Fen(150))])]))
    }

    @Test(arguments: ["-1.00", "1.005", "1,00.00", "", "12元", " 1"])
    func `money is yuan with at most two decimals, never negative`(given: String) {
        #expect(problems(.object(["sum": .string(given)]), [field("sum", .money)]).map(\.path) == ["sum"])
    }

    @Test func `a bare number is no money`() {
        #expect(problems(.object(["sum": .integer(9500)]), [field("sum", .money)]).count == 1)
    }

    @Test func `every problem is named with its path`() throws {
        let fields = [field("payments", .list(.record([field("sum", .money), field("on_day", .date)])))]
        let json = try JSON(
            parsing:
                #"{"payments":[{"sum":"1.00","on_day":"2025-04-07"},{"sum":"x","on_day":"2025-02-30"}],"extra":1}"#
        )
        #expect(problems(json, fields).map(\.path) == ["payments[1].sum", "payments[1].on_day", "extra"])
    }

    @Test func `a mistyped word or field gets a suggestion`() {
        let fields = [field("reason", .enumeration(["withdrawn", "paid_in_full"]))]
        let word = problems(.object(["reason": .string("withdrawm")]), fields)
        #expect(word.first?.wanted.en.contains("did you mean 'withdrawn'") == true)
        let name = problems(.object(["reason": .string("withdrawn"), "reasn": .null]), fields)
        #expect(name.first?.wanted.en == "no such field; did you mean 'reason'")
    }

    @Test func `what is required must be there and not blank`() {
        #expect(problems(.object([:]), [field("note", .text)]).count == 1)
        #expect(problems(.object(["note": .string("  \n")]), [field("note", .text)]).count == 1)
        #expect(problems(.object(["items": .array([])]), [field("items", .list(.text))]).count == 1)
        #expect(problems(.array([]), []).count == 1)
    }

    @Test func `control characters and texts without end are refused`() {
        #expect(problems(.object(["note": .string("a\u{0}b")]), [field("note", .text)]).count == 1)
        #expect(problems(.object(["note": .string("a\u{1B}[31m")]), [field("note", .text)]).count == 1)
        #expect(problems(.object(["note": .string("甲\n\t乙")]), [field("note", .text)]).isEmpty)
        let long = String(repeating: "工", count: 20_001)
        #expect(problems(.object(["note": .string(long)]), [field("note", .text)]).first?.given == "20001")
    }

    @Test func `the content of a personal field is never shown`() {
        let found = problems(
            .object(["id_number": .integer(350_521)]), [field("id_number", .text, personal: true)])
        #expect(found.first?.given == "…")
    }
}
