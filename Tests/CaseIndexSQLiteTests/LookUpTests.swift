import CaseDesk
import Testing

/// Finding who is registered already: letter for letter, whatever a search would also find.
struct LookUpTests {
    @Test(arguments: Subject.allCases)
    func `a number finds who has it and nobody whose number only contains it`(subject: Subject) throws {
        try subject.with { index in
            let rows = [
                PersonRow(id: "p-1", name: "张伟", number: "110101199001010011", phone: ""),
                PersonRow(id: "p-2", name: "李强", number: "1101011990010100119", phone: "110101199001010011"),
                PersonRow(id: "p-3", name: "王芳", number: "", phone: ""),
                PersonRow(id: "p-0", name: "张伟", number: "110101199001010011", phone: ""),
            ]
            try index.apply(batch(persons: rows), upTo: stamp(4))
            #expect(try index.persons(numbered: "110101199001010011") == [rows[3], rows[0]])
            #expect(try index.persons(numbered: "11010119900101001").isEmpty)
            #expect(try index.persons(numbered: "").isEmpty)
        }
    }

    @Test(arguments: Subject.allCases)
    func `a code and a name find the organisations that bear them`(subject: Subject) throws {
        try subject.with { index in
            let rows = [
                OrganisationRow(id: "o-1", name: "某某建筑有限公司", code: "91110105MA00000001"),
                OrganisationRow(id: "o-2", name: "某某建筑有限公司", code: ""),
                OrganisationRow(id: "o-3", name: "某某建筑有限公司第一分公司", code: ""),
            ]
            try index.apply(batch(organisations: rows), upTo: stamp(3))
            #expect(try index.organisations(named: "某某建筑有限公司") == [rows[0], rows[1]])
            #expect(try index.organisations(named: "某某建筑").isEmpty)
            #expect(try index.organisations(named: "").isEmpty)
            #expect(try index.organisations(coded: "91110105MA00000001") == [rows[0]])
            #expect(try index.organisations(coded: "").isEmpty)
        }
    }

    @Test(arguments: Subject.allCases)
    func `a row that was replaced is found by its new number only`(subject: Subject) throws {
        try subject.with { index in
            var row = PersonRow(id: "p-1", name: "张伟", number: "1", phone: "")
            try index.apply(batch(persons: [row]), upTo: stamp(1))
            row.number = "2"
            try index.apply(batch(persons: [row]), upTo: stamp(2))
            #expect(try index.persons(numbered: "1").isEmpty)
            #expect(try index.persons(numbered: "2") == [row])
        }
    }
}
