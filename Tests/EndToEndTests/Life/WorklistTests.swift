import Source
import Testing

/// Several bodies work on the same cases; each sees what its own people owe.
struct WorklistTests {
    private func limits(_ register: TestRegister, _ words: String...) throws -> [String] {
        try register.json(
            arguments: ["due", "--on", "2025-04-07", "--within", "60"] + words)["items"]?.arrayValue?
            .compactMap {
                $0["run"]?.stringValue
            } ?? []
    }

    @Test func `each body sees the limits its people owe, also before it has done anything in the case`()
        throws
    {
        try TestRegister.twoStation { register, office in
            #expect(try limits(register) == ["acceptance#1"])
            #expect(try limits(register, "--body", "union station") == ["acceptance#1"])
            #expect(try limits(register, "--body", "inspection brigade") == [])
            try office.begin()
            #expect(try limits(register, "--body", "union station") == [])
            // The inspectors owe the joint handling, though none of them has acted yet.
            #expect(try limits(register, "--body", "inspection brigade") == ["handling#1"])
            #expect(try limits(register, "--mine", "--as", "inspector") == ["handling#1"])
            #expect(try limits(register, "--mine", "--as", "head") == [])
        }
    }

    @Test func `where two bodies hold the role, the one that has a part in the case owes it`() throws {
        try TestRegister.twoStation { register, office in
            try register.done(
                "actor", "add", "other", "--name", "Officer other", "--role", "labourInspector", "--body",
                "city brigade", "--from", "2020-01-01")
            try office.begin()
            #expect(try limits(register, "--body", "city brigade") == ["handling#1"])
            try office.verify(TwoStation.sums)
            #expect(try limits(register, "--body", "city brigade") == [])
            #expect(try limits(register, "--body", "inspection brigade") == ["handling#1"])
            #expect(try limits(register, "--mine", "--as", "other") == [])
        }
    }

    @Test func `whose role has ended owes nothing more`() throws {
        try TestRegister.twoStation { register, office in
            try office.begin()
            try register.done(
                "actor", "revoke", "inspector", "--role", "labourInspector", "--body", "inspection brigade",
                "--until", "2025-04-06", "--as", "clerk")
            #expect(try limits(register, "--mine", "--as", "inspector") == [])
        }
    }

    @Test func `cases are listed by the bodies that have a part in them; a name nobody has is told`() throws {
        try TestRegister.twoStation { register, office in
            func cases(_ body: String) throws -> Int {
                try register.json("list", "--body", body)["items"]?.arrayValue?.count ?? 0
            }
            #expect(try cases("union station") == 1)
            #expect(try cases("inspection brigade") == 0)
            try office.begin()
            try office.verify(TwoStation.sums)
            #expect(try cases("inspection brigade") == 1)
            #expect(try cases("audit office") == 0)
            for words in [["list"], ["due"]] {
                let complaint = try register.complaint(
                    words + ["--body", "inspection brigad"], status: 65, code: "bad-input")
                #expect(complaint.text.contains("inspection brigade"))
            }
        }
    }

    @Test func `a report by body names the body where the case began`() throws {
        try TestRegister.twoStation { register, office in
            try office.complete()
            let items =
                try register.json("report", "--from", "2025-04-01", "--to", "2025-04-30", "--by", "body")[
                    "items"]?.arrayValue ?? []
            #expect(items.compactMap { $0["group"]?.stringValue } == ["union station", "total"])
        }
    }
}
