import EventLog
import Values

let transactionLaws = [
    Law(name: "a command that fails in one of its streams writes to none") { store, check in
        _ = try store.write { try $0.append(request("first", [event("case/1")])) }
        check.fails("wrong-version", "the second stream") {
            try store.write {
                _ = try $0.append(
                    request("both", [event("case/1", .exact(0)), event("person/1", .exists)]))
            }
        }
        try store.read {
            check.equal(try $0.size, 1, "the size")
            check.equal(try $0.head(of: name("case/1"))?.version, 0, "the first stream")
            check.equal(try $0.answer(for: request("both", []).key), nil, "the key")
        }
    },
    Law(name: "what a transaction appended it can read before it ends") { store, check in
        try store.write { log in
            let receipt = try log.append(
                request("one", [event("case/1", facts: "{\"a\":1}"), event("person/1")]))
            check.equal(try log.size, 2, "the size")
            check.equal(try log.head(of: name("case/1"))?.position, 0, "the head")
            check.equal(try log.entry(at: 0).facts, Array("{\"a\":1}".utf8), "the facts")
            check.equal(try log.streamCount(prefix: ""), 2, "the streams")
            check.equal(try log.answer(for: request("one", []).key)?.last, receipt.last, "the key")
            let before = try log.root(at: 1)
            check.holds(try log.root(at: 2) != before, "the root did not change")
            _ = try log.append(request("two", [event("case/1", .exact(0))]))
            check.equal(try log.stream(name("case/1"), from: 1, limit: 10).map(\.position), [2], "the stream")
        }
    },
    Law(name: "a transaction that throws writes nothing, and its positions are given again") { store, check in
        try fill(store, 5)
        let before = try store.read { (try $0.root(at: 5), try $0.entries(from: 0, limit: 10)) }
        do {
            try store.write { log in
                _ = try log.append(request("lost/1", [event("case/0"), event("case/new")]))
                let record = try log.append(
                    request(
                        "lost/2",
                        [
                            event(
                                "register", type: PartErasure.type,
                                facts: String(
                                    decoding: PartErasure([.init(position: 0, part: "personal/P-1")]).facts(),
                                    as: UTF8.self))
                        ]))
                try log.erase(part: "personal/P-1", at: 0, by: record.first)
                throw Abandoned()
            }
            check.holds(false, "the error was swallowed")
        } catch is Abandoned {}
        try store.read {
            check.equal(try $0.size, 5, "the size")
            check.equal(try $0.root(at: 5), before.0, "the root")
            check.equal(try $0.entries(from: 0, limit: 10), before.1, "the events")
            check.equal(try $0.head(of: name("case/new")), nil, "a new stream")
            check.equal(try $0.answer(for: request("lost/1", []).key), nil, "the key")
        }
        let receipt = try store.write { try $0.append(request("kept", [event("case/0")])) }
        check.equal(receipt.first, 5, "the next position")
        check.equal(try LogVerifier.verify(store).findings, [], "the verification")
    },
    Law(name: "an append that is refused leaves the transaction whole") { store, check in
        try store.write { log in
            _ = try log.append(request("one", [event("case/1")]))
            check.fails("wrong-version", "the refused append") {
                _ = try log.append(request("two", [event("case/2"), event("case/1", .none)]))
            }
            _ = try log.append(request("three", [event("case/1", .exact(0))]))
        }
        check.equal(try store.read { try $0.size }, 2, "the size")
        check.equal(try LogVerifier.verify(store).findings, [], "the verification")
    },
    Law(name: "recorded times never go back, and a clock that did is kept beside") { store, check in
        for (index, at) in [500, 400, 400, 600].enumerated() {
            _ = try store.write { try $0.append(request("at/\(index)", at: Int64(at), [event("case/1")])) }
        }
        let entries = try store.read { try $0.entries(from: 0, limit: 10) }
        check.equal(entries.map(\.at.microseconds), [500, 500, 500, 600], "recorded times")
        check.equal(entries.map { $0.skew?.microseconds }, [nil, 400, 400, nil], "skews")
    },
    Law(name: "what could not be read again is refused before anything is written") { store, check in
        check.fails("invalid-request", "no event") { try store.write { _ = try $0.append(request("k", [])) } }
        check.fails("no-such-position", "a cause that is not there") {
            try store.write { _ = try $0.append(request("k", cause: 0, [event("case/1")])) }
        }
        check.fails("invalid-request", "an empty type") {
            try store.write { _ = try $0.append(request("k", [event("case/1", type: "")])) }
        }
        check.fails("invalid-request", "a control character in a type") {
            try store.write { _ = try $0.append(request("k", [event("case/1", type: "a\u{0}b")])) }
        }
        let far = Moment.day(Day(ordinal: 5_000_000))
        check.fails("invalid-request", "a day beyond the year 9999") {
            try store.write { _ = try $0.append(request("k", [event("case/1", occurred: far)])) }
        }
        let twice = NewEntry(
            stream: try name("case/1"), expected: .any, type: "noted", schema: 1, occurred: nil,
            parts: [.facts([]), .facts([])])
        check.fails("invalid-request", "a part twice") {
            try store.write { _ = try $0.append(request("k", [twice])) }
        }
        let large = NewEntry(
            stream: try name("case/1"), expected: .any, type: "noted", schema: 1, occurred: nil,
            parts: [.facts(Array(repeating: 32, count: LogLimits.partBytes + 1))])
        check.fails("too-large", "a part beyond the limit") {
            try store.write { _ = try $0.append(request("k", [large])) }
        }
        check.equal(try store.read { try $0.size }, 0, "the size")
    },
]
