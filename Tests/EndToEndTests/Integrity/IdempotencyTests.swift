import Foundation
import Source
import Testing

/// A command sent twice under one key is carried out once.
struct IdempotencyTests {
    @Test func `an act sent again is answered as before and recorded once`() throws {
        try TestRegister.twoStation { register, desk in
            let accept = desk.act("accept", as: "clerk", at: "2025-04-07").paper("complaint").adding(
                "--key", "accept-1")
            let first = try register.record(accept)
            let size = try register.verified().size
            let second = try register.record(accept)
            #expect(second["position"] == first["position"])
            #expect(second["version"] == first["version"])
            #expect(second["replay"] == .bool(true))
            #expect(try register.verified().size == size)
        }
    }

    @Test func `another act under a key that was used is refused`() throws {
        try TestRegister.twoStation { register, desk in
            try register.record(
                desk.act("note_added", as: "clerk", at: "2025-04-07").set("text", "one").adding("--key", "k"))
            for act in [
                desk.act("note_added", as: "clerk", at: "2025-04-07").set("text", "two"),
                desk.act("note_added", as: "cadre", at: "2025-04-07").set("text", "one"),
                desk.act("note_added", as: "clerk", at: "2025-04-08").set("text", "one"),
                desk.act("accept", as: "clerk", at: "2025-04-07").paper("complaint"),
            ] {
                try register.unchanged {
                    let finished = try register.run(act.adding("--key", "k", "--format", "json").arguments)
                    #expect(Complaint(finished)?.code == "key-reused", finished.said)
                }
            }
        }
    }

    @Test func `a refused act does not bind its key`() throws {
        try TestRegister.twoStation { register, desk in
            let accept = desk.act("accept", as: "clerk", at: "2025-04-07").adding("--key", "k")
            try register.refuse(accept, on: desk.number, code: "needs")
            try register.record(accept.paper("complaint"))
        }
    }

    @Test func `a case opened again under one key is the same case, and nobody is registered twice`() throws {
        try TestRegister.open { register, _ in
            try register.folder.write("workers.csv", "name,phone\n甲,13800000001\n乙,13800000002\n")
            let open = [
                "open", "two-station", "--as", "clerk", "--at", "2025-05-06", "--set", "channel=walk_in",
                "--from",
                "workers.csv", "--key", "open-1",
            ]
            let first = try register.json(arguments: open)
            let seen = try register.verified()
            let second = try register.json(arguments: open)
            #expect(second["case"] == first["case"])
            #expect(try register.verified() == seen, "the second sending writes nothing")
            #expect(try register.rows("person", "list").count == 5)
        }
    }

    @Test func `another case under the key of one is refused`() throws {
        try TestRegister.open { register, _ in
            let open = [
                "open", "two-station", "--as", "clerk", "--at", "2025-05-06", "--set", "channel=walk_in",
                "--key", "k",
            ]
            try register.json(arguments: open + ["--claimant", "P-000001"])
            try register.unchanged {
                let finished = try register.run(open + ["--claimant", "P-000002", "--format", "json"])
                #expect(Complaint(finished)?.code == "key-reused", finished.said)
            }
        }
    }
}
