/// The right edge of a tree: all that a writer must remember to append leaves and to know the root.
public struct MerkleFrontier: Hashable, Sendable {
    /// How many leaves the tree has.
    public private(set) var size: Int
    private var peaks: [Digest]

    /// The frontier of a tree without leaves.
    public init() {
        size = 0
        peaks = []
    }

    init(size: Int, peaks: [Digest]) {
        self.size = size
        self.peaks = peaks
    }

    /// Appends a leaf hash; hands every full subtree above it that is now complete to `store`, lowest first.
    public mutating func append(_ leaf: Digest, store: (TreeNode) throws -> Void) rethrows {
        var hash = leaf
        var index = size
        var level = 0
        while index & 1 == 1, let left = peaks.popLast() {
            hash = MerkleHash.node(left, hash)
            index >>= 1
            level += 1
            try store(TreeNode(level: level, index: index, hash: hash))
        }
        peaks.append(hash)
        size += 1
    }

    /// Appends a leaf hash where nobody needs the subtrees.
    public mutating func append(_ leaf: Digest) { append(leaf) { _ in } }

    /// The root over all leaves so far.
    public var root: Digest {
        guard var hash = peaks.last else { return MerkleHash.emptyRoot }
        for left in peaks.dropLast().reversed() { hash = MerkleHash.node(left, hash) }
        return hash
    }
}
