import Values

/// A report while cases are added to it, one after another.
struct ReportDraft {
    let grouping: PeriodReport.Grouping?
    var people: SamePeople
    private var groups: [String: Group] = [:]
    private var all = Group(PeriodReport.Row(group: "", label: Bilingual(zh: "合计", en: "total")))
    private var tallies: [String: Bilingual] = [:]
    private var paid = PaidPeople()

    /// The figures of a group with the people it was counted for.
    private struct Group {
        var row: PeriodReport.Row
        var workers: Set<String> = []
        var paid: Set<String> = []

        init(_ row: PeriodReport.Row) { self.row = row }

        mutating func add(_ figures: CasePeriod.Figures, workers: Set<String>) throws {
            row.opened += figures.isOpened ? 1 : 0
            row.closed += figures.isClosed ? 1 : 0
            row.paid += figures.isPaid ? 1 : 0
            if figures.isClosed { self.workers.formUnion(workers) }
            guard let recovered = row.recovered.adding(figures.recovered),
                let advanced = row.advanced.adding(figures.advanced)
            else { throw ReportFault.tooMuch }
            row.recovered = recovered
            row.advanced = advanced
            for (name, tally) in figures.tallies { row.tallies[name, default: 0] += tally.count }
        }

        var counted: PeriodReport.Row {
            var counted = row
            counted.workers = workers.count
            counted.paidPeople = paid.count
            return counted
        }
    }

    init(grouping: PeriodReport.Grouping?, people: SamePeople) {
        self.grouping = grouping
        self.people = people
    }

    mutating func add(_ figures: CasePeriod.Figures) throws {
        let workers = Set(try figures.claimants.map { try people.one($0) })
        var gained: [String: Fen] = [:]
        for (person, sum) in figures.gained {
            guard let both = try (gained[people.one(person)] ?? .zero).adding(sum) else {
                throw ReportFault.tooMuch
            }
            gained[try people.one(person)] = both
        }
        for (name, tally) in figures.tallies where tallies[name] == nil { tallies[name] = tally.label }
        try all.add(figures, workers: workers)
        let row = row(of: figures)
        paid.add(figures, group: row?.group, claimants: workers, gained: gained)
        guard let row else { return }
        try groups[row.group, default: Group(row)].add(figures, workers: workers)
    }

    /// The group a case counts in; nothing where none are told apart.
    private func row(of figures: CasePeriod.Figures) -> PeriodReport.Row? {
        switch grouping {
        case nil: return nil
        case .mechanism:
            return PeriodReport.Row(group: figures.mechanism.id, label: figures.mechanism.label)
        case .region:
            return PeriodReport.Row(group: figures.region, label: Self.named(figures.region))
        case .body: return PeriodReport.Row(group: figures.body, label: Self.named(figures.body))
        }
    }

    private static func named(_ name: String) -> Bilingual {
        name.isEmpty ? Bilingual(zh: "未注明", en: "not stated") : Bilingual(zh: name, en: name)
    }

    mutating func report() throws -> PeriodReport {
        try paid.each { person, group in
            all.paid.insert(person)
            if let group { groups[group]?.paid.insert(person) }
        }
        return PeriodReport(
            rows: groups.sorted { $0.key < $1.key }.map(\.value.counted), total: all.counted,
            tallies: tallies.sorted { $0.key < $1.key }.map { TallyHeading(name: $0.key, label: $0.value) })
    }
}
