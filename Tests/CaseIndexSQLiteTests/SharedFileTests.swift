import CaseDesk
import GRDB
import Testing

@testable import CaseIndexSQLite

/// Two values opened on one file behave as two processes do: each has a connection of its own.
struct SharedFileTests {
    @Test func `what one writes the other reads, and what one has read the other does not read again`() throws
    {
        try TemporaryFolder.with { folder in
            let one = try SQLiteCaseIndex(path: folder.index)
            let other = try SQLiteCaseIndex(path: folder.index)
            #expect(try other.stamp() == nil)
            try one.apply(batch(cases: [caseRow("A-1", closed: "paid")]), upTo: stamp(8, leaf: "eight"))
            try other.apply(batch(cases: [caseRow("A-1")]), upTo: stamp(7, leaf: "seven"))
            #expect(try other.stamp() == stamp(8, leaf: "eight"))
            #expect(try other.numbers(CaseQuery(status: .closed)) == ["A-1"])
        }
    }

    @Test func `a slice is not added to rows that another emptied meanwhile`() throws {
        try TemporaryFolder.with { folder in
            let one = try SQLiteCaseIndex(path: folder.index)
            let other = try SQLiteCaseIndex(path: folder.index)
            try one.apply(batch(cases: [caseRow("A-1")]), upTo: stamp(100))
            try other.reset()
            #expect(throws: CaseIndexError.changed(path: folder.index)) {
                try one.apply(batch(cases: [caseRow("A-2")]), upTo: stamp(150))
            }
            try other.apply(batch(cases: [caseRow("A-1")]), upTo: stamp(60))
            #expect(throws: CaseIndexError.changed(path: folder.index)) {
                try one.apply(batch(cases: [caseRow("A-2")]), upTo: stamp(150))
            }
            #expect(try one.stamp() == stamp(60))
            try one.apply(batch(cases: [caseRow("A-2")]), upTo: stamp(150))
            #expect(try other.numbers() == ["A-2", "A-1"])
        }
    }

    @Test func `one that finds the file replaced goes over to the new one`() throws {
        try TemporaryFolder.with { folder in
            let one = try SQLiteCaseIndex(path: folder.index)
            try one.apply(batch(cases: [caseRow("A-1")]), upTo: stamp(4))
            try folder.deleteIndex()
            let other = try SQLiteCaseIndex(path: folder.index)
            try other.apply(batch(cases: [caseRow("B-1")]), upTo: stamp(9))
            #expect(throws: CaseIndexError.changed(path: folder.index)) { try one.numbers() }
            #expect(try one.stamp() == stamp(9))
            #expect(try one.numbers() == ["B-1"])
        }
    }

    @Test func `a file held for too long is said to be busy, not damaged`() throws {
        try TemporaryFolder.with { folder in
            let index = try SQLiteCaseIndex(path: folder.index, boot: nil, patience: 0)
            try DatabaseQueue(path: folder.index).inDatabase { database in
                try database.inTransaction(.exclusive) {
                    #expect(throws: CaseIndexError.busy(path: folder.index)) { try index.stamp() }
                    #expect(throws: CaseIndexError.busy(path: folder.index)) {
                        try index.apply(batch(), upTo: stamp(1))
                    }
                    return .rollback
                }
            }
            try index.apply(batch(), upTo: stamp(1))
            #expect(try index.stamp() == stamp(1))
        }
    }

    @Test func `many writers at once neither fail nor lose a slice`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.index
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask { @concurrent in
                    let index = try SQLiteCaseIndex(path: path)
                    for size in 1...50 {
                        try index.apply(
                            batch(cases: [caseRow("A-\(size)", claimants: ["p-\(writer)"])]),
                            upTo: stamp(size))
                        _ = try index.cases(CaseQuery(limit: 5))
                    }
                }
            }
            try await group.waitForAll()
        }
        let index = try SQLiteCaseIndex(path: path)
        #expect(try index.stamp() == stamp(50))
        #expect(try index.count(CaseQuery()) == 50)
        #expect(try index.cases(CaseQuery()).allSatisfy { $0.claimants.count == 1 })
    }
}
