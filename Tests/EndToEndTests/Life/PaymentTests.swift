import Foundation
import Source
import Testing

/// Payments that look wrong and are life: kept, asked about once, and answered by somebody else before closing.
struct PaymentTests {
    @Test func `a payment before verification stops once and is recorded when it is confirmed`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            let payment = desk.paying(
                [("P-000001", "1000.00", "V-1"), ("P-000002", "500.00", "V-2")], at: "2025-04-08")
            let complaint = try register.refuse(payment, on: desk.number, code: "unconfirmed")
            #expect(complaint.json["contradictions"] == .array([.string("paid_before_verified")]))
            #expect(complaint.text.contains("--confirm"))

            let receipt = try register.record(payment.confirmed("both signed for it at the brigade"))
            #expect(receipt["findings"]?.arrayValue?.count == 1)
            let shown = try desk.shown()
            #expect(shown.fen("recovered") == 1500_00)
            #expect(shown.fen("verified") == 0)
            #expect(shown.fen("due") == 0)
            #expect(shown.openFindings.count == 1)
        }
    }

    @Test
    func `paid early and one of them twice: recorded, and closed only after somebody else has answered`()
        throws
    {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            try register.record(
                desk.paying(
                    [("P-000001", "1000.00", "V-1"), ("P-000002", "500.00", "V-2")], at: "2025-04-08"
                )
                .confirmed("both signed for it"))
            #expect(try desk.shown().fen("recovered") == 1500_00)

            let again = desk.paying([("P-000001", "1000.00", "V-1")], at: "2025-04-08")
            let complaint = try register.refuse(again, on: desk.number, code: "unconfirmed")
            #expect(complaint.json["contradictions"]?.arrayValue?.contains(.string("paid_twice")) == true)
            try register.record(again.confirmed("the employer's list has it twice"))
            var shown = try desk.shown()
            #expect(shown.fen("recovered") == 1500_00, "one voucher counts once until somebody has looked")
            #expect(shown.openFindings.count >= 2)

            try desk.verify(TwoStation.sums)
            #expect(try desk.shown().fen("due") == 300_00)
            try desk.find()
            try register.record(desk.paying([("P-000003", "300.00", "V-3")]))
            shown = try desk.shown()
            #expect(shown.states == ["confirming"])
            #expect(shown.fen("recovered") == 1800_00)
            #expect(shown.fen("due") == 0)
            #expect(shown.fen("overpaid") == 0)

            try closesOnlyWhenAnswered(register, desk)
            #expect(try desk.shown().fen("recovered") == 1800_00)
            #expect(try register.verified().isClean)
            try register.done("audit", "recheck", desk.number)
        }
    }

    private func closesOnlyWhenAnswered(_ register: TestRegister, _ desk: TwoStation) throws {
        let findings = try desk.shown().openFindings
        for finding in findings {
            let complaint = try register.refuse(desk.closing(), on: desk.number, code: "finding")
            #expect(complaint.text.contains(finding), "\(complaint.text)")
            // Who recorded the payments does not answer for them.
            try register.refuse(
                desk.answering(finding, as: "inspector", "rejected"), on: desk.number, code: "same-actor")
            try register.record(desk.answering(finding, as: "cadre2", "rejected"))
        }
        try register.record(desk.closing())
        #expect(try desk.shown().closed == "paid_in_full")
    }

    @Test func `a second payment that somebody else has accepted as one of its own counts`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            try desk.verify(["P-000001": "1000.00", "P-000002": "500.00", "P-000003": "300.00"])
            try register.record(desk.paying([("P-000001", "400.00", "V-1")]))
            let receipt = try register.record(
                desk.paying([("P-000001", "400.00", "V-1")]).confirmed("the voucher book began anew"))
            #expect(try desk.shown().fen("recovered") == 400_00)
            let finding = try #require(receipt["findings"]?.arrayValue?.first?.stringValue)
            try register.record(desk.answering(finding, as: "cadre2", "accepted"))
            let shown = try desk.shown()
            #expect(shown.fen("recovered") == 800_00)
            #expect(shown.fen("due", of: "P-000001") == 200_00)
        }
    }

    @Test func `more than is due is recorded as overpaid and pays nobody else's wages`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            try desk.verify(TwoStation.sums)
            try desk.find()
            let payment = desk.paying([("P-000001", "1200.00", "V-1")])
            let complaint = try register.refuse(payment, on: desk.number, code: "unconfirmed")
            #expect(complaint.json["contradictions"] == .array([.string("more_than_due")]))
            try register.record(payment.confirmed("the employer rounded up"))
            let shown = try desk.shown()
            #expect(shown.fen("recovered") == 1200_00)
            #expect(shown.fen("overpaid") == 200_00)
            #expect(shown.fen("due") == 800_00, "what one got too much the others are still owed")
            #expect(shown.fen("due", of: "P-000001") == 0)
            #expect(shown.states.first == "paying/desk/collecting")
            try register.refuse(desk.closing(), on: desk.number, code: "guard")
        }
    }

    @Test func `a payment on a closed case is recorded, and the case stays closed`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.complete()
            let late = desk.paying([("P-000002", "50.00", "V-9")], at: "2025-04-20")
            let complaint = try register.refuse(late, on: desk.number, code: "unconfirmed")
            #expect(
                complaint.json["contradictions"]?.arrayValue?.contains(.string("paid_after_closing")) == true)
            try register.record(late.confirmed("a bonus"))
            let shown = try desk.shown()
            #expect(shown.closed == "paid_in_full")
            #expect(shown.fen("recovered") == 1850_00)
            #expect(shown.openFindings.count >= 1)
        }
    }

    @Test func `a sum for the group alone is verified, paid and closed without any single amount`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            try desk.verify([:], group: "1800.00")
            try desk.find()
            var shown = try desk.shown()
            #expect(shown.fen("verified") == 1800_00)
            #expect(shown.fen("due") == 1800_00)
            for claimant in shown.claimants {
                #expect(shown.fen("verified", of: claimant) == 0, "nobody split it")
            }
            try register.record(desk.paying([(nil, "1000.00", "V-1")]))
            #expect(try desk.shown().fen("due") == 800_00)
            try register.record(desk.paying([("P-000001", "800.00", "V-2")]))
            shown = try desk.shown()
            #expect(shown.fen("due") == 0)
            #expect(shown.openFindings == [])
            try register.record(desk.closing())
            #expect(try desk.shown().closed == "paid_in_full")
        }
    }

    @Test func `sixty payments are one command from one list`() throws {
        try TestRegister.open { register, _ in
            try register.folder.write(
                "workers.csv", "姓名\n" + (1...60).map { "工友\($0)\n" }.joined())
            let opened = try register.json(
                "open", "two-station", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in",
                "--from", "workers.csv")
            let desk = TwoStation(register: register, number: try #require(opened["case"]?.stringValue))
            let claimants = try desk.shown().claimants
            #expect(claimants.count == 60)
            try desk.begin()
            try desk.verify(Dictionary(uniqueKeysWithValues: claimants.map { ($0, "100.00") }))
            try desk.find()
            let rows = claimants.map { "\($0),100.00,respondent,own_debt,self,cash,paid_out" }
            try register.folder.write(
                "paid.csv",
                "claimant,sum,payer,ground,payee,channel,stage\n" + rows.joined(separator: "\n") + "\n")
            let before = try register.verified().size
            try register.done(
                "advance", desk.number, "payment_recorded", "--as", "inspector", "--at", "2025-04-11",
                "--from", "paid.csv",
                "--not-scanned", "receipt@shelf 1")
            #expect(try register.verified().size == before + 1, "one command, one entry")
            #expect(try desk.shown().fen("recovered") == 6000_00)
        }
    }

    @Test
    func `what a fund advanced and got back stands on the page of the case, beside what the workers have`()
        throws
    {
        try TestRegister.nowhere { register in
            try register.done("play", Binary.file("seeds/drills/fund-advance.yaml"))
            let page = try register.done("show", "2025-0001", "--lang", "en")
            // 16,700 for two workers, 12,000 of it the fund's, which the employer paid back in two parts.
            for line in [
                #"recovered, in the workers' hands +16,700\.00"#, #"of it advanced by others +12,000\.00"#,
                #"paid back to those who advanced +12,000\.00"#,
            ] {
                #expect(page.range(of: line, options: .regularExpression) != nil, "\(line) in: \(page)")
            }
        }
    }
}
