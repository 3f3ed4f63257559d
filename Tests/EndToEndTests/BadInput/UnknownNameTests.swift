import Foundation
import Source
import Testing

/// Names that nobody bears.
struct UnknownNameTests {
    @Test func `a case that is not there is not found by any command`() throws {
        try TestRegister.open { register, _ in
            for command in [
                ["show", "2025-0099"], ["next", "2025-0099"], ["audit", "replay", "2025-0099"],
                ["audit", "recheck", "2025-0099"], ["audit", "log", "--case", "2025-0099"],
                ["advance", "2025-0099", "note_added", "--as", "clerk", "--set", "text=x"],
                ["workflow", "draw", "two-station", "--case", "2025-0099"],
            ] {
                try register.unchanged {
                    let complaint = try register.complaint(command, status: 66, code: "no-such-case")
                    #expect(complaint.text.contains("2025-0099"))
                }
            }
        }
    }

    @Test(arguments: [
        "", "../2025-0001", "2025-0001/x", "case/2025-0001", "2025-0001 ", "２０２５-0001", "%00",
        "'; DROP TABLE entry; --",
    ])
    func `a case number that is none is not found and does no harm`(number: String) throws {
        try TestRegister.open { register, _ in
            try register.refused("show", number, status: 66, code: "no-such-case")
            try register.refused(
                "advance", number, "note_added", "--as", "clerk", "--set", "text=x", status: 66,
                code: "no-such-case")
        }
    }

    @Test func `an act that does not exist is refused, with the nearest that does`() throws {
        try TestRegister.open { register, number in
            let complaint = try register.refuse(
                ActWords(number, "acept", as: "clerk", at: "2025-04-07"), on: number, code: "unknown-act")
            #expect(complaint.text.contains("accept"), "\(complaint.text)")
        }
    }

    @Test func `an actor who is not registered is not found, as recorder, doer or signer`() throws {
        try TestRegister.open { register, number in
            let note = ["advance", number, "note_added", "--set", "text=x", "--at", "2025-04-08"]
            try register.unchanged {
                for words in [["--as", "nobody"], ["--as", "clerk", "--by", "nobody"]] {
                    let complaint = try register.complaint(note + words, status: 66, code: "no-such-actor")
                    #expect(complaint.text.contains("nobody"))
                }
                _ = try register.complaint(
                    ["open", "two-station", "--as", "nobody", "--set", "channel=walk_in"], status: 66,
                    code: "no-such-actor")
            }
        }
    }

    @Test func `a role is known when any shipped procedure has it; another is told, with the nearest`() throws
    {
        try TestRegister.empty { register in
            func said(_ id: String, _ role: String) throws -> String {
                try register.run([
                    "actor", "add", id, "--name", "Officer", "--role", role, "--body", "bureau", "--lang",
                    "en",
                ]).err
            }
            let known = try said("reviewer", "legalReviewer")
            #expect(known.isEmpty)
            let unknown = try said("typo", "legalReviever")
            #expect(unknown.contains("did you mean 'legalReviewer'"))
        }
    }

    @Test func `without an actor nobody acts`() throws {
        try TestRegister.open { register, number in
            let note = ["advance", number, "note_added", "--set", "text=x"]
            try register.unchanged { _ = try register.complaint(note, status: 64, code: "actor-missing") }
            let finished = try register.run(note, environment: ["BACKPAY_ACTOR": "clerk"])
            #expect(finished.status == 0, finished.said)
        }
    }

    @Test func `a role that no procedure knows cannot be granted unseen, and gives nobody a right`() throws {
        try TestRegister.open { register, number in
            let finished = try register.run([
                "actor", "add", "odd", "--name", "Odd", "--body", "union station", "--role", "stationClrek",
                "--from",
                "2020-01-01",
            ])
            #expect(
                finished.status == 65 || finished.err.contains("stationClrek"),
                "an unknown role is refused or at least told: \(finished.said)")
            guard finished.status == 0 else { return }
            let complaint = try register.refuse(
                ActWords(number, "accept", as: "odd", at: "2025-04-07").paper("complaint"), on: number,
                code: "role",
                status: 77)
            #expect(complaint.text.contains("station clerk"), "who may is told by name: \(complaint.text)")
        }
    }

    @Test func `persons, organisations and workflows that are not there are not found`() throws {
        try TestRegister.open { register, number in
            try register.unchanged {
                let open = [
                    "open", "two-station", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in",
                ]
                for words in [["--claimant", "P-000099"], ["--respondent", "O-000099"]] {
                    let finished = try register.run(open + words + ["--format", "json"])
                    #expect([65, 66].contains(finished.status), finished.said)
                    #expect(Complaint(finished)?.text.contains(words[1]) == true, finished.said)
                }
                for name in ["three-station", "workflows/none.yaml", "", "/etc", "../two-station"] {
                    let finished = try register.run([
                        "open", name, "--as", "clerk", "--set", "channel=walk_in", "--format", "json",
                    ])
                    #expect(finished.status == 66, finished.said)
                }
            }
            #expect(try register.rows("list").count == 1)
            #expect(try register.shown(number).claimants.count == 3)
        }
    }

    @Test func `a proceeding that the case does not have is not found`() throws {
        try TestRegister.open { register, number in
            try register.refused(
                "advance", number, "note_added", "--as", "clerk", "--set", "text=x", "--in", "2", status: 66,
                code: "no-such-proceeding")
        }
    }

    @Test func `papers and lists are read from files that are there`() throws {
        try TestRegister.open { register, number in
            try register.refused(
                "advance", number, "accept", "--as", "clerk", "--at", "2025-04-07", "--attach",
                "complaint=nowhere.pdf",
                status: 66, code: "file")
            try register.refused(
                "advance", number, "payment_recorded", "--as", "inspector", "--at", "2025-04-07", "--from",
                "nowhere.csv",
                status: 66, code: "file")
            try register.refused("play", "nowhere.yaml", status: 66, code: "file")
            try register.refused("calendar", "add", "nowhere", status: 66, code: "file")
        }
    }

    @Test(arguments: [
        [], ["frobnicate"], ["show"], ["show", "2025-0001", "--format", "xml"],
        ["show", "2025-0001", "--sohw"],
        ["advance", "2025-0001"], ["list", "--limit", "many"], ["init", "--lang", "tlh"],
        ["advance", "2025-0001", "note_added", "--as", "clerk", "--set", "text"],
        ["advance", "2025-0001", "note_added", "--as", "clerk", "--set", "text=a", "--set", "text=b"],
        ["advance", "2025-0001", "note_added", "--as", "clerk", "--set", "text:={"],
        ["advance", "2025-0001", "note_added", "--as", "clerk", "--set", "text=a", "--key", "not a key"],
        ["advance", "2025-0001", "note_added", "--as", "clerk", "--set", "text=a", "--confirm"],
        ["advance", "2025-0001", "note_added", "--as", "clerk", "--set", "text=a", "--attach", "complaint"],
        ["audit", "verify", "--against", "12:zz"],
    ])
    func `words that make no command are wrong usage`(words: [String]) throws {
        try TestRegister.open { register, _ in
            try register.unchanged {
                let finished = try register.run(words)
                // With nothing to do the program explains itself.
                let expected: [Int32] = words.isEmpty ? [0, 64] : words.contains("tlh") ? [64, 78] : [64]
                #expect(expected.contains(finished.status), finished.said)
            }
        }
    }
}
