import EventLog
import Source
import TransparencyLog

private func recordErasure(_ log: any LogTransaction, _ targets: [PartErasure.Target], key: String) throws
    -> Int
{
    let facts = PartErasure(targets).facts(with: ["ground": .string("request of the person")])
    let record = try log.append(
        request(
            key, [event("register", type: PartErasure.type, facts: String(decoding: facts, as: UTF8.self))]))
    return record.first
}

let erasureLaws = [
    Law(name: "an erased part is gone, and every hash, root and proof still holds") { store, check in
        try fill(store, 8)
        let before = try store.read { (try $0.root(at: 8), try $0.entries(from: 0, limit: 8)) }
        let target = PartErasure.Target(position: 3, part: "personal/P-1")
        let by = try store.write { log in
            let by = try recordErasure(log, [target], key: "erase")
            try log.erase(part: target.part, at: target.position, by: by)
            return by
        }
        try store.read { log in
            let after = try log.entries(from: 0, limit: 8)
            check.equal(after[3].part("personal/P-1")?.content, .erased(by: by), "the part")
            check.equal(after[3].facts, before.1[3].facts, "the facts beside it")
            check.equal(after.map(\.leaf), before.1.map(\.leaf), "the leaves")
            check.equal(after.map(\.manifest), before.1.map(\.manifest), "the manifests")
            check.equal(try log.root(at: 8), before.0, "the root")
        }
        let report = try LogVerifier.verify(store)
        check.equal(report.findings, [], "the verification")
        check.equal(report.counts.erasedParts, 1, "the erased parts counted")
    },
    Law(name: "an erasure that no event records is refused") { store, check in
        try fill(store, 4)
        let target = PartErasure.Target(position: 1, part: "personal/P-1")
        check.fails("erasure-not-recorded", "an event of another type") {
            try store.write { try $0.erase(part: target.part, at: 1, by: 3) }
        }
        check.fails("erasure-not-recorded", "an event that names another part") {
            try store.write { log in
                let by = try recordErasure(log, [target], key: "erase")
                try log.erase(part: target.part, at: 2, by: by)
            }
        }
        check.fails("erasure-not-recorded", "an event that is not there") {
            try store.write { try $0.erase(part: target.part, at: 1, by: 99) }
        }
        check.equal(try store.read { try $0.entry(at: 1).part(target.part)?.bytes != nil }, true, "the part")
    },
    Law(name: "only a personal part that is there can be erased, and only once") { store, check in
        try fill(store, 2)
        let targets = ["facts", "personal/P-1", "personal/P-9"].map {
            PartErasure.Target(position: 0, part: $0)
        }
        check.fails("not-personal", "the facts") {
            try store.write { try $0.erase(part: "facts", at: 0, by: recordErasure($0, targets, key: "a")) }
        }
        check.fails("no-such-part", "an unknown part") {
            try store.write {
                try $0.erase(part: "personal/P-9", at: 0, by: recordErasure($0, targets, key: "b"))
            }
        }
        check.fails("no-such-position", "an unknown position") {
            try store.write { try $0.erase(part: "personal/P-1", at: 9, by: 1) }
        }
        check.fails("already-erased", "twice") {
            try store.write { log in
                let by = try recordErasure(log, [targets[1]], key: "c")
                try log.erase(part: "personal/P-1", at: 0, by: by)
                try log.erase(part: "personal/P-1", at: 0, by: by)
            }
        }
        check.equal(try LogVerifier.verify(store).findings, [], "the verification")
    },
    Law(name: "an erasure that is recorded and not carried out is found") { store, check in
        try fill(store, 3)
        try store.write {
            _ = try recordErasure($0, [PartErasure.Target(position: 1, part: "personal/P-1")], key: "a")
        }
        check.equal(try LogVerifier.verify(store).findings.map(\.kind), [.erasure], "the findings")
    },
    Law(name: "equal personal data does not show by equal hashes") { store, check in
        _ = try store.write {
            try $0.append(
                request(
                    "two",
                    [event("case/1", personal: ["P-1": "same"]), event("case/1", personal: ["P-1": "same"])]))
        }
        let hashes = try store.read { log in
            try log.entries(from: 0, limit: 2).compactMap {
                BodyManifest(parsing: $0.manifest)?.parts.last?.hash
            }
        }
        check.equal(Set(hashes).count, 2, "different hashes")
    },
]
