import Source
import Testing

@testable import Workflow

/// The checks of a definition as a whole.
@Suite struct StructureCheckTests {
    private func codes(_ states: String, acts: String = "a", data: String = "", clocks: String = "")
        -> [String]
    {
        diagnostics(machine("initial: one\nstates:\n" + states, acts: acts, data: data, clocks: clocks)).map(
            \.code)
    }

    private let end = "  end: {\(label("end")), final: true, outcome: over}\n"

    @Test func `a state that no path reaches is an error`() {
        let lost = "  lost: {\(label("lost")), transitions: [{act: a, to: end}]}\n"
        #expect(
            codes("  one: {\(label("one")), transitions: [{act: a, to: end}]}\n" + lost + end) == ["W202"])
    }

    @Test func `a state without a way out is an error`() {
        let one = "  one: {\(label("one")), transitions: [{act: a, to: two}, {act: b, to: end}]}\n"
        #expect(codes(one + "  two: {\(label("two"))}\n" + end, acts: "a b") == ["W204"])
    }

    @Test func `states that only lead round and round are an error`() {
        let one = "  one: {\(label("one")), transitions: [{act: a, to: two}, {act: b, to: end}]}\n"
        let loop =
            "  two: {\(label("two")), transitions: [{act: a, to: three}]}\n"
            + "  three: {\(label("three")), transitions: [{act: a, to: two}]}\n"
        #expect(codes(one + loop + end, acts: "a b") == ["W205", "W205"])
    }

    @Test func `a region that never finishes is no dead end where the region beside it leaves both`() {
        let box = """
              one:
                \(label("one"))
                regions:
                  work:
                    \(label("work"))
                    initial: working
                    states:
                      working: {\(label("working")), transitions: [{act: b, to: end}]}
                  watch:
                    \(label("watch"))
                    initial: low
                    states:
                      low: {\(label("low")), transitions: [{act: a, to: high}]}
                      high: {\(label("high")), transitions: [{act: a, to: low}]}

            """
        #expect(codes(box + end, acts: "a b") == [])
    }

    @Test func `done does not count as a way out for a region that cannot finish`() {
        let box = """
              one:
                \(label("one"))
                initial: inner
                done: [{to: end}]
                states:
                  inner: {\(label("inner")), transitions: [{act: a, to: trap}, {act: b, to: fin}]}
                  trap: {\(label("trap")), transitions: [{act: a, to: trap}]}
                  fin: {\(label("fin")), final: true}

            """
        #expect(codes(box + end, acts: "a b") == ["W205"])
    }

    @Test func `a decision that nothing takes is an error`() {
        #expect(
            codes("  one: {\(label("one")), transitions: [{act: a, to: end}]}\n" + end, acts: "a b") == [
                "W201"
            ])
    }

    @Test func `what happens when all inside is done must be said, for every case`() {
        func box(_ done: String) -> String {
            """
              one:
                \(label("one"))
                initial: inner
                \(done)
                states:
                  inner: {\(label("inner")), transitions: [{act: a, to: fin}]}
                  fin: {\(label("fin")), final: true}

            """
        }
        #expect(codes(box("transitions: [{act: b, to: end}]") + end, acts: "a b") == ["W206"])
        #expect(codes(box("done: [{to: end, when: \"In('fin')\"}]") + end) == ["W206"])
        #expect(codes(box("done: [{to: end}]") + end) == [])
    }

    @Test func `a final state has no ordinary way out`() {
        let bad = "  end: {\(label("end")), final: true, outcome: over, transitions: [{act: a, to: one}]}\n"
        #expect(codes("  one: {\(label("one")), transitions: [{act: a, to: end}]}\n" + bad) == ["W207"])
    }

    @Test func `automatic moves that may follow one another for ever are an error`() {
        let data = "  num: {type: integer, default: 0, label: {zh: num, en: num}}\n"
        func loop(_ first: String, _ second: String) -> String {
            "  one: {\(label("one")), transitions: [{act: a, to: end}], auto: [{to: two, when: \"\(first)\"}]}\n"
                + "  two: {\(label("two")), transitions: [{act: a, to: end}], auto: [{to: one, when: \"\(second)\"}]}\n"
        }
        #expect(codes(loop("data.num > 0", "data.num <= 0") + end, data: data) == [])
        #expect(codes(loop("data.num > 0", "data.num > 1") + end, data: data) == ["W303"])
        #expect(codes(loop("In('one')", "In('two')") + end, data: data) == ["W303"])
        // What an automatic move itself writes proves nothing.
        let writing = loop("data.num > 0", "data.num <= 0").replacing(
            "{to: two,", with: "{to: two, set: {num: 0},")
        #expect(codes(writing + end, data: data) == ["W303"])
    }

    @Test func `a clock that may run a second time says what happens then`() {
        let clock = """
              limit:
                label: {zh: 限, en: limit}
                owes: clerk
                kind: internal
                limit: duty
                length: 5 workdays
                runs_in: [one]
                breach: note
                source: {zh: 例, en: example}

            """
        let there = "  one: {\(label("one")), transitions: [{act: a, to: two}]}\n"
        let away = "  two: {\(label("two")), transitions: [{act: a, to: end}]}\n"
        let back = "  two: {\(label("two")), transitions: [{act: a, to: end}, {act: b, to: one}]}\n"
        #expect(codes(there + away + end, clocks: clock) == [])
        #expect(codes(there + back + end, acts: "a b", clocks: clock) == ["W307"])
        #expect(codes(there + back + end, acts: "a b", clocks: clock + "    reenter: restart\n") == [])
        let reopened = "  end: {\(label("end")), final: true, outcome: over, reopen: [{act: b, to: one}]}\n"
        #expect(codes(there + away + reopened, acts: "a b", clocks: clock) == ["W305"])
        #expect(
            codes(there + away + reopened, acts: "a b", clocks: clock + "    on_reopen: continue\n") == [])
    }

    @Test func `a breach handler and the clock must agree`() {
        func clock(_ breach: String) -> String {
            """
              limit:
                label: {zh: 限, en: limit}
                owes: clerk
                kind: internal
                limit: duty
                length: 5 workdays
                runs_in: [one]
                breach: \(breach)
                source: {act: 劳动保障监察条例, version: 2004, article: 17}

            """
        }
        let plain = "  one: {\(label("one")), transitions: [{act: a, to: end}]}\n"
        let handled = "  one: {\(label("one")), transitions: [{act: a, to: end}, {breach: limit, to: end}]}\n"
        #expect(codes(plain + end, clocks: clock("to_handler")) == ["W201"])
        #expect(codes(handled + end, clocks: clock("note")) == ["W201"])
        #expect(codes(handled + end, clocks: clock("to_handler")) == [])
    }
}
