import EventLog
import Values

let readingLaws = [
    Law(name: "slices join to the whole, and end where the log ends") { store, check in
        try fill(store, 25)
        try store.read { log in
            let whole = try log.entries(from: 0, limit: 100)
            for step in [1, 4, 7, 25, 26] {
                var joined: [LogEntry] = []
                while case let slice = try log.entries(from: joined.count, limit: step), !slice.isEmpty {
                    joined += slice
                }
                check.equal(joined, whole, "slices of \(step)")
            }
            check.equal(try log.entries(from: 25, limit: 5), [], "at the end")
            check.equal(try log.entries(from: 1000, limit: 5), [], "behind the end")
            check.equal(try log.entries(from: 3, limit: 0), [], "no limit at all")
            check.equal(
                try log.stream(name("case/1"), from: 2, limit: 3).map(\.version), [2, 3, 4], "a stream")
            check.equal(
                try log.stream(name("case/none"), from: 0, limit: 3), [], "a stream that is not there")
            check.fails("invalid-request", "too long a slice") {
                _ = try log.entries(from: 0, limit: LogLimits.slice + 1)
            }
            check.fails("invalid-request", "a position below 0") { _ = try log.entries(from: -1, limit: 1) }
            check.fails("no-such-position", "one event behind the end") { _ = try log.entry(at: 25) }
        }
    },
    Law(name: "streams are listed by the beginning of their names, in order and in slices") { store, check in
        let names = ["case/1", "case/10", "case/2", "person/1", "person/A", "person/a", "refusals"]
        for (index, text) in names.reversed().enumerated() {
            _ = try store.write { try $0.append(request("s/\(index)", [event(text)])) }
        }
        try store.read { log in
            check.equal(try log.streams(prefix: "", after: nil, limit: 100).map(\.text), names, "all")
            check.equal(
                try log.streams(prefix: "case/", after: nil, limit: 100).map(\.text), Array(names[0..<3]),
                "cases")
            check.equal(
                try log.streams(prefix: "case/", after: name("case/1"), limit: 1).map(\.text), ["case/10"],
                "the next one")
            check.equal(try log.streams(prefix: "case/", after: name("case/2"), limit: 9), [], "none after")
            check.equal(try log.streamCount(prefix: "person/"), 3, "the persons")
            check.equal(try log.streamCount(prefix: "case/1"), 2, "a beginning")
            check.equal(try log.streamCount(prefix: "nobody"), 0, "none")
        }
    },
    Law(name: "an event comes back as it was handed in") { store, check in
        let long = String(repeating: "姓名\"\\\n", count: 50)
        let moment = Moment("2025-04-07T09:00+08:00")
        let command = try request(
            "all", at: 1_744_000_000_000_000,
            [event("case/1", facts: long, personal: ["P-1": long, "P-2": ""], occurred: moment)])
        _ = try store.write { try $0.append(command) }
        let entry = try store.read { try $0.entry(at: 0) }
        check.equal(entry.facts, Array(long.utf8), "facts")
        check.equal(entry.part("personal/P-1")?.bytes, Array(long.utf8), "a personal part")
        check.equal(entry.part("personal/P-2")?.bytes, [], "an empty personal part")
        check.equal(entry.parts.map(\.isPersonal), [false, true, true], "which are personal")
        check.equal(entry.occurred, moment, "when it occurred")
        check.equal(entry.at, command.at, "when it was recorded")
        check.equal(entry.actor, "actor/li", "who")
        check.equal(entry.key, command.key, "the key")
        check.equal(entry.correlation, "round 1", "the correlation")
        check.equal(entry.cause, nil, "the cause")
        let caused = try store.write { try $0.append(request("next", cause: 0, [event("case/1")])) }
        check.equal(try store.read { try $0.entry(at: caused.first).cause }, 0, "a cause")
    },
]
