import CaseDesk
import CaseTesting
import Testing

/// People are registered once.
struct PersonTests {
    /// The first example of GB 11643-1999.
    private let number = "11010519491231002X"

    @Test func `the same number and name are the same person`() throws {
        let office = try Office()
        let first = try office.desk.person("工友丙", number: number)
        #expect(try office.desk.person("工友丙", number: "11010519491231002x") == first)
    }

    @Test func `a known number under another name is not silently somebody else`() throws {
        let office = try Office()
        _ = try office.desk.person("工友丙", number: number)
        #expect(throws: DeskFailure.self) { try office.desk.person("工友丁", number: number) }
    }

    @Test func `a number with a wrong check digit is kept as stated and recognises nobody`() throws {
        let office = try Office()
        let first = try office.desk.person("工友丙", number: "110105194912310021")
        #expect(try office.desk.person("工友丁", number: "110105194912310021") != first)
    }
}
