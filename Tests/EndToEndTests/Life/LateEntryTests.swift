import Foundation
import Source
import Testing

/// Entries that come long after what they tell, and corrections of cases that are over.
struct LateEntryTests {
    @Test func `an act entered two weeks late counts by the day it happened`() throws {
        try TestRegister.twoStation { register, desk in
            try register.record(desk.act("accept", as: "clerk", at: "2025-04-09").paper("complaint"))
            let history = try desk.shown().json["history"]?.arrayValue ?? []
            let accept = try #require(history.last)
            #expect(accept["late"] == .bool(true))
            #expect(accept["occurred"] == .string("2025-04-09"))
            #expect(
                try !desk.shown().acts.contains("clock_breached"),
                "it was in time, however late it was entered")
            #expect(try register.shown(desk.number, "--as-of", "2025-04-08").acts.contains("accept") == false)
            #expect(try register.shown(desk.number, "--as-of", "2025-04-09").acts.contains("accept"))
        }
    }

    @Test func `an acceptance after its five working days is late, and still an acceptance`() throws {
        try TestRegister.twoStation { register, desk in
            try register.record(desk.act("accept", as: "clerk", at: "2025-04-21").paper("complaint"))
            let shown = try desk.shown()
            #expect(shown.acts.suffix(2) == ["clock_breached", "accept"])
            #expect(shown.states.contains("joint/facts/verifying"))
            let breach = shown.json["history"]?.arrayValue?.dropLast().last
            #expect(
                breach?["occurred"]?.stringValue?.hasPrefix("2025-04-15T00:00") == true,
                "at the end of the fifth working day")
        }
    }

    @Test func `on its last day an acceptance is in time`() throws {
        try TestRegister.twoStation { register, desk in
            try register.record(desk.act("accept", as: "clerk", at: "2025-04-14").paper("complaint"))
            #expect(try !desk.shown().acts.contains("clock_breached"))
        }
    }

    @Test func `a fact older than the last decision is taken in on its own day`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            try desk.verify(TwoStation.sums)
            try register.record(
                desk.act("contact_attempted", as: "cadre", at: "2025-04-08").set("with", "respondent").set(
                    "method", "phone"
                )
                .set("result", "failed"))
            #expect(try register.shown(desk.number, "--as-of", "2025-04-08").acts.last == "contact_attempted")
        }
    }

    @Test func `a decision before the day its state was entered is refused`() throws {
        try TestRegister.twoStation { register, desk in
            let complaint = try register.refuse(
                desk.act("accept", as: "clerk", at: "2025-04-06").paper("complaint"), on: desk.number,
                code: "payload",
                status: 65)
            #expect(complaint.text.contains("2025-04-07"), "\(complaint.text)")
        }
    }

    @Test func `what is yet to happen is not recorded`() throws {
        try TestRegister.twoStation { register, desk in
            for day in ["2099-01-01", "2099-01-01T08:00+08:00"] {
                let complaint = try register.refuse(
                    desk.act("note_added", as: "clerk", at: day).set("text", "x"), on: desk.number,
                    code: "payload", status: 65)
                #expect(complaint.text.contains("2099"), "\(complaint.text)")
            }
            let open = try register.run([
                "open", "two-station", "--as", "clerk", "--at", "2099-01-01", "--set", "channel=walk_in",
                "--format", "json",
            ])
            #expect(open.status == 65, open.said)
            #expect(try register.rows("list").count == 1)
        }
    }

    @Test func `a wrong sum is corrected after closing: the balance follows, what rested on it is listed`()
        throws
    {
        try TestRegister.twoStation { register, desk in
            try desk.complete()
            let before = try desk.shown()
            let entry = try position(of: "verify", in: before)
            let wrong = desk.act("correct", as: "cadre", at: "2025-04-26").set("mode", "replace")
                .set("target", "\(entry)").set("item", "A\(entry).1").set("replacement.sum", "1100.00")
                .set("reason", "a month was left out")
            let alone = try register.refuse(
                wrong.paper("inquiry_record"), on: desk.number, code: "approvals")
            #expect(alone.text.contains("second person"), "\(alone.text)")

            let receipt = try register.record(
                wrong.by("cadre", "inspector").paper("inquiry_record").signed("inspector"))
            let rested = receipt["rested_on"]?.arrayValue?.compactMap { $0.integerValue.map(Int.init) } ?? []
            let payment = try position(of: "payment_recorded", in: before)
            let close = try position(of: "close", in: before)
            #expect(rested == [payment, close])
            let after = try desk.shown()
            #expect(after.fen("verified", of: "P-000001") == 1100_00)
            #expect(after.fen("due") == 100_00)
            #expect(after.closed == "paid_in_full", "a correction moves no state")
            #expect(after.states == before.states)
            #expect(
                after.openFindings.count == 1,
                "closed as paid, and now something is due: somebody must look at it")

            let recheck = try register.json("audit", "recheck", desk.number)["cases"]?.arrayValue?.first
            #expect(recheck?["differences"] == .array([]), "it was right by what was known then")
            let correction = try #require(recheck?["corrections"]?.arrayValue?.first)
            #expect(correction["target"] == .integer(Int64(entry)))
            #expect(correction["rested_on"]?.arrayValue?.count == 2)
            // As of the day of closing the balance was what it was; what was wrong is still there to be read.
            #expect(try register.shown(desk.number, "--as-of", "2025-04-12").fen("due") == 0)
            #expect(try register.verified().isClean)
        }
    }

    @Test func `a payment that never happened is taken back, and the case can be taken up again`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.complete()
            let payment = try position(of: "payment_recorded", in: desk.shown())
            try register.record(
                desk.act("correct", as: "inspector", at: "2025-04-26").by("inspector", "cadre2").set(
                    "mode", "retract"
                )
                .set("target", "\(payment)").set("reason", "entered on the wrong case").paper(
                    "inquiry_record"
                )
                .signed("cadre2"))
            var shown = try desk.shown()
            #expect(shown.fen("recovered") == 0)
            #expect(shown.fen("due") == 1800_00)
            #expect(shown.closed == "paid_in_full")
            try register.record(
                desk.act("reopen", as: "head", at: "2025-04-26").set("reason", "nothing was paid"))
            shown = try desk.shown()
            #expect(shown.closed == nil)
            #expect(shown.states.first == "paying/desk/collecting")
        }
    }

    @Test func `an identity number with a wrong check digit is kept as stated and proves nothing`() throws {
        try TestRegister.open { register, _ in
            let wrong = "110105194912310021"
            let right = "11010519491231002X"
            let said = try register.done("person", "add", "--as", "clerk", "--name", "甲", "--number", wrong)
            #expect(said.contains("P-000004"))
            #expect(said.lowercased().contains("check"), "\(said)")
            let list = try register.rows("person", "list", "--unmask")
            #expect(list.contains { $0["number"] == .string(wrong) })
            // The same wrong number is no proof that it is the same person; the same right one is.
            #expect(
                try register.json("person", "add", "--as", "clerk", "--name", "甲", "--number", wrong)["id"]
                    == .string("P-000005"))
            #expect(
                try register.json("person", "add", "--as", "clerk", "--name", "乙", "--number", right)["id"]
                    == .string("P-000006"))
            #expect(
                try register.json(
                    "person", "add", "--as", "clerk", "--name", "乙", "--number", right.lowercased())["id"]
                    == .string("P-000006"))
            let masked = try register.done("person", "list")
            #expect(!masked.contains(right) && !masked.contains(wrong))
        }
    }

    private func position(of act: String, in shown: CaseSeen) throws -> Int {
        let index = try #require(shown.acts.firstIndex(of: act))
        return shown.positions[index]
    }
}
