import EventLog
import EventLogSQLite
import Foundation
import Testing

@Suite struct `The writer lock` {
    @Test func `keeps a second writer out until its patience ends, and readers in`() throws {
        let folder = try Folder()
        let first = try folder.newLog()
        let second = try folder.open(busyTimeout: .milliseconds(30))
        let reader = try folder.open(.readOnly)
        try first.write { log in
            _ = try log.append(request("a", ["case/1"]))
            #expect(throws: LogError.busy) {
                try second.write { _ = try $0.append(request("b", ["case/1"])) }
            }
            #expect(throws: LogError.busy) { try folder.open(busyTimeout: .milliseconds(30)) }
            #expect(try reader.read { try $0.size } == 0, "what is not committed is not seen")
            #expect(try second.read { try $0.size } == 0)
            #expect(try folder.open(.readOnly).read { try $0.size } == 0, "a reader may even come new")
        }
        #expect(try reader.read { try $0.size } == 1)
        _ = try second.write { try $0.append(request("b", ["case/1"])) }
        #expect(try reader.read { try $0.size } == 2)
    }

    @Test func `is one and the same through every link to the register`() throws {
        let folder = try Folder()
        let first = try folder.newLog()
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link.db"), withDestinationPath: folder.file())
        let second = try SQLiteLog.open(
            folder.file("link.db"), busyTimeout: .seconds(5), random: countingRandom())
        #expect(second.path == first.path)
        #expect(!FileManager.default.fileExists(atPath: folder.file("link.db.lock")))
        try first.write { _ in
            let impatient = #expect(throws: LogError.self) {
                _ = try SQLiteLog.open(
                    folder.file("link.db"), busyTimeout: .milliseconds(30), random: countingRandom())
            }
            #expect(impatient == .busy)
        }
    }

    @Test func `held by another program is waited for, and given back when that program ends`() throws {
        let folder = try Folder()
        let log = try folder.newLog()
        let impatient = try folder.open(busyTimeout: .milliseconds(30))
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        holder.arguments = ["-x", folder.file() + ".lock", "sh", "-c", "echo held; cat > /dev/null"]
        let input = Pipe()
        let output = Pipe()
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
        #expect(throws: LogError.busy) { try impatient.write { _ = try $0.append(request("a", ["case/1"])) } }
        try input.fileHandleForWriting.close()
        _ = try log.write { try $0.append(request("b", ["case/1"])) }
        holder.waitUntilExit()
        #expect(try log.read { try $0.size } == 1)
    }

    @Test func `lets many writers in one after the other, and no position is lost or seen half-made`()
        async throws
    {
        let folder = try Folder()
        try folder.newLog().close()
        let path = folder.file()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    let log = try SQLiteLog.open(path, busyTimeout: .seconds(60), random: countingRandom())
                    for number in 0..<20 {
                        _ = try log.write {
                            try $0.append(request("w/\(writer)/\(number)", ["case/\(writer)", "register"]))
                        }
                    }
                }
            }
            group.addTask {
                let log = try SQLiteLog.open(path, mode: .readOnly, random: countingRandom())
                for _ in 0..<50 {
                    let positions = try log.read { try $0.entries(from: 0, limit: 200).map(\.position) }
                    #expect(positions == Array(positions.indices))
                    #expect(positions.count.isMultiple(of: 2), "a command is seen whole or not at all")
                }
            }
            try await group.waitForAll()
        }
        let log = try folder.open(.readOnly)
        let report = try LogVerifier.verify(log)
        #expect(report.findings == [])
        #expect(report.counts.leaves == 120)
        #expect(
            try log.read { try $0.stream(#require(StreamName("register")), from: 0, limit: 100) }.count == 60)
    }
}
