import Source
import Testing
import Values

@testable import WageArrears

@Suite struct FactCodingTests {
    @Test func `a fact of an unknown type or a later version is kept as it is`() throws {
        for text in [
            #"{"schema":1,"type":"moon.risen","how":["far"]}"#,
            #"{"case":1,"schema":9,"type":"case.opened"}"#,
        ] {
            let json = try JSON(parsing: text)
            let fact = try Fact(json: json)
            guard case .unknown = fact else {
                Issue.record("\(fact.type) was taken for known")
                continue
            }
            #expect(fact.json == json)
            var file = CaseFile()
            file.apply(fact, from: sampleEntry(1))
            #expect(file.balance == CaseFile().balance)
        }
    }

    @Test func `a member that is missing or of another shape is named, its content is not`() throws {
        let broken = #"{"schema":1,"type":"payment.staged","payment":"Y1.1","stage":"flown"}"#
        let error = #expect(throws: FactError.self) { try Fact(json: JSON(parsing: broken)) }
        #expect(error == FactError(type: "payment.staged", member: "stage"))
        let negative = #"{"recovered_fen":-1,"schema":1,"type":"payout.confirmed"}"#
        #expect(throws: FactError.self) { try Fact(json: JSON(parsing: negative)) }
    }

    @Test func `personal words stand under personal and nowhere else`() {
        for fact in FactSamples.all {
            guard case .object(var members) = fact.json, let words = members.removeValue(forKey: "personal")
            else {
                continue
            }
            let clear = JSON.object(members).canonicalText
            for word in FactCodingTests.texts(words) { #expect(!clear.contains(word), "\(fact.type)") }
        }
    }

    @Test func `an erased fact is read, says so, and keeps every sum, state and check`() throws {
        for fact in FactSamples.all {
            guard case .object(var members) = fact.json, members["personal"] != nil else { continue }
            members["personal"] = .string("erased")
            let erased = try Fact(json: .object(members))
            #expect(erased.json == .object(members), "\(fact.type)")
            #expect(erased.subject == fact.subject)
        }
        let person = try #require(FactSamples.registryFacts.first)
        guard case .object(var members) = person.json else { return }
        members["personal"] = .string("erased")
        var file = PersonFile(id: "P-000001")
        file.apply(try Fact(json: .object(members)), from: sampleEntry(1))
        #expect(file.name == .erased)
        #expect(file.number.known == nil)
        #expect(file.check == .passed)
        #expect(file.provesIdentity)
    }

    @Test func `a fact of an old version is brought up step by step`() {
        let steps = [
            FactUpcast(type: "x", from: 1) { members in
                var members = members
                members["sum_fen"] = members.removeValue(forKey: "sum")
                return members
            },
            FactUpcast(type: "x", from: 2) { $0.merging(["level": .string("case")]) { old, _ in old } },
        ]
        let old = JSON.object(["type": .string("x"), "schema": .integer(1), "sum": .integer(5)])
        #expect(
            FactUpcast.bring(old, type: "x", from: 1, to: 3, by: steps)
                == .object([
                    "type": .string("x"), "schema": .integer(3), "sum_fen": .integer(5),
                    "level": .string("case"),
                ]))
        #expect(FactUpcast.bring(old, type: "x", from: 1, to: 4, by: steps) == nil)
    }

    @Test func `only facts of a register have a subject, free words of a case have none`() {
        for fact in FactSamples.all {
            let isRegistry = fact.type.hasPrefix("person.") || fact.type == "actor.registered"
            #expect((fact.subject != nil) == isRegistry, "\(fact.type)")
        }
    }

    private static func texts(_ json: JSON) -> [String] {
        switch json {
        case .string(let text): return [text]
        case .array(let items): return items.flatMap(texts)
        case .object(let members): return members.values.flatMap(texts)
        case .null, .bool, .integer: return []
        }
    }
}

/// An entry for facts that are folded by hand.
func sampleEntry(_ position: Int, act: String = "test", on day: String = "2025-04-08") -> EntryRef {
    let moment = Moment(day) ?? .instant(Instant(microseconds: 0))
    return EntryRef(
        position: position, version: position, occurred: moment, at: moment.latest, doers: ["cadre"],
        recorder: "cadre", act: act)
}
