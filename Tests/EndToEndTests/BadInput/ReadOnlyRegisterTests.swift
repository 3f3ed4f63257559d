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

    /// Runs a test on a Dehua register that only its owner may write, in a folder with this mode.
    private func readOnly(folder mode: Int, _ body: (TestRegister, String, Manner) throws -> Void) throws {
        let manner = try #require(Self.unprivileged)
        try TestRegister.dehua { register, number in
            let manager = FileManager.default
            for path in [register.path, register.path + ".lock"] {
                try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
            }
            let folder = register.folder.path
            let parent = URL(filePath: folder).deletingLastPathComponent().path(percentEncoded: false)
            try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: parent)
            try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: folder)
            defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder) }
            try body(register, number, manner)
        }
    }

    @Test(.enabled(if: unprivileged != nil, whyNot), arguments: [0o777, 0o555])
    func `writing to a register that may only be read is refused and changes nothing`(mode: Int) throws {
        try readOnly(folder: mode) { register, number, manner in
            let bytes = try Data(contentsOf: URL(filePath: register.path))
            for command in [
                ["advance", number, "note_added", "--as", "dehua-clerk", "--set", "text=x"],
                ["actor", "add", "new", "--name", "New"], ["play", Binary.file("seeds/dehua-2025.yaml")],
            ] {
                let finished = try runElsewhere(register, command + ["--format", "json"], manner)
                let complaint = try #require(Complaint(finished), finished.said)
                #expect(complaint.code == "read-only", finished.said)
                #expect(finished.status == 77, finished.said)
            }
            #expect(try Data(contentsOf: URL(filePath: register.path)) == bytes)
        }
    }

    private static let readers = [
        ["show", "2025-0001"], ["next", "2025-0001"], ["list"], ["due"], ["search", "2025-0001"],
        ["audit", "log"],
        ["audit", "verify"], ["audit", "recheck"],
    ]

    @Test(.enabled(if: unprivileged != nil, whyNot))
    func `a register whose file may only be read is shown, listed, searched and verified`() throws {
        try readOnly(folder: 0o777) { register, _, manner in
            for command in Self.readers {
                let finished = try runElsewhere(register, command, manner)
                #expect(finished.status == 0, "\(command.joined(separator: " ")): \(finished.said)")
            }
        }
    }

    @Test(.enabled(if: unprivileged != nil, whyNot))
    func `a register in a folder in which nothing may be written is shown, listed, searched and verified`()
        throws
    {
        try readOnly(folder: 0o555) { register, _, manner in
            for command in Self.readers {
                let finished = try runElsewhere(register, command, manner)
                #expect(finished.status == 0, "\(command.joined(separator: " ")): \(finished.said)")
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: register.folder.path)
            #expect(names.sorted() == ["register.sqlite", "register.sqlite.lock"])
        }
    }

    /// Runs the program in a folder of its own, in which its streams are caught.
    private func runElsewhere(_ register: TestRegister, _ command: [String], _ manner: Manner) throws
        -> Finished
    {
        let streams = try TemporaryFolder()
        defer { streams.remove() }
        return try Binary.run(
            command, in: streams.path, environment: ["BACKPAY_REGISTER": register.path], manner: manner)
    }
}
