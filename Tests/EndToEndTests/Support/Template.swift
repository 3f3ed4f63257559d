import Foundation
import Testing

/// A register that takes long to make, made once and copied for every test that begins with it.
final class Template: Sendable {
    private let made: Result<String, any Error>

    private init(_ make: (TestRegister) throws -> Void) {
        made = Result {
            let register = try TestRegister()
            try make(register)
            return register.path
        }
    }

    /// Copies the register and its lock file into a test's folder.
    func copy(to register: TestRegister) throws {
        let path = try made.get()
        for suffix in ["", ".lock"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: register.path + suffix)
        }
    }

    /// The number of the case of `openCase`.
    static let openNumber = "2025-0001"

    /// The officers of a county with two stations, three workers, their employer, and a case just reported.
    ///
    /// Its clock is the machine's, so that everything in it was entered long after it happened.
    static let openCase = Template { register in
        try register.done("init")
        for officer in Officer.all { try officer.add(to: register) }
        for worker in ["Worker One", "Worker Two", "Worker Three"] {
            try register.done("person", "add", "--name", worker, "--as", "clerk")
        }
        try register.done("organisation", "add", "--name", "Market Company", "--as", "clerk")
        try register.done(
            "open", "two-station", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in", "--set",
            "received_on=2025-04-07", "--claimant", "P-000001", "--claimant", "P-000002", "--claimant",
            "P-000003",
            "--respondent", "O-000001")
    }

    /// The Dehua story, played into a new register whose times are the story's.
    static let dehua = Template { register in
        try register.done("play", Binary.file("seeds/dehua-2025.yaml"))
    }

    /// All three stories, played together into a new register.
    static let stories = Template { register in
        let played = try register.run(["play"] + Binary.stories())
        guard played.status == 0 else { throw NotPlayed(said: played.err) }
    }

    /// The stories, and a case of the same county that was just reported: something on every page.
    static let pages = Template { register in
        try stories.copy(to: register)
        try register.done(
            "open", "two-station", "--as", "dehua-clerk", "--at", "2025-05-06", "--set", "channel=walk_in",
            "--set",
            "summary=又有工友来反映", "--claimant", "P-000003", "--respondent", "O-000001")
    }

    /// The stories could not be played.
    struct NotPlayed: Error {
        /// What the program said.
        let said: String
    }
}

/// Somebody who works at one of the two stations, by the roles of `workflows/two-station.yaml`.
struct Officer {
    /// The id they act by.
    let id: String
    /// Their roles.
    let roles: [String]
    /// Where they work.
    let body: String

    /// Everybody there is.
    static let all = [
        Officer(id: "clerk", roles: ["stationClerk"], body: "union station"),
        Officer(id: "cadre", roles: ["unionCadre"], body: "county union"),
        Officer(id: "cadre2", roles: ["unionCadre"], body: "county union"),
        Officer(id: "lawyer", roles: ["unionLawyer"], body: "county union"),
        Officer(id: "inspector", roles: ["labourInspector"], body: "inspection brigade"),
        Officer(id: "head", roles: ["bureauHead"], body: "inspection brigade"),
        Officer(id: "auditor", roles: ["auditor"], body: "audit office"),
    ]

    /// Registers them with roles held since 2020.
    func add(to register: TestRegister) throws {
        let finished = try register.run(
            ["actor", "add", id, "--name", "Officer \(id)", "--body", body, "--from", "2020-01-01"]
                + roles.flatMap { ["--role", $0] })
        guard finished.status == 0 else { throw Template.NotPlayed(said: finished.err) }
    }
}
