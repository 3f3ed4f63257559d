import Foundation
import Source
import Testing

/// A procedure is changed under live cases from the command line: tried, proposed, approved by another, applied.
struct MigrationTests {
    /// The shipped two-station procedure as its next version: one state has another name.
    private func write(to register: TestRegister) throws -> (plan: String, text: String) {
        let shipped = try String(contentsOfFile: Binary.file("workflows/two-station.yaml"), encoding: .utf8)
        let text = register.folder.file("next.yaml")
        try shipped.replacing("version: 2\n", with: "version: 3\n", maxReplacements: 1)
            .replacing(/\bverifying\b/, with: "checking")
            .write(toFile: text, atomically: true, encoding: .utf8)
        let plan = register.folder.file("plan.yaml")
        try """
        migration: two-station
        from: 2
        to: 3
        reason: {zh: 核实环节改名, en: the verifying state got another name}
        states: {verifying: checking}
        clocks: {acceptance: keep_due, handling: keep_due}
        """.write(toFile: plan, atomically: true, encoding: .utf8)
        return (plan, text)
    }

    /// A second case, of the third worker alone; both stand where the money is collected.
    private func collecting(_ register: TestRegister, _ office: TwoStation) throws -> TwoStation {
        try register.done(
            "open", "two-station", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in",
            "--claimant", "P-000003", "--respondent", "O-000001")
        let other = TwoStation(register: register, number: "2025-0002")
        try office.begin()
        try office.verify(TwoStation.sums)
        try office.find()
        try other.begin()
        try other.verify(["P-000003": "300.00"])
        try other.find()
        return other
    }

    @Test func `a dry run counts cases by where they stand, whoever their workers are`() throws {
        try TestRegister.twoStation { register, office in
            _ = try collecting(register, office)
            let (plan, text) = try write(to: register)
            let page = try register.unchanged {
                try register.done("workflow", "migrate", plan, "--to", text, "--lang", "en")
            }
            #expect(page.contains("2 proceedings, 2 can be moved, 0 blocked"), "\(page)")
            let moved = page.split(separator: "\n").filter { $0.contains(" → ") }
            #expect(moved.count == 1, "\(page)")
            #expect(moved.first?.hasPrefix("  2  ") == true, "\(page)")
            #expect(!page.contains("P-00000"), "\(page)")
        }
    }

    @Test func `cases are moved by two people, each once, and one that went on meanwhile stays`() throws {
        try TestRegister.twoStation { register, office in
            let other = try collecting(register, office)
            let (plan, next) = try write(to: register)
            let words = ["workflow", "migrate", plan, "--to", next]
            func migrate(_ more: String...) throws -> Finished { try register.run(words + more) }
            let proposed = try migrate("--propose", "--as", "cadre")
            #expect(proposed.status == 0, proposed.said)
            try register.unchanged {
                let early = try migrate("--apply", "--as", "cadre")
                #expect(early.status != 0, "nobody has approved it")
                let own = try migrate("--approve", "--as", "cadre")
                #expect(own.status != 0, "his own plan")
            }
            let approved = try migrate("--approve", "--as", "head")
            #expect(approved.status == 0, approved.said)
            try register.record(
                other.act("note_added", as: "clerk", at: "2025-04-11").set("text", "the firm called"))
            let applied = try migrate("--apply", "--as", "cadre", "--lang", "en")
            #expect(applied.status == 1, applied.said)
            #expect(applied.out.contains("2025-0002"), applied.said)
            func text(_ number: String) throws -> String? {
                try register.shown(number).json["proceedings"]?.arrayValue?.first?["definition"]?.stringValue
            }
            #expect(
                try text("2025-0001") != text("2025-0002"), "one is under the new text, one under the old")
            try register.unchanged { _ = try migrate("--apply", "--as", "cadre") }
        }
    }
}
