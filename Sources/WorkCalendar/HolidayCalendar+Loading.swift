public import Source
import Values

extension HolidayCalendar {
    /// Reads a calendar from its files, one node for each `calendars/<id>-<year>.yaml`.
    ///
    /// A notice that was changed has a file for each revision; the last one holds, and the others say what was known
    /// before it was issued.
    ///
    /// Codes: `H101` not a date, `H102` days that cannot be, `H103` a revision given twice, or a day that differs between two years' notices,
    /// `H104` files of different calendars.
    public static func load(_ nodes: [SourceNode]) throws(DiagnosticList) -> HolidayCalendar {
        let sink = DiagnosticSink()
        var loader = CalendarLoader(sink: sink)
        for node in nodes { loader.add(node) }
        loader.compare()
        try sink.throwIfErrors()
        guard let id = loader.id else {
            throw DiagnosticList([
                Diagnostic(
                    code: "H104", Bilingual(zh: "没有日历文件", en: "there is no calendar file"),
                    at: SourcePosition(file: "calendars", line: 1, column: 1))
            ])
        }
        return HolidayCalendar(id: id, revisions: loader.revisions)
    }

    /// The canonical form that is pinned in the log and hashed.
    public var json: JSON {
        .object([
            "calendar": .string(id),
            "years": .array(revisions.map { $0.json(id: id) }),
        ])
    }

    /// Reads the canonical form back.
    public init(json: JSON) throws(DiagnosticList) {
        let place = SourcePosition(file: "calendar", line: 1, column: 1)
        let sink = DiagnosticSink()
        let reader = MappingReader(
            SourceNode(json, at: place), what: Bilingual(zh: "日历", en: "the calendar"), sink: sink)
        let id = reader.string("calendar")
        let years = reader.sequence("years")
        reader.finish()
        try sink.throwIfErrors()
        let loaded = try HolidayCalendar.load(years)
        guard loaded.id == id else {
            throw DiagnosticList([
                Diagnostic(
                    code: "H104", Bilingual(zh: "各年不属于同一日历", en: "the years are not of this calendar"),
                    at: place)
            ])
        }
        self = loaded
    }
}

extension CalendarYear {
    fileprivate func json(id: String) -> JSON {
        .object([
            "calendar": .string(id), "year": .integer(Int64(year)), "revision": .integer(Int64(revision)),
            "notice": .object(["number": .string(notice), "issued": .string(issued.description)]),
            "source": .string(source), "holidays": .array(holidays.map(\.json)),
        ])
    }
}

extension Holiday {
    fileprivate var json: JSON {
        .object([
            "name": .object(["zh": .string(name.zh), "en": .string(name.en)]),
            "statutory": .array(statutory.map { .string($0.description) }),
            "rest": .object([
                "from": .string(rest.lowerBound.description), "to": .string(rest.upperBound.description),
            ]),
            "work": .array(makeUp.map { .string($0.description) }),
        ])
    }
}

extension SourceNode {
    /// A JSON value as a node, all of it at one place.
    fileprivate init(_ json: JSON, at place: SourcePosition) {
        let content: Content
        switch json {
        case .null: content = .null
        case .bool(let value): content = .bool(value)
        case .integer(let value): content = .integer(value)
        case .string(let value): content = .string(value)
        case .array(let items): content = .sequence(items.map { SourceNode($0, at: place) })
        case .object(let members):
            content = .mapping(
                members.sorted { $0.key < $1.key }.map {
                    Entry(key: $0.key, keyPosition: place, value: SourceNode($0.value, at: place))
                })
        }
        self.init(content, at: place)
    }
}
