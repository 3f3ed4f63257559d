/// What was written, before types are known.
struct Syntax: Sendable {
    indirect enum Kind: Sendable {
        case literal(CELValue)
        /// `isRooted`: written `.name`, which never means a macro's variable.
        case name(String, isRooted: Bool)
        case select(Syntax, String, nameStart: Int)
        case index(Syntax, Syntax)
        case call(receiver: Syntax?, String, nameStart: Int, [Syntax])
        case list([Syntax])
        case not(Syntax)
        case negate(Syntax)
        case and([Syntax])
        case or([Syntax])
        case conditional(Syntax, Syntax, Syntax)
        case binary(CELOperator, Syntax, Syntax, operatorStart: Int)
    }

    let kind: Kind
    /// UTF-8 offsets in the text.
    let range: Range<Int>
    /// 1 for a leaf.
    let depth: Int

    init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
        depth = 1 + (kind.children.map(\.depth).max() ?? 0)
    }
}

extension Syntax.Kind {
    var children: [Syntax] {
        switch self {
        case .literal, .name: return []
        case .select(let operand, _, _), .not(let operand), .negate(let operand): return [operand]
        case .index(let list, let index): return [list, index]
        case .call(let receiver, _, _, let arguments): return (receiver.map { [$0] } ?? []) + arguments
        case .list(let items), .and(let items), .or(let items): return items
        case .conditional(let condition, let first, let second): return [condition, first, second]
        case .binary(_, let left, let right, _): return [left, right]
        }
    }
}
