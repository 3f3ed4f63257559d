import CEL
import CaseDesk
import Foundation
import Source
import Testing
import Values

@testable import Workflow

/// Closing with money due, or lowering what is due, takes two people and a paper: held over every procedure that is shipped.
@Suite struct ShippedWorkflowTests {
    /// The condition under which an end is one with money due.
    private static let due = "case.due > fen(0)"

    /// Procedures of offices that settle issues or hand out money of others; they have no wages that could be due.
    private static let withoutWages: Set<String> = [
        "facility-rating", "joint-conference-kunming", "joint-conference-xinjiang", "joint-meeting",
        "named-list-payment", "prosecutor-appointment", "union-founding", "wish-wall",
    ]

    static let files: [String] = {
        let folder = Repository.root.appending(path: "workflows")
        let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    static let ofWages: [String] = files.filter { file in
        !withoutWages.contains(name(file))
    }

    private static func name(_ file: String) -> String {
        file.split(separator: "/").last.map { String($0.dropLast(".yaml".count)) } ?? file
    }

    private func load(_ file: String) throws -> WorkflowDefinition {
        let node = try Repository.node("workflows/\(file)")
        return try WorkflowDefinition.load(
            node, vocabularies: Pins.vocabularies,
            catalogues: { id in
                (try? Repository.node("roles/\(id).yaml")).flatMap { try? RoleCatalogue.load($0) }
            })
    }

    @Test func `procedures in the folder and in the folders inside are found`() {
        #expect(Self.files.contains("two-station.yaml"))
        #expect(Self.files.contains("procedures/labour-inspection.yaml"))
    }

    @Test(arguments: withoutWages.sorted())
    func `a procedure without the rule knows no wages`(name: String) throws {
        let definition = try load(name + ".yaml")
        #expect(definition.vocabulary == nil, "\(name) records wages, so it keeps the rule too")
    }

    @Test(arguments: ofWages)
    func `lowering what is due takes two people and a paper`(file: String) throws {
        let definition = try load(file)
        let rules = definition.properties.compactMap { property -> TakesRule? in
            guard case .takes(let rule) = property.rule, case .lowering(let sum) = rule.subject,
                sum.text == "case.due"
            else { return nil }
            return rule
        }
        #expect(
            rules.contains { $0.people >= 2 && $0.needsPaper && $0.condition == nil },
            "\(file) lets one person lower what is due")
    }

    @Test(arguments: ofWages)
    func `ending with money due takes two people and a paper`(file: String) throws {
        let definition = try load(file)
        for end in definition.root.children where end.isFinal {
            let ways = definition.transitions.filter {
                $0.target == end.id && canFollowADecision($0, definition)
            }
            guard !ways.isEmpty, !ways.allSatisfy({ $0.program.map(requiresNothingDue) ?? false }) else {
                continue
            }
            #expect(
                definition.properties.contains { keeps($0.rule, end.id) },
                "\(file): a decision may lead to \(end.id) while money is due")
        }
    }

    /// Whether a decision may set it off, itself or by what follows of its own accord. Facts are recorded, not decided.
    private func canFollowADecision(_ transition: TransitionDefinition, _ definition: WorkflowDefinition)
        -> Bool
    {
        switch transition.trigger {
        case .act(let name): return definition.act(named: name)?.kind == .decision
        // What another procedure came to was decided there, and that procedure keeps the rule.
        case .done: return definition.state(transition.source)?.use == nil
        case .auto: return true
        case .breach, .cured, .reopen: return false
        }
    }

    private func requiresNothingDue(_ program: CELProgram) -> Bool {
        let parts = program.text.split(separator: "&&").map { $0.trimmingCharacters(in: .whitespaces) }
        return !program.text.contains("||") && parts.contains("case.due == fen(0)")
    }

    private func keeps(_ rule: PropertyDefinition.Rule, _ end: String) -> Bool {
        switch rule {
        case .takes(let takes):
            guard case .states(let states) = takes.subject, states.contains(end) else { return false }
            let isForMoneyDue = takes.condition.map { $0.text == Self.due } ?? true
            return takes.people >= 2 && takes.needsPaper && isForMoneyDue
        case .never(let program):
            return program.text == "In('\(end)') && \(Self.due)"
        case .always, .path, .leadsTo:
            return false
        }
    }
}
