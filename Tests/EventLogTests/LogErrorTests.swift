import EventLog
import Testing
import Values

@Suite struct `An error of the log` {
    private static func all() throws -> [LogError] {
        let stream = try #require(StreamName("case/1"))
        let key = try #require(CommandKey("k"))
        return [
            .wrongExpectedVersion(stream: stream, expected: .exact(3), found: 4, lastActor: "li"),
            .keyReused(key), .invalidRequest(field: "f", wanted: .init(zh: "整数", en: "a number")),
            .tooLarge(what: .init(zh: "叶", en: "the leaf"), bytes: 2, limit: 1), .noSuchPosition(1, size: 0),
            .noSuchPart(name: "p", position: 1), .notPersonal(name: "p", position: 1),
            .alreadyErased(name: "p", position: 1, by: 2), .erasureNotRecorded(name: "p", position: 1, by: 2),
            .busy, .notFound(path: "p"), .alreadyExists(path: "p"), .notARegister(path: "p"),
            .incompleteRegister(path: "p"), .lockFileMissing(path: "p"), .networkFileSystem(path: "p"),
            .newerVersion(found: 2, supported: 1), .readOnly("r"), .full, .io("r"),
            .corrupt(position: 1, "r"),
        ]
    }

    @Test func `has a code of its own and a text in both languages`() throws {
        let all = try Self.all()
        #expect(Set(all.map(\.code)).count == all.count)
        for error in all {
            #expect(!error.message.zh.isEmpty)
            #expect(error.description == "\(error.code): \(error.message.en)")
        }
    }

    @Test func `of a conflict tells what to expect instead`() throws {
        #expect(
            try Self.all()[0].message.en
                == "case/1 should have version 3, but it has version 4, last written by li; look at it again and retry"
        )
    }
}
