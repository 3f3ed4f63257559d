/// The hashes of RFC 6962 (2.1), which RFC 9162 keeps: a leaf and an inner node can never be taken for each
/// other.
public enum MerkleHash {
    /// The root of a tree without leaves: SHA-256 of nothing.
    public static let emptyRoot = Digest.sha256([])

    /// The hash of a leaf: `SHA-256(0x00 || bytes)`.
    public static func leaf(_ bytes: [UInt8]) -> Digest { Digest.sha256(prefix: leafPrefix, bytes) }

    /// The hash of an inner node: `SHA-256(0x01 || left || right)`.
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        Digest.sha256(prefix: 1, left, right)
    }

    private static let leafPrefix: [UInt8] = [0]
}

/// A full subtree: at `level`, the hash over the leaves `index << level` up to `(index + 1) << level`.
public struct TreeNode: Hashable, Sendable {
    /// The height; leaves are at level 0.
    public let level: Int
    /// The place within the level, from 0.
    public let index: Int
    /// The hash.
    public let hash: Digest

    /// Makes a node.
    public init(level: Int, index: Int, hash: Digest) {
        self.level = level
        self.index = index
        self.hash = hash
    }
}

/// Where the tree's functions read the hashes of full subtrees.
public protocol NodeSource {
    /// The hash of a full subtree, or nothing when it is not stored.
    func node(level: Int, index: Int) throws -> Digest?
}

/// Why the tree cannot answer.
public enum MerkleTreeError: Error, Hashable, Sendable {
    /// A size, or a leaf's place, that the tree does not have.
    case outOfRange(index: Int, size: Int)
    /// A full subtree that should be stored is not.
    case missingNode(level: Int, index: Int)
}

/// Roots and proofs of any size of the log, from stored full subtrees, in O(log n) reads.
public enum MerkleTree {
    /// The full subtrees that make up the first `size` leaves, largest first.
    static func peaks(of size: Int) -> [(level: Int, index: Int)] {
        var result: [(level: Int, index: Int)] = []
        var start = 0
        for level in stride(from: Int.bitWidth - 2, through: 0, by: -1) where size & (1 << level) != 0 {
            result.append((level, start >> level))
            start += 1 << level
        }
        return result
    }

    /// How many inner nodes (level 1 and above) are full subtrees of the first `size` leaves.
    public static func innerNodeCount(of size: Int) -> Int { max(0, size - size.nonzeroBitCount) }

    /// The frontier of the first `size` leaves, from which a writer goes on.
    public static func frontier(at size: Int, in nodes: some NodeSource) throws -> MerkleFrontier {
        guard size >= 0 else { throw MerkleTreeError.outOfRange(index: size, size: size) }
        return MerkleFrontier(
            size: size, peaks: try peaks(of: size).map { try hash($0.level, $0.index, in: nodes) })
    }

    /// The root over the first `size` leaves (RFC 6962, 2.1).
    public static func root(at size: Int, in nodes: some NodeSource) throws -> Digest {
        try frontier(at: size, in: nodes).root
    }

    /// The audit path that shows leaf `index` to be in the tree of `size` leaves (RFC 6962, 2.1.1), nearest
    /// first.
    public static func inclusionProof(
        of index: Int, at size: Int, in nodes: some NodeSource
    ) throws -> [Digest] {
        guard index >= 0, index < size else { throw MerkleTreeError.outOfRange(index: index, size: size) }
        return try path(index, 0, size, in: nodes)
    }

    /// The proof that the tree of `old` leaves is the beginning of the tree of `size` leaves (RFC 6962,
    /// 2.1.2).
    ///
    /// A proof from size 0 would prove nothing and is refused.
    public static func consistencyProof(
        from old: Int, to size: Int, in nodes: some NodeSource
    ) throws -> [Digest] {
        guard old > 0, old <= size else { throw MerkleTreeError.outOfRange(index: old, size: size) }
        return try subproof(old, 0, size, isWhole: true, in: nodes)
    }

    private static func path(
        _ index: Int, _ start: Int, _ count: Int, in nodes: some NodeSource
    ) throws -> [Digest] {
        guard count > 1 else { return [] }
        let split = largestPowerOfTwo(below: count)
        if index < split {
            return try path(index, start, split, in: nodes)
                + [try range(start + split, count - split, in: nodes)]
        }
        return try path(index - split, start + split, count - split, in: nodes)
            + [try range(start, split, in: nodes)]
    }

    private static func subproof(
        _ old: Int, _ start: Int, _ count: Int, isWhole: Bool, in nodes: some NodeSource
    ) throws -> [Digest] {
        if old == count { return isWhole ? [] : [try range(start, count, in: nodes)] }
        let split = largestPowerOfTwo(below: count)
        if old <= split {
            return try subproof(old, start, split, isWhole: isWhole, in: nodes)
                + [try range(start + split, count - split, in: nodes)]
        }
        return try subproof(old - split, start + split, count - split, isWhole: false, in: nodes)
            + [try range(start, split, in: nodes)]
    }

    /// The hash over `count` leaves from `start`, where `start` is a multiple of a power of two not below
    /// `count`.
    private static func range(_ start: Int, _ count: Int, in nodes: some NodeSource) throws -> Digest {
        let hashes = try peaks(of: count).map {
            try hash($0.level, (start >> $0.level) + $0.index, in: nodes)
        }
        return MerkleFrontier(size: count, peaks: hashes).root
    }

    private static func hash(_ level: Int, _ index: Int, in nodes: some NodeSource) throws -> Digest {
        guard let hash = try nodes.node(level: level, index: index) else {
            throw MerkleTreeError.missingNode(level: level, index: index)
        }
        return hash
    }

    private static func largestPowerOfTwo(below count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
