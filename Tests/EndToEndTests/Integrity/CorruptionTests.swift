import Foundation
import Source
import Testing

/// A register on a failing disk: bits of the file are wrong, wherever they lie.
struct CorruptionTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `whatever bits of the file are wrong, it is told or did not matter, and nothing crashes`(
        seed: UInt64
    ) throws {
        var generator = SeededGenerator(seed: seed)
        var found = 0
        for round in 0..<14 {
            try TestRegister.dehua { register, number in
                let sound = try register.verified()
                let url = URL(filePath: register.path)
                var bytes = try Data(contentsOf: url)
                for _ in 0..<[1, 2, 8, 64][round % 4] {
                    let place = Int.random(in: 0..<(round % 3 == 0 ? 8192 : bytes.count), using: &generator)
                    bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                }
                try bytes.write(to: url)
                let verified = try register.run(["audit", "verify", "--format", "json"])
                let what = "seed \(seed), round \(round)"
                if verified.status == 0 {
                    let root = try JSON(parsing: verified.out)["root"]?.stringValue
                    #expect(root == sound.root, "\(what): what is called sound is what was there")
                } else {
                    found += 1
                    #expect([1, 65, 74, 78].contains(verified.status), "\(what): \(verified.said)")
                }
                for command in [
                    ["show", number], ["list"], ["audit", "log"], ["audit", "recheck"],
                    ["advance", number, "note_added", "--as", "dehua-clerk", "--set", "text=x"],
                ] {
                    let finished = try register.run(command)
                    #expect(
                        [0, 1, 65, 66, 74, 78].contains(finished.status),
                        "\(what): \(command[0]): \(finished.said)")
                }
            }
        }
        #expect(found > 0, "seed \(seed): some of it was found")
    }
}
