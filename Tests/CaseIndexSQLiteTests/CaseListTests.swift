import CaseDesk
import Testing
import Values

struct CaseListTests {
    @Test(arguments: Subject.allCases)
    func `a new index has read nothing and lists nothing`(subject: Subject) throws {
        try subject.with { index throws in
            #expect(try index.stamp() == nil)
            #expect(try index.cases(CaseQuery()).isEmpty)
            #expect(try index.count(CaseQuery()) == 0)
            #expect(try index.clocks(dueBy: nil).isEmpty)
            #expect(try index.persons(matching: "", limit: 10).isEmpty)
            #expect(try index.organisations(matching: "公司", limit: 10).isEmpty)
        }
    }

    @Test(arguments: Subject.allCases)
    func `a case comes back with all that was put in, its parties in their order`(subject: Subject) throws {
        try subject.with { index in
            let full = caseRow(
                "案-2025-1", claimants: ["p-9", "p-1", "p-5"], respondents: ["o-2", "o-1"], recovered: -1,
                nextDue: day("2025-04-11"))
            let bare = caseRow("案-2024-1", opened: "2024-12-31", closed: "paid in full")
            try index.apply(batch(cases: [bare, full]), upTo: stamp(2, leaf: "ab"))
            #expect(try index.cases(CaseQuery()) == [full, bare])
            #expect(try index.stamp() == stamp(2, leaf: "ab"))
        }
    }

    @Test(arguments: Subject.allCases)
    func `cases are listed newest first, on one day by number, and the limit cuts the oldest`(
        subject: Subject
    ) throws {
        try subject.with { index in
            let rows = [
                caseRow("B-1", opened: "2025-04-07"), caseRow("A-9", opened: "2025-04-08"),
                caseRow("B-3", opened: "2025-04-07"), caseRow("案-1", opened: "2025-04-07"),
                caseRow("Z-1", opened: "1999-01-01"),
            ]
            try index.apply(batch(cases: rows), upTo: stamp(5))
            #expect(try index.numbers() == ["A-9", "案-1", "B-3", "B-1", "Z-1"])
            #expect(try index.numbers(CaseQuery(limit: 2)) == ["A-9", "案-1"])
            #expect(try index.numbers(CaseQuery(limit: 0)).isEmpty)
            #expect(try index.numbers(CaseQuery(limit: -1)).isEmpty)
            #expect(try index.count(CaseQuery(limit: 2)) == 5)
        }
    }

    @Test(arguments: Subject.allCases)
    func `status and workflow narrow the list and the count alike`(subject: Subject) throws {
        try subject.with { index in
            let rows = [
                caseRow("A-1", workflow: "hotline"), caseRow("A-2", closed: "withdrawn", workflow: "hotline"),
                caseRow("A-3", closed: "", workflow: "arbitration"),
            ]
            try index.apply(batch(cases: rows), upTo: stamp(3))
            #expect(try index.numbers(CaseQuery(status: .open)) == ["A-1"])
            #expect(try index.numbers(CaseQuery(status: .closed)) == ["A-3", "A-2"])
            #expect(try index.numbers(CaseQuery(workflow: "hotline")) == ["A-2", "A-1"])
            #expect(try index.count(CaseQuery(status: .closed, workflow: "hotline")) == 1)
            #expect(try index.count(CaseQuery(workflow: "hot")) == 0)
        }
    }

    @Test(arguments: Subject.allCases)
    func `claimants and respondents together mean either, and no case is listed twice`(subject: Subject)
        throws
    {
        try subject.with { index in
            let rows = [
                caseRow("A-1", claimants: ["p-1", "p-2"], respondents: ["o-1"]),
                caseRow("A-2", claimants: ["p-3"], respondents: ["o-2", "o-3"]),
                caseRow("A-3", claimants: ["p-3", "p-3"], respondents: ["o-\"1\""]),
            ]
            try index.apply(batch(cases: rows), upTo: stamp(3))
            #expect(try index.numbers(CaseQuery(claimants: ["p-1", "p-2"])) == ["A-1"])
            #expect(try index.numbers(CaseQuery(claimants: ["p-3"])) == ["A-3", "A-2"])
            #expect(try index.numbers(CaseQuery(respondents: ["o-3", "o-9"])) == ["A-2"])
            #expect(try index.numbers(CaseQuery(respondents: ["o-\"1\""])) == ["A-3"])
            #expect(try index.numbers(CaseQuery(claimants: ["p-2"], respondents: ["o-3"])) == ["A-2", "A-1"])
            #expect(try index.count(CaseQuery(claimants: ["p-1", "p-2"], respondents: ["o-1"])) == 1)
            #expect(try index.numbers(CaseQuery(claimants: ["o-1"])).isEmpty)
        }
    }

    @Test(arguments: Subject.allCases)
    func `a part of the number finds the case, whatever brackets and hyphens were typed`(subject: Subject)
        throws
    {
        try subject.with { index in
            let rows = [caseRow("京朝劳仲字（2025）第0012号"), caseRow("WA-2025-0120")]
            try index.apply(batch(cases: rows), upTo: stamp(2))
            #expect(try index.numbers(CaseQuery(numberContains: "(2025) 第0012")) == ["京朝劳仲字（2025）第0012号"])
            #expect(try index.numbers(CaseQuery(numberContains: "wa2025")) == ["WA-2025-0120"])
            #expect(try index.numbers(CaseQuery(numberContains: "012")).count == 2)
            #expect(try index.numbers(CaseQuery(numberContains: "")).count == 2)
            #expect(try index.numbers(CaseQuery(numberContains: "%")).isEmpty)
            #expect(try index.count(CaseQuery(numberContains: "%")) == 0)
            #expect(try index.count(CaseQuery(numberContains: "2025-0120")) == 1)
        }
    }
}
