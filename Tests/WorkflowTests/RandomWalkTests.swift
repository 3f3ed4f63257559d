import CEL
import Testing
import Values

@testable import Workflow

/// Many walks through the two-station procedure, each decided by a seed.
@Suite struct RandomWalkTests {
    private struct Step {
        let act: String
        let doers: [Doer]
        let payload: [String: CELValue]
        let after: CaseView
    }

    private func step(_ generator: inout SeededGenerator, _ definition: WorkflowDefinition) -> Step {
        let people = [
            doer("clerk", "stationClerk"), doer("cadre", "unionCadre"), doer("lawyer", "unionLawyer"),
            doer("inspector", "labourInspector"), doer("head", "bureauHead"), doer("auditor", "auditor"),
            doer("nobody"), doer("absent", "labourInspector", signed: false),
        ]
        let acts = definition.allActs.map(\.name) + ["no_such_act"]
        let reasons = ["paid_in_full", "withdrawn", "not_substantiated", "other_route"]
        let kinds = definition.documents.map(\.id)
        let doers = (0..<Int.random(in: 1...3, using: &generator)).compactMap { _ in
            people.randomElement(using: &generator)
        }
        let papers = kinds.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }.map {
            paper("D-" + $0, $0)
        }
        return Step(
            act: acts.randomElement(using: &generator) ?? "",
            doers: doers,
            payload: [
                "reason": .string(reasons.randomElement(using: &generator) ?? ""), "route": .string("direct"),
            ],
            after: caseView(
                due: [0, 0, 100].randomElement(using: &generator) ?? 0,
                verified: [0, 100, 100].randomElement(using: &generator) ?? 0,
                contact: Bool.random(using: &generator), withdrawn: Bool.random(using: &generator),
                papers: papers,
                findings: Int.random(in: 0..<10, using: &generator) == 0 ? ["F1"] : []))
    }

    @Test(arguments: 0..<24)
    func `refusals change nothing, ends hold, positions are legal, and replay is equal`(seed: Int) throws {
        let definition = try shipped("two-station")
        let first = try run(seed: seed, definition)
        let second = try run(seed: seed, definition)
        #expect(first == second, "seed \(seed)")
    }

    private func run(seed: Int, _ definition: WorkflowDefinition) throws -> [Snapshot] {
        var generator = SeededGenerator(state: UInt64(seed))
        var walk = try Walk(definition)
        var snapshots = [walk.snapshot]
        for _ in 0..<120 {
            let step = step(&generator, definition)
            let before = walk.snapshot
            walk.view = step.after
            do {
                try walk.do(step.act, by: step.doers, step.payload, then: step.after)
            } catch {
                #expect(walk.snapshot == before, "seed \(seed)")
                if before.outcome != nil, let report = error as? RefusalReport,
                    definition.act(named: step.act)?.isRefusable == true,
                    !WorkflowStep.offers(definition, before, case: step.after).contains(where: {
                        $0.act.name == step.act
                    })
                {
                    #expect(report.primary.code == "closed", "seed \(seed)")
                }
            }
            checkLegal(walk.snapshot, definition, seed: seed)
            snapshots.append(walk.snapshot)
            let stored = try Snapshot(json: walk.snapshot.json, definition: definition)
            #expect(stored == walk.snapshot, "seed \(seed)")
        }
        return snapshots
    }

    /// Every active compound state has one active child, every parallel one all of its regions.
    private func checkLegal(_ snapshot: Snapshot, _ definition: WorkflowDefinition, seed: Int) {
        let active = definition.active(of: snapshot)
        for place in active {
            let children = definition.tree.nodes[place.node].children
            let alive = children.filter { active.contains(Place($0)) }
            switch definition.tree[place.node].kind {
            case .atomic, .final: #expect(alive.isEmpty)
            case .compound: #expect(alive.count == 1, "seed \(seed)")
            case .parallel: #expect(alive.count == children.count, "seed \(seed)")
            }
        }
        #expect(Set(snapshot.enteredAt.keys) == Set(active.subtracting([Place(0)]).map(definition.tree.id)))
        #expect((snapshot.outcome != nil) == active.contains { definition.tree.isOutermostFinal($0.node) })
        let separated = snapshot.ledger.filter { $0.act == "verify" }.flatMap(\.doers)
        let closers = snapshot.ledger.filter { $0.act == "close" }.flatMap(\.doers)
        #expect(Set(separated).isDisjoint(with: closers), "seed \(seed): one person verified and closed")
    }
}
