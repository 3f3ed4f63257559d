import CaseDesk
import Testing

struct SearchTests {
    private static let persons = [
        PersonRow(id: "p-1", name: "张伟", number: "110101199001010011", phone: "13800000001"),
        PersonRow(id: "p-2", name: "张伟国", number: "51010119850505123X", phone: "138-0000-5678"),
        PersonRow(id: "p-3", name: "小张伟", number: "5101**********1234", phone: ""),
        PersonRow(id: "p-4", name: "买买提·吐尔逊", number: "", phone: "+86 139 0000 0004"),
        PersonRow(id: "p-5", name: "Mary Ann O'Neil", number: "", phone: ""),
        PersonRow(id: "p-6", name: "", number: "", phone: ""),
    ]

    private func with(_ subject: Subject, _ body: (any CaseIndex) throws -> Void) throws {
        try subject.with { index in
            try index.apply(batch(persons: SearchTests.persons), upTo: stamp(6))
            try body(index)
        }
    }

    @Test(arguments: Subject.allCases)
    func `a name of two characters, or one of them, is found; the whole name comes first`(subject: Subject)
        throws
    {
        try with(subject) { index throws in
            #expect(try index.found("张伟") == ["p-1", "p-2", "p-3"])
            #expect(try index.found("伟") == ["p-3", "p-1", "p-2"])
            #expect(try index.found("张伟国") == ["p-2"])
            #expect(try index.found("伟张").isEmpty)
            #expect(try index.persons(matching: "小张伟", limit: 1) == [SearchTests.persons[2]])
        }
    }

    @Test(arguments: Subject.allCases)
    func `spaces, middle dots, case and full width do not matter`(subject: Subject) throws {
        try with(subject) { index throws in
            #expect(try index.found("买买提 吐尔逊") == ["p-4"])
            #expect(try index.found("买买提•吐") == ["p-4"])
            #expect(try index.found(" 张 伟　国 ") == ["p-2"])
            #expect(try index.found("ＭＡＲＹ ann") == ["p-5"])
            #expect(try index.found("oneil") == ["p-5"])
        }
    }

    @Test(arguments: Subject.allCases)
    func `the end of a telephone or identity number is enough`(subject: Subject) throws {
        try with(subject) { index throws in
            #expect(try index.found("5678") == ["p-2"])
            #expect(try index.found("13800005678") == ["p-2"])
            #expect(try index.found("１３９００００") == ["p-4"])
            #expect(try index.found("123x") == ["p-2"])
            #expect(try index.found("11010119900101001") == ["p-1"])
        }
    }

    @Test(arguments: Subject.allCases)
    func `masked digits are not skipped, and no match runs from one field into the next`(subject: Subject)
        throws
    {
        try with(subject) { index throws in
            #expect(try index.found("51011234").isEmpty)
            #expect(try index.found("**1234") == ["p-3"])
            #expect(try index.found("伟1101").isEmpty)
            #expect(try index.found("0011138").isEmpty)
        }
    }

    @Test(arguments: Subject.allCases)
    func `blank text lists everyone, text without letter or digit nobody`(subject: Subject) throws {
        try with(subject) { index throws in
            #expect(try index.found("") == ["p-6", "p-5", "p-4", "p-3", "p-1", "p-2"])
            #expect(try index.found(" 　").count == 6)
            #expect(try index.found("", limit: 2) == ["p-6", "p-5"])
            #expect(try index.found("%").isEmpty)
            #expect(try index.found("_'\"").isEmpty)
            #expect(try index.found(SearchKey.edge).isEmpty)
            #expect(try index.found("张", limit: 0).isEmpty)
            #expect(try index.found("张", limit: -5).isEmpty)
        }
    }

    @Test(arguments: Subject.allCases)
    func `an organisation is found by a part of its name or of its credit code`(subject: Subject) throws {
        try subject.with { index in
            let rows = [
                OrganisationRow(id: "o-1", name: "某某（北京）建筑劳务有限公司", code: "91110105MA00000001"),
                OrganisationRow(id: "o-2", name: "某某建筑工程总公司", code: ""),
            ]
            try index.apply(batch(organisations: rows), upTo: stamp(2))
            #expect(try index.organisations(matching: "某某(北京)建筑", limit: 9) == [rows[0]])
            #expect(try index.organisations(matching: "建筑", limit: 9) == [rows[1], rows[0]])
            #expect(try index.organisations(matching: "ma0000", limit: 9) == [rows[0]])
            #expect(try index.organisations(matching: "公司", limit: 1).count == 1)
            #expect(try index.organisations(matching: "劳务派遣", limit: 9).isEmpty)
        }
    }
}
