/// A set of states of a definition, as bits.
struct StateSet: Hashable, Sendable {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    func contains(_ state: Int) -> Bool { words[state >> 6] & (1 << UInt64(state & 63)) != 0 }

    mutating func insert(_ state: Int) { words[state >> 6] |= 1 << UInt64(state & 63) }

    mutating func remove(_ state: Int) { words[state >> 6] &= ~(1 << UInt64(state & 63)) }

    mutating func formUnion(_ other: StateSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    mutating func subtract(_ other: StateSet) {
        for index in words.indices { words[index] &= ~other.words[index] }
    }

    func isDisjoint(with other: StateSet) -> Bool {
        for index in words.indices where words[index] & other.words[index] != 0 { return false }
        return true
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// The states in the order of the file.
    var elements: [Int] {
        var result: [Int] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                result.append(index * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return result
    }
}

/// Where a proceeding stands, as the model checker sees it: active states, and what holds and histories keep.
struct AbstractStanding: Hashable, Sendable {
    var active: StateSet
    /// First what the hold froze, then what each history recorded; empty for definitions without any.
    var kept: [StateSet]
    /// The lists of the procedure's own data that may have members by now.
    var filled: Set<String> = []
}
