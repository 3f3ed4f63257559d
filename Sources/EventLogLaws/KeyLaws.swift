import EventLog
import TransparencyLog

let keyLaws = [
    Law(name: "the same command again has no second effect and is answered as before") { store, check in
        let command = try request("once", answer: "case 7", [event("case/1", .none), event("person/1")])
        let first = try store.write { try $0.append(command) }
        check.equal(first.isReplay, false, "the first time")
        try fill(store, 3)
        for _ in 0..<3 {
            let again = try store.write { try $0.append(command) }
            check.equal(again.isReplay, true, "again")
            check.equal(again.answer, Array("case 7".utf8), "the answer")
            check.equal(again.placed, first.placed, "the places")
            check.equal(again.positions, first.positions, "the positions")
        }
        check.equal(try store.read { try $0.size }, 5, "the size")
    },
    Law(name: "a key that was used for another command is refused") { store, check in
        _ = try store.write { try $0.append(request("once", [event("case/1")])) }
        check.fails("key-reused", "another request") {
            try store.write { _ = try $0.append(request("once", [event("case/1"), event("case/1")])) }
        }
        check.equal(try store.read { try $0.size }, 1, "the size")
    },
    Law(name: "a key binds only when something was committed") { store, check in
        check.fails("wrong-version", "a refused command") {
            try store.write { _ = try $0.append(request("free", [event("case/1", .exists)])) }
        }
        do {
            try store.write { log in
                _ = try log.append(request("free", [event("case/1")]))
                throw Abandoned()
            }
        } catch is Abandoned {}
        let receipt = try store.write {
            try $0.append(request("free", [event("case/1", .none), event("case/2")]))
        }
        check.equal(receipt.isReplay, false, "the key was bound")
        check.equal(receipt.positions, 0...1, "positions")
    },
    Law(name: "a stored answer can be read by its key") { store, check in
        let command = try request("once", answer: "", [event("case/1"), event("case/1")])
        _ = try store.write { try $0.append(command) }
        try store.read {
            check.equal(
                try $0.answer(for: command.key),
                StoredAnswer(requestHash: command.requestHash, first: 0, last: 1, answer: []), "the answer")
            check.equal(try $0.answer(for: request("never", []).key), nil, "an unknown key")
        }
    },
]
