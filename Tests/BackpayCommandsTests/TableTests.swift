import Testing

@testable import BackpayCommands

struct TableTests {
    private static let cases = Table(
        [
            Table.Column("案号", overflow: .keep), Table.Column("申请人"), Table.Column("被申请人", overflow: .wrap),
            Table.Column("金额", .right, overflow: .keep),
        ],
        rows: [
            ["2025-0001", "冯某等7人", "某建筑劳务有限公司", "42,980.00"],
            ["2025-0002", "Li Si", "ACME", "800.00"],
            ["2025-0003", "护工", "", "12,345,678.90"],
        ])

    private func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

    @Test func `Chinese and Latin columns line up`() {
        #expect(
            text(Self.cases.lines(width: nil)) == """
                案号       申请人     被申请人                     金额
                2025-0001  冯某等7人  某建筑劳务有限公司      42,980.00
                2025-0002  Li Si      ACME                       800.00
                2025-0003  护工                           12,345,678.90

                """)
    }

    @Test func `on a narrow screen the widest column gives way first`() {
        #expect(
            text(Self.cases.lines(width: 47)) == """
                案号       申请人     被申请人             金额
                2025-0001  冯某等7人  某建筑劳务      42,980.00
                                      有限公司
                2025-0002  Li Si      ACME               800.00
                2025-0003  护工                   12,345,678.90

                """)
    }

    @Test func `no column is narrowed below its minimum`() {
        let lines = Self.cases.lines(width: 10)
        #expect(lines[0] == "案号       申请人  被申请           金额")
        #expect(lines[2] == "2025-0001  冯某…   某建筑      42,980.00")
    }

    @Test func `a column without headings shows its rows only`() {
        let table = Table([Table.Column(""), Table.Column("")], rows: [["调解", "进行中"], ["仲裁"]])
        #expect(table.lines(width: 80) == ["调解  进行中", "仲裁"])
    }

    @Test func `a table without rows shows its headings`() {
        #expect(Table([Table.Column("案号"), Table.Column("状态")]).lines(width: 80) == ["案号  状态"])
    }

    @Test func `hostile text can neither colour nor break a row`() {
        let table = Table([Table.Column("名"), Table.Column("备注")], rows: [["\u{1B}[31m\nx", "好"]])
        #expect(table.lines(width: nil) == ["名             备注", "\\u{1B}[31m\\nx  好"])
    }

    @Test func `colour changes no column`() {
        let table = Table(
            [Table.Column("期限"), Table.Column("情况")],
            rows: [["5日", Cell("逾期", .bad)], ["15日", Cell("在期", .good)]])
        #expect(
            table.lines(width: nil, style: Style(isColored: true)) == [
                "\u{1B}[1m期限\u{1B}[0m  \u{1B}[1m情况\u{1B}[0m", "5日   \u{1B}[31m逾期\u{1B}[0m",
                "15日  \u{1B}[32m在期\u{1B}[0m",
            ])
    }

    @Test(arguments: [31, 32, 33] as [UInt64])
    func `every line of a table of flexible columns fits, and cells begin below their headings`(seed: UInt64)
    {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let columns = [
                Table.Column("一", overflow: .truncate), Table.Column("二", overflow: .wrap),
                Table.Column("三", .right),
            ]
            let rows = (0..<5).map { _ in
                (0..<3).map { _ in
                    Cell(difficultText(using: &generator, length: Int.random(in: 0...12, using: &generator)))
                }
            }
            let width = Int.random(in: 22...60, using: &generator)
            let lines = Table(columns, rows: rows).lines(width: width)
            #expect(lines.allSatisfy { $0.displayWidth <= width }, "seed \(seed)")
            #expect(lines.allSatisfy { $0.last != " " }, "seed \(seed)")
        }
    }
}
