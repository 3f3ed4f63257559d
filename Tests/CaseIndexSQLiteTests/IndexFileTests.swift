import CaseDesk
import Foundation
import GRDB
import Testing
import Values

@testable import CaseIndexSQLite

struct IndexFileTests {
    private let person = PersonRow(id: "p-1", name: "何某", number: "110101199001010011", phone: "13800000001")

    private func fill(_ index: SQLiteCaseIndex, upTo size: Int = 5) throws {
        try index.apply(batch(cases: [caseRow("A-1")], persons: [person]), upTo: stamp(size))
    }

    /// Enough rows that the pages of one table can be destroyed while the others stay sound.
    private func fillWithMany(_ index: SQLiteCaseIndex) throws {
        let persons = (0..<2000).map { PersonRow(id: "p-\($0)", name: "何某", number: "\($0)", phone: "") }
        try index.apply(batch(persons: persons), upTo: stamp(2000))
    }

    /// Runs SQL on the file as another program would.
    private func alter(_ folder: TemporaryFolder, _ sql: String) throws {
        try DatabaseQueue(path: folder.index).inDatabase { try $0.execute(sql: sql) }
    }

    @Test func `what was written is there when the file is opened again, and nothing else lies beside it`()
        throws
    {
        try TemporaryFolder.with { folder in
            try fill(SQLiteCaseIndex(path: folder.index))
            #expect(try folder.names() == ["register.sqlite.index.sqlite"])
            let index = try SQLiteCaseIndex(path: folder.index)
            #expect(try index.stamp() == stamp(5))
            #expect(try index.numbers() == ["A-1"])
            #expect(try index.persons(matching: "何某", limit: 9) == [person])
        }
    }

    @Test(arguments: ["", "not a database at all", String(repeating: "无", count: 5000)])
    func `a file that is no database is begun anew without a word`(content: String) throws {
        try TemporaryFolder.with { folder in
            try Data(content.utf8).write(to: URL(filePath: folder.index))
            let index = try SQLiteCaseIndex(path: folder.index)
            #expect(try index.stamp() == nil)
            try fill(index)
            #expect(try SQLiteCaseIndex(path: folder.index).stamp() == stamp(5))
        }
    }

    @Test func `an old journal beside a damaged file does not find its way into the new one`() throws {
        try TemporaryFolder.with { folder in
            for suffix in ["", "-journal", "-wal", "-shm"] {
                try Data("rubbish".utf8).write(to: URL(filePath: folder.index + suffix))
            }
            #expect(try SQLiteCaseIndex(path: folder.index).stamp() == nil)
            #expect(try folder.names() == ["register.sqlite.index.sqlite"])
        }
    }

    @Test func `a file cut off in the middle is begun anew`() throws {
        try TemporaryFolder.with { folder in
            try fillWithMany(SQLiteCaseIndex(path: folder.index))
            let bytes = try folder.bytes()
            try folder.overwrite(bytes.prefix(bytes.count / 2))
            let index = try SQLiteCaseIndex(path: folder.index)
            // SQLite may notice at once or at the first page that is not there.
            do {
                let found = try index.found("何某")
                #expect(found.isEmpty)
            } catch CaseIndexError.damaged {
                #expect(try index.stamp() == nil)
            }
            try fill(index)
            #expect(try index.found("何某") == ["p-1"])
        }
    }

    @Test func `damage met in the middle of a search is said, and the next catch-up begins anew`() throws {
        try TemporaryFolder.with { folder in
            let index = try SQLiteCaseIndex(path: folder.index)
            try fillWithMany(index)
            var bytes = try folder.bytes()
            // Page 1 names the tables, the next ones hold their roots; what follows are persons.
            bytes.replaceSubrange(4096 * 16..<bytes.count, with: Data(count: bytes.count - 4096 * 16))
            try folder.overwrite(bytes)
            let again = try SQLiteCaseIndex(path: folder.index)
            #expect(throws: CaseIndexError.damaged(path: folder.index)) { try again.found("何某", limit: 5000) }
            #expect(try again.stamp() == nil)
            try fill(again)
            #expect(try SQLiteCaseIndex(path: folder.index).found("何某") == ["p-1"])
        }
    }

    @Test func `values that no version of ours would write are damage, not a crash`() throws {
        try TemporaryFolder.with { folder in
            try fill(SQLiteCaseIndex(path: folder.index))
            try alter(folder, "DROP TABLE person; CREATE TABLE person (id, name, number, phone, haystack)")
            try alter(folder, "INSERT INTO person VALUES (1, NULL, x'00', 2.5, 'x')")
            let index = try SQLiteCaseIndex(path: folder.index)
            #expect(throws: CaseIndexError.damaged(path: folder.index)) { try index.found("") }
            #expect(try index.stamp() == nil)
        }
    }

    @Test func `an index of another shape is emptied and made anew`() throws {
        try TemporaryFolder.with { folder in
            try fill(SQLiteCaseIndex(path: folder.index))
            try alter(
                folder,
                "PRAGMA user_version = 7; CREATE TABLE later (x); CREATE VIEW seen AS SELECT * FROM later")
            let index = try SQLiteCaseIndex(path: folder.index)
            #expect(try index.stamp() == nil)
            #expect(try index.numbers().isEmpty)
            try fill(index)
            #expect(try SQLiteCaseIndex(path: folder.index).stamp() == stamp(5))
        }
    }

    @Test func `a sound database of something else is refused and stays as it is`() throws {
        try TemporaryFolder.with { folder in
            try alter(
                folder,
                "PRAGMA application_id = 77; CREATE TABLE entry (body TEXT); INSERT INTO entry VALUES ('x')")
            let before = try folder.bytes()
            #expect(throws: CaseIndexError.foreign(path: folder.index)) {
                try SQLiteCaseIndex(path: folder.index)
            }
            #expect(try folder.bytes() == before)
        }
    }

    @Test func `a file deleted by hand is made anew at the next catch-up, and no answer is given in between`()
        throws
    {
        try TemporaryFolder.with { folder in
            let index = try SQLiteCaseIndex(path: folder.index)
            try fill(index)
            try folder.deleteIndex()
            #expect(throws: CaseIndexError.changed(path: folder.index)) { try index.numbers() }
            #expect(throws: CaseIndexError.changed(path: folder.index)) { try fill(index, upTo: 6) }
            #expect(try index.stamp() == nil)
            try fill(index, upTo: 6)
            #expect(try SQLiteCaseIndex(path: folder.index).stamp() == stamp(6))
        }
    }

    @Test func `what an erased person left is gone from the bytes of the file`() throws {
        try TemporaryFolder.with { folder in
            let index = try SQLiteCaseIndex(path: folder.index)
            try fill(index)
            #expect(try folder.bytes().range(of: Data("13800000001".utf8)) != nil)
            try index.reset()
            #expect(try folder.bytes().range(of: Data("13800000001".utf8)) == nil)
            #expect(try folder.bytes().range(of: Data("何某".utf8)) == nil)
        }
    }

    @Test func `after a restart of the machine the file is read through once`() throws {
        try TemporaryFolder.with { folder in
            try fillWithMany(SQLiteCaseIndex(path: folder.index, boot: "monday"))
            #expect(try SQLiteCaseIndex(path: folder.index, boot: "tuesday").stamp() == stamp(2000))
            var bytes = try folder.bytes()
            bytes.replaceSubrange(bytes.count - 4096..<bytes.count, with: Data(count: 4096))
            try folder.overwrite(bytes)
            #expect(try SQLiteCaseIndex(path: folder.index, boot: "tuesday").stamp() == stamp(2000))
            #expect(try SQLiteCaseIndex(path: folder.index, boot: "wednesday").stamp() == nil)
        }
    }

    @Test func `a path where nothing can be written is said to be one, in both languages`() throws {
        try TemporaryFolder.with { folder in
            try Data().write(to: URL(filePath: folder.path + "/plain"))
            for path in [
                "", "/", folder.path, folder.path + "/", folder.path + "/none/x", folder.path + "/plain/x",
            ] {
                let error = #expect(throws: CaseIndexError.self) { try SQLiteCaseIndex(path: path) }
                #expect(error == .notWritable(path: path))
                #expect(error?.code == "index-not-writable")
                #expect(error?.message.zh.contains("只读") == true)
                #expect(error?.message.en.contains("read-only") == true)
            }
        }
    }

    /// Root may write anywhere, whatever the permissions say.
    @Test(.enabled(if: geteuid() != 0))
    func `in a read-only folder the file is refused, and an index without a file does`() throws {
        try TemporaryFolder.with { folder in
            chmod(folder.path, 0o500)
            defer { chmod(folder.path, 0o700) }
            #expect(throws: CaseIndexError.notWritable(path: folder.index)) {
                try SQLiteCaseIndex(path: folder.index)
            }
            let index = try SQLiteCaseIndex.inMemory()
            try fill(index)
            #expect(try index.numbers() == ["A-1"])
        }
    }

    @Test func `a symbolic link is followed to the file it names`() throws {
        try TemporaryFolder.with { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder.path + "/link", withDestinationPath: "register.sqlite.index.sqlite")
            try Data("rubbish".utf8).write(to: URL(filePath: folder.index))
            try fill(SQLiteCaseIndex(path: folder.path + "/link"))
            #expect(try folder.names() == ["link", "register.sqlite.index.sqlite"])
            #expect(try SQLiteCaseIndex(path: folder.index).stamp() == stamp(5))
        }
    }
}
