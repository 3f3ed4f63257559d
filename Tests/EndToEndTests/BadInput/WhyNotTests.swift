import Source
import Testing

/// `next --act` answers why an act cannot be done, for every reason there is, in both languages, and does nothing.
struct WhyNotTests {
    /// An act that is refused, on a case that was brought to where it is.
    typealias Situation = @Sendable (TestRegister, TwoStation) throws -> ActWords

    /// For each code a real case under the two-station procedure.
    private static let twoStation: [String: Situation] = [
        "unknown-act": { $1.act("verfy", as: "cadre", at: "2025-04-07") },
        "not-here": { $1.verifying(TwoStation.sums, at: "2025-04-07") },
        "role": { $1.act("accept", as: "lawyer", at: "2025-04-07").paper("complaint") },
        "needs": { $1.act("accept", as: "clerk", at: "2025-04-07") },
        "payload": { register, desk in
            try desk.begin()
            return desk.act("verify", as: "cadre", at: "2025-04-09").set("amounts", "many")
        },
        "same-actor": { register, desk in
            try desk.begin()
            try desk.verify(TwoStation.sums)
            try desk.find()
            try register.record(
                desk.paying(TwoStation.sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value, nil) }))
            return desk.closing(as: "cadre")
        },
        "approvals": { register, desk in
            try desk.begin()
            let alone = desk.act("verify", as: "cadre", at: "2025-04-09").paper("inquiry_record")
                .set("amounts:", #"[{"level":"case","sum":"1800.00"}]"#)
            try register.record(alone.by("cadre", "inspector"))
            return alone
        },
        "guard": { _, desk in
            try desk.begin()
            try desk.verify(TwoStation.sums)
            try desk.find()
            return desk.closing()
        },
        "finding": { register, desk in
            try desk.begin()
            try desk.verify(TwoStation.sums)
            try desk.find()
            try register.record(
                desk.paying([
                    ("P-000001", "1100.00", "V-1"), ("P-000002", "500.00", "V-2"),
                    ("P-000003", "300.00", "V-3"),
                ]).confirmed("rounded up"))
            return desk.closing()
        },
        "closed": { _, desk in
            try desk.complete()
            return desk.verifying(TwoStation.sums, at: "2025-04-13")
        },
        "conflict": { _, desk in
            let version = try desk.shown().version
            try desk.begin()
            return desk.act("accept", as: "clerk", at: "2025-04-07").adding("--if-version", "\(version)")
        },
    ]

    /// The same under a procedure that can be made to refuse for the reasons the shipped ones cannot.
    private static let fixture: [String: Situation] = [
        "property": { $1.act("finish", as: "clerk", at: "2025-04-08") },
        "guard-error": { $1.act("weigh", as: "clerk", at: "2025-04-08").set("by", "0") },
        "clock": { $1.act("apply", as: "clerk", at: "2025-04-15") },
    ]

    /// Who could do it instead, where that is what helps.
    private static let helpers = [
        "role": ["cadre", "clerk"], "same-actor": ["head"], "needs": ["clerk"], "closed": ["cadre"],
    ]

    @Test func `every code there is has a case here`() throws {
        try TestRegister.nowhere { register in
            let schema = try register.json("workflow", "schema")
            let codes = try #require(WhyNotTests.codes(in: schema))
            #expect(codes == Set(WhyNotTests.twoStation.keys).union(WhyNotTests.fixture.keys))
        }
    }

    @Test(arguments: twoStation.keys.sorted())
    func `says why not`(_ code: String) throws {
        let situation = try #require(WhyNotTests.twoStation[code])
        try TestRegister.twoStation { try WhyNotTests.explain(code, $0, $1, try situation($0, $1)) }
    }

    @Test(arguments: fixture.keys.sorted())
    func `says why not under a procedure of its own`(_ code: String) throws {
        let situation = try #require(WhyNotTests.fixture[code])
        try TestRegister.fixture { try WhyNotTests.explain(code, $0, $1, try situation($0, $1)) }
    }

    /// What `next` says is what `advance` says, in both languages, with what to do and who could; and nothing happened.
    private static func explain(
        _ code: String, _ register: TestRegister, _ desk: TwoStation, _ act: ActWords
    ) throws {
        let question = act.asked
        try register.unchanged {
            let answer = try register.json(arguments: question)
            #expect(answer["possible"] == .bool(false))
            let reason = try #require(answer["reasons"]?.arrayValue?.first)
            #expect(reason["code"]?.stringValue == code, "\(answer.canonicalText)")
            for language in ["en", "zh"] {
                let page = try register.run(question + ["--lang", language == "zh" ? "zh-Hans" : "en"])
                #expect(page.status == 0, page.said)
                let message = try #require(reason["message"]?[language]?.stringValue)
                let text = page.out.filter { !$0.isWhitespace }
                #expect(text.contains(code) && text.contains(message.filter { !$0.isWhitespace }), page.said)
                // What was wanted, what stood in the way; what to do.
                #expect(message.contains(language == "zh" ? "；" : "; "), "\(message)")
                for detail in reason["details"]?.arrayValue ?? [] {
                    let words = try #require(detail[language]?.stringValue).filter { !$0.isWhitespace }
                    #expect(text.contains(words), page.said)
                }
            }
            let people = (answer["people"]?.arrayValue ?? []).compactMap(\.stringValue)
            for helper in helpers[code] ?? [] { #expect(people.contains(helper), "\(people)") }
            if code == "closed" {
                let remedy = answer["remedies"]?.arrayValue?.first
                #expect(remedy?["act"]?.stringValue == "reopen")
                #expect(remedy?["people"] == .array([.string("head")]), "\(answer.canonicalText)")
            }
        }
        let statuses: [String: Int32] = ["role": 77, "conflict": 75, "payload": 65]
        let complaint = try register.refuse(
            act, on: desk.number, code: code, status: statuses[code] ?? 1)
        let answer = try register.json(arguments: question)
        #expect(complaint.refusal?["message"] == answer["reasons"]?.arrayValue?.first?["message"])
    }

    /// The words that a story may expect an act to be refused with.
    private static func codes(in json: JSON) -> Set<String>? {
        if let words = json["refused"]?["enum"]?.arrayValue { return Set(words.compactMap(\.stringValue)) }
        switch json {
        case .object(let members): return members.values.lazy.compactMap(codes).first
        case .array(let items): return items.lazy.compactMap(codes).first
        case .null, .bool, .integer, .string: return nil
        }
    }

    @Test func `an act that states nothing is weighed as far as the case goes, for whoever could do it`()
        throws
    {
        try TestRegister.twoStation { register, desk in
            let bare = try register.json("next", desk.number, "--act", "close")
            #expect(bare["must_state"] == .array([.string("reason")]))
            #expect(bare["reasons"]?.arrayValue?.first?["code"]?.stringValue == "not-here")
            try desk.begin()
            let verify = try register.json("next", desk.number, "--act", "verify", "--as", "cadre")
            #expect(verify["must_state"]?.arrayValue?.isEmpty == false)
            #expect(verify["reasons"]?.arrayValue?.compactMap { $0["code"]?.stringValue } == ["needs"])
            let signers = verify["signatures"]?.arrayValue?.first?["people"]
            #expect(signers == .array([.string("inspector")]), "\(verify.canonicalText)")
            // Nobody is named: it is asked for the first who could.
            let accept = try register.json("next", desk.number, "--act", "start_joint_action")
            #expect(accept["asked_for"]?.arrayValue?.count == 1)
        }
    }

    @Test func `what can be done says where it leads`() throws {
        try TestRegister.twoStation { register, desk in
            let question = desk.act("accept", as: "clerk", at: "2025-04-07").paper("complaint").asked
            let answer = try register.json(arguments: question)
            #expect(answer["possible"] == .bool(true))
            #expect(answer["reasons"] == .array([]))
            #expect(answer["leads_to"]?.arrayValue?.isEmpty == false)
            try register.unchanged { _ = try register.json(arguments: question) }
        }
    }

    @Test func `a closed case is not offered to be reopened when its time is over`() throws {
        try TestRegister.fixture { register, desk in
            try register.folder.write("again.yaml", WhyNotTests.again)
            let opened = try register.json(
                "open", "again.yaml", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in",
                "--claimant", "P-000001")
            let number = try #require(opened["case"]?.stringValue)
            try register.record(ActWords(number, "finish", as: "clerk", at: "2025-04-07"))
            let offers = try register.json("next", number)["offers"]?.arrayValue ?? []
            let again = try #require(offers.first { $0["act"]?.stringValue == "again" })
            #expect(again["possible"] == .bool(false), "\(again.canonicalText)")
            #expect(again["missing"]?.arrayValue?.first?["code"]?.stringValue == "clock")
            let late = try register.json("next", number, "--act", "again", "--as", "clerk")
            #expect(late["reasons"]?.arrayValue?.first?["code"]?.stringValue == "clock")
            let early = try register.json(
                "next", number, "--act", "again", "--as", "clerk", "--at", "2025-04-08")
            #expect(early["possible"] == .bool(true), "\(early.canonicalText)")
        }
    }

    private static let again = """
        workflow: again
        language: 1
        version: 1
        label: {zh: 可重启流程, en: taken up again}
        vocabulary: wage-arrears/1
        calendar: cn
        roles:
          stationClerk: {label: {zh: 受理员, en: station clerk}}
        acts:
          finish: {kind: decision, label: {zh: 完成, en: finish}, who: [stationClerk]}
          again: {kind: decision, label: {zh: 重启, en: take up again}, who: [stationClerk]}
        initial: waiting
        states:
          waiting: {label: {zh: 等待, en: waiting}, transitions: [{act: finish, to: finished}]}
          finished:
            label: {zh: 完成, en: finished}
            final: true
            outcome: done
            reopen: [{act: again, to: waiting, within: 5 days}]

        """
}

extension ActWords {
    /// The same words as a question to `next`.
    fileprivate var asked: [String] {
        ["next", arguments[1], "--act"] + arguments.dropFirst(2)
    }
}
