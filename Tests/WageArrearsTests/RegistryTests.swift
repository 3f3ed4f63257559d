import Testing
import Values

@testable import WageArrears

@Suite struct RegistryTests {
    private static let today = FactSamples.day("2025-04-08")

    private func person(_ number: String?) -> PersonFile {
        var file = PersonFile(id: "P-000001")
        file.apply(
            .personRegistered(
                id: "P-000001", name: "工友", number: number, phone: nil, region: nil, today: Self.today),
            from: sampleEntry(1))
        return file
    }

    @Test
    func
        `a number with the right check digit proves identity, any other is kept as stated and proves nothing`()
    {
        let right = person("11010519491231002x")
        #expect(right.provesIdentity)
        #expect(right.number == .known("11010519491231002X"))
        let wrong = person("110105194912310021")
        #expect(wrong.check == .failed)
        #expect(wrong.number == .known("110105194912310021"))
        #expect(!wrong.provesIdentity)
        #expect(person("not a number").check == .malformed)
        #expect(!person("not a number").provesIdentity)
        #expect(person("130503670401001").check == .notChecked)
        #expect(person(nil).check == .notGiven)
        #expect(person(nil).numberKind == .none)
    }

    @Test func `a correction replaces what it names and checks a new number again`() {
        var file = person("110105194912310021")
        file.apply(
            .personCorrected(id: "P-000001", number: "11010519491231002X", today: Self.today, reason: "抄错一位"),
            from: sampleEntry(2))
        #expect(file.provesIdentity)
        #expect(file.name == .known("工友"))
        file.apply(
            .personCorrected(id: "P-000002", name: "别人", today: Self.today, reason: "x"), from: sampleEntry(3)
        )
        #expect(file.name == .known("工友"))
    }

    @Test func `two registrations of one person are linked, and unlinked when that was wrong`() {
        var file = person(nil)
        file.apply(.personLinked(id: "P-000002", other: "P-000001", reason: "同号"), from: sampleEntry(2))
        #expect(file.summary.samePersons == ["P-000002"])
        file.apply(.personUnlinked(id: "P-000001", other: "P-000002", reason: "重名"), from: sampleEntry(3))
        #expect(file.summary.samePersons == [])
    }

    @Test func `an organisation's code is checked and kept`() {
        var file = OrganisationFile(id: "O-000001")
        file.apply(
            .organisationRegistered(id: "O-000001", name: "某公司", code: "91350100m000100y43", region: nil),
            from: sampleEntry(1))
        #expect(file.code == "91350100M000100Y43")
        #expect(file.check == .passed)
        file.apply(.organisationCorrected(id: "O-000001", code: "91350100M000100Y44"), from: sampleEntry(2))
        #expect(file.check == .failed)
        #expect(file.name == "某公司")
    }

    @Test func `a role is held from its first to its last day, and a revocation ends it`() throws {
        var file = ActorFile(id: "cadre")
        let (first, last) = (FactSamples.day("2025-01-01"), FactSamples.day("2025-12-31"))
        file.apply(.actorRegistered(id: "cadre", name: "干部"), from: sampleEntry(1))
        file.apply(
            .actorGranted(id: "cadre", role: "unionCadre", body: "县总工会", from: first, until: last),
            from: sampleEntry(2))
        #expect(file.grants(on: first).map(\.role) == ["unionCadre"])
        #expect(file.grants(on: last).count == 1)
        #expect(file.grants(on: last.adding(days: 1)).isEmpty)
        #expect(file.grants(on: first.adding(days: -1)).isEmpty)
        let revoked = FactSamples.day("2025-06-30")
        file.apply(
            .actorRevoked(id: "cadre", role: "unionCadre", body: "县总工会", until: revoked), from: sampleEntry(3)
        )
        #expect(file.grants(on: revoked).count == 1)
        #expect(file.grants(on: revoked.adding(days: 1)).isEmpty)
        file.apply(
            .actorGranted(id: "cadre", role: "unionCadre", body: "县总工会", from: last, until: nil),
            from: sampleEntry(4))
        #expect(file.grants(on: last.adding(days: 400)).count == 1)
    }
}
