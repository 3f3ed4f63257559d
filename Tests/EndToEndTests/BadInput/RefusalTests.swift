import Foundation
import Source
import Testing

/// Every refusal of the design, at the command line: its code, its exit status, what it says, and that it leaves no trace
/// on the case.
struct RefusalTests {
    @Test func `unknown-act names the nearest act`() throws {
        try TestRegister.twoStation { register, desk in
            let complaint = try register.refuse(
                desk.act("verfy", as: "cadre", at: "2025-04-07"), on: desk.number, code: "unknown-act")
            #expect(complaint.text.contains("verify"))
        }
    }

    @Test func `not-here says where it is possible and what is possible now`() throws {
        try TestRegister.twoStation { register, desk in
            let complaint = try register.refuse(
                desk.verifying(TwoStation.sums, at: "2025-04-07"), on: desk.number, code: "not-here")
            #expect(complaint.text.contains("verifying"), "where it is possible: \(complaint.text)")
            #expect(complaint.text.contains("accept"), "what is possible now: \(complaint.text)")
        }
    }

    @Test func `role says who may and what the doers are, and exits with 77`() throws {
        try TestRegister.twoStation { register, desk in
            let complaint = try register.refuse(
                desk.act("accept", as: "lawyer", at: "2025-04-07").paper("complaint"), on: desk.number,
                code: "role", status: 77)
            for word in ["station clerk", "union cadre", "union lawyer"] {
                #expect(complaint.text.contains(word), "\(complaint.text)")
            }
            // An auditor reads: not even a fact is theirs to record.
            try register.refuse(
                desk.act("note_added", as: "auditor", at: "2025-04-07").set("text", "x"), on: desk.number,
                code: "role", status: 77)
        }
    }

    @Test func `same-actor says whose earlier act stands in the way`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            try desk.verify(TwoStation.sums)
            try desk.find()
            try register.record(
                desk.paying(TwoStation.sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value, nil) }))
            let complaint = try register.refuse(
                desk.closing(as: "cadre"), on: desk.number, code: "same-actor")
            #expect(complaint.text.contains("cadre"))
            #expect(complaint.text.contains("2025-04-09"), "when they did it: \(complaint.text)")
        }
    }

    @Test func `approvals says who signs first, what waits already, and whose hand is not shown`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            let alone = desk.act("verify", as: "cadre", at: "2025-04-09").paper("inquiry_record")
                .set("amounts:", #"[{"level":"case","sum":"1800.00"}]"#)
            // To be named is not to sign.
            let named = try register.refuse(
                alone.by("inspector", "cadre"), on: desk.number, code: "approvals")
            #expect(named.text.contains("inspector neither recorded"), "\(named.text)")
            let receipt = try register.record(alone.by("cadre", "inspector"))
            let id = try #require(receipt["proposals"]?.arrayValue?.first?["proposal"]?.stringValue)
            let again = try register.refuse(alone, on: desk.number, code: "approvals")
            #expect(again.text.contains(id), "\(again.text)")
        }
    }

    @Test func `needs says which papers are short and what may follow later`() throws {
        try TestRegister.twoStation { register, desk in
            let complaint = try register.refuse(
                desk.act("accept", as: "clerk", at: "2025-04-07"), on: desk.number, code: "needs")
            #expect(complaint.text.contains("complaint form"), "\(complaint.text)")
            try desk.begin()
            let bare = desk.act("verify", as: "cadre", at: "2025-04-09").by("cadre", "inspector")
                .set("amounts:", #"[{"level":"case","sum":"1800.00"}]"#)
            let short = try register.refuse(
                bare.paper("pay_sheet").signed("inspector"), on: desk.number, code: "needs")
            #expect(short.text.contains("record of inquiry"), "\(short.text)")
            // Attendance or pay sheet may follow within ten working days.
            let receipt = try register.record(bare.paper("inquiry_record").signed("inspector"))
            #expect(
                receipt["clocks"]?.arrayValue?.isEmpty == false,
                "the promise has a limit: \(receipt.canonicalText)")
        }
    }

    @Test func `guard shows the condition with the value of every part`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            try desk.verify(TwoStation.sums)
            try desk.find()
            let complaint = try register.refuse(desk.closing(), on: desk.number, code: "guard")
            #expect(complaint.text.contains("act.reason"), "\(complaint.text)")
            #expect(complaint.text.contains("paid_in_full"), "\(complaint.text)")
        }
    }

    @Test func `finding says which one stands in the way and who may answer it`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            try desk.verify(TwoStation.sums)
            try desk.find()
            try register.record(
                desk.paying([
                    ("P-000001", "1100.00", "V-1"), ("P-000002", "500.00", "V-2"),
                    ("P-000003", "300.00", "V-3"),
                ])
                .confirmed("rounded up"))
            let finding = try #require(try desk.shown().openFindings.first)
            let complaint = try register.refuse(desk.closing(), on: desk.number, code: "finding")
            #expect(complaint.text.contains(finding))
            #expect(complaint.text.contains("inspector"), "not by whoever recorded it: \(complaint.text)")
        }
    }

    @Test func `closed says how it ended and who may reopen it`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.complete()
            let complaint = try register.refuse(
                desk.verifying(TwoStation.sums, at: "2025-04-13"), on: desk.number, code: "closed")
            #expect(complaint.text.contains("reopen"), "\(complaint.text)")
            #expect(complaint.text.contains("head of the body"), "\(complaint.text)")
            // What happened outside is recorded all the same.
            try register.record(
                desk.act("note_added", as: "clerk", at: "2025-04-13").set("text", "the workers called"))
        }
    }

    @Test func `conflict says what was seen, what is now, and by whom, and exits with 75`() throws {
        try TestRegister.twoStation { register, desk in
            let version = try desk.shown().version
            try desk.begin()
            let complaint = try register.refuse(
                desk.act("note_added", as: "clerk", at: "2025-04-07").set("text", "x").adding(
                    "--if-version", "\(version)"),
                on: desk.number, code: "conflict", status: 75)
            #expect(
                complaint.text.contains("\(version)") && complaint.text.contains("\(version + 2)"),
                "\(complaint.text)")
            #expect(complaint.text.contains("cadre"), "\(complaint.text)")
        }
    }

    @Test func `property names the rule that would be broken`() throws {
        try TestRegister.fixture { register, desk in
            let complaint = try register.refuse(
                desk.act("finish", as: "clerk", at: "2025-04-08"), on: desk.number, code: "property")
            #expect(complaint.text.contains("nobody finishes unweighed"), "\(complaint.text)")
            try register.record(desk.act("weigh", as: "clerk", at: "2025-04-08").set("by", "1"))
            try register.record(desk.act("finish", as: "clerk", at: "2025-04-08"))
        }
    }

    @Test func `guard-error is told as such and never taken for false`() throws {
        try TestRegister.fixture { register, desk in
            let complaint = try register.refuse(
                desk.act("weigh", as: "clerk", at: "2025-04-08").set("by", "0"), on: desk.number,
                code: "guard-error")
            #expect(complaint.text.contains("10 / act.by"), "\(complaint.text)")
            try register.refuse(
                desk.act("weigh", as: "clerk", at: "2025-04-08").set("by", "11"), on: desk.number,
                code: "guard")
        }
    }

    @Test func `clock refuses after a limit on a right, and says when it passed and by which rule`() throws {
        try TestRegister.fixture { register, desk in
            let complaint = try register.refuse(
                desk.act("apply", as: "clerk", at: "2025-04-15"), on: desk.number, code: "clock")
            #expect(complaint.text.contains("2025-04-14"), "when it passed: \(complaint.text)")
            #expect(complaint.text.contains("article 1 of the fixture"), "the rule: \(complaint.text)")
            // What happened in time counts in time, however late it is entered.
            try register.record(desk.act("apply", as: "clerk", at: "2025-04-14"))
        }
    }

    @Test func `refused attempts on duty grounds, and to close, are noted once a day`() throws {
        try TestRegister.twoStation { register, desk in
            for _ in 0..<3 {
                try register.refuse(
                    desk.act("accept", as: "lawyer", at: "2025-04-07").paper("complaint"), on: desk.number,
                    code: "role", status: 77)
                try register.refuse(desk.closing(at: "2025-04-07"), on: desk.number, code: "not-here")
                try register.refuse(
                    desk.act("accept", as: "clerk", at: "2025-04-07"), on: desk.number, code: "needs")
            }
            let notes = try register.rows("audit", "refusals").map {
                "\($0["doer"]?.stringValue ?? "") \($0["act"]?.stringValue ?? "") \($0["code"]?.stringValue ?? "")"
            }
            #expect(notes == ["lawyer accept role", "head close not-here"])
        }
    }
}
