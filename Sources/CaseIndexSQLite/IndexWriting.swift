import CaseDesk
import GRDB
import Values

extension Database {
    /// How far the rows have read.
    func indexStamp() throws -> IndexStamp? {
        let row = try Row.fetchOne(self, sql: "SELECT size, last_leaf, shape FROM stamp")
        guard let row else { return nil }
        var columns = ColumnReader(row)
        return IndexStamp(
            size: try columns.count(), lastLeaf: try columns.text(), shape: try columns.count())
    }

    /// Sets how far the rows have read, and on which start of the machine.
    func moveStamp(to stamp: IndexStamp, boot: String?) throws {
        try execute(
            sql: "REPLACE INTO stamp (id, size, last_leaf, shape, boot) VALUES (1, ?, ?, ?, ?)",
            arguments: [stamp.size, stamp.lastLeaf, stamp.shape, boot])
    }

    /// Deletes every row.
    func emptyIndex() throws {
        for table in IndexSchema.tables { try execute(sql: "DELETE FROM \(table)") }
    }

    /// Puts these rows in the place of the ones there are.
    func replaceRows(_ batch: IndexBatch) throws {
        for row in batch.cases { try replace(row) }
        for row in batch.clocks { try replace(row) }
        for row in batch.persons {
            try run(
                "REPLACE INTO person (id, name, number, phone, haystack) VALUES (?, ?, ?, ?, ?)",
                [
                    row.id, row.name, row.number, row.phone,
                    SearchKey.haystack(row.name, row.number, row.phone),
                ])
        }
        for row in batch.organisations {
            try run(
                "REPLACE INTO organisation (id, name, code, haystack) VALUES (?, ?, ?, ?)",
                [row.id, row.name, row.code, SearchKey.haystack(row.name, row.code)])
        }
    }

    private func replace(_ row: CaseRow) throws {
        try run("DELETE FROM case_claimant WHERE number = ?", [row.number])
        try run("DELETE FROM case_respondent WHERE number = ?", [row.number])
        try run("DELETE FROM case_body WHERE number = ?", [row.number])
        try run("DELETE FROM clock WHERE number = ?", [row.number])
        try run(
            """
            REPLACE INTO case_row (
                number, workflow, states_zh, states_en, closed_reason, opened_on, last_on, position,
                claimed, verified, recovered, due, open_findings, next_due, next_instant,
                waits_zh, waits_en, search_key
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.number, row.workflow, row.states.zh, row.states.en, row.closedReason,
                row.openedOn.ordinal,
                row.lastOn.ordinal, row.position, row.claimed.count, row.verified.count, row.recovered.count,
                row.due.count, row.openFindings, row.nextDue?.ordinal, row.nextInstant?.microseconds,
                row.waits?.zh, row.waits?.en,
                SearchKey.of(row.number),
            ])
        for (place, party) in row.claimants.enumerated() {
            try run(
                "INSERT INTO case_claimant (number, place, party) VALUES (?, ?, ?)",
                [row.number, place, party])
        }
        for (place, party) in row.bodies.enumerated() {
            try run(
                "INSERT INTO case_body (number, place, party) VALUES (?, ?, ?)",
                [row.number, place, party])
        }
        for (place, party) in row.respondents.enumerated() {
            try run(
                "INSERT INTO case_respondent (number, place, party) VALUES (?, ?, ?)",
                [row.number, place, party])
        }
    }

    private func replace(_ row: ClockRow) throws {
        try run(
            """
            REPLACE INTO clock (
                number, proceeding, run, label_zh, label_en, owes_zh, owes_en, kind, effect, source_zh, source_en,
                due_day, due_instant, expires_at, is_provisional, is_breached, is_paused,
                paused_on, left_zh, left_en, owes_role, owes_body, region
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.caseNumber, row.proceeding, row.run, row.label.zh, row.label.en, row.owes.zh, row.owes.en,
                row.kind, row.limit, row.source.zh, row.source.en, row.due.day.ordinal,
                row.due.instant?.microseconds,
                row.expiresAt.microseconds, row.isProvisional, row.isBreached,
                row.isPaused, row.pausedOn?.ordinal, row.left?.zh, row.left?.en, row.owesRole,
                row.owesBody, row.region,
            ])
    }

    /// Runs a statement that is prepared once.
    private func run(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension Moment {
    /// The instant, where more than the day is known.
    fileprivate var instant: Instant? {
        switch self {
        case .day: return nil
        case .instant(let instant): return instant
        }
    }
}
