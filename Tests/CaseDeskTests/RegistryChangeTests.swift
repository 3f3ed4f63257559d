import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

/// What the registry says of people and organisations is changed by entries of its own, by two people where it says
/// who somebody is.
struct RegistryChangeTests {
    /// The examples of GB 11643-1999: both pass their check.
    private let number = "11010519491231002X"
    private let otherNumber = "440524188001010014"

    private func change(
        _ office: MergeOffice, _ change: RegistryChange, by doers: [String] = ["cadre", "head"],
        papers: [AttachedPaper]? = nil, reason: String = "同一身份证", key: CommandKey? = nil
    ) throws -> RegistryOutcome {
        let signed = papers ?? (doers.count > 1 ? [TestDesk.paper("identity_card", signers: ["head"])] : [])
        return try office.desk.desk.change(
            RegistryCommand(
                change,
                frame: LinkFrame(
                    papers: signed, doers: doers, recorder: doers[0], reason: reason, key: key)))
    }

    private func done(_ outcome: RegistryOutcome) throws -> RegistryReceipt {
        switch outcome {
        case .done(let receipt): return receipt
        case .refused(let report, _): throw report
        }
    }

    private func code(_ outcome: RegistryOutcome) -> String? {
        guard case .refused(let report, _) = outcome else { return nil }
        return report.primary.code
    }

    private func person(_ office: MergeOffice, _ id: String) throws -> PersonFile {
        try office.desk.desk.ask { reader, _ in try Registry(reader: reader).person(id) }
    }

    private func size(_ office: MergeOffice) throws -> Int {
        try office.desk.desk.ask { reader, _ in try reader.size }
    }

    @Test func `a link stands with both registrations, in one commit, until it is taken back`() throws {
        let office = try MergeOffice()
        let (one, other) = (office.workers[0], office.workers[1])
        let before = try size(office)
        let receipt = try done(change(office, .linkPersons(one, other)))
        #expect(try size(office) == before + 2 && receipt.position == before)
        #expect(try person(office, one).samePersons == [other])
        #expect(try person(office, other).samePersons == [one])
        let history = try office.desk.desk.ask { reader, _ in
            try Registry(reader: reader).history(ofPerson: other)
        }
        #expect(history.map(\.type) == ["person.registered", "person.linked"])
        #expect(history.last?.other == one && history.last?.doers == ["cadre", "head"])
        #expect(history.last?.reason == .known("同一身份证") && history.last?.papers == 1)
        #expect(code(try change(office, .linkPersons(other, one))) == "payload")
        _ = try done(change(office, .unlinkPersons(other, one), reason: "同名不同人"))
        #expect(try person(office, one).samePersons.isEmpty)
        #expect(try person(office, other).samePersons.isEmpty)
        #expect(code(try change(office, .unlinkPersons(one, other))) == "payload")
    }

    @Test func `who somebody is takes two people, a signed paper and a reason; readers change nothing`()
        throws
    {
        let office = try MergeOffice()
        _ = try office.open([0])
        let (one, other) = (office.workers[0], office.workers[1])
        #expect(code(try change(office, .linkPersons(one, other), by: ["cadre"])) == "approvals")
        #expect(code(try change(office, .linkPersons(one, other), papers: [])) == "approvals")
        #expect(
            code(
                try change(
                    office, .linkPersons(one, other), papers: [TestDesk.paper("identity_card")]))
                == "approvals")
        #expect(code(try change(office, .linkPersons(one, other), reason: " ")) == "payload")
        #expect(code(try change(office, .linkPersons(one, other), by: ["auditor", "head"])) == "role")
        #expect(throws: DeskFailure.noSuchActor("nobody")) {
            try change(office, .linkPersons(one, other), by: ["nobody", "head"])
        }
        #expect(throws: DeskFailure.noSuchPerson("P-999999")) {
            try change(office, .linkPersons(one, "P-999999"))
        }
        #expect(code(try change(office, .linkPersons(one, one))) == "payload")
        #expect(try person(office, one).samePersons.isEmpty)
        let correction = PersonCorrection(name: "工友戊")
        #expect(code(try change(office, .correctPerson(one, correction), by: ["cadre"])) == "approvals")
        let notes = try office.desk.desk.ask { reader, _ in try RefusalNote.all(in: reader) }
        #expect(notes.contains { $0.act == "person_link" && $0.caseNumber == one && $0.code == "approvals" })
        #expect(notes.contains { $0.act == "person_link" && $0.doer == "auditor" && $0.code == "role" })
        // A telephone says nothing of who somebody is.
        _ = try done(
            change(
                office, .correctPerson(one, PersonCorrection(phone: "13800000001")), by: ["clerk"],
                reason: "换号"))
        #expect(try person(office, one).phone == .known("13800000001"))
    }

    @Test func `two people who proved who they are are never one, nor by way of a third`() throws {
        let office = try MergeOffice()
        let (one, other, third) = (office.workers[0], office.workers[1], office.workers[2])
        let given = PersonCorrection(number: number.lowercased())
        #expect(try done(change(office, .correctPerson(one, given))).check == .passed)
        _ = try done(change(office, .correctPerson(third, PersonCorrection(number: otherNumber))))
        #expect(code(try change(office, .linkPersons(one, third))) == "payload")
        _ = try done(change(office, .linkPersons(one, other)))
        #expect(code(try change(office, .linkPersons(other, third))) == "payload")
        // Nor by a number that is corrected afterwards.
        #expect(
            code(try change(office, .correctPerson(other, PersonCorrection(number: otherNumber))))
                == "payload")
        #expect(try person(office, other).check == .notGiven)
        // The number of somebody linked is fine, and stands for one person.
        _ = try done(change(office, .correctPerson(other, PersonCorrection(number: number))))
        #expect(try person(office, other).provesIdentity)
    }

    @Test func `a corrected number recognises its person, and is nobody else's`() throws {
        let office = try MergeOffice()
        let (one, other) = (office.workers[0], office.workers[1])
        #expect(code(try change(office, .correctPerson(one, PersonCorrection()))) == "payload")
        #expect(
            code(try change(office, .correctPerson(one, PersonCorrection(name: "工友甲")))) == "payload")
        #expect(throws: DeskFailure.self) {
            try change(office, .correctPerson(one, PersonCorrection(name: " ")))
        }
        _ = try done(change(office, .correctPerson(one, PersonCorrection(number: number))))
        #expect(try office.desk.person("工友甲", number: number) == one)
        #expect(
            code(try change(office, .correctPerson(other, PersonCorrection(number: number)))) == "payload")
        let wrong = PersonCorrection(number: "110105194912310021")
        #expect(try done(change(office, .correctPerson(one, wrong))).check == .failed)
        #expect(try !person(office, one).provesIdentity)
    }

    @Test func `an organisation is corrected, and its code is no other's`() throws {
        let office = try MergeOffice()
        let id = office.employer
        let code = "91350100M000100Y43"
        let receipt = try done(
            change(office, .correctOrganisation(id, OrganisationCorrection(code: code)), reason: "营业执照"))
        #expect(receipt.check == .passed)
        let history = try office.desk.desk.ask { reader, _ in
            try Registry(reader: reader).history(ofOrganisation: id)
        }
        #expect(history.last?.reason == .known("营业执照") && history.last?.fields == ["code"])
        let second = try office.desk.organisation("另一公司")
        #expect(
            self.code(
                try change(office, .correctOrganisation(second, OrganisationCorrection(code: code))))
                == "payload")
        #expect(
            self.code(
                try change(
                    office, .correctOrganisation(second, OrganisationCorrection(name: "某建筑公司")),
                    by: ["cadre"])) == "approvals")
        _ = try done(
            change(
                office, .correctOrganisation(second, OrganisationCorrection(region: "350526")), by: ["clerk"])
        )
    }

    @Test func `sent twice with one key it happens once, and another request with that key is refused`()
        throws
    {
        let office = try MergeOffice()
        let key = try #require(CommandKey("link-1"))
        let (one, other) = (office.workers[0], office.workers[1])
        let first = try done(change(office, .linkPersons(one, other), key: key))
        let size = try size(office)
        let again = try done(change(office, .linkPersons(one, other), key: key))
        #expect(again.isReplay && again.position == first.position && again.ids == [one, other])
        #expect(try self.size(office) == size)
        #expect(throws: DeskFailure.self) {
            try change(office, .linkPersons(one, office.workers[2]), key: key)
        }
    }

    @Test func `linked, by way of a third too, people are paired in a merger and counted once`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([2])
        try office.verify(first, [0: "1000.00"])
        try office.verify(second, [2: "2500.00"])
        try office.pay(first, 0, "100.00", voucher: "V1")
        try office.pay(second, 2, "500.00", voucher: "V2")
        func april(_ horizon: Horizon = .everything) throws -> PeriodReport.Row {
            try office.desk.desk.ask { reader, pins in
                try PeriodReport.make(
                    from: Repository.day("2025-04-01"), to: Repository.day("2025-04-30"), by: nil,
                    within: horizon, in: reader, pins: pins)
            }.total
        }
        #expect(try april().paidPeople == 2)
        let known = Horizon(knownAt: .instant(office.desk.clock.now))
        office.desk.clock.set(try Repository.day("2025-04-09"))
        _ = try done(change(office, .linkPersons(office.workers[0], office.workers[1])))
        _ = try done(change(office, .linkPersons(office.workers[1], office.workers[2])))
        #expect(try april().paidPeople == 1)
        // What the office knew before it knew that they are one person stays as it was.
        #expect(try april(known).paidPeople == 2)
        // Verified 1,000 and 2,500 for one person: the greater counts, less 600 that were paid.
        try office.done(office.merge(second, into: first, bySecond: true))
        let merged = try office.desk.state(second)
        #expect(merged.file.claimants.map(\.id) == [office.workers[0]])
        #expect(merged.file.balance.due == Fen(190_000))
        #expect(try april().paidPeople == 1 && april().recovered == Fen(60_000))
        for number in [first, second] { #expect(try office.differences(number) == []) }
        // Taken back later, the link stays in the merger it was read for.
        _ = try done(change(office, .unlinkPersons(office.workers[1], office.workers[2])))
        for number in [first, second] { #expect(try office.differences(number) == []) }
        #expect(try april().paidPeople == 1)
    }

    @Test func `of words that were erased nothing is left in either registration`() throws {
        let office = try MergeOffice()
        let (one, other) = (office.workers[0], office.workers[1])
        let position = try done(change(office, .linkPersons(one, other))).position
        try office.desk.desk.work(as: "head") { work in
            try work.eraseWords(at: position, subject: one, ground: "申请删除")
            try work.eraseWords(at: position + 1, subject: other, ground: "申请删除")
        }
        for id in [one, other] {
            #expect(try person(office, id).samePersons.count == 1)
            let last = try office.desk.desk.ask { reader, _ in
                try Registry(reader: reader).history(ofPerson: id).last
            }
            #expect(last?.reason == .erased)
        }
    }
}
