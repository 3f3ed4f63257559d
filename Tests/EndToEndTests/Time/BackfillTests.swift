import Foundation
import Source
import Testing

/// A month of paper records entered late on a register that ticked meanwhile.
struct BackfillTests {
    private static let april = """
        backfill: 2025 年 4 月纸质台账
        reason: 系统停用期间纸质办理
        acts:
          - case: 2025-0001
            act: employer_found
            by: [cadre]
            occurred: 2025-04-10
            set: {route: direct}
          - case: 2025-0001
            act: accept
            by: [clerk]
            occurred: 2025-04-09
            attach: [{kind: complaint, original_at: 档案柜, signers: [clerk]}]
          - case: 2025-0001
            act: note_added
            occurred: 2025-04-29
            set: {text: 来电询问}

        """

    private func write(_ text: String, in register: TestRegister) throws -> String {
        let path = register.folder.path + "/april.yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func `the month lifts the false breach; what was known and what had happened are told apart`()
        throws
    {
        try TestRegister.open { register, number in
            for day in ["2025-04-12", "2025-04-16", "2025-04-30"] {
                try register.done("tick", "--as", "clerk", "--at", day)
            }
            let beforeEntry = try #require(register.rows("audit", "log", "--case", number).last?["position"])
            let size = (beforeEntry.integerValue ?? 0) + 1
            let path = try write(Self.april, in: register)
            try register.unchanged {
                let tried = try register.json("backfill", path, "--as", "clerk", "--dry-run")
                #expect(tried["entries"]?.arrayValue?.count == 4)
            }
            let done = try register.json("backfill", path, "--as", "clerk")
            let acts = (done["entries"]?.arrayValue ?? []).compactMap { $0["act"]?.stringValue }
            #expect(acts == ["accept", "employer_found", "clock_warned", "note_added"])
            #expect(done["entries"]?.arrayValue?.first?["cured"]?.arrayValue?.count == 1)

            let now = try register.shown(number)
            #expect(now.acts.contains("clock_breached"), "the breach stays in the log")
            #expect(now.states.contains("joint/facts/verifying"))
            let known = try register.shown(number, "--position", "\(size)")
            #expect(known.states == ["intake"])
            let happened = try register.shown(number, "--as-of", "2025-04-20")
            #expect(happened.states == ["joint/facts/verifying", "joint/employer/reached"])
            #expect(try register.done("show", number, "--lang", "zh-Hans").contains("逾期已补正"))
            #expect(try register.run(["audit", "recheck"]).status == 0)
            #expect(try register.done("audit", "replay", number, "--lang", "zh-Hans").contains("逾期已补正"))

            try register.unchanged {
                let again = try register.json("backfill", path, "--as", "clerk")
                #expect(again["replay"] == .bool(true))
                #expect(again["entries"] == done["entries"])
            }
            #expect(try register.verified().isClean)
        }
    }

    @Test func `one act that is refused keeps the whole file out and names its line`() throws {
        try TestRegister.open { register, _ in
            let path = try write(
                Self.april + """
                      - case: 2025-0001
                        act: close
                        by: [head]
                        occurred: 2025-04-11
                        set: {reason: paid_in_full}

                    """, in: register)
            let complaint = try register.unchanged {
                try register.complaint(["backfill", path, "--as", "clerk"], status: 1, code: "guard")
            }
            #expect(complaint.text.contains("april.yaml:18:5"), "\(complaint.text)")
        }
    }

    @Test func `a file with a mistake is told with its place and enters nothing`() throws {
        try TestRegister.open { register, _ in
            let path = try write(
                Self.april.replacing("occurred: 2025-04-29", with: "occurred: 2025-04-31"), in: register)
            let complaint = try register.unchanged {
                try register.complaint(["backfill", path, "--as", "clerk"], status: 65, code: "diagnostics")
            }
            #expect(complaint.text.contains("april.yaml:16"), "\(complaint.text)")
        }
    }
}
