import EventLog

let versionLaws = [
    Law(name: "a new stream accepts any and none, and refuses exists and exact") { store, check in
        for (index, expected) in [ExpectedVersion.any, .none].enumerated() {
            let receipt = try store.write {
                try $0.append(request("new/\(index)", [event("case/\(index)", expected)]))
            }
            check.equal(receipt.placed.map(\.version), [0], "\(expected)")
        }
        for expected in [ExpectedVersion.exists, .exact(0), .exact(-1)] {
            check.fails("wrong-version", "\(expected)") {
                try store.write { _ = try $0.append(request("refused", [event("case/9", expected)])) }
            }
        }
        check.equal(try store.read { try $0.head(of: name("case/9")) }, nil, "the head of a refused stream")
    },
    Law(name: "an existing stream accepts any, exists and its exact version, and refuses the rest") {
        store, check in
        _ = try store.write { try $0.append(request("first", [event("case/1")])) }
        for (index, expected) in [ExpectedVersion.any, .exists, .exact(2)].enumerated() {
            let receipt = try store.write {
                try $0.append(request("on/\(index)", [event("case/1", expected)]))
            }
            check.equal(receipt.placed.map(\.version), [index + 1], "\(expected)")
        }
        for expected in [ExpectedVersion.none, .exact(0), .exact(2), .exact(4)] {
            check.fails("wrong-version", "\(expected)") {
                try store.write { _ = try $0.append(request("refused", [event("case/1", expected)])) }
            }
        }
    },
    Law(name: "a conflict says what was found and who wrote it") { store, check in
        _ = try store.write { try $0.append(request("first", [event("case/1"), event("case/1")])) }
        do {
            try store.write { _ = try $0.append(request("second", [event("case/1", .exact(0))])) }
            check.holds(false, "nothing was thrown")
        } catch {
            check.equal(
                error as? LogError,
                .wrongExpectedVersion(
                    stream: try name("case/1"), expected: .exact(0), found: 1, lastActor: "actor/li"),
                "the conflict")
        }
    },
    Law(name: "events of one command for one stream are expected one after the other") { store, check in
        let receipt = try store.write {
            try $0.append(
                request(
                    "both", [event("case/1", .none), event("case/1", .exact(0)), event("case/1", .exists)]))
        }
        check.equal(receipt.placed.map(\.version), [0, 1, 2], "versions")
        check.fails("wrong-version", "none after an event of the same command") {
            try store.write {
                _ = try $0.append(request("again", [event("case/2", .none), event("case/2", .none)]))
            }
        }
        check.equal(try store.read { try $0.size }, 3, "the size")
    },
    Law(name: "positions and versions are dense from 0") { store, check in
        try fill(store, 30, streams: 4)
        check.fails("wrong-version", "a refused append") {
            try store.write { _ = try $0.append(request("refused", [event("case/1", .none)])) }
        }
        try fill(store, 11, streams: 4)
        let entries = try store.read { try $0.entries(from: 0, limit: 100) }
        check.equal(entries.map(\.position), Array(0..<41), "positions")
        for (stream, own) in Dictionary(grouping: entries, by: \.stream) {
            check.equal(own.map(\.version), Array(own.indices), "versions of \(stream)")
            check.equal(try store.read { try $0.stream(stream, from: 0, limit: 100) }, own, "\(stream)")
        }
    },
]
