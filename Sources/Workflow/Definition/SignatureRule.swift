/// One further signature that an act takes.
public struct SignatureRule: Hashable, Sendable {
    /// How a signature stands to the others.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Given in its turn: after every signature listed before it.
        case approving
        /// Given side by side with the proposer's, whenever it comes.
        case joint
    }

    /// The roles that may give it.
    public let who: [String]
    /// How it stands to the others.
    public let kind: Kind

    /// Makes a rule.
    public init(who: [String], kind: Kind = .approving) {
        self.who = who
        self.kind = kind
    }
}

/// Which of an act's signatures are given by whom, and which can be given next.
struct SignatureFit {
    let rules: [SignatureRule]

    /// Whether a signature may be given while these are.
    private func isOpen(_ index: Int, given: Set<Int>) -> Bool {
        switch rules[index].kind {
        case .joint: return !given.contains(index)
        case .approving: return !given.contains(index) && (0..<index).allSatisfy(given.contains)
        }
    }

    /// The signatures that these signers give, in the order in which they signed; nothing where one of them fits none.
    ///
    /// Exhaustive: a joint signer may stand for either of two signatures, and the one that leaves room is wanted.
    func slots(of signers: [Set<String>]) -> [Int]? {
        func place(_ next: Int, given: Set<Int>) -> [Int]? {
            guard next < signers.count else { return [] }
            for index in rules.indices
            where isOpen(index, given: given) && !signers[next].isDisjoint(with: rules[index].who) {
                if let rest = place(next + 1, given: given.union([index])) { return [index] + rest }
            }
            return nil
        }
        return place(0, given: [])
    }

    /// As many signatures as people who sign at the same time can give, by the number of the signature: whose it is.
    func together(_ signers: [Set<String>]) -> [Int: Int] {
        var best: [Int: Int] = [:]
        func fill(_ index: Int, given: [Int: Int], free: Set<Int>) {
            guard index < rules.count else {
                if given.count > best.count { best = given }
                return
            }
            if rules[index].kind == .joint || given.count == index {
                for signer in free.sorted() where !signers[signer].isDisjoint(with: rules[index].who) {
                    fill(
                        index + 1, given: given.merging([index: signer]) { first, _ in first },
                        free: free.subtracting([signer]))
                    if best.count == rules.count { return }
                }
            }
            fill(index + 1, given: given, free: free)
        }
        fill(0, given: [:], free: Set(signers.indices))
        return best
    }

    /// The signatures that are missing, those that can be given now first among equals, in the order of the file.
    func missing(_ given: Set<Int>) -> [AwaitedSignature] {
        rules.indices.filter { !given.contains($0) }.map {
            AwaitedSignature(number: $0, rule: rules[$0], isNext: isOpen($0, given: given))
        }
    }
}

/// A signature that an act waits for.
public struct AwaitedSignature: Hashable, Sendable {
    /// Its number among the act's signatures, from 0.
    public let number: Int
    /// Who may give it, and how it stands to the others.
    public let rule: SignatureRule
    /// Whether it can be given now; an approving one waits for those before it.
    public let isNext: Bool
}
