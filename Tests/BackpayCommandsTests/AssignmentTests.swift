import Source
import Testing
import Values

@testable import BackpayCommands

struct AssignmentTests {
    @Test func `text, JSON and dotted keys make one object`() throws {
        let object = try Assignment.object([
            "reason=工资 = 未付", "count:=7", "payer.kind=owner", "payer.paid:=true", "list:=[1,2]", "empty=",
            "备注=好",
        ])
        #expect(
            object.canonicalText
                == #"{"count":7,"empty":"","list":[1,2],"payer":{"kind":"owner","paid":true},"reason":"工资 = 未付","备注":"好"}"#
        )
        #expect(try Assignment.object([]) == .object([:]))
    }

    @Test func `figures stay text until the act says what they are`() throws {
        #expect(try Assignment(parsing: "sum=42980.00").value == .string("42980.00"))
    }

    @Test(arguments: [
        "sum", "=1", ".a=1", "a.=1", "a..b=1", "a b=1", "a:=", "a:={", "a:=1.5", "a:=09:00", "a:b=1",
        "a\u{1B}=1",
        "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1",
    ])
    func `what cannot be understood is a usage error that repeats what was given`(text: String) {
        let failure = #expect(throws: CommandFailure.self) { try Assignment(parsing: text) }
        #expect(failure?.status == .usage)
        #expect(failure?.message.en.contains(text) == true)
    }

    @Test(arguments: [["a=1", "a=2"], ["a=1", "a.b=2"], ["a.b=1", "a=2"], ["a:={\"b\":1}", "a.b=2"]])
    func `a key is set once`(texts: [String]) {
        let failure = #expect(throws: CommandFailure.self) { try Assignment.object(texts) }
        #expect(failure?.status == .usage)
    }

    @Test func `an object given as JSON may be added to by other names`() throws {
        #expect(try Assignment.object(["a:={\"b\":1}", "a.c=2"]).canonicalText == #"{"a":{"b":1,"c":"2"}}"#)
    }
}
