import Testing
import TransparencyLog

/// The leaves of the certificate-transparency test vectors, and the roots over the first 0 to 8 of them.
private let leaves: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57),
    Array(0x60...0x6f),
]
private let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

/// Stored nodes, as a store would hold them.
private struct Nodes: NodeSource {
    private(set) var hashes: [[Digest]] = [[]]
    private(set) var frontier = MerkleFrontier()

    init(_ leaves: some Sequence<[UInt8]>) {
        for leaf in leaves {
            let hash = MerkleHash.leaf(leaf)
            hashes[0].append(hash)
            frontier.append(hash) { node in
                if hashes.count == node.level { hashes.append([]) }
                #expect(hashes[node.level].count == node.index)
                hashes[node.level].append(node.hash)
            }
        }
    }

    func node(level: Int, index: Int) -> Digest? {
        guard hashes.indices.contains(level), hashes[level].indices.contains(index) else { return nil }
        return hashes[level][index]
    }
}

/// RFC 6962 (2.1) as it is written: the definition, by recursion over the leaves themselves.
private func root(_ leaves: ArraySlice<[UInt8]>) -> Digest {
    guard let first = leaves.first else { return Digest.sha256([]) }
    if leaves.count == 1 { return Digest.sha256([0] + first) }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let middle = leaves.startIndex + split
    return Digest.sha256([1] + root(leaves[..<middle]).bytes + root(leaves[middle...]).bytes)
}

private let many = (0..<70).map { number in Array("leaf \(number)".utf8) }

@Suite struct `The Merkle tree` {
    @Test func `has the roots of the certificate transparency vectors`() throws {
        let nodes = Nodes(leaves)
        for (size, hex) in roots.enumerated() {
            #expect(try MerkleTree.root(at: size, in: nodes).hex == hex)
            #expect(Nodes(leaves.prefix(size)).frontier.root.hex == hex)
        }
    }

    @Test func `has the root that the definition gives, at every size`() throws {
        let nodes = Nodes(many)
        for size in 0...many.count {
            #expect(try MerkleTree.root(at: size, in: nodes) == root(many[..<size]))
            let inner = Nodes(many[..<size]).hashes.dropFirst().reduce(0) { $0 + $1.count }
            #expect(MerkleTree.innerNodeCount(of: size) == inner)
        }
    }

    @Test func `goes on from the frontier of any size`() throws {
        let nodes = Nodes(many)
        for size in 0...many.count {
            var frontier = try MerkleTree.frontier(at: size, in: nodes)
            for leaf in many[size...] { frontier.append(MerkleHash.leaf(leaf)) }
            #expect(frontier == nodes.frontier)
        }
    }

    @Test func `proves every leaf at every size, and nothing else`() throws {
        let nodes = Nodes(many)
        for size in 1...many.count {
            let root = root(many[..<size])
            for index in 0..<size {
                let hash = MerkleHash.leaf(many[index])
                let proof = try MerkleTree.inclusionProof(of: index, at: size, in: nodes)
                #expect(MerkleProof.isIncluded(hash, at: index, size: size, root: root, proof: proof))
                let other = (index + 1) % size
                #expect(
                    size == 1
                        || !MerkleProof.isIncluded(hash, at: other, size: size, root: root, proof: proof))
                #expect(!MerkleProof.isIncluded(.zero, at: index, size: size, root: root, proof: proof))
                #expect(!MerkleProof.isIncluded(hash, at: index, size: size, root: .zero, proof: proof))
                #expect(
                    !MerkleProof.isIncluded(hash, at: index, size: size, root: root, proof: proof + [.zero]))
                if !proof.isEmpty {
                    let short = Array(proof.dropLast())
                    #expect(!MerkleProof.isIncluded(hash, at: index, size: size, root: root, proof: short))
                    var changed = proof
                    changed[index % proof.count] = .zero
                    #expect(!MerkleProof.isIncluded(hash, at: index, size: size, root: root, proof: changed))
                }
            }
        }
    }

    @Test func `proves that every size continues every smaller one, and nothing else`() throws {
        let nodes = Nodes(many)
        for size in 1...many.count {
            let new = root(many[..<size])
            for old in 1...size {
                let before = root(many[..<old])
                let proof = try MerkleTree.consistencyProof(from: old, to: size, in: nodes)
                #expect(MerkleProof.isConsistent(from: old, before, to: size, new, proof: proof))
                #expect(!MerkleProof.isConsistent(from: old, .zero, to: size, new, proof: proof))
                #expect(!MerkleProof.isConsistent(from: old, before, to: size, .zero, proof: proof))
                #expect(!MerkleProof.isConsistent(from: old, before, to: size, new, proof: proof + [.zero]))
                if let last = proof.indices.last {
                    var changed = proof
                    changed[last] = .zero
                    #expect(!MerkleProof.isConsistent(from: old, before, to: size, new, proof: changed))
                }
            }
        }
    }

    @Test func `refuses a consistency proof from size 0, which would prove nothing`() {
        let nodes = Nodes(leaves)
        #expect(throws: MerkleTreeError.outOfRange(index: 0, size: 8)) {
            try MerkleTree.consistencyProof(from: 0, to: 8, in: nodes)
        }
        #expect(
            !MerkleProof.isConsistent(from: 0, MerkleHash.emptyRoot, to: 8, nodes.frontier.root, proof: []))
    }

    @Test func `refuses what it does not have`() {
        let nodes = Nodes(leaves)
        #expect(throws: MerkleTreeError.outOfRange(index: 8, size: 8)) {
            try MerkleTree.inclusionProof(of: 8, at: 8, in: nodes)
        }
        #expect(throws: MerkleTreeError.outOfRange(index: -1, size: 8)) {
            try MerkleTree.inclusionProof(of: -1, at: 8, in: nodes)
        }
        #expect(throws: MerkleTreeError.outOfRange(index: 9, size: 8)) {
            try MerkleTree.consistencyProof(from: 9, to: 8, in: nodes)
        }
        #expect(throws: MerkleTreeError.missingNode(level: 0, index: 8)) {
            try MerkleTree.root(at: 9, in: nodes)
        }
    }
}
