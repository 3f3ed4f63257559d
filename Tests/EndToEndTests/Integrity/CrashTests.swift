import Foundation
import Source
import Testing

/// Power cuts and impatient administrators: `kill -9` in the middle of `advance`.
struct CrashTests {
    private static let rounds = 60

    @Test func `a killed advance loses nothing that was acknowledged and harms nothing`() throws {
        let (seed, fresh) = SeededGenerator.fresh()
        var generator = fresh
        try TestRegister.open { register, number in
            func note(_ index: Int) -> [String] {
                [
                    "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-08", "--set",
                    "text=round \(index)", "--key", "round-\(index)", "--format", "json", "--wait", "20",
                ]
            }
            // The first run says how long one takes; the moments are spread over all of it and a little beyond.
            let clock = ContinuousClock()
            var acknowledged: [Int: Int] = [:]
            var longest = try clock.measure { acknowledged[0] = try position(of: register.run(note(0))) }
            var killed = 0
            for round in 1...Self.rounds {
                let child = try register.start(note(round))
                let moment = longest * Double.random(in: 0...1.1, using: &generator)
                if !child.hasEnded(within: moment) {
                    child.kill()
                    killed += 1
                }
                let finished = try child.finished()
                switch finished.ending {
                case .exited(let status):
                    #expect(status == 0, "seed \(seed), round \(round): \(finished.said)")
                    acknowledged[round] = try position(of: finished)
                    if killed == 0 { longest = max(longest, moment) }
                case .signalled(let signal):
                    #expect(signal == SIGKILL, "seed \(seed), round \(round): \(finished.said)")
                }
                if round % 10 == 0 {
                    #expect(try register.verified().isClean, "seed \(seed), after round \(round)")
                }
            }
            #expect(killed >= 10, "seed \(seed): only \(killed) of \(Self.rounds) were killed in time")

            let shown = try register.shown(number)
            for (round, position) in acknowledged {
                #expect(
                    shown.positions.contains(position), "seed \(seed): round \(round) at \(position) is lost")
            }
            try resend(register, number, note, acknowledged, seed: seed)
        }
    }

    /// Whoever was not answered sends again under the same key: each is in the log exactly once afterwards.
    private func resend(
        _ register: TestRegister, _ number: String, _ note: (Int) -> [String], _ acknowledged: [Int: Int],
        seed: UInt64
    ) throws {
        var positions: Set<Int> = []
        for round in 0...Self.rounds {
            let finished = try register.run(note(round))
            #expect(finished.status == 0, "seed \(seed), round \(round): \(finished.said)")
            let position = try position(of: finished)
            if let earlier = acknowledged[round] {
                #expect(position == earlier, "seed \(seed), round \(round)")
            }
            positions.insert(position)
        }
        #expect(positions.count == Self.rounds + 1, "seed \(seed)")
        let shown = try register.shown(number)
        #expect(shown.acts.filter { $0 == "note_added" }.count == Self.rounds + 1, "seed \(seed)")
        #expect(try register.verified().isClean, "seed \(seed)")
        #expect(try register.run(["audit", "recheck"]).status == 0)
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
                if !child.hasEnded(within: longest * Double.random(in: 0...1.1, using: &generator)) {
                    child.kill()
                }
                _ = try child.finished()
                let finished = try register.run(["audit", "verify", "--format", "json"])
                let code = Complaint(finished)?.code ?? "verified"
                #expect(
                    ["verified", "not-found", "incomplete-register"].contains(code),
                    "seed \(seed), round \(round): \(finished.said)")
            }
        }
    }

    private func position(of finished: Finished) throws -> Int {
        let receipt = try JSON(parsing: finished.out)
        return Int(try #require(receipt["position"]?.integerValue, finished.said))
    }
}
