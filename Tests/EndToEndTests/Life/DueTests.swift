import Testing

/// What the mediator sees of the limits of all cases.
struct DueTests {
    @Test func `limits of the law and targets of the office stand apart, each with its source`() throws {
        try TestRegister.nowhere { register in
            try register.done("play", Binary.file("seeds/drills/default-read-by-others.yaml"))
            let words = ["due", "--on", "2025-04-20", "--within", "60", "--lang", "en"]
            let lines = try register.run(words).out.split(separator: "\n").map(String.init)
            let law = try #require(lines.firstIndex(of: "Limits of the law"))
            let office = try #require(lines.firstIndex(of: "Targets of the office"))
            #expect(law < office)
            // Under each heading the names of the columns, then its own limits only.
            let legal = lines[(law + 2)..<office]
            let internalOnes = lines[(office + 2)...]
            #expect(!legal.isEmpty && !internalOnes.isEmpty)
            #expect(legal.allSatisfy { $0.contains("legal ") && $0.contains("art. ") }, "\(legal)")
            #expect(internalOnes.allSatisfy { $0.contains("  internal  ") && !$0.contains("legal ") })
            // One kind alone needs no heading.
            let one = try register.run(words + ["--kind", "legal"]).out
            #expect(!one.contains("Limits of the law"))
        }
    }
}
