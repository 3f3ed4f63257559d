import Foundation
import Testing

/// A register that another process is writing to.
struct BusyRegisterTests {
    @Test func `a writer waits as long as it was told and then says to try again`() throws {
        try TestRegister.open { register, number in
            let note = ["advance", number, "note_added", "--as", "clerk", "--set", "text=while locked"]
            try register.unchanged {
                let lock = try HeldLock(register.path + ".lock")
                let clock = ContinuousClock()
                let start = clock.now
                let complaint = try register.complaint(note + ["--wait", "1"], status: 75, code: "busy")
                #expect(start.duration(to: clock.now) >= .seconds(1))
                #expect(complaint.text.contains("try again"))
                lock.release()
            }
            try register.done(
                "advance", number, "note_added", "--as", "clerk", "--set", "text=after", "--wait", "1")
        }
    }

    @Test func `a writer gets its turn when the other one ends within the time`() throws {
        try TestRegister.open { register, number in
            let lock = try HeldLock(register.path + ".lock")
            let child = try register.start([
                "advance", number, "note_added", "--as", "clerk", "--set", "text=patient", "--wait", "30",
            ])
            #expect(!child.hasEnded(within: .milliseconds(300)), "it waits for the lock")
            lock.release()
            #expect(child.hasEnded(within: .seconds(30)))
            let finished = try child.finished()
            #expect(finished.status == 0, finished.said)
            #expect(try register.shown(number).acts.last == "note_added")
        }
    }

    @Test func `readers do not wait for a writer`() throws {
        try TestRegister.dehua { register, number in
            let lock = try HeldLock(register.path + ".lock")
            defer { lock.release() }
            for command in [["show", number], ["next", number], ["audit", "verify"], ["audit", "log"]] {
                let finished = try register.run(command, timeout: 20)
                #expect(finished.status == 0, finished.said)
            }
        }
    }
}

/// A lock that a test holds the way another writer would.
final class HeldLock {
    private var descriptor: Int32

    /// Takes the lock of a register.
    init(_ path: String) throws {
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        try #require(descriptor >= 0, "there is no lock file \(path)")
        try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0, "the lock is taken")
    }

    /// Lets it go.
    func release() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
    }

    deinit { release() }
}
