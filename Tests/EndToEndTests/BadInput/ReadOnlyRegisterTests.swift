import Foundation
import Testing

/// A register that this user may read and not write.
struct ReadOnlyRegisterTests {
    /// How an unprivileged user runs the program: root becomes nobody, anybody else is one already.
    private static let unprivileged: Manner? = {
        guard geteuid() == 0 else { return Manner() }
        let paths = ["/usr/bin/setpriv", "/bin/setpriv"]
        return paths.contains { FileManager.default.isExecutableFile(atPath: $0) }
            ? Manner(user: "nobody") : nil
    }()

    private static let whyNot: Comment =
        "root is not held by permissions, and there is no setpriv to become somebody else with"

    /// Runs a test on a Dehua register that nobody but its owner may write, in a folder that anybody may search.
    private func readOnly(_ body: (TestRegister, String, Manner) throws -> Void) throws {
        let manner = try #require(Self.unprivileged)
        try TestRegister.dehua { register, number in
            let manager = FileManager.default
            for path in [register.path, register.path + ".lock"] {
                try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
            }
            let modes = [0o555, 0o755]
            let parent = URL(filePath: register.folder.path).deletingLastPathComponent().path(
                percentEncoded: false)
            try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: parent)
            try manager.setAttributes([.posixPermissions: modes[0]], ofItemAtPath: register.folder.path)
            defer {
                try? manager.setAttributes([.posixPermissions: modes[1]], ofItemAtPath: register.folder.path)
            }
            try body(register, number, manner)
        }
    }

    @Test(.enabled(if: unprivileged != nil, whyNot))
    func `writing to a register that may only be read is refused and changes nothing`() throws {
        try readOnly { register, number, manner in
            let bytes = try Data(contentsOf: URL(filePath: register.path))
            let finished = try runElsewhere(
                register,
                [
                    "advance", number, "note_added", "--as", "dehua-clerk", "--set", "text=x", "--format",
                    "json",
                ],
                manner)
            let complaint = try #require(Complaint(finished), finished.said)
            #expect(complaint.code == "read-only", finished.said)
            #expect([74, 77].contains(finished.status), finished.said)
            #expect(try Data(contentsOf: URL(filePath: register.path)) == bytes)
        }
    }

    @Test(.enabled(if: unprivileged != nil, whyNot))
    func `a register that may only be read is read: shown, listed, searched and verified`() throws {
        try readOnly { register, number, manner in
            for command in [
                ["show", number], ["list"], ["due"], ["search", number], ["audit", "verify"],
                ["next", number],
            ] {
                let finished = try runElsewhere(register, command, manner)
                #expect(finished.status == 0, "\(command.joined(separator: " ")): \(finished.said)")
            }
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: register.folder.path).filter {
                    !$0.hasPrefix(".")
                }
                .sorted() == ["register.sqlite", "register.sqlite.lock"])
        }
    }

    /// Runs the program in a folder in which this user may not write anything.
    private func runElsewhere(_ register: TestRegister, _ command: [String], _ manner: Manner) throws
        -> Finished
    {
        // The streams of a run are files of the test, so they lie in another folder.
        let streams = try TemporaryFolder()
        defer { streams.remove() }
        return try Binary.run(
            command, in: streams.path, environment: ["BACKPAY_REGISTER": register.path], manner: manner)
    }
}
