import Foundation
import Source
import Testing

/// Time passes by itself: `tick` on a real register, at stated times.
struct TickTests {
    /// What a tick raised, as `case act instant`.
    private func raised(_ report: JSON) -> [String] {
        (report["raised"]?.arrayValue ?? []).map { item in
            [item["case"], item["act"], item["instant"]].compactMap { $0?.stringValue }.joined(separator: " ")
        }
    }

    private func openMore(_ register: TestRegister, _ count: Int) throws {
        for index in 0..<count {
            try register.done(
                "open", "two-station", "--as", "clerk", "--at",
                "2025-04-\(index % 3 + 7 < 10 ? "0" : "")\(index % 3 + 7)",
                "--set", "channel=walk_in", "--claimant", "P-00000\(index % 3 + 1)")
        }
    }

    @Test func `months without a run are made up for in due order, and a second run adds nothing`() throws {
        try TestRegister.open { register, number in
            try openMore(register, 4)
            try register.done("actor", "add", "clockwork", "--name", "定时任务", "--body", "县信息中心")
            let first = try register.json("tick", "--as", "clockwork", "--at", "2025-08-01")
            let items = raised(first)
            #expect(items.count == 10)
            #expect(items.contains("\(number) clock_breached 2025-04-15T00:00:00+08:00"))
            let order = (first["raised"]?.arrayValue ?? []).map {
                "\($0["instant"]?.stringValue ?? "") \($0["case"]?.stringValue ?? "")"
            }
            #expect(order == order.sorted())
            #expect(first["failures"] == .array([]))
            try register.unchanged {
                let second = try register.json("tick", "--as", "clockwork", "--at", "2025-08-01")
                #expect(raised(second).isEmpty)
                #expect(
                    try raised(
                        register.json("tick", "--as", "clockwork", "--at", "2025-08-01", "--every-case")
                    ).isEmpty)
            }
            #expect(try register.run(["audit", "recheck"]).status == 0)
            let rows = try register.rows("audit", "log", "--case", number)
            let last = try #require(rows.last)
            #expect(last["type"] == .string("clock.breached"))
            #expect(last["recorder"] == .string("clockwork"))
            #expect(last["key"]?.stringValue?.hasPrefix("tick/2025-04-15T00:00:00+08:00/\(number)/") == true)
            #expect(
                try register.done("audit", "log", "--case", number).contains("clock.breached acceptance#1"))
        }
    }

    @Test func `a lost index hides nothing that is due`() throws {
        try TestRegister.open { register, _ in
            _ = try register.rows("due")
            for name in try FileManager.default.contentsOfDirectory(atPath: register.folder.path)
            where name.contains(".index.") {
                try FileManager.default.removeItem(atPath: register.folder.path + "/" + name)
            }
            #expect(try raised(register.json("tick", "--as", "clerk", "--at", "2025-05-01")).count == 2)
        }
    }

    @Test func `a limit on commits leaves the rest and says so`() throws {
        try TestRegister.open { register, _ in
            try openMore(register, 2)
            let first = try register.json("tick", "--as", "clerk", "--at", "2025-05-01", "--limit", "4")
            #expect(raised(first).count == 4)
            #expect(first["more"] == .bool(true))
            let second = try register.json("tick", "--as", "clerk", "--at", "2025-05-01", "--limit", "4")
            #expect(raised(second).count == 2)
            #expect(second["more"] == .bool(false))
        }
    }

    @Test func `a time that has not come, an actor nobody knows and a key of the program's own are refused`()
        throws
    {
        try TestRegister.open { register, number in
            try register.refused(
                "tick", "--as", "clerk", "--at", "2099-01-01", status: 65, code: "bad-input")
            try register.refused("tick", "--as", "nobody", status: 66, code: "no-such-actor")
            try register.refused("tick", "--as", "clerk", "--at", "soon", status: 65, code: "date")
            try register.refused(
                "advance", number, "note_added", "--as", "clerk", "--set", "text=x", "--key",
                "tick/2025-04-15T00:00:00+08:00/\(number)/1", status: 64, code: "key")
        }
    }

    @Test func `killed in the middle and run again, everything is there once and in order`() throws {
        let (seed, fresh) = SeededGenerator.fresh()
        var generator = fresh
        try TestRegister.open { register, _ in
            try openMore(register, 30)
            let whole = try ContinuousClock().measure {
                _ = try register.run(["tick", "--as", "clerk", "--at", "2025-04-08"])
            }
            var killed = 0
            for _ in 0..<12 {
                let child = try register.start([
                    "tick", "--as", "clerk", "--at", "2025-05-01", "--limit", "9",
                ])
                if !child.hasEnded(within: whole * Double.random(in: 0...1.2, using: &generator)) {
                    child.kill()
                    killed += 1
                }
                _ = try child.finished()
            }
            #expect(killed > 0, "seed \(seed)")
            try register.done("tick", "--as", "clerk", "--at", "2025-05-01")
            let entries = try register.rows("audit", "log", "--limit", "10000").filter {
                $0["type"]?.stringValue?.hasPrefix("clock.") == true
            }
            #expect(entries.count == 62, "seed \(seed)")
            let keys = entries.compactMap { $0["key"]?.stringValue }
            #expect(Set(keys).count == 62, "seed \(seed)")
            let times = entries.compactMap { $0["occurred"]?.stringValue }
            #expect(times == times.sorted(), "seed \(seed)")
            #expect(try register.verified().isClean, "seed \(seed)")
            #expect(try register.run(["audit", "recheck"]).status == 0, "seed \(seed)")
        }
    }

    @Test func `ticks and advances side by side: nobody is kept out, nothing is there twice`() throws {
        try TestRegister.open { register, number in
            try openMore(register, 20)
            var children: [Child] = []
            for round in 0..<3 {
                children.append(
                    try register.start(["tick", "--as", "clerk", "--at", "2025-05-01", "--wait", "30"]))
                children.append(
                    try register.start([
                        "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-08", "--set",
                        "text=round \(round)", "--wait", "30",
                    ]))
            }
            for child in children {
                let finished = try child.finished()
                #expect(finished.status == 0, finished.said)
            }
            let entries = try register.rows("audit", "log", "--limit", "10000")
            #expect(entries.filter { $0["type"]?.stringValue?.hasPrefix("clock.") == true }.count == 42)
            #expect(entries.filter { $0["type"] == .string("act.note_added") }.count == 3)
            #expect(try register.run(["audit", "recheck"]).status == 0)
            #expect(try register.verified().isClean)
        }
    }

    @Test func `the worklist takes a limit`() throws {
        try TestRegister.open { register, _ in
            try openMore(register, 3)
            #expect(try register.rows("due", "--limit", "2").count == 2)
            #expect(try register.rows("due").count == 4)
        }
    }
}
