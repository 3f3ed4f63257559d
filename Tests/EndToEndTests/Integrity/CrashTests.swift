import Foundation
import Source
import Testing

/// Power cuts and impatient administrators: `kill -9` in the middle of `advance`.
struct CrashTests {
    @Test func `fifty advances killed in the middle lose nothing that was acknowledged and harm nothing`()
        throws
    {
        let (seed, fresh) = SeededGenerator.fresh()
        var generator = fresh
        try TestRegister.open { register, number in
            func note(_ round: Int) -> [String] {
                [
                    "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-08", "--set",
                    "text=round \(round)", "--key", "round-\(round)", "--format", "json", "--wait", "20",
                ]
            }
            // The first run says how long one takes; the moments are spread over all of it.
            var acknowledged: [Int: Int] = [:]
            let typical = try ContinuousClock().measure {
                acknowledged[0] = try position(of: register.run(note(0)))
            }
            var round = 0
            var killed = 0
            while killed < 50, round < 300 {
                round += 1
                let child = try register.start(note(round))
                if !child.hasEnded(within: typical * Double.random(in: 0...1, using: &generator)) {
                    child.kill()
                    killed += 1
                }
                let finished = try child.finished()
                switch finished.ending {
                case .exited(let status):
                    #expect(status == 0, "seed \(seed), round \(round): \(finished.said)")
                    acknowledged[round] = try position(of: finished)
                case .signalled(let signal):
                    #expect(signal == SIGKILL, "seed \(seed), round \(round): \(finished.said)")
                }
                if round % 10 == 0 {
                    #expect(try register.verified().isClean, "seed \(seed), after round \(round)")
                }
            }
            #expect(killed == 50, "seed \(seed): only \(killed) of \(round) were killed in time")

            let shown = try register.shown(number)
            for (round, position) in acknowledged {
                #expect(
                    shown.positions.contains(position), "seed \(seed): round \(round) at \(position) is lost")
            }
            try resend(register, number, (0...round).map(note), acknowledged, seed: seed)
        }
    }

    /// Whoever was not answered sends again under the same key: each is in the log exactly once afterwards.
    private func resend(
        _ register: TestRegister, _ number: String, _ notes: [[String]], _ acknowledged: [Int: Int],
        seed: UInt64
    ) throws {
        var positions: Set<Int> = []
        for (round, note) in notes.enumerated() {
            let finished = try register.run(note)
            #expect(finished.status == 0, "seed \(seed), round \(round): \(finished.said)")
            let position = try position(of: finished)
            if let earlier = acknowledged[round] {
                #expect(position == earlier, "seed \(seed), round \(round)")
            }
            positions.insert(position)
        }
        #expect(positions.count == notes.count, "seed \(seed)")
        let shown = try register.shown(number)
        #expect(shown.acts.filter { $0 == "note_added" }.count == notes.count, "seed \(seed)")
        #expect(try register.verified().isClean, "seed \(seed)")
        #expect(try register.run(["audit", "recheck"]).status == 0)
    }

    @Test func `a story killed while it is played is there whole or not at all`() throws {
        let (seed, fresh) = SeededGenerator.fresh()
        var generator = fresh
        try TestRegister.dehua { register, _ in
            let play = ["play", Binary.file("seeds/gulou-2024.yaml")]
            let typical = try ContinuousClock().measure { _ = try register.run(play) }
            var before = try register.rows("list").count
            for round in 0..<12 {
                let child = try register.start(play)
                if !child.hasEnded(within: typical * Double.random(in: 0...1, using: &generator)) {
                    child.kill()
                }
                let isDone = try child.finished().status == 0
                #expect(try register.verified().isClean, "seed \(seed), round \(round)")
                let rows = try register.rows("list")
                #expect(rows.allSatisfy { $0["due"] == .integer(0) && $0["recovered"] != .integer(0) })
                // Killed after its commit it is there although nobody was told.
                #expect(
                    rows.count == before + 1 || rows.count == before && !isDone,
                    "seed \(seed), round \(round)")
                before = rows.count
            }
        }
    }

    @Test func `a killed init leaves nothing, or something that the next one is told about`() throws {
        let (seed, fresh) = SeededGenerator.fresh()
        var generator = fresh
        let clock = ContinuousClock()
        var longest: Duration = .zero
        try TestRegister.nowhere { register in
            longest = try clock.measure { _ = try register.done("init") }
        }
        for round in 0..<20 {
            try TestRegister.nowhere { register in
                let child = try register.start(["init"])
                if !child.hasEnded(within: longest * Double.random(in: 0.3...1, using: &generator)) {
                    child.kill()
                }
                _ = try child.finished()
                let finished = try register.run(["audit", "verify", "--format", "json"])
                let code = Complaint(finished)?.code ?? "verified"
                let what = "seed \(seed), round \(round)"
                #expect(
                    ["verified", "not-found", "incomplete-register"].contains(code),
                    "\(what): \(finished.said)")
                guard code == "verified" else { return }
                // What verifies is a register that can be worked in.
                let play = try register.run(["play", Binary.file("seeds/dehua-2025.yaml")])
                #expect(play.status == 0, "\(what): \(play.said)")
            }
        }
    }

    private func position(of finished: Finished) throws -> Int {
        let receipt = try JSON(parsing: finished.out)
        return Int(try #require(receipt["position"]?.integerValue, finished.said))
    }
}
