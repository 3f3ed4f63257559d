import Foundation
import Source
import Testing

/// What an auditor and an administrator ask of the whole register.
struct CheckupTests {
    private func doctor(_ register: TestRegister, _ more: String..., status: Int32 = 0) throws -> JSON {
        let finished = try register.run(["doctor", "--format", "json"] + more)
        #expect(finished.status == status, finished.said)
        return try JSON(parsing: finished.out)
    }

    @Test func `scans are held against their hashes: as recorded, changed, gone, under another name`() throws
    {
        try TestRegister.twoStation { register, desk in
            let scan = try register.folder.write("scans/form.pdf", "complaint of 7 April")
            try register.record(
                desk.act("accept", as: "clerk", at: "2025-04-07").adding("--attach", "complaint=\(scan)"))
            let folder = register.folder.file("scans")
            #expect(try doctor(register)["missing"] == .array([]))
            #expect(try doctor(register, "--papers", folder)["missing"] == .array([]))
            // Where it lies and what it is called does not matter, what it says does.
            try FileManager.default.createDirectory(
                atPath: folder + "/2025", withIntermediateDirectories: true)
            try FileManager.default.moveItem(atPath: scan, toPath: folder + "/2025/7.pdf")
            #expect(try doctor(register, "--papers", folder)["missing"] == .array([]))
            for change in ["complaint of 8 April", nil] {
                if let change {
                    try register.folder.write("scans/2025/7.pdf", change)
                } else {
                    try FileManager.default.removeItem(atPath: folder + "/2025/7.pdf")
                }
                try register.unchanged {
                    let answer = try doctor(register, "--papers", folder, status: 1)
                    let missing = try #require(answer["missing"]?.arrayValue)
                    #expect(missing.count == 1)
                    #expect(missing.first?["case"]?.stringValue == desk.number)
                    #expect(missing.first?["kind"]?.stringValue == "complaint")
                }
                let page = try register.run(["doctor", "--papers", folder, "--lang", "en"])
                #expect(page.status == 1 && page.out.contains("1 missing or changed"), page.said)
            }
        }
    }

    @Test func `a paper that was not scanned is on record and is not missed`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            try register.folder.write("scans/other.pdf", "something else")
            let answer = try doctor(register, "--papers", register.folder.file("scans"))
            #expect(answer["papers"] == .integer(1))
            #expect(answer["missing"] == .array([]))
        }
    }

    @Test func `roles that nobody holds, definitions in use and limits not raised are told`() throws {
        try TestRegister.twoStation { register, desk in
            func used() throws -> JSON {
                try #require(
                    doctor(register)["definitions"]?.arrayValue?.first {
                        $0["workflow"]?.stringValue == "two-station"
                    })
            }
            #expect(try used()["open"] == .integer(1))
            #expect(try used()["vacant"] == .array([]))
            #expect(try doctor(register)["unraised"] == .array([.string(desk.number)]))
            try register.done("tick", "--as", "clerk")
            #expect(try doctor(register)["unraised"] == .array([]))
            try register.done(
                "actor", "revoke", "inspector", "--role", "labourInspector", "--body", "inspection brigade",
                "--until", "2025-12-31", "--as", "clerk")
            #expect(try used()["vacant"] == .array([.string("labourInspector")]))
            #expect(try register.done("doctor", "--lang", "en").contains("nobody holds: labour inspector"))
        }
    }

    @Test func `every closing with money due is listed with who did it, and who could have is told before`()
        throws
    {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            try desk.find()
            try desk.verify(TwoStation.sums)
            #expect(try register.rows("audit", "closed-unpaid").isEmpty)
            let could = try register.json("audit", "could-close", desk.number)
            #expect(could["due_fen"] == .integer(180_000))
            #expect(could["complete"] == .bool(true))
            func people(_ key: String, atOnce: Bool) -> [[String]] {
                (could[key]?.arrayValue ?? []).filter { group in
                    (group["ends"]?.arrayValue ?? []).contains {
                        ($0["lowering"]?.arrayValue?.isEmpty ?? false) == atOnce
                    }
                }.map { ($0["people"]?.arrayValue ?? []).compactMap(\.stringValue) }
            }
            #expect(people("alone", atOnce: true).isEmpty)
            #expect(people("alone", atOnce: false) == [["cadre2"], ["head"]])
            #expect(people("in_pairs", atOnce: true) == [["cadre2", "head"]])
            let closing = desk.act("close", as: "head", at: "2025-04-12").by("head", "cadre2")
                .paper("closing_report").signed("head", "cadre2").set("reason", "other_route").set(
                    "next_route", "arbitration")
            try register.record(closing)
            let row = try #require(register.rows("audit", "closed-unpaid").first)
            #expect(row["case"]?.stringValue == desk.number)
            #expect(row["reason"]?.stringValue == "other_route")
            #expect(row["by"]?.stringValue == "head" && row["approved_by"]?.stringValue == "cadre2")
            #expect(row["next_route"]?.stringValue == "arbitration")
            let page = try register.done("audit", "closed-unpaid", "--lang", "en")
            #expect(page.contains("1,800.00"), "\(page)")
            #expect(
                try register.done("audit", "could-close", desk.number, "--lang", "en").contains(
                    "no proceeding is open"))
        }
    }

    @Test func `the path of a case is drawn with its numbers, its place and its limits`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            let drawn = try register.done("workflow", "draw", "--case", desk.number, "--lang", "en")
            #expect(drawn.contains(#"state "(1) intake" as intake"#), "\(drawn)")
            #expect(drawn.contains(#"state "▶ (2) verifying"#), "\(drawn)")
            #expect(drawn.contains("intake --> joint : ▶ acceptance"), "\(drawn)")
            #expect(drawn.contains("⏱ joint handling"), "\(drawn)")
        }
    }
}
