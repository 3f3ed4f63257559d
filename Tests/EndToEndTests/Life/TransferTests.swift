import Source
import Testing

/// A case is offered to another body, which takes it, returns it, or does not answer.
struct TransferTests {
    /// A case of the union station that was offered to the brigade of the county on 8 April 2025.
    private func offered(_ body: (TestRegister, TwoStation) throws -> Void) throws {
        try TestRegister.twoStation { register, office in
            for (id, place) in [("sender", "union station"), ("taker", "brigade"), ("third", "city brigade")]
            {
                try register.done(
                    "actor", "add", id, "--name", "Officer \(id)", "--role", "liaison", "--body", place,
                    "--from",
                    "2020-01-01")
            }
            try register.done(
                "start", office.number, "transfer", "--as", "sender", "--at", "2025-04-08", "--set",
                "from_body=union station", "--set", "to_body=brigade", "--set", "ground=other_authority",
                "--not-scanned", "transfer_letter@shelf 1")
            try body(register, office)
        }
    }

    private func limits(_ register: TestRegister, _ words: String...) throws -> [String] {
        let items =
            try register.json(arguments: ["due", "--on", "2025-04-08", "--within", "30"] + words)["items"]?
            .arrayValue ?? []
        return items.compactMap { $0["run"]?.stringValue }
    }

    @Test func `only the body it is offered to owes the answer, and has it on its list`() throws {
        try offered { register, _ in
            // Five working days after Tuesday 8 April: 9, 10, 11, 14 and 15 April.
            let items =
                try register.json("due", "--on", "2025-04-08", "--body", "brigade", "--within", "30")[
                    "items"]?.arrayValue ?? []
            #expect(items.compactMap { $0["run"]?.stringValue } == ["answering#1"])
            #expect(items.first?["due"]?.stringValue?.hasPrefix("2025-04-15") == true, "\(items)")
            #expect(try limits(register, "--body", "city brigade") == [])
            #expect(try limits(register, "--mine", "--as", "sender") == [])
            #expect(try limits(register, "--body", "union station") == ["acceptance#1"])
        }
    }

    @Test func `nobody else takes it: not the sender, not a third body; the refusal names who may`() throws {
        try offered { register, office in
            for person in ["sender", "third"] {
                let complaint = try register.refuse(
                    office.act("accept_transfer", as: person, at: "2025-04-09").paper("acceptance_slip"),
                    on: office.number, code: "role", status: 77)
                #expect(complaint.text.contains("liaison"), "\(complaint.text)")
                #expect(complaint.text.contains("brigade"), "\(complaint.text)")
            }
            try register.record(
                office.act("accept_transfer", as: "taker", at: "2025-04-09").paper("acceptance_slip"))
            #expect(try limits(register, "--mine", "--as", "sender") == ["telling#1"])
            #expect(try limits(register, "--body", "brigade") == [])
        }
    }

    @Test func `who holds posts in both bodies does not answer their own offer`() throws {
        try offered { register, office in
            try register.done(
                "actor", "grant", "sender", "--role", "liaison", "--body", "brigade", "--from", "2020-01-01",
                "--as", "clerk")
            try register.refuse(
                office.act("accept_transfer", as: "sender", at: "2025-04-09").paper("acceptance_slip"),
                on: office.number, code: "same-actor")
        }
    }

    @Test func `an offer nobody answers comes back to the sender, who has to go on`() throws {
        try offered { register, office in
            try register.done("tick", "--at", "2025-04-16", "--as", "clerk")
            #expect(try limits(register, "--body", "brigade") == [])
            // The answer was due on 15 April; two working days from the 16th: 17 and 18 April.
            #expect(try limits(register, "--mine", "--as", "sender") == ["going_on#1"])
            try register.refuse(
                office.act("tell_worker", as: "sender", at: "2025-04-16").paper("told_record"),
                on: office.number, code: "not-here")
        }
    }
}
