import Foundation
import Source
import Testing

/// Values that are none: amounts, dates, words, references.
struct PayloadTests {
    @Test(arguments: [
        "-1.00", "1.001", "1.0.0", "1,00,0.00", "1e3", "NaN", "", " ", "100000000000000000000.00", "１００.00",
        "0x10",
        "¥100", "100 元", "1.", ".5", "--1", "90071992547409.92",
    ])
    func `an amount that is none is refused with its place`(sum: String) throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            let acts = [
                desk.paying([("P-000001", "10.00", nil), ("P-000002", sum, nil)]).confirmed("x"),
                desk.verifying(["P-000001": "10.00", "P-000002": sum]),
            ]
            for act in acts {
                let complaint = try register.refuse(act, on: desk.number, code: "payload", status: 65)
                #expect(complaint.text.contains("[1].sum"), "\(complaint.text)")
            }
        }
    }

    @Test func `an amount in JSON is a string, never a number`() throws {
        try TestRegister.twoStation { register, desk in
            for sum in ["10", "10.5", "-3"] {
                let finished = try register.run(
                    desk.act("amount_claimed", as: "clerk", at: "2025-04-07")
                        .set("amounts:", #"[{"level":"case","sum":\#(sum)}]"#).arguments + [
                            "--format", "json",
                        ])
                #expect([64, 65].contains(finished.status), finished.said)
            }
            #expect(try desk.shown().fen("claimed") == 0)
        }
    }

    @Test(arguments: [
        "2025-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "25-04-07", "2025/04/07", "07.04.2025",
        "today", "2025-04-07T24:30+08:00", "2025-04-07T09:00", "0000-01-01", "2025-4-7",
    ])
    func `a day that does not exist is refused, as a time and as a value`(day: String) throws {
        try TestRegister.twoStation { register, desk in
            try register.refused(
                "advance", desk.number, "note_added", "--as", "clerk", "--set", "text=x", "--at", day,
                status: 65, code: "date")
            try register.refused(
                "open", "two-station", "--as", "clerk", "--set", "channel=walk_in", "--at", day, status: 65,
                code: "date")
            try register.refused(
                "actor", "add", "new", "--name", "x", "--role", "stationClerk", "--from", day, status: 65,
                code: "date")
            let complaint = try register.refuse(
                desk.act("relationship_stated", as: "clerk", at: "2025-04-07").set("kind", "employment").set(
                    "from", day),
                on: desk.number, code: "payload", status: 65)
            #expect(complaint.text.contains("from"), "\(complaint.text)")
        }
    }

    @Test func `a 29 February that exists is a day`() throws {
        try TestRegister.twoStation { register, desk in
            try register.record(
                desk.act("relationship_stated", as: "clerk", at: "2025-04-07").set("kind", "employment").set(
                    "from", "2024-02-29"))
        }
    }

    @Test func `unknown fields, missing fields and wrong words are all named at once`() throws {
        try TestRegister.twoStation { register, desk in
            let complaint = try register.refuse(
                desk.act("contact_attempted", as: "clerk", at: "2025-04-07").set("with", "respondant").set(
                    "result", "maybe"
                )
                .set("methode", "phone"), on: desk.number, code: "payload", status: 65)
            for word in ["with", "respondent", "result", "method", "methode"] {
                #expect(complaint.text.contains(word), "\(word): \(complaint.text)")
            }
            let problems = complaint.refusal?["problems"]?.arrayValue ?? []
            #expect(problems.count >= 4, "\(complaint.json.canonicalText)")
        }
    }

    @Test func `references to what is not on the case are named`() throws {
        try TestRegister.twoStation { register, desk in
            let complaint = try register.refuse(
                desk.paying([("P-000099", "10.00", nil)]).confirmed("x"), on: desk.number, code: "payload",
                status: 65)
            #expect(complaint.text.contains("P-000099"))
            #expect(complaint.text.contains("P-000001"), "whom there is: \(complaint.text)")
            for act in [
                desk.act("served", as: "cadre", at: "2025-04-07").set("paper", "D1.1").set("recipient", "x")
                    .set("method", "mail").set("on", "2025-04-07"),
                desk.act("answer_finding", as: "cadre", at: "2025-04-07").set("finding", "F1.1").set(
                    "answer", "x"
                ).set("result", "accepted"),
                desk.act("correct", as: "cadre", at: "2025-04-07").set("mode", "retract").set(
                    "target", "99999"
                ).set("reason", "x").paper("correction_basis"),
                desk.act("correct", as: "cadre", at: "2025-04-07").set("mode", "retract").set("target", "-1")
                    .set("reason", "x").paper("correction_basis"),
                desk.act("claimants_joined", as: "cadre", at: "2025-04-07").set(
                    "claimants:", #"[{"person":"P-000099"}]"#),
                desk.act("claimants_joined", as: "cadre", at: "2025-04-07").set(
                    "claimants:", #"[{"person":"P-000001"}]"#),
            ] {
                try register.refuse(act, on: desk.number, code: "payload", status: 65)
            }
        }
    }

    @Test func `of a list with one bad row no row is recorded`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            let rows = (1...3).map {
                ("P-00000\($0)" as String?, $0 == 3 ? "1.005" : "10.00", "V-\($0)" as String?)
            }
            try register.refuse(
                desk.paying(rows).confirmed("x"), on: desk.number, code: "payload", status: 65)
            #expect(try desk.shown().fen("recovered") == 0)
        }
    }
}
