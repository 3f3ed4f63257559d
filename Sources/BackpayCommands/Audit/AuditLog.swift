import ArgumentParser
import CaseDesk
import EventLog
import Source
import TransparencyLog
import Values

/// `backpay audit log`: the entries of the log as they stand.
struct AuditLog: TableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "登记簿逐条记录 · The entries of the log.",
        discussion: """
            $ backpay audit log --case 2025-0001
            $ backpay audit log --from 0 --limit 50 --format ndjson
            """)
    @OptionGroup var common: CommonOptions
    @Option(name: .customLong("case"), help: ArgumentHelp("Only this case. / 只看此案。", valueName: "case"))
    var number: String?
    @Option(name: .long, help: ArgumentHelp("First position. / 起始条。", valueName: "N")) var from: Int = 0
    @Option(name: .long, help: ArgumentHelp("At most so many. / 最多条数。", valueName: "N")) var limit = RowLimit(
        200)

    func run(_ context: CommandContext) throws {
        let register = try Register.read(common, context: context)
        let entries = try register.desk.ask { reader, _ -> [LogEntry] in
            guard let number else {
                return try slices(from: max(0, from)) { try reader.entries(from: $0, limit: $1) }
            }
            guard let stream = CaseState.stream(number), try reader.head(of: stream) != nil else {
                throw DeskFailure.noSuchCase(number)
            }
            return try slices(from: 0) { try reader.stream(stream, from: $0, limit: $1) }
        }
        var listing = Listing(
            schema: "audit-log/1",
            [
                .init("position", Bilingual(zh: "条", en: "pos"), .right),
                .init("at", Bilingual(zh: "登记时间", en: "recorded"), overflow: .keep),
                .init("occurred", Bilingual(zh: "发生时间", en: "occurred"), overflow: .keep),
                .init("stream", Bilingual(zh: "流", en: "stream")),
                .init("version", Bilingual(zh: "版本", en: "ver"), .right),
                .init("type", Bilingual(zh: "类型", en: "type"), overflow: .keep),
                .init("recorder", Bilingual(zh: "登记人", en: "by"), overflow: .keep),
                .init("key", Bilingual(zh: "幂等键", en: "key"), isHiddenInText: true),
                .init("leaf_hash", Bilingual(zh: "叶散列", en: "leaf hash"), isHiddenInText: true),
            ], whenEmpty: Bilingual(zh: "没有记录", en: "no entries"))
        listing.rows = entries.map { entry in
            [
                .count(entry.position), .moment(.instant(entry.at)),
                entry.occurred.map { .moment($0) } ?? .none,
                .text(entry.stream.text), .count(entry.version), Self.type(of: entry), .text(entry.actor),
                .text(entry.key.text), .text(entry.leafHash.hex),
            ]
        }
        context.show(listing, common)
    }

    /// The type; for people with the run of the limit behind it, where time brought the entry about.
    private static func type(of entry: LogEntry) -> Listing.Value {
        let type = Listing.Value.text(entry.type)
        guard let run = CaseState.run(of: entry) else { return type }
        let text = "\(entry.type) \(run)"
        return Listing.Value(text: Bilingual(zh: text, en: text), json: type.json, csv: type.csv)
    }

    /// As many entries as are wanted from the first position on, read in slices from a position or version.
    private func slices(
        from start: Int, _ read: (_ start: Int, _ limit: Int) throws -> [LogEntry]
    ) throws -> [LogEntry] {
        var result: [LogEntry] = []
        var next = start
        while result.count < limit.count {
            let slice = try read(next, LogLimits.slice)
            if slice.isEmpty { break }
            result += slice.filter { $0.position >= from }.prefix(limit.count - result.count)
            next += slice.count
        }
        return result
    }
}
