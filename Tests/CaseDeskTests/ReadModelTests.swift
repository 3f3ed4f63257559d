import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values

/// What the read models hold, and when: all that has landed and nothing else.
struct ReadModelTests {
    /// Passes its check; no region has a code that begins with 99.
    private static let number = "990000196001010005"

    private struct ChangedMind: Error {}

    @Test func `who is told twice in one piece of work is registered once`() throws {
        let office = try Office()
        let ids = try office.desk.desk.work(as: "clerk") { work in
            [
                try work.ensurePerson(PersonEntry(name: "工友丙", number: Self.number)),
                try work.ensurePerson(PersonEntry(name: "工友丙", number: Self.number.lowercased())),
                try work.ensureOrganisation(OrganisationEntry(name: "某建筑公司")),
                try work.ensureOrganisation(OrganisationEntry(name: "某建筑公司")),
                try work.ensureOrganisation(OrganisationEntry(name: "某建筑公司", code: "91110105MA00000001")),
                try work.ensureOrganisation(OrganisationEntry(name: "某建筑公司", code: "91110105MA00000001")),
            ]
        }
        #expect(ids == ["P-000003", "P-000003", "O-000002", "O-000002", "O-000003", "O-000003"])
        let again = try office.desk.desk.work(as: "clerk") { work in
            [
                try work.ensurePerson(PersonEntry(name: "工友丙", number: Self.number)),
                try work.ensureOrganisation(OrganisationEntry(name: "某建筑公司")),
            ]
        }
        #expect(again == ["P-000003", "O-000002"])
    }

    @Test func `work that is given up leaves the read models as they were`() throws {
        let office = try Office()
        _ = try office.desk.desk.askIndex { index, _ in try index.stamp() }
        #expect(throws: ChangedMind.self) {
            try office.desk.desk.work(as: "clerk") { work in
                _ = try work.ensurePerson(PersonEntry(name: "工友丙", number: Self.number))
                _ = try work.ensurePerson(PersonEntry(name: "工友丁"))
                throw ChangedMind()
            }
        }
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        #expect(try office.desk.desk.index.stamp()?.size == size)
        #expect(try office.desk.desk.index.persons(matching: "工友丙", limit: 9).isEmpty)
    }

    @Test func `a case whose last act was given up is listed as it stands`() throws {
        let office = try Office()
        try office.accept()
        let expected = try office.state.stateLabels
        #expect(throws: ChangedMind.self) {
            try office.desk.desk.work(as: "cadre") { work in
                let outcome = try work.perform(
                    ActCommand(
                        caseNumber: office.number, act: "note_added",
                        payload: .object(["text": .string("备注")]),
                        recorder: "cadre"))
                try office.done(outcome)
                // Asks the read models in the middle of the work.
                _ = try work.ensureOrganisation(OrganisationEntry(name: "某建筑公司"))
                throw ChangedMind()
            }
        }
        let (row, state) = try office.desk.desk.askIndex { index, _ in
            (try index.cases(CaseQuery()).first, try index.stamp())
        }
        #expect(row?.states == expected)
        #expect(row?.position == (try office.state.position))
        #expect(state?.size == (try office.desk.desk.ask { reader, _ in try reader.size }))
    }

    @Test func `read models of another, longer history are made anew`() throws {
        let office = try Office()
        let desk = office.desk.desk
        try desk.index.apply(
            foreign(), upTo: IndexStamp(size: 10_000, lastLeaf: String(repeating: "0", count: 64)))
        let persons = try desk.askIndex { index, _ in try index.persons(matching: "", limit: 99) }
        #expect(Set(persons.map(\.id)) == Set(office.workers))
    }

    private func foreign() -> IndexBatch {
        var batch = IndexBatch()
        batch.persons = [PersonRow(id: "P-900000", name: "别处的人", number: "", phone: "")]
        return batch
    }

    @Test func `numbers are given without gaps, past the width they are written in`() throws {
        let office = try Office()
        let ids = try office.desk.desk.work(as: "clerk") { work in
            try (3...40).map { try work.ensurePerson(PersonEntry(name: "工友\($0)")) }
        }
        #expect(ids.first == "P-000003")
        #expect(ids.last == "P-000040")
        #expect(Set(ids).count == 38)
        for serial in 2...20 {
            let number = try office.desk.open(as: "clerk", claimants: [office.workers[0]])
            #expect(number == "2025-00" + (serial < 10 ? "0" : "") + "\(serial)")
        }
    }
}
