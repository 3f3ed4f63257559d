import ArgumentParser
import CaseDesk
import Source
import Values

/// `backpay search`: finds cases by number, worker, telephone, employer or credit code.
struct Search: TableCommand {
    static let configuration = CommandConfiguration(
        abstract: "按案号、姓名、电话、单位、证号查找 · Find cases by number, name, telephone, employer or code.",
        discussion: "$ backpay search 张三")
    @OptionGroup var common: CommonOptions
    @Argument(help: "What to look for. / 查找内容。") var text: String
    @Option(name: .long, help: "At most so many. / 最多条数。") var limit = RowLimit(50)

    func run(_ context: CommandContext) throws {
        guard !text.isEmpty, text.count <= 200 else {
            throw CommandFailure(
                .usage, code: "search",
                Bilingual(zh: "查找内容应为 1 到 200 个字", en: "search for 1 to 200 characters"))
        }
        let register = try Register.read(common, context: context)
        try register.catchUp(context)
        let rows = try register.desk.askIndex { index, _ in
            let persons = try index.persons(matching: text, limit: 200).map(\.id)
            let organisations = try index.organisations(matching: text, limit: 200).map(\.id)
            var rows: [CaseRow] = []
            if !persons.isEmpty || !organisations.isEmpty {
                rows = try index.cases(
                    CaseQuery(claimants: persons, respondents: organisations, limit: limit.count))
            }
            let numbered = try index.cases(CaseQuery(numberContains: text, limit: limit.count))
            return rows + numbered.filter { row in !rows.contains { $0.number == row.number } }
        }
        context.show(ListCases.listing(Array(rows.prefix(limit.count))), common)
    }
}
