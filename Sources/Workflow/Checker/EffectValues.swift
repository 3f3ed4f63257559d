import CEL
import Values

/// What ways write into the followed fields of data.
final class EffectValues {
    private let model: CheckModel
    private let bound: BoundGuards
    /// For each way the slots it writes, with the expression.
    private let writes: [[(slot: Int, value: CELNode)]]
    private let enters: [[(slot: Int, value: CELNode)]]
    private let leaves: [[(slot: Int, value: CELNode)]]
    /// The states that write something when they are left.
    private let writingLeavers: [Int]

    init(_ model: CheckModel, _ bound: BoundGuards) {
        self.model = model
        self.bound = bound
        func followed(_ effects: [DataEffect]) -> [(slot: Int, value: CELNode)] {
            effects.compactMap { effect in
                bound.slotIndex["data.\(effect.field)"].map { ($0.0, effect.value.root) }
            }
        }
        writes = model.ways.map { followed($0.transition.effects) }
        enters = model.tree.nodes.map { followed($0.state.enterEffects) }
        let leaves = model.tree.nodes.map { followed($0.state.leaveEffects) }
        self.leaves = leaves
        writingLeavers = leaves.indices.filter { !leaves[$0].isEmpty }
    }

    /// What a way may write of what is followed, in words that tell one effect from another; nothing when it writes
    /// nothing.
    func written(by way: Int) -> String? {
        let definition = model.ways[way]
        var parts = writes[way].map { write in
            let isPlain = GuardConstant(write.value) != nil
            return "\(write.slot)=\(GuardText.text(write.value))" + (isPlain ? "" : " of \(way)")
        }
        if definition.target != nil {
            for state in definition.entry.elements where !enters[state].isEmpty { parts.append("+\(state)") }
            for state in writingLeavers where model.tree.isInside(state, definition.domain) {
                parts.append("-\(state)")
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: ",")
    }

    /// The values at the start: defaults of data; of the case every combination.
    func initial() -> [UInt64] {
        var result: [UInt64] = [0]
        for (slot, subject) in bound.following.slots.enumerated() {
            var indices = Array(0..<subject.classCount)
            if let field = model.known.fields[subject.text] {
                switch field.initial {
                case .string(let word)?: indices = subject.index(of: .string(word)).map { [$0] } ?? []
                case .bool(let value)?: indices = subject.index(of: .bool(value)).map { [$0] } ?? []
                case .none: indices = [0]
                default: break
                }
            } else if let start = bound.following.starts[slot] {
                indices = start
            }
            result = result.flatMap { word in indices.map { bound.setting(slot, to: $0, in: word) } }
        }
        return result
    }

    /// The followed values after some ways were taken, one for each that they may write.
    func slots(after ways: [Int], _ standing: AbstractStanding, _ slots: UInt64, _ clocks: UInt128)
        -> [UInt64]
    {
        var result = [slots]
        for way in ways {
            for write in writes[way] {
                let indices = classes(
                    of: write.value, slot: write.slot, given: model.ways[way].formula, standing, slots, clocks
                )
                result = result.flatMap { word in
                    indices.map { bound.setting(write.slot, to: $0, in: word) }
                }
            }
            let definition = model.ways[way]
            guard definition.target != nil else { continue }
            for state in definition.entry.elements {
                for write in enters[state] {
                    let indices = classes(
                        of: write.value, slot: write.slot, given: .constant(true), standing, slots, clocks)
                    result += result.flatMap { word in
                        indices.map { bound.setting(write.slot, to: $0, in: word) }
                    }
                }
            }
            for state in writingLeavers
            where standing.active.contains(state) || bound.following.hidden.contains(state) {
                guard model.tree.isInside(state, definition.domain) else { continue }
                for write in leaves[state] {
                    let indices = classes(
                        of: write.value, slot: write.slot, given: .constant(true), standing, slots, clocks)
                    result += result.flatMap { word in
                        indices.map { bound.setting(write.slot, to: $0, in: word) }
                    }
                }
            }
        }
        return result.count < 2 ? result : Array(Set(result)).sorted()
    }

    private func classes(
        of node: CELNode, slot: Int, given formula: GuardFormula, _ standing: AbstractStanding,
        _ slots: UInt64,
        _ clocks: UInt128
    ) -> [Int] {
        let subject = bound.following.slots[slot]
        if let constant = GuardConstant(node) { return subject.index(of: constant).map { [$0] } ?? [] }
        if case .conditional(let condition, let first, let second) = node.kind {
            let look = look(GuardFormula(condition), standing, slots, clocks)
            var result: Set<Int> = []
            if look.may {
                result.formUnion(classes(of: first, slot: slot, given: formula, standing, slots, clocks))
            }
            if !look.must {
                result.formUnion(classes(of: second, slot: slot, given: formula, standing, slots, clocks))
            }
            return result.sorted()
        }
        let text = GuardText.text(node)
        if let (other, from) = bound.slotIndex[text] {
            guard let value = from.value(bound.slot(other, of: slots)) else { return [] }
            return subject.index(of: value).map { [$0] } ?? []
        }
        let first = subject.canBeAbsent ? 1 : 0
        return (first..<subject.classCount).filter { index in
            guard let value = subject.value(index) else { return false }
            let reads = GuardText.reads(node)
            let wanted: GuardFormula
            if case .bool(let truth) = value {
                let holds = GuardFormula(node)
                wanted = truth ? holds : holds.negated
                guard look(wanted, standing, slots, clocks).may else { return false }
            } else {
                wanted = .literal(GuardLiteral(subject: text, reads: reads, test: .equals(value)))
            }
            return !GuardFormula.areDisjoint(formula, wanted)
        }
    }

    private func look(
        _ formula: GuardFormula, _ standing: AbstractStanding, _ slots: UInt64, _ clocks: UInt128
    ) -> (may: Bool, must: Bool) {
        bound.look(
            FollowedGuard(formula, model.known, slots: bound.slotIndex), standing, slots: slots,
            clocks: clocks)
    }
}
