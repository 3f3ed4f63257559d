import Source
import Testing

/// An act that takes two signatures, put forward, signed, turned down and taken back from the shell.
struct ProposalTests {
    /// The cadre's verification, which the inspector has not signed.
    private func proposing(_ desk: TwoStation) -> ActWords {
        desk.act("verify", as: "cadre", at: "2025-04-09").paper("inquiry_record").paper("attendance")
            .set("amounts:", #"[{"level":"claimant","claimant":"P-000001","sum":"1000.00"}]"#)
    }

    private func propose(_ register: TestRegister, _ desk: TwoStation) throws -> String {
        try register.record(proposing(desk))
        return try #require(proposals(register, desk).first?["proposal"]?.stringValue)
    }

    private func proposals(
        _ register: TestRegister, _ desk: TwoStation, as actor: String? = nil
    ) throws -> [JSON] {
        let who = actor.map { ["--as", $0] } ?? []
        return try register.json(arguments: ["next", desk.number] + who)["proposals"]?.arrayValue ?? []
    }

    private func waiting(_ register: TestRegister) throws -> [String] {
        try register.rows("list", "--waiting").compactMap { $0["case"]?.stringValue }
    }

    @Test func `it waits, is shown to the one who is to sign, and is done on the day of the last signature`()
        throws
    {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            let before = try desk.shown().states
            let id = try propose(register, desk)
            #expect(try desk.shown().states == before)
            #expect(try desk.shown().json["proposals"]?.arrayValue?.count == 1)
            #expect(try waiting(register) == [desk.number])
            let proposal = try #require(proposals(register, desk).first)
            #expect(proposal["act"]?.stringValue == "verify")
            #expect(proposal["by"] == .array([.string("cadre")]))
            #expect(proposal["next"] == .array([.string("labourInspector")]))
            for (actor, isMine) in [("inspector", true), ("cadre", false), ("head", false)] {
                let mine = try proposals(register, desk, as: actor).first?["mine"]
                #expect(mine == .bool(isMine), "\(actor)")
                let page = try register.done("next", desk.number, "--as", actor, "--lang", "en")
                #expect(page.contains("waits for your signature") == isMine, "\(page)")
                #expect(page.contains("labour inspector to sign"), "\(page)")
            }
            let page = try register.done(
                "next", desk.number, "--as", "inspector", "--lang", "zh-Hans")
            #expect(page.contains("等待您签署") && page.contains("劳动保障监察员签署"), "\(page)")
            // The same act a second time is refused, and tells of the one that waits.
            let again = try register.refuse(proposing(desk), on: desk.number, code: "approvals")
            #expect(again.text.contains(id), "\(again.text)")
            _ = try register.complaint(
                ["approve", desk.number, id, "--as", "head"], status: 77, code: "role")
            _ = try register.complaint(
                ["approve", desk.number, id, "--as", "cadre"], status: 1, code: "same-actor")
            try register.json("approve", desk.number, id, "--as", "inspector", "--at", "2025-04-11")
            let entry = try #require(
                desk.shown().json["history"]?.arrayValue?.last { $0["act"]?.stringValue == "verify" })
            #expect(entry["occurred"]?.stringValue == "2025-04-11")
            #expect(try desk.shown().states.contains("joint/facts/verified"))
            #expect(try waiting(register).isEmpty)
            // Signing what is done is no second verification.
            try register.refused(
                "approve", desk.number, id, "--as", "inspector", status: 65, code: "payload")
        }
    }

    @Test func `turned down with a reason, put forward anew and taken back`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            let first = try propose(register, desk)
            try register.refused(
                "reject", desk.number, first, "--as", "inspector", status: 65, code: "payload")
            try register.json(
                "reject", desk.number, first, "--as", "inspector", "--reason", "sums of each worker")
            #expect(try waiting(register).isEmpty)
            let second = try propose(register, desk)
            #expect(second != first)
            // Taken back by the one who put it forward, by nobody else.
            _ = try register.complaint(
                ["withdraw", desk.number, second, "--as", "inspector"], status: 77, code: "role")
            try register.json("withdraw", desk.number, second, "--as", "cadre")
            #expect(try waiting(register).isEmpty)
            #expect(try !desk.shown().states.contains("joint/facts/verified"))
            let shown = try register.done("show", desk.number, "--lang", "en")
            #expect(shown.contains("turned down") && shown.contains("taken back"), "\(shown)")
        }
    }

    @Test func `what can no longer be done lapses at the act that made it so`() throws {
        try TestRegister.twoStation { register, desk in
            try desk.begin()
            let id = try propose(register, desk)
            try desk.verify(TwoStation.sums)
            #expect(try waiting(register).isEmpty)
            try register.refused(
                "approve", desk.number, id, "--as", "inspector", status: 65, code: "payload")
            #expect(try register.done("show", desk.number, "--lang", "en").contains("lapsed"))
        }
    }
}
