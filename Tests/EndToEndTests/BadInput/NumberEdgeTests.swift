import Foundation
import Testing

/// Numbers at the edges of what a machine can hold: an answer or wrong usage, never a crash and never a wrong answer.
struct NumberEdgeTests {
    private static let edges = [
        "-1", "0", "-9223372036854775808", "9223372036854775807", "9223372036854775808", "4294967296", "1e9",
        "",
    ]

    private static let commands: [[String]] = [
        ["list", "--limit"], ["search", "工友", "--limit"], ["person", "list", "--limit"],
        ["organisation", "list", "--limit"],
        ["audit", "log", "--limit"], ["audit", "log", "--from"],
        ["audit", "log", "--case", "2025-0001", "--limit"],
        ["audit", "log", "--case", "2025-0001", "--from"], ["due", "--within"],
        ["show", "2025-0001", "--position"],
        ["list", "--position"], ["calendar", "show"],
        ["advance", "2025-0001", "note_added", "--as", "dehua-clerk", "--set", "text=x", "--if-version"],
        ["person", "add", "--as", "dehua-clerk", "--name", "x", "--wait"],
    ]

    @Test(arguments: commands)
    func `no number makes it crash`(words: [String]) throws {
        try TestRegister.dehua { register, _ in
            for edge in Self.edges {
                // Written with an equals sign, a negative number is not taken for an option.
                let last = words.last ?? ""
                let command =
                    last.hasPrefix("--") ? words.dropLast() + ["\(last)=\(edge)"] : words + ["--", edge]
                let finished = try register.run(Array(command))
                let expected: [Int32] = [0, 1, 64, 65, 66, 75]
                #expect(
                    expected.contains(finished.status), "\(command.joined(separator: " ")): \(finished.said)")
            }
            #expect(try register.verified().isClean)
        }
    }

    @Test(arguments: [
        "99999999999999999999 days", "9223372036854775807 days", "-5 days", "0 days", "1000000 years", "5",
        "five days", "5 fortnights", "",
    ])
    func `no length of a limit makes it crash`(length: String) throws {
        try TestRegister.nowhere { register in
            let finished = try register.run([
                "calendar", "explain", "--from", "2025-04-25", "--length=\(length)", "--format", "json",
            ])
            #expect(finished.status == (length.isEmpty ? 64 : 65), finished.said)
        }
    }

    @Test(arguments: ["9999-12-31", "0001-01-01", "1900-01-01", "2100-06-15"])
    func `a day far away is counted or refused, not invented`(day: String) throws {
        try TestRegister.dehua { register, number in
            for command in [
                ["due", "--on", day], ["show", number, "--as-of", day], ["list", "--as-of", day],
                ["show", number, "--known-at", day],
                ["calendar", "explain", "--from", day, "--length", "5 workdays"],
            ] {
                let finished = try register.run(command)
                let expected: [Int32] = [0, 65, 66]
                #expect(
                    expected.contains(finished.status), "\(command.joined(separator: " ")): \(finished.said)")
            }
        }
    }

    @Test func `what is due is asked of a day; an instant is not passed over in silence`() throws {
        try TestRegister.open { register, _ in
            let day = try register.run(["due", "--on", "2025-04-10", "--format", "json"])
            #expect(day.status == 0, day.said)
            let instant = try register.run(["due", "--on", "2025-04-10T09:00+08:00", "--format", "json"])
            #expect(instant.status == 65 || instant.out == day.out, instant.said)
        }
    }
}
