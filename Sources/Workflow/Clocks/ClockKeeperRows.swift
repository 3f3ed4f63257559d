import Values

/// Clocks that run in the rows of a `for_each`: one run for each row.
extension ClockKeeper {
    /// The rows whose runs of a clock are looked at; the one that is none for a clock of the proceeding.
    func subjects(of clock: ClockDefinition) -> [String?] {
        guard let host = definition.rowHost(ofClock: clock.id) else { return [nil] }
        let known = runs.filter { $0.clock == clock.id && ($0.state != .ended || $0.isSettled) }
        return definition.rows(of: host, in: places.union(frozenPlaces)).union(known.compactMap(\.subject))
            .sorted()
    }

    /// Looks at one row of a clock: what is active there, and the values it sees.
    mutating func look(at row: String?, of clock: ClockDefinition?, from outside: GuardScope) {
        subject = row
        func ids(_ places: Set<Place>) -> Set<String> {
            Set(places.filter { $0.row == nil || $0.row == row }.map { definition.tree[$0.node].id })
        }
        active = ids(places)
        frozen = ids(frozenPlaces)
        let host = clock.flatMap { definition.rowHost(ofClock: $0.id) }
        starting = row.flatMap { row in host.map { outside.inRow(row, of: $0) } } ?? outside
    }

    /// Whether a run is one of the clock, for the row that is being looked at.
    func isRun(_ run: ClockRun, of clock: ClockDefinition) -> Bool {
        run.clock == clock.id && run.subject == subject
    }

    /// Whether the act of the step meets the clock, for the row that is being looked at.
    func isMet(_ clock: ClockDefinition) -> Bool {
        act.map { clock.isMet(by: $0, about: rows, subject: subject) } ?? false
    }

    /// Whether what a transition does to a clock concerns the row that is being looked at.
    func concerns(_ operation: PendingOperation, _ clock: ClockDefinition) -> Bool {
        operation.clock == clock.id
            && (operation.row == nil || subject == nil || operation.row == subject)
    }

    /// Runs of a clock are numbered through, whatever rows they are about.
    func nextNumber(of clock: ClockDefinition) -> Int {
        (runs.filter { $0.clock == clock.id }.map(\.number).max() ?? 0) + 1
    }

    /// What two runs share of which only the later is kept.
    func key(_ run: ClockRun) -> String {
        run.papers == nil ? Place.text(run.clock, row: run.subject) : run.clock
    }
}

extension ClockDefinition {
    /// Whether an act meets a run of it: one that names rows meets the runs of these rows.
    func isMet(by act: String, about rows: [String], subject: String?) -> Bool {
        guard ends.contains(act) else { return false }
        guard let subject, !rows.isEmpty else { return true }
        return rows.contains(subject)
    }
}
