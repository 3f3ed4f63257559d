import Source
import Testing
import Values

@testable import Workflow

/// Two ways out on one trigger must be shown to exclude each other, or one is `otherwise`.
@Suite struct OverlapTests {
    private func codes(_ first: String, _ second: String) -> [String] {
        let data = """
              num: {type: integer, default: 0, label: {zh: num, en: num}}
              word: {type: enum, values: [red, blue, green], default: red, label: {zh: word, en: word}}
              flag: {type: bool, default: false, label: {zh: flag, en: flag}}
              sum: {type: money, default: "0.00", label: {zh: sum, en: sum}}
              on_day: {type: date, default: "2025-01-01", label: {zh: 日, en: day}}

            """
        return diagnostics(
            machine(
                """
                initial: one
                states:
                  one:
                    \(label("one"))
                    transitions:
                      - {act: a, to: end, \(first)}
                      - {act: a, to: other, \(second)}
                  end: {\(label("end")), final: true, outcome: over}
                  other: {\(label("other")), final: true, outcome: other}
                """, acts: "a", data: data)
        ).map(\.code)
    }

    @Test(arguments: [
        ("data.word == 'red'", "data.word == 'blue'"), ("data.word == 'red'", "data.word != 'red'"),
        ("data.word in ['red', 'blue']", "data.word == 'green'"), ("data.num < 5", "data.num >= 5"),
        ("data.num == 4", "data.num > 4"), ("5 > data.num", "5 <= data.num"),
        ("data.sum == fen(0)", "data.sum > fen(0)"), ("data.sum < yuan('1.00')", "data.sum > yuan('2.00')"),
        ("data.flag && data.num > 0", "!data.flag"), ("data.flag", "!data.flag && data.num > 0"),
        ("data.flag == true", "data.flag == false"),
        ("data.on_day < date('2025-05-01')", "data.on_day >= date('2025-05-01')"),
        ("data.num > 1 || data.flag", "data.num <= 1 && !data.flag"),
        ("data.num + 1 == 2", "data.num + 1 == 3"), ("In('one')", "!In('one')"),
        ("data.num > 0 ? data.flag : data.num == 0", "data.num < 0"),
        ("!(data.num > 3 && data.flag)", "data.flag && data.num > 3"),
    ])
    func `conditions that exclude each other may stand side by side`(first: String, second: String) {
        #expect(codes("when: \"\(first)\"", "when: \"\(second)\"") == [])
    }

    @Test(arguments: [
        ("data.num < 5", "data.num >= 4"), ("data.word == 'red'", "data.flag"),
        ("data.num + 1 == 2", "1 + data.num == 3"), ("data.word != 'red'", "data.word != 'blue'"),
        ("data.flag", "data.flag"), ("true", "data.flag"),
    ])
    func `what cannot be shown is an error with both places`(first: String, second: String) {
        #expect(codes("when: \"\(first)\"", "when: \"\(second)\"") == ["W210"])
    }

    @Test func `an unconditional way beside another needs the word otherwise`() {
        #expect(codes("when: data.flag", "set: {num: 1}") == ["W210"])
        #expect(codes("when: data.flag", "otherwise: true") == [])
        #expect(codes("otherwise: true", "otherwise: true") == ["W210"])
    }

    @Test func `a move that tears down the region of another one is an error`() {
        func regions(_ left: String, _ right: String) -> [String] {
            diagnostics(
                machine(
                    """
                    initial: both
                    states:
                      both:
                        \(label("both"))
                        transitions: [{breach: limit, to: end}]
                        regions:
                          left: {\(label("left")), initial: l1, states: {l1: {\(label("l1")), transitions: [\(left)]}}}
                          right:
                            \(label("right"))
                            initial: r1
                            states:
                              r1: {\(label("r1")), transitions: [\(right)]}
                              r2: {\(label("r2")), transitions: [{act: b, to: r1}]}
                      end: {\(label("end")), final: true, outcome: over}
                    """, acts: "a b", data: "  num: {type: integer, default: 0, label: {zh: num, en: num}}\n",
                    clocks: """
                          limit:
                            label: {zh: 限, en: limit}
                            owes: clerk
                            kind: internal
                            limit: duty
                            length: 5 workdays
                            runs_in: [both]
                            breach: to_handler
                            source: {zh: 例, en: example}

                        """)
            ).map(\.code)
        }
        #expect(regions("{act: a, to: end}", "{act: a, to: r2}") == ["W210"])
        #expect(
            regions("{act: a, to: end, when: data.num > 0}", "{act: a, to: r2, when: data.num < 1}") == [])
        #expect(regions("{act: a, to: end}", "{act: a, set: {num: 1}}, {act: b, to: r2}") == [])
        #expect(
            regions("{act: a, set: {num: 2}}", "{act: a, to: r2, set: {num: 1}}")
                == ["W212"])
    }

    @Test func `the report names both places`() {
        let found = diagnostics(
            machine(
                """
                initial: one
                states:
                  one:
                    \(label("one"))
                    transitions:
                      - {act: a, to: end}
                      - {act: a, to: end}
                  end: {\(label("end")), final: true, outcome: over}
                """, acts: "a"))
        #expect(found.count == 1)
        #expect(found[0].message.en.contains("the other: t.yaml:\(found[0].position.line - 1):"))
    }
}
