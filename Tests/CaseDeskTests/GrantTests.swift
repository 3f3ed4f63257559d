import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

/// Roles are granted in a body, for a region and a time; grants and their ends are entries of their own.
struct GrantTests {
    private func office(region: String?) throws -> (desk: TestDesk, number: String) {
        let definition = try Repository.workflow("two-station")
        let desk = try TestDesk(
            definition: definition, calendar: Repository.calendar(), at: Repository.day("2025-04-07"),
            library: Repository.library(of: definition))
        try desk.actor("clerk", "stationClerk")
        let worker = try desk.person("工友甲")
        let number = try desk.desk.work(as: "clerk") { work in
            try work.open(
                OpenCommand(
                    definition: desk.definition, source: "", recorder: "clerk",
                    report: .object(["channel": .string("walk_in")]), claimants: [worker], region: region,
                    library: desk.library)
            ).caseNumber
        }
        return (desk, number)
    }

    private func accept(_ desk: TestDesk, _ number: String, as actor: String) throws -> ActOutcome {
        try desk.act(number, "accept", as: actor, papers: [TestDesk.paper("complaint")])
    }

    private func cadre(_ desk: TestDesk, _ id: String, region: String?) throws {
        let from = try Repository.day("2025-01-01")
        try desk.desk.work(as: "system") {
            try $0.addActor(
                id, name: id,
                grants: [
                    GrantEntry(role: "unionCadre", body: "县总工会", region: region, from: from)
                ])
        }
    }

    @Test(arguments: [
        ("350526", "350526", true), ("350526", "350500", true), ("350526", "350000", true),
        ("350526", "350527", false), ("350526", "440000", false), ("德化县", "德化县", true),
        ("德化县", "安溪县", false), ("350526", "德化县", false),
    ])
    func `a role counts in a case of its region, by code or by name`(
        region: String, granted: String, counts: Bool
    ) throws {
        let (desk, number) = try office(region: region)
        try cadre(desk, "cadre", region: granted)
        let outcome = try accept(desk, number, as: "cadre")
        #expect(outcome.isDone == counts)
        guard case .refused(let report, _) = outcome else { return }
        #expect(report.primary.code == "role")
        let text = report.primary.message(.zh)
        #expect(text.contains("工会干部") && text.contains("县总工会") && text.contains(granted), "\(text)")
    }

    @Test func `in a case without a region, and by a grant without one, every role counts`() throws {
        let (anywhere, number) = try office(region: nil)
        try cadre(anywhere, "cadre", region: "440000")
        #expect(try accept(anywhere, number, as: "cadre").isDone)
        let (desk, other) = try office(region: "350526")
        try cadre(desk, "cadre", region: nil)
        #expect(try accept(desk, other, as: "cadre").isDone)
        let report = try desk.desk.ask { try CaseState.recheck(other, in: $0, pins: $1) }
        #expect(report.differences.isEmpty)
    }

    @Test func `a role that was taken back counts until its last day and no longer, and what was done stays`()
        throws
    {
        let (desk, number) = try office(region: nil)
        try cadre(desk, "cadre", region: "350526")
        try cadre(desk, "second", region: "350526")
        let last = try Repository.day("2025-04-10")
        try desk.desk.work(as: "system") {
            try $0.revoke(
                GrantEntry(role: "unionCadre", body: "县总工会", region: "350526", from: last), from: "cadre",
                until: last)
        }
        desk.clock.set(try Repository.day("2025-04-11"))
        #expect(try accept(desk, number, as: "cadre").refusal == "role")
        // What it did on its last day may still be entered later.
        let late = try desk.act(
            number, "accept", as: "cadre", papers: [TestDesk.paper("complaint")], occurred: .day(last))
        #expect(late.isDone)
        let grants = try desk.desk.ask { reader, _ in try Registry(reader: reader).actor("cadre").grants }
        #expect(grants.map(\.until) == [last])
        #expect(throws: DeskFailure.self) {
            try desk.desk.work(as: "system") {
                try $0.revoke(
                    GrantEntry(role: "unionCadre", body: "县总工会", from: last), from: "cadre", until: last)
            }
        }
        let entries = try desk.desk.ask { reader, _ in
            try reader.entries(from: 0, limit: 100).filter { $0.stream.text == "actor/cadre" }.map(\.type)
        }
        #expect(entries == ["actor.registered", "actor.granted", "actor.revoked"])
    }
}
