import Foundation
import Testing

/// Files that are no register, or not one of ours to write.
struct RegisterFileTests {
    private func opens(_ register: TestRegister) -> [[String]] {
        [
            ["list"], ["show", "2025-0001"], ["audit", "verify"], ["audit", "log"], ["due"], ["search", "x"],
            ["actor", "add", "a", "--name", "A"], ["person", "add", "--name", "A", "--as", "clerk"],
            ["advance", "2025-0001", "note_added", "--as", "clerk", "--set", "text=x"],
            ["play", Binary.file("seeds/dehua-2025.yaml")],
        ]
    }

    @Test func `a text file is not taken for a register and stays as it is`() throws {
        try TestRegister.nowhere { register in
            let bytes = Data("报表\nnot a register, but somebody's notes\n".utf8)
            try register.folder.write("register.sqlite", bytes)
            for command in opens(register) {
                let complaint = try register.complaint(command, status: 65, code: "not-a-register")
                #expect(complaint.text.contains(register.path))
            }
            #expect(try Data(contentsOf: URL(filePath: register.path)) == bytes)
            #expect(try register.folder.names() == ["register.sqlite"], "nothing was laid beside it")
        }
    }

    @Test func `a database of another program is not taken for a register`() throws {
        try TestRegister.nowhere { register in
            try RegisterSQL(register).execute("CREATE TABLE ledger(a); INSERT INTO ledger VALUES (1)")
            let bytes = try Data(contentsOf: URL(filePath: register.path))
            for command in opens(register) {
                _ = try register.complaint(command, status: 65, code: "not-a-register")
            }
            #expect(try Data(contentsOf: URL(filePath: register.path)) == bytes)
        }
    }

    @Test func `a folder is not taken for a register`() throws {
        try TestRegister.nowhere { register in
            try FileManager.default.createDirectory(atPath: register.path, withIntermediateDirectories: false)
            for command in opens(register) {
                _ = try register.complaint(command, status: 65, code: "not-a-register")
            }
        }
    }

    @Test func `an empty file is told to be a register that was never finished`() throws {
        try TestRegister.nowhere { register in
            try register.folder.write("register.sqlite", "")
            for command in opens(register) {
                _ = try register.complaint(command, status: 65, code: "incomplete-register")
            }
        }
    }

    @Test func `a register that is not there is not found, and looking for it makes no file`() throws {
        try TestRegister.nowhere { register in
            for command in opens(register) where command[0] != "play" {
                let complaint = try register.complaint(command, status: 66, code: "not-found")
                #expect(complaint.text.contains(register.path))
            }
            #expect(try register.folder.names() == [])
        }
    }

    @Test func `making a register where there is something is refused and changes nothing`() throws {
        try TestRegister.empty { register in
            try register.unchanged {
                _ = try register.complaint(["init"], status: 1, code: "already-exists")
            }
        }
    }

    @Test func `a register of a newer version is neither read nor written`() throws {
        try TestRegister.empty { register in
            try RegisterSQL(register).execute("PRAGMA user_version = 2")
            let bytes = try Data(contentsOf: URL(filePath: register.path))
            for command in opens(register) {
                let complaint = try register.complaint(command, status: 78, code: "newer-version")
                #expect(complaint.text.contains("upgrade"))
            }
            #expect(try Data(contentsOf: URL(filePath: register.path)) == bytes)
        }
    }

    @Test func `a register without its lock file is read but not written`() throws {
        try TestRegister.open { register, number in
            try FileManager.default.removeItem(atPath: register.path + ".lock")
            let before = try register.verified()
            let complaint = try register.complaint(
                ["advance", number, "note_added", "--as", "clerk", "--set", "text=x"], status: 78,
                code: "lock-file-missing")
            #expect(complaint.text.contains(".lock"))
            #expect(try register.verified() == before)
        }
    }

    @Test func `a register cut in half is told to be damaged`() throws {
        try TestRegister.dehua { register, number in
            let url = URL(filePath: register.path)
            let bytes = try Data(contentsOf: url)
            try bytes.prefix(bytes.count / 2).write(to: url)
            for command in [["audit", "verify"], ["show", number], ["audit", "log"]] {
                let finished = try register.run(command + ["--format", "json"])
                #expect([1, 74].contains(finished.status), finished.said)
                #expect(!finished.err.contains("internal error"), finished.said)
            }
        }
    }
}
