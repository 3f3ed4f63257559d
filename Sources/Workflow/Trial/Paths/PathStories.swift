import Source
import Values

extension PathSearch {
    /// The ways found as stories; one that is the beginning of another is left out.
    func stories() -> [TrialStory] {
        var beginnings: Set<[TrialStep]> = []
        for witness in witnesses {
            for count in 0..<witness.node.steps.count {
                beginnings.insert(Array(witness.node.steps.prefix(count)))
            }
        }
        var known: Set<[TrialStep]> = []
        var numbers: [Kind: Int] = [:]
        return witnesses.compactMap { witness in
            let steps = witness.node.steps
            guard !steps.isEmpty, !beginnings.contains(steps), known.insert(steps).inserted else {
                return nil
            }
            numbers[witness.kind, default: 0] += 1
            let snapshot = witness.node.simulation.snapshot
            return TrialStory(
                name: "\(witness.kind.rawValue)-\(numbers[witness.kind, default: 0])",
                label: label(witness), given: witness.node.given, steps: steps,
                ending: TrialExpectation(states: snapshot.standing, outcome: snapshot.outcome),
                position: place)
        }
    }

    /// What a story is about, in words.
    private func label(_ witness: Witness) -> Bilingual {
        let node = witness.node
        let standing = Bilingual.list(
            node.simulation.snapshot.active.map { definition.label(ofState: $0) })
        let last = node.steps.last?.act.map { definition.actLabel($0) }
        switch witness.kind {
        case .reach:
            return Bilingual(zh: "到“\(standing.zh)”", en: "to '\(standing.en)'")
        case .turn:
            return Bilingual(
                zh: "条件起决定作用：\(last?.zh ?? "得知")，在“\(standing.zh)”",
                en: "a condition decides: \(last?.en ?? "something becomes known"), in '\(standing.en)'")
        case .time:
            return Bilingual(
                zh: "期限：\(last?.zh ?? "时间推移")，在“\(standing.zh)”",
                en: "a limit: \(last?.en ?? "time passes"), in '\(standing.en)'")
        case .sign:
            let act = node.steps.reversed().lazy.compactMap { step -> String? in
                if case .sign(let signing) = step.deed { signing.act } else { step.act }
            }.first
            let name = act.map { definition.actLabel($0) }
            return Bilingual(
                zh: "签署：\(name?.zh ?? "")，在“\(standing.zh)”",
                en: "signatures: \(name?.en ?? ""), in '\(standing.en)'")
        case .refuse:
            let codes = node.steps.compactMap(\.expectation?.refused).joined(separator: ", ")
            return Bilingual(
                zh: "应被拒绝（\(codes)），在“\(standing.zh)”", en: "to be refused (\(codes)), in '\(standing.en)'")
        }
    }
}
