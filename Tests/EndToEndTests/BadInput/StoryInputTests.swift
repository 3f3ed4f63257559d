import Foundation
import Source
import Testing

/// Stories with a mistake: all or nothing, unless told to keep going.
struct StoryInputTests {
    /// Runs a test on a copy of the Dehua story, changed, beside the real procedures.
    private func story(
        _ register: TestRegister, _ change: (String) -> String,
        _ body: (_ path: String, _ lines: [Substring]) throws -> Void
    ) throws {
        let text = try String(contentsOfFile: Binary.file("seeds/dehua-2025.yaml"), encoding: .utf8)
        let changed = change(text)
        try #require(changed != text, "the change applies")
        let path = try register.folder.write("stories/dehua-2025.yaml", changed)
        try body(path, changed.split(separator: "\n", omittingEmptySubsequences: false))
    }

    /// Dehua with a fifth step that cannot be: it brings in a worker who is on the case already.
    private func withErrorInStepFive(_ text: String) -> String {
        text.replacing("        - {person: $yi, job: 配送员}\n", with: "        - {person: $jia, job: 配送员}\n")
    }

    @Test func `of a story with an error in step 5 nothing lands, and no file is left`() throws {
        try TestRegister.nowhere { register in
            try story(register, withErrorInStepFive) { path, lines in
                let complaint = try register.complaint(["play", path], status: 65, code: "story")
                let line =
                    try #require(lines.indices.filter { lines[$0].contains("- act: claimants_joined") }.first)
                    + 1
                #expect(
                    complaint.text.contains("dehua-2025.yaml:\(line):"),
                    "the step is named by its place: \(complaint.text)")
                #expect(complaint.text.contains("step 5"), "\(complaint.text)")
                #expect(try register.folder.names().filter { $0.hasPrefix("register") } == [])
            }
        }
    }

    @Test func `of such a story nothing lands in a register that is there`() throws {
        try TestRegister.dehua { register, _ in
            try story(register, withErrorInStepFive) { path, _ in
                try register.unchanged {
                    _ = try register.complaint(["play", path], status: 65, code: "story")
                }
                #expect(try register.rows("list").count == 1)
                #expect(try register.rows("person", "list").count == 7, "not even its people")
            }
        }
    }

    @Test func `told to keep going it records all steps but the bad one, and says so`() throws {
        try TestRegister.nowhere { register in
            try story(register, withErrorInStepFive) { path, _ in
                let finished = try register.run(["play", path, "--keep-going", "--format", "json"])
                #expect(finished.status == 1, "not everything went as told: \(finished.said)")
                let played = try JSON(parsing: finished.out)
                let bad = (played["steps"]?.arrayValue ?? []).filter { $0["as_told"] == .bool(false) }
                #expect(bad.contains { $0["step"] == .integer(5) && $0["outcome"] == .string("payload") })
                #expect(played["unmet"]?.arrayValue?.isEmpty == false)
                let shown = try register.shown("2025-0001")
                #expect(shown.acts.contains("visit_made") && shown.acts.contains("employer_found"))
                #expect(try register.verified().isClean)
            }
        }
    }

    @Test func `a story that ends otherwise than it says leaves nothing`() throws {
        try TestRegister.nowhere { register in
            try story(register, { $0.replacing(#"recovered: "42980.00""#, with: #"recovered: "42980.01""#) })
            { path, _ in
                let complaint = try register.complaint(["play", path], status: 65, code: "story")
                #expect(
                    complaint.text.contains("42,980.01") && complaint.text.contains("42,980.00"),
                    "\(complaint.text)")
                #expect(try register.folder.names().filter { $0.hasPrefix("register") } == [])
            }
        }
    }

    @Test func `a refusal that does not come is an error of the story`() throws {
        try TestRegister.nowhere { register in
            try story(
                register, { $0.replacing("expect: {refused: same-actor}", with: "expect: {refused: role}") }
            ) { path, _ in
                let complaint = try register.complaint(["play", path], status: 65, code: "story")
                #expect(complaint.text.contains("same-actor"), "\(complaint.text)")
            }
        }
    }

    @Test func `in an office's own register a story of the future is refused`() throws {
        try TestRegister.empty { register in
            try story(register, { $0.replacing("occurred: 2025-04-11\n", with: "occurred: 2099-04-11\n") }) {
                path, _ in
                try register.unchanged {
                    let finished = try register.run(["play", path, "--format", "json"])
                    #expect(finished.status == 65, finished.said)
                    let complaint = try #require(Complaint(finished), finished.said)
                    #expect(complaint.text.contains("2099"), "\(complaint.text)")
                    #expect(complaint.text.contains("dehua-2025.yaml:"), "\(complaint.text)")
                }
            }
        }
    }

    /// A change to the Dehua story and what the complaint must name.
    struct Slip: Sendable, CustomTestStringConvertible {
        let what: String
        let old: String
        let new: String
        let names: String
        var testDescription: String { what }
    }

    static let slips = [
        Slip(
            what: "an unknown key", old: "    occurred: 2025-04-08\n", new: "    occured: 2025-04-08\n",
            names: "occured"),
        Slip(
            what: "a day that does not exist", old: "occurred: 2025-04-09\n", new: "occurred: 2025-02-30\n",
            names: "2025-02-30"),
        Slip(
            what: "a day beyond what the log can hold", old: "occurred: 2025-04-11\n",
            new: "occurred: 2999-04-11\n",
            names: "2999"),
        Slip(what: "an unknown act", old: "act: visit_made", new: "act: visit_maid", names: "visit_maid"),
        Slip(
            what: "an unknown actor", old: "as: dehua-inspector\n    occurred: 2025-04-08",
            new: "as: nobody\n    occurred: 2025-04-08", names: "nobody"),
        Slip(what: "an unknown person", old: "$geng, job", new: "$gong, job", names: "gong"),
        Slip(
            what: "an unknown workflow", old: "workflow: two-station", new: "workflow: three-station",
            names: "three-station"),
        Slip(
            what: "an amount with three decimals", old: #""7260.00""#, new: #""7260.001""#, names: "7260.001"),
        Slip(what: "a negative amount", old: #""7260.00""#, new: #""-7260.00""#, names: "-7260.00"),
        Slip(what: "an amount that is a number", old: #"sum: "7260.00""#, new: "sum: 7260", names: "sum"),
        Slip(what: "no end", old: "then:\n", new: "thenn:\n", names: "thenn"),
        Slip(
            what: "a total that is none", old: #"recovered: "42980.00""#, new: #"recovered: "42980.123""#,
            names: "42980.123"),
        Slip(
            what: "an outcome that cannot be", old: "expect: {refused: guard}",
            new: "expect: {refused: never}", names: "never"),
    ]

    @Test(arguments: slips)
    func `a slip is named and nothing is left`(slip: Slip) throws {
        try TestRegister.nowhere { register in
            try story(register, { $0.replacing(slip.old, with: slip.new) }) { path, _ in
                let finished = try register.run(["play", path, "--format", "json"])
                #expect([65, 66].contains(finished.status), finished.said)
                let complaint = try #require(Complaint(finished), finished.said)
                #expect(complaint.text.contains(slip.names), "\(complaint.text)")
                #expect(
                    complaint.text.contains("dehua-2025.yaml") || finished.status == 66, "\(complaint.text)")
                #expect(try register.folder.names().filter { $0.hasPrefix("register") } == [])
            }
        }
    }
}
