/// The tables of a register, version 1. `verify` compares them with what the file says, so their text is
/// final.
enum RegisterSchema {
    /// `BPAY`: tells a register from any other SQLite file.
    static let applicationID = 0x4250_4159
    /// The version of this schema.
    static let version = 1
    /// Bytes of a page.
    static let pageSize = 8192

    /// Parts of one event lie side by side: the row id is the position times this, plus the ordinal.
    static let partStride = 1024

    static let objects: [(name: String, sql: String)] =
        [
            (
                "register",
                """
                CREATE TABLE register(
                    one INTEGER PRIMARY KEY CHECK(one = 1),
                    origin TEXT NOT NULL
                ) STRICT
                """
            ),
            (
                "entry",
                """
                CREATE TABLE entry(
                    position INTEGER PRIMARY KEY,
                    stream TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    type TEXT NOT NULL,
                    schema INTEGER NOT NULL,
                    recorded INTEGER NOT NULL,
                    skew INTEGER,
                    occurred TEXT,
                    actor TEXT NOT NULL,
                    key TEXT NOT NULL,
                    cause INTEGER,
                    correlation TEXT,
                    manifest BLOB NOT NULL,
                    leaf BLOB NOT NULL CHECK(length(leaf) <= 16384),
                    leaf_hash BLOB NOT NULL CHECK(length(leaf_hash) = 32),
                    UNIQUE(stream, version)
                ) STRICT
                """
            ),
            (
                "part",
                """
                CREATE TABLE part(
                    id INTEGER PRIMARY KEY,
                    position INTEGER GENERATED ALWAYS AS (id / 1024) VIRTUAL,
                    name TEXT NOT NULL,
                    personal INTEGER NOT NULL CHECK(personal IN (0, 1)),
                    bytes BLOB,
                    erased_by INTEGER REFERENCES entry(position),
                    CHECK((bytes IS NULL) = (erased_by IS NOT NULL))
                ) STRICT
                """
            ),
            (
                "node",
                """
                CREATE TABLE node(
                    level INTEGER NOT NULL CHECK(level BETWEEN 1 AND 62),
                    idx INTEGER NOT NULL CHECK(idx >= 0),
                    hash BLOB NOT NULL CHECK(length(hash) = 32),
                    PRIMARY KEY(level, idx)
                ) STRICT, WITHOUT ROWID
                """
            ),
            (
                "stream_head",
                """
                CREATE TABLE stream_head(
                    stream TEXT PRIMARY KEY,
                    version INTEGER NOT NULL,
                    position INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """
            ),
            (
                "command",
                """
                CREATE TABLE command(
                    key TEXT PRIMARY KEY,
                    request_hash BLOB NOT NULL CHECK(length(request_hash) = 32),
                    first INTEGER NOT NULL,
                    last INTEGER NOT NULL CHECK(last >= first),
                    answer BLOB NOT NULL
                ) STRICT, WITHOUT ROWID
                """
            ),
            (
                "entry_is_dense",
                """
                CREATE TRIGGER entry_is_dense BEFORE INSERT ON entry
                WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM entry)
                BEGIN SELECT RAISE(ABORT, 'positions are dense'); END
                """
            ),
            (
                "part_is_only_erased",
                """
                CREATE TRIGGER part_is_only_erased BEFORE UPDATE ON part
                WHEN NOT (
                    OLD.personal = 1 AND OLD.bytes IS NOT NULL AND NEW.bytes IS NULL AND NEW.erased_by IS NOT NULL
                    AND NEW.id = OLD.id AND NEW.name = OLD.name AND NEW.personal = OLD.personal)
                BEGIN SELECT RAISE(ABORT, 'a part can only be erased'); END
                """
            ),
            (
                "stream_head_goes_on",
                """
                CREATE TRIGGER stream_head_goes_on BEFORE UPDATE ON stream_head
                WHEN NOT (NEW.stream = OLD.stream AND NEW.version > OLD.version AND NEW.position > OLD.position)
                BEGIN SELECT RAISE(ABORT, 'a stream only goes on'); END
                """
            ),
        ] + ["register", "entry", "node", "command"].map { refusal(of: "UPDATE", on: $0) }
        + ["register", "entry", "part", "node", "stream_head", "command"].map {
            refusal(of: "DELETE", on: $0)
        }

    private static func refusal(of verb: String, on table: String) -> (name: String, sql: String) {
        let name = "\(table)_refuses_\(verb.lowercased())"
        return (
            name,
            "CREATE TRIGGER \(name) BEFORE \(verb) ON \(table) "
                + "BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END"
        )
    }
}
