import EventLog
import EventLogLaws
import Testing

@Suite struct `The log in memory` {
    @Test func `keeps every law of the log`() {
        #expect(checkLaws { memoryLog() } == [])
    }

    @Test func `lets a reader go on with what it saw while a writer appends`() throws {
        let log = memoryLog()
        try log.read { reader in
            _ = try log.write { try $0.append(request("a", ["case/1"])) }
            #expect(try reader.size == 0)
        }
        #expect(try log.read { try $0.size } == 1)
    }
}
