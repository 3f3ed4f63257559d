import Values

/// A report while cases are added to it, one after another.
struct ReportDraft {
    let grouping: PeriodReport.Grouping?
    var people: SamePeople
    private var groups: [String: Group] = [:]
    private var all = Group(PeriodReport.Row(group: "", label: Bilingual(zh: "合计", en: "total")))
    private var tallies: [String: Bilingual] = [:]

    /// The figures of a group with the people it was counted for.
    private struct Group {
        var row: PeriodReport.Row
        var workers: Set<String> = []
        var paid: Set<String> = []

        init(_ row: PeriodReport.Row) { self.row = row }

        mutating func add(_ figures: CasePeriod.Figures, workers: [String], paid: [String]) throws {
            row.opened += figures.isOpened ? 1 : 0
            row.closed += figures.isClosed ? 1 : 0
            row.paid += figures.isPaid ? 1 : 0
            self.workers.formUnion(workers)
            self.paid.formUnion(paid)
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
        let workers = try figures.workers.map { try people.one($0) }
        let paid = try figures.paid.map { try people.one($0) }
        for (name, tally) in figures.tallies where tallies[name] == nil { tallies[name] = tally.label }
        try all.add(figures, workers: workers, paid: paid)
        guard let grouping else { return }
        let row: PeriodReport.Row
        switch grouping {
        case .mechanism:
            row = PeriodReport.Row(group: figures.mechanism.id, label: figures.mechanism.label)
        case .region: row = PeriodReport.Row(group: figures.region, label: Self.named(figures.region))
        case .body: row = PeriodReport.Row(group: figures.body, label: Self.named(figures.body))
        }
        try groups[row.group, default: Group(row)].add(figures, workers: workers, paid: paid)
    }

    private static func named(_ name: String) -> Bilingual {
        name.isEmpty ? Bilingual(zh: "未注明", en: "not stated") : Bilingual(zh: name, en: name)
    }

    func report() -> PeriodReport {
        PeriodReport(
            rows: groups.sorted { $0.key < $1.key }.map(\.value.counted), total: all.counted,
            tallies: tallies.sorted { $0.key < $1.key }.map { TallyHeading(name: $0.key, label: $0.value) })
    }
}
