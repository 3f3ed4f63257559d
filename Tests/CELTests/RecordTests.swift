import CEL
import Source
import Testing

struct RecordTests {
    @Test(arguments: [
        ("case.accepted", "true"), ("has(case.verified)", "true"), ("has(case.due)", "false"),
        ("case.due", "C303"),
        ("has(case.site.name)", "C303"), ("has(case.site) && has(case.site.closed)", "false"),
        ("case.due > day && has(case.due)", "false"), ("has(case.due) ? case.due > day : true", "true"),
        ("!has(case.due) || case.due > day", "true"), ("case.claimants[1].id", "\"w2\""),
        ("has(case.claimants[0].paid)", "true"), ("has(case.claimants[1].paid)", "false"),
        ("case.claimants[0] == case.claimants[1]", "false"), ("case.claimants[0] in case.claimants", "true"),
        ("case.claimants.all(c, has(c.paid) && c.paid == c.owed)", "false"),
        ("has(clock('reply').breached)", "true"),
    ])
    func `an absent field is an error to read and has tells`(text: String, value: String) throws {
        #expect(try outcome(text) == value)
    }

    @Test(arguments: [
        ("In('paying')", "true"), ("In('closed')", "false"), ("clock('reply').breached", "true"),
        ("silent()", "C309"),
        ("twice(n)", "14"), ("twice('ab')", "\"abab\""), ("lies()", "C310"), ("silent() == 1 || b", "true"),
    ])
    func `the host answers its functions, and no answer is an error`(text: String, value: String) throws {
        #expect(try outcome(text) == value)
    }

    @Test func `values that are missing or of another type are errors, never traps`() throws {
        let texts = [
            "n + 1", "numbers[0]", "numbers.all(x, x > 0)", "case.accepted", "b && b", "!b", "-n", "s.size()",
            "s",
            "case.claimants.sum(c, c.owed)", "n in numbers", "s < 'a'", "b ? 1 : 2", "day - day",
            "at + days(1)",
            "money * n", "has(case.due)", "s == 'a'", "s.contains('a')", "fen(n)", "date(at)",
            "numbers + numbers",
            "n / 1", "n % 2", "numbers.map(x, x)", "numbers[n]",
        ]
        for text in texts {
            let program = try program(text)
            #expect(throws: CELError.self, "\(text)") { try program.evaluate(CELActivation()) }
            for wrong: CELValue in [.null, .record([:]), .list([.null])] {
                let variables = Dictionary(
                    uniqueKeysWithValues: Office.environment.variables.keys.map { ($0, wrong) })
                let activation = CELActivation(variables: variables)
                guard let value = try? program.evaluate(activation) else { continue }
                // Only these do not look at what is inside.
                #expect(text == "numbers + numbers" || text == "has(case.due)", "\(text): \(value)")
            }
        }
    }

    @Test func `a program says which paths it reads and whom it asks`() throws {
        let program = try program(
            """
            case.verified > yuan('0') && has(case.due) && In('paying') && !clock('reply').breached
              && case.claimants.all(c, c.owed > money) && case.claimants[0].id == s && twice(s) == ''
            """)
        #expect(program.references == ["case.verified", "case.due", "case.claimants", "money", "s"])
        #expect(
            program.calls.map { "\($0.function) \($0.arguments) \($0.position.line):\($0.position.column)" }
                == [
                    #"In [Optional("paying")] 3:55"#, #"clock [Optional("reply")] 3:72"#, "twice [nil] 4:76",
                ])
        #expect(program.type == .bool)
    }

    @Test(arguments: [
        ("case.due > day", ["3:9"]), ("has(case.due) && case.due > day", []),
        ("case.due > day && has(case.due)", []),
        ("!has(case.due) || case.due > day", []), ("has(case.due) || case.due > day", ["3:26"]),
        ("has(case.due) ? case.due > day : b", []), ("has(case.due) ? b : case.due > day", ["3:29"]),
        ("!has(case.due) ? b : case.due > day", []), ("b && (has(case.due) && case.due > day)", []),
        ("has(case.site.closed)", ["3:13"]),
        ("has(case.site) && has(case.site.closed) && case.site.closed", []),
        ("case.site.closed", ["3:9", "3:9"]), ("case.claimants.all(c, has(c.paid) && c.paid == c.owed)", []),
        ("case.claimants.all(c, c.paid == c.owed)", ["3:31"]),
        ("case.claimants.map(c, has(c.paid), c.paid)", []),
        ("has(case.claimants[0].paid) && case.claimants[0].paid > money", []),
        ("has(case.claimants[0].paid) && case.claimants[1].paid > money", ["3:40"]),
        ("(has(case.due) && b || has(case.due) && n > 1) && case.due > day", []),
        ("(has(case.due) || b) && case.due > day", ["3:33"]),
        ("(has(case.due) ? b : false) && case.due > day", []),
        ("!(has(case.due) && case.due > day)", []), ("has(case.due) && [case.due].all(d, case.due == d)", []),
    ])
    func `an optional field read without has in its way is pointed out`(text: String, places: [String]) throws
    {
        let found = try program(text).unguardedOptionalReads.map { "\($0.line):\($0.column)" }
        #expect(found == places)
    }
}
