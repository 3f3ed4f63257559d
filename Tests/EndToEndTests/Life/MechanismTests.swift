import CaseDesk
import Foundation
import Source
import SourceYAML
import Testing
import Values

/// The mechanisms the press describes, each with its story: the whole of `seeds/` in one register.
struct MechanismTests {
    /// How the case of each story beside the three of `StoryTests` is closed; more in the list than here is well.
    static let closings = [
        "beijing-winter-2025": "paid_in_full", "consultation-becomes-case": "paid_in_full",
        "grid-finds-arrears": "paid_in_full", "changsha-parks-2024": "corrected",
        "driver-consultation-2023": "corrected", "gulou-appointment-2024": "met",
        "gulou-lead-1-2024": "paid_in_full", "gulou-lead-2-2024": "paid_in_full",
        "gulou-lead-3-2024": "paid_in_full", "gulou-lead-4-2024": "paid_in_full",
        "gulou-lead-5-2024": "referred", "gulou-lead-6-2024": "dropped",
        "lianyungang-committee-2025": "ordered_paid",
        "kecheng-shared-court-2024": "agreed", "kecheng-wish-2024": "fulfilled",
        "kunming-conference-2025": "carried_over", "ningbo-banners-2023": "agreed",
        "tantang-grid-2024": "settled", "xinjiang-conference-2024": "settled",
        "yuhuatai-200-drivers-2025": "settled", "order-defaulted": "paid_in_full",
        "building-site": "settled", "baic-rooms-2018": "settled", "tantang-founding-2024": "founded",
        "fund-advance-drill": "paid_in_full",
        "payment-order-and-aid": "paid_in_full", "union-supervision-drill": "paid_in_full",
    ]

    @Test func `a folder of stories is played whole, every step as told, and the register verifies`() throws {
        try TestRegister.nowhere { register in
            let played = try register.run(
                ["play", Binary.file("seeds"), "--format", "json"], timeout: 600)
            try #require(played.status == 0, "\(played.err)")
            let answer = try JSON(parsing: played.out)
            let steps = answer["steps"]?.arrayValue ?? []
            #expect(!steps.isEmpty && steps.allSatisfy { $0["as_told"] == .bool(true) })
            let files = try FileManager.default.subpathsOfDirectory(atPath: Binary.file("seeds"))
            let rows = try register.rows("list")
            #expect(rows.count == files.count { $0.hasSuffix(".yaml") }, "one case for each story")
            for (story, closing) in Self.closings {
                let number = try #require(answer["cases"]?[story], "there is no story \(story)")
                let row = try #require(rows.first { $0["case"] == number })
                #expect(row["status"]?.stringValue == closing, "\(story): \(row)")
            }
            #expect(try register.verified().isClean)
            let again = try register.run(["audit", "recheck"], timeout: 600)
            #expect(again.status == 0, "\(again.said)")
            let closed = (answer["cases"]?.objectValue ?? [:]).filter { _, number in
                rows.first { $0["case"] == number }?["status"]?.stringValue != "open"
            }
            try figuresAreTheStories(register, closed: Set(closed.keys))
        }
    }

    /// The report's people and money are what the stories say at their ends, mechanism by mechanism.
    private func figuresAreTheStories(_ register: TestRegister, closed: Set<String>) throws {
        let report = try register.json(
            "report", "--from", "2018-01-01", "--to", "2026-12-31", "--by", "mechanism")
        let rows = report["items"]?.arrayValue ?? []
        func row(_ group: String) throws -> JSON {
            try #require(rows.first { $0["group"] == .string(group) }, "no figures of \(group)")
        }
        var money: [String: Int64] = [:]
        var people: [String: Int64] = [:]
        for file in try FileManager.default.subpathsOfDirectory(atPath: Binary.file("seeds"))
        where file.hasSuffix(".yaml") {
            let bytes = try Data(contentsOf: URL(filePath: Binary.file("seeds/" + file)))
            let story = try StoryReader.read(YAMLReader.read(Array(bytes), file: file))
            money[story.workflow, default: 0] += story.expectation.recovered?.count ?? 0
            // A report counts the people of a case when it is closed.
            people[story.workflow, default: 0] +=
                closed.contains(story.id) ? Int64(story.expectation.claimants ?? 0) : 0
        }
        for workflow in money.keys.sorted() {
            let figures = try row(workflow)
            #expect(figures["recovered"]?.integerValue == money[workflow], "\(workflow)")
            #expect(figures["workers"]?.integerValue == people[workflow], "\(workflow)")
        }
        let total = try row("total")
        #expect(total["recovered"]?.integerValue == money.values.reduce(0, +))
        #expect(total["workers"]?.integerValue == people.values.reduce(0, +))
        // The press of Gulou: 21 studies, 16 mediations, 65 workers, over 1.4 million yuan.
        let gulou = try row("lead-study")
        #expect(gulou["tally.studies"]?.integerValue == 21)
        #expect(gulou["tally.mediations"]?.integerValue == 16)
        #expect(gulou["workers"] == .integer(65))
        #expect(gulou["recovered"] == .integer(141_200_000))
    }

    @Test func `a folder without stories says so, and makes no register`() throws {
        try TestRegister.nowhere { register in
            let empty = register.folder.file("empty")
            try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
            _ = try register.complaint(["play", empty], status: 66, code: "no-stories")
            #expect(!FileManager.default.fileExists(atPath: register.path))
        }
    }
}
