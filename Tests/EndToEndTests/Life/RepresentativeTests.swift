import Foundation
import Source
import Testing

/// Ten workers with three representatives: what one of them signs without the others' consent binds nobody.
struct RepresentativeTests {
    /// The drill up to the settlement, so that it can be asked what stands in its way.
    private static func beforeSettling() throws -> String {
        let whole = try String(
            contentsOfFile: Binary.file("seeds/drills/collective-2025.yaml"), encoding: .utf8)
        let start = try #require(whole.range(of: "  # 代表人甲签字"))
        return whole[..<start.lowerBound] + "\nthen: {claimants: 10}\n"
    }

    private static let settle = [
        "--as", "group-arbitrator", "--by", "group-arbitrator", "--by", "group-clerk", "--of",
        "P-000004,P-000005",
        "--set", #"signed_by:=[{"worker": "P-000001"}]"#, "--not-scanned", "mediation_statement@shelf",
        "--signed-by",
        "group-arbitrator", "--signed-by", "group-clerk", "--at", "2025-10-13",
    ]

    @Test func `without consent a settlement is refused, and next says in both languages whose is missing`()
        throws
    {
        try TestRegister.nowhere { register in
            let story = register.folder.file("story.yaml")
            try Self.beforeSettling().write(toFile: story, atomically: true, encoding: .utf8)
            try register.done("play", story)
            let asked = ["next", "2025-0001", "--act", "mediate_for_group"] + Self.settle
            for (language, words) in [
                ("zh-Hans", ["needs", "被代表劳动者同意书", "劳动者 P-000004", "劳动者 P-000005", "须写明本人"]),
                (
                    "en",
                    ["needs", "consent of the represented worker", "claimant P-000004", "claimant P-000005"]
                ),
            ] {
                let answer = try register.run(asked + ["--lang", language])
                #expect(answer.status == 0, answer.said)
                for word in words { #expect(answer.out.contains(word), "\(word) in: \(answer.out)") }
            }
            try register.unchanged {
                _ = try register.complaint(
                    ["advance", "2025-0001", "mediate_for_group"] + Self.settle, status: 1, code: "needs")
                // One paper that says all agree and names nobody is nobody's consent.
                _ = try register.complaint(
                    ["advance", "2025-0001", "mediate_for_group"] + Self.settle
                        + ["--not-scanned", "consent_letter@shelf"], status: 1, code: "needs")
                // By the act for a worker in person it is not had either.
                _ = try register.complaint(
                    [
                        "advance", "2025-0001", "mediate", "--as", "group-arbitrator", "--by",
                        "group-arbitrator", "--by",
                        "group-clerk", "--of", "P-000004", "--not-scanned", "mediation_statement@shelf",
                        "--signed-by",
                        "group-arbitrator", "--signed-by", "group-clerk", "--at", "2025-10-13",
                    ], status: 1, code: "guard")
            }
        }
    }

    @Test func `the settlement binds those who consented, and the others get their award`() throws {
        try TestRegister.nowhere { register in
            let played = try register.json("play", Binary.file("seeds/drills/collective-2025.yaml"))
            let steps = played["steps"]?.arrayValue ?? []
            #expect(steps.allSatisfy { $0["as_told"] == .bool(true) })
            #expect(
                steps.compactMap { $0["outcome"]?.stringValue }.filter { $0 != "done" }
                    == ["guard", "needs", "needs", "needs"])
            let settled = try register.shown("2025-0001", "--as-of", "2025-10-14")
            for number in 1...10 {
                let state = (4...7).contains(number) ? "at_peace" : "pending"
                let id = number == 10 ? "P-000010" : "P-00000\(number)"
                #expect(
                    settled.states.contains { $0.hasSuffix("\(state)[\(id)]") }, "\(id): \(settled.states)")
            }
            let shown = try register.shown("2025-0001")
            #expect(shown.fen("recovered") == 4 * 7_500_00 + 6 * 8_000_00)
            #expect(shown.fen("due") == 0)
            _ = try register.verified()
        }
    }
}
