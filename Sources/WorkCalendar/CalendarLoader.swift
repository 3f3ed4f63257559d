import Source
import Values

/// Reads the files of one calendar and holds them against each other.
struct CalendarLoader {
    let sink: DiagnosticSink
    private(set) var id: String?
    private var files: [(content: CalendarYear, place: SourcePosition)] = []

    /// What was read, each file a revision of a year.
    var revisions: [CalendarYear] { files.map(\.content) }

    init(sink: DiagnosticSink) { self.sink = sink }

    mutating func add(_ node: SourceNode) {
        let reader = MappingReader(node, what: Bilingual(zh: "日历文件", en: "the calendar file"), sink: sink)
        let calendar = reader.string("calendar")
        let year = reader.integer("year").flatMap { Int(exactly: $0) }
        let revision = reader.optionalInteger("revision") ?? 1
        let notice = reader.required("notice").flatMap(notice)
        let source = reader.string("source")
        let holidayNodes = reader.sequence("holidays")
        reader.finish()
        guard let calendar, let year, let notice, let source else { return }
        guard (1...9999).contains(year), (1...9999).contains(revision) else {
            impossible(node, zh: "年份和版次应在 1 至 9999 之间", en: "year and revision must be from 1 to 9999")
            return
        }
        let holidays = holidayNodes.compactMap { holiday($0, year: year) }
        if let id, id != calendar {
            sink.error(
                "H104",
                Bilingual(
                    zh: "文件属于日历 \(calendar)，不是 \(id)", en: "the file is of calendar \(calendar), not \(id)"),
                at: node.position)
        }
        id = id ?? calendar
        let added = CalendarYear(
            year: year, revision: Int(revision), notice: notice.number, issued: notice.issued, source: source,
            holidays: holidays)
        files.append((added, node.position))
    }

    /// Holds the files against each other: revisions of a year among themselves, then the last of each year.
    func compare() {
        var last: [Int: (content: CalendarYear, place: SourcePosition)] = [:]
        for file in files.sorted(by: {
            ($0.content.year, $0.content.revision) < ($1.content.year, $1.content.revision)
        }) {
            let (year, revision) = (file.content.year, file.content.revision)
            if let earlier = last[year]?.content, earlier.revision == revision {
                sink.error(
                    "H103",
                    Bilingual(
                        zh: "\(year) 年第 \(revision) 版重复", en: "revision \(revision) of \(year) is given twice"
                    ),
                    at: file.place,
                    hint: Bilingual(
                        zh: "通知有变更时，新文件写 revision: \(revision + 1)",
                        en: "where a notice was changed, the new file says 'revision: \(revision + 1)'"))
            } else if let earlier = last[year]?.content, file.content.issued < earlier.issued {
                sink.error(
                    "H102",
                    Bilingual(
                        zh: "第 \(revision) 版的通知早于第 \(earlier.revision) 版（\(earlier.issued)）",
                        en: "the notice of revision \(revision) is older than revision \(earlier.revision)'s"
                    ), at: file.place)
            }
            last[year] = file
        }
        var known: [Day: DayKind] = [:]
        for file in last.values.sorted(by: { $0.content.year < $1.content.year }) {
            for (day, kind) in file.content.exceptions.sorted(by: { $0.key < $1.key }) {
                if let other = known.updateValue(kind, forKey: day), other != kind {
                    sink.error(
                        "H103", Bilingual(zh: "\(day) 在两个文件中不同", en: "\(day) differs between two files"),
                        at: file.place)
                }
            }
        }
    }

    private func notice(_ node: SourceNode) -> (number: String, issued: Day)? {
        let reader = MappingReader(node, what: Bilingual(zh: "通知", en: "the notice"), sink: sink)
        let number = reader.string("number")
        let issued = reader.required("issued").flatMap { day($0, "issued") }
        reader.finish()
        guard let number, let issued else { return nil }
        return (number, issued)
    }

    private func holiday(_ node: SourceNode, year: Int) -> Holiday? {
        let reader = MappingReader(node, what: Bilingual(zh: "节日", en: "the holiday"), sink: sink)
        let name = reader.label("name")
        let statutory = reader.sequence("statutory").compactMap { day($0, "statutory") }
        let rest = reader.required("rest").flatMap(range)
        let makeUp = reader.sequence("work").compactMap { day($0, "work") }
        reader.finish()
        guard let name, let rest else { return nil }
        let holiday = Holiday(name: name, statutory: statutory, rest: rest, makeUp: makeUp)
        for day in holiday.restDays + makeUp where day.year != year && (day.year, day.month) != (year - 1, 12)
        {
            impossible(node, zh: "\(day) 不在 \(year) 年", en: "\(day) is not in \(year)")
        }
        for day in statutory where !rest.contains(day) {
            impossible(
                node, zh: "法定节假日 \(day) 不在放假期间", en: "the statutory holiday \(day) is not among the days off")
        }
        for day in makeUp where rest.contains(day) || DayKind.byWeekday(day) != .weekend {
            impossible(
                node, zh: "调休上班日 \(day) 应为不放假的周末", en: "the make-up day \(day) must be a weekend day not off")
        }
        if Set(statutory).count != statutory.count || Set(makeUp).count != makeUp.count {
            impossible(node, zh: "日期重复", en: "a date stands twice")
        }
        return holiday
    }

    private func range(_ node: SourceNode) -> ClosedRange<Day>? {
        let reader = MappingReader(node, what: Bilingual(zh: "放假期间", en: "the days off"), sink: sink)
        let first = reader.required("from").flatMap { day($0, "from") }
        let last = reader.required("to").flatMap { day($0, "to") }
        reader.finish()
        guard let first, let last else { return nil }
        guard first <= last, last.days(since: first) < 31 else {
            impossible(node, zh: "放假期间应从前到后，不超过一个月", en: "the days off must run forward, for a month at most")
            return nil
        }
        return first...last
    }

    private func day(_ node: SourceNode, _ name: String) -> Day? {
        guard let text = sink.string(node, name) else { return nil }
        if let day = Day(text) { return day }
        sink.error(
            "H101", Bilingual(zh: "\(name)：没有这一天", en: "'\(name)': there is no such day"), at: node.position,
            hint: Bilingual(zh: "写法如 2025-04-07", en: "write it like 2025-04-07"))
        return nil
    }

    private func impossible(_ node: SourceNode, zh: String, en: String) {
        sink.error("H102", Bilingual(zh: zh, en: en), at: node.position)
    }
}
