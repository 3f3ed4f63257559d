import CaseDesk
import GRDB

/// How the file says what it is, and what is in it.
enum IndexSchema {
    /// "BPix", the application id of every index of ours.
    static let application = 0x4250_6978
    /// The layout of these tables together with the shape of the rows; another number means begin anew.
    static let version = IndexStamp.currentShape * 1000 + 3

    static let tables = [
        "stamp", "case_row", "case_claimant", "case_respondent", "case_body", "clock", "person",
        "organisation",
    ]

    static let definition = """
        CREATE TABLE stamp (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            size INTEGER NOT NULL, last_leaf TEXT NOT NULL, shape INTEGER NOT NULL,
            boot TEXT
        ) STRICT;

        -- Days are counted from 1970-01-01, instants in microseconds, amounts in fen.
        CREATE TABLE case_row (
            number TEXT PRIMARY KEY, workflow TEXT NOT NULL,
            states_zh TEXT NOT NULL, states_en TEXT NOT NULL, closed_reason TEXT,
            opened_on INTEGER NOT NULL, last_on INTEGER NOT NULL, position INTEGER NOT NULL,
            claimed INTEGER NOT NULL, verified INTEGER NOT NULL, recovered INTEGER NOT NULL, due INTEGER NOT NULL,
            open_findings INTEGER NOT NULL, next_due INTEGER, next_instant INTEGER,
            waits_zh TEXT, waits_en TEXT,
            search_key TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_by_age ON case_row (opened_on DESC, number DESC);
        CREATE INDEX case_open_by_age ON case_row (opened_on DESC, number DESC) WHERE closed_reason IS NULL;
        CREATE INDEX case_by_next_instant ON case_row (next_instant, number) WHERE next_instant IS NOT NULL;

        CREATE TABLE case_claimant (
            number TEXT NOT NULL, place INTEGER NOT NULL, party TEXT NOT NULL,
            PRIMARY KEY (number, place)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_by_claimant ON case_claimant (party, number);

        CREATE TABLE case_respondent (
            number TEXT NOT NULL, place INTEGER NOT NULL, party TEXT NOT NULL,
            PRIMARY KEY (number, place)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_by_respondent ON case_respondent (party, number);

        CREATE TABLE case_body (
            number TEXT NOT NULL, place INTEGER NOT NULL, party TEXT NOT NULL,
            PRIMARY KEY (number, place)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_by_body ON case_body (party, number);

        -- A due date known to the day only has no due_instant.
        CREATE TABLE clock (
            number TEXT NOT NULL, proceeding TEXT NOT NULL, run TEXT NOT NULL,
            label_zh TEXT NOT NULL, label_en TEXT NOT NULL, owes_zh TEXT NOT NULL, owes_en TEXT NOT NULL,
            kind TEXT NOT NULL, effect TEXT NOT NULL, source_zh TEXT NOT NULL, source_en TEXT NOT NULL,
            due_day INTEGER NOT NULL, due_instant INTEGER, expires_at INTEGER NOT NULL,
            is_provisional INTEGER NOT NULL, is_breached INTEGER NOT NULL,
            is_paused INTEGER NOT NULL, paused_on INTEGER, left_zh TEXT, left_en TEXT,
            owes_role TEXT NOT NULL, owes_body TEXT NOT NULL, region TEXT NOT NULL,
            PRIMARY KEY (number, proceeding, run)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX clock_by_expiry ON clock (expires_at, number, proceeding, run);
        CREATE INDEX clock_resting ON clock (paused_on, number, proceeding, run)
            WHERE is_paused = 1 AND is_breached = 0;

        CREATE TABLE person (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, number TEXT NOT NULL, phone TEXT NOT NULL,
            haystack TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX person_by_number ON person (number) WHERE number <> '';

        CREATE TABLE organisation (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL,
            haystack TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX organisation_by_code ON organisation (code) WHERE code <> '';
        CREATE INDEX organisation_by_name ON organisation (name) WHERE name <> '';
        """
}

extension Database {
    /// Makes the tables where there are none of this version; false when the database is not an index of ours.
    func prepareIndex(boot: String?) throws -> Bool {
        switch try standing() {
        case .foreign: return false
        case .current:
            try checkAfterRestart(boot: boot)
            return true
        case .empty, .otherShape:
            return try immediately { _ in
                // Another process may have been faster.
                switch try standing() {
                case .foreign: return false
                case .current: return true
                case .empty, .otherShape: break
                }
                try dropEverything()
                try execute(sql: IndexSchema.definition)
                try execute(sql: "PRAGMA application_id = \(IndexSchema.application)")
                try execute(sql: "PRAGMA user_version = \(IndexSchema.version)")
                return true
            }
        }
    }

    private enum Standing {
        case empty
        case current
        case otherShape
        case foreign
    }

    private func standing() throws -> Standing {
        let application = try Int.fetchOne(self, sql: "PRAGMA application_id")
        if application == IndexSchema.application {
            let version = try Int.fetchOne(self, sql: "PRAGMA user_version")
            return version == IndexSchema.version ? .current : .otherShape
        }
        let count = try Int.fetchOne(self, sql: "SELECT count(*) FROM sqlite_schema")
        return application == 0 && count == 0 ? .empty : .foreign
    }

    private func dropEverything() throws {
        let names = try String.fetchAll(
            self,
            sql:
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
        for name in names {
            let kind = try String.fetchOne(
                self, sql: "SELECT type FROM sqlite_schema WHERE name = ?", arguments: [name])
            guard let kind else { continue }  // went with the virtual table it belonged to
            try execute(sql: "DROP \(kind == "view" ? "VIEW" : "TABLE") \(name.quotedDatabaseIdentifier)")
        }
    }

    /// Reads the whole file once after each restart of the machine: it is never synced, so a power cut may have torn it.
    private func checkAfterRestart(boot: String?) throws {
        guard let row = try Row.fetchOne(self, sql: "SELECT boot FROM stamp") else { return }
        var columns = ColumnReader(row)
        let written = try columns.optionalText()
        if let boot, boot == written { return }
        guard try String.fetchAll(self, sql: "PRAGMA integrity_check(1)") == ["ok"] else {
            throw UnreadableRow()
        }
        try immediately { _ in try execute(sql: "UPDATE stamp SET boot = ?", arguments: [boot]) }
    }
}
