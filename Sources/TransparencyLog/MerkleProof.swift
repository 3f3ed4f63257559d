/// The checks of proofs, by the algorithms of RFC 9162 (2.1.3.2 and 2.1.4.2). They need no tree, only hashes.
public enum MerkleProof {
    /// Whether `proof` shows that a leaf hash stands at `index` in the tree of `size` leaves with this root.
    public static func isIncluded(
        _ leaf: Digest, at index: Int, size: Int, root: Digest, proof: [Digest]
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var node = index
        var last = size - 1
        var hash = leaf
        for sibling in proof {
            guard last != 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = MerkleHash.node(sibling, hash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleHash.node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether `proof` shows that the tree of `old` leaves is the beginning of the tree of `size` leaves.
    ///
    /// From size 0 anything would follow, so it is never accepted.
    public static func isConsistent(
        from old: Int, _ oldRoot: Digest, to size: Int, _ root: Digest, proof: [Digest]
    ) -> Bool {
        guard old > 0, old <= size else { return false }
        if old == size { return proof.isEmpty && oldRoot == root }
        // A full tree is its own first node; the proof then leaves it out.
        var path = proof
        if old & (old - 1) == 0 { path.insert(oldRoot, at: 0) }
        guard let first = path.first else { return false }
        var node = old - 1
        var last = size - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var oldHash = first
        var hash = first
        for sibling in path.dropFirst() {
            guard last != 0 else { return false }
            if node & 1 == 1 || node == last {
                oldHash = MerkleHash.node(sibling, oldHash)
                hash = MerkleHash.node(sibling, hash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleHash.node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && oldHash == oldRoot && hash == root
    }
}
