import CaseDesk
import Testing
import Values

struct CatchUpTests {
    @Test(arguments: Subject.allCases)
    func `a case that moved on replaces its row, its parties and its clocks, and no other's`(subject: Subject)
        throws
    {
        try subject.with { index in
            let other = caseRow("A-2", opened: "2025-01-01", claimants: ["p-2"])
            try index.apply(
                batch(
                    cases: [caseRow("A-1", claimants: ["p-1", "p-2"], respondents: ["o-1"]), other],
                    clocks: [
                        clockRow("A-1", due: .day(day("2025-04-11"))),
                        clockRow("A-2", due: .day(day("2025-04-12"))),
                    ]), upTo: stamp(2))
            let moved = caseRow("A-1", closed: "paid in full", claimants: ["p-2"], recovered: 6_015_800)
            try index.apply(batch(cases: [moved]), upTo: stamp(3))
            #expect(try index.cases(CaseQuery()) == [moved, other])
            #expect(try index.numbers(CaseQuery(claimants: ["p-1"])).isEmpty)
            #expect(try index.numbers(CaseQuery(respondents: ["o-1"])).isEmpty)
            #expect(try index.clocks(dueBy: nil).map(\.caseNumber) == ["A-2"])
        }
    }

    @Test(arguments: Subject.allCases)
    func `a person whose name was erased is found by it no more`(subject: Subject) throws {
        try subject.with { index in
            let row = PersonRow(id: "p-1", name: "何某", number: "110101199001010011", phone: "13800000001")
            try index.apply(batch(persons: [row]), upTo: stamp(1))
            let erased = PersonRow(id: "p-1", name: "", number: "", phone: "")
            try index.apply(batch(persons: [erased]), upTo: stamp(2))
            #expect(try index.found("何某").isEmpty)
            #expect(try index.found("0011").isEmpty)
            #expect(try index.persons(matching: "", limit: 10) == [erased])
        }
    }

    @Test(arguments: Subject.allCases)
    func `what has been read as far already is not read again`(subject: Subject) throws {
        try subject.with { index in
            try index.apply(batch(cases: [caseRow("A-1", closed: "paid")]), upTo: stamp(10, leaf: "ten"))
            try index.apply(batch(cases: [caseRow("A-1")]), upTo: stamp(9, leaf: "nine"))
            try index.apply(batch(cases: [caseRow("A-1")]), upTo: stamp(10, leaf: "other"))
            #expect(try index.numbers(CaseQuery(status: .closed)) == ["A-1"])
            #expect(try index.stamp() == stamp(10, leaf: "ten"))
        }
    }

    @Test(arguments: Subject.allCases)
    func `an empty slice still moves the stamp, and keeps the shape it names`(subject: Subject) throws {
        try subject.with { index in
            try index.apply(batch(), upTo: IndexStamp(size: 4, lastLeaf: "x", shape: 9))
            #expect(try index.stamp() == IndexStamp(size: 4, lastLeaf: "x", shape: 9))
        }
    }

    @Test(arguments: Subject.allCases)
    func `after a reset nothing is left and reading begins anew`(subject: Subject) throws {
        try subject.with { index in
            let all = batch(
                cases: [caseRow("A-1", claimants: ["p-1"])],
                clocks: [clockRow("A-1", due: .day(day("2025-04-11")))],
                persons: [PersonRow(id: "p-1", name: "冯某", number: "", phone: "")],
                organisations: [OrganisationRow(id: "o-1", name: "某公司", code: "")])
            try index.apply(all, upTo: stamp(10))
            try index.reset()
            #expect(try index.stamp() == nil)
            #expect(try index.count(CaseQuery()) == 0)
            #expect(try index.numbers(CaseQuery(claimants: ["p-1"])).isEmpty)
            #expect(try index.clocks(dueBy: nil).isEmpty)
            #expect(try index.found("").isEmpty)
            #expect(try index.organisations(matching: "", limit: 9).isEmpty)
            try index.apply(all, upTo: stamp(3))
            #expect(try index.stamp() == stamp(3))
            #expect(try index.numbers() == ["A-1"])
        }
    }

    @Test(arguments: Subject.allCases)
    func `clocks come in the order they expire, those of a day before an instant of the next`(
        subject: Subject
    ) throws {
        try subject.with { index in
            let noon = try #require(Instant("2025-04-12T12:00:00.000001+08:00"))
            let rows = [
                clockRow("A-1", run: "c#1", due: .instant(noon)),
                clockRow("A-1", run: "b#1", due: .day(day("2025-04-11"))),
                clockRow("A-2", run: "a#2", due: .day(day("2025-04-11")), isBreached: true),
                clockRow("A-2", run: "a#1", due: .day(day("2025-04-11"))),
                clockRow("A-2", run: "z#1", due: .day(day("1969-12-31"))),
            ]
            try index.apply(
                batch(cases: [caseRow("A-1"), caseRow("A-2")], clocks: rows), upTo: stamp(2))
            #expect(try index.clocks(dueBy: nil) == [rows[4], rows[1], rows[3], rows[2], rows[0]])
            #expect(try index.clocks(dueBy: day("2025-04-11")).map(\.run) == ["z#1", "b#1", "a#1", "a#2"])
            #expect(try index.clocks(dueBy: day("2025-04-12")).count == 5)
            #expect(try index.clocks(dueBy: day("2025-04-10")).map(\.run) == ["z#1"])
        }
    }
}
