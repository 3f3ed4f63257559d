import Foundation
import Testing

/// A disk that takes no more: simulated by the limit on the size of a file, which the kernel enforces.
struct FullDiskTests {
    @Test func `a full disk writes nothing, is told, and harms nothing`() throws {
        try TestRegister.dehua { register, number in
            let before = try register.verified()
            // From a limit at which not even the header of the write-ahead log fits up to one at which all fits.
            var outcomes: Set<Int32> = []
            for blocks in [1, 2, 8, 16, 24, 40, 64, 96, 160, 100_000] {
                let finished = try register.run(
                    [
                        "advance", number, "note_added", "--as", "dehua-clerk", "--format", "json", "--set",
                        "text=" + String(repeating: "x", count: 15_000),
                    ], manner: Manner(fileBlocks: blocks))
                outcomes.insert(finished.status)
                #expect([0, 74].contains(finished.status), finished.said)
                if finished.status == 74 {
                    let complaint = try #require(Complaint(finished), finished.said)
                    #expect(["disk-full", "io"].contains(complaint.code), finished.said)
                }
                let after = try register.verified()
                #expect(after.isClean, "it verifies after a limit of \(blocks) blocks")
                if finished.status == 74 { #expect(after.size == before.size) }
                if finished.status == 0 { break }
            }
            #expect(outcomes == [0, 74], "both a full disk and room enough were seen")
            try register.done(
                "advance", number, "note_added", "--as", "dehua-clerk", "--set", "text=room again")
            #expect(try register.verified().size == before.size + 2)
        }
    }

    @Test func `a register that finds no room is not made`() throws {
        try TestRegister.nowhere { register in
            let finished = try register.run(["init", "--format", "json"], manner: Manner(fileBlocks: 4))
            #expect(finished.status == 74, finished.said)
            // To SQLite the limit on a file is a failed write, a full disk is a full disk.
            let code = Complaint(finished)?.code ?? ""
            #expect(["disk-full", "io"].contains(code), finished.said)
            #expect(!FileManager.default.fileExists(atPath: register.path))
            try register.done("init")
        }
    }

    @Test func `a story that finds no room leaves no part of itself`() throws {
        try TestRegister.empty { register in
            let before = try register.verified()
            let size = try FileManager.default.attributesOfItem(atPath: register.path)[.size] as? Int ?? 0
            let finished = try register.run(
                ["play", Binary.file("seeds/dehua-2025.yaml")],
                manner: Manner(fileBlocks: size / 512 + 8))
            #expect(finished.status == 74, finished.said)
            #expect(try register.verified() == before)
            try register.done("play", Binary.file("seeds/dehua-2025.yaml"))
        }
    }

    @Test func `an output that nobody could take in is no success`() throws {
        try TestRegister.dehua { register, number in
            let finished = try Binary.run(
                ["show", number], in: register.folder.path, environment: ["BACKPAY_REGISTER": register.path],
                manner: Manner(redirection: ">/dev/full"))
            #expect(finished.status == 74, finished.said)
            #expect(finished.err.contains("disk is full"), finished.said)
        }
    }
}
