import EventLog
import TransparencyLog

let treeLaws = [
    Law(name: "leaves, roots and proofs are those of RFC 6962") { store, check in
        try fill(store, 21)
        try store.read { log in
            let entries = try log.entries(from: 0, limit: 100)
            var tree = MerkleFrontier()
            check.equal(try log.root(at: 0), MerkleHash.emptyRoot, "the root of nothing")
            for entry in entries {
                check.equal(entry.leafHash, MerkleHash.leaf(entry.leaf), "the leaf hash of \(entry.position)")
                tree.append(entry.leafHash)
                check.equal(try log.root(at: tree.size), tree.root, "the root at \(tree.size)")
            }
            for entry in entries {
                let proof = try log.inclusionProof(of: entry.position, at: 21)
                check.holds(
                    MerkleProof.isIncluded(
                        entry.leafHash, at: entry.position, size: 21, root: tree.root, proof: proof),
                    "the inclusion of \(entry.position)")
                let old = entry.position + 1
                check.holds(
                    MerkleProof.isConsistent(
                        from: old, try log.root(at: old), to: 21, tree.root,
                        proof: try log.consistencyProof(from: old, to: 21)), "the consistency from \(old)")
            }
        }
    },
    Law(name: "a leaf says where it stands and links to its stream's event before") { store, check in
        try fill(store, 9)
        let entries = try store.read { try $0.entries(from: 0, limit: 100) }
        var last: [String: Digest] = [:]
        for entry in entries {
            guard let leaf = Leaf(parsing: entry.leaf) else {
                check.holds(false, "the leaf at \(entry.position) cannot be read")
                continue
            }
            check.equal(leaf.log, store.origin, "the log")
            check.equal(leaf.position, entry.position, "the position")
            check.equal(leaf.stream, entry.stream.text, "the stream")
            check.equal(leaf.version, entry.version, "the version")
            check.equal(leaf.previousInStream, last[leaf.stream] ?? .zero, "the link at \(entry.position)")
            check.equal(leaf.body, DomainHash.body(entry.manifest), "the body at \(entry.position)")
            check.equal(leaf.bodyLength, entry.manifest.count, "the length of the body")
            last[leaf.stream] = entry.leafHash
        }
    },
    Law(name: "a sound log verifies clean, and a checkpoint of it holds") { store, check in
        try fill(store, 40)
        let roots = try store.read { log in try [1, 17, 40].map { ($0, try log.root(at: $0)) } }
        var steps: [Int] = []
        let report = try LogVerifier.verify(
            store, against: roots.map { LogVerifier.Anchor(size: $0.0, root: $0.1) },
            progress: { done, _ in steps.append(done) })
        check.equal(report.findings, [], "the findings")
        check.equal(report.root, roots[2].1, "the root")
        check.equal(report.size, 40, "the size")
        check.equal(report.counts.leaves, 40, "the leaves read")
        check.equal(report.counts.parts, 80, "the parts read")
        check.equal(report.counts.commands, 40, "the keys read")
        check.equal(report.counts.heads, 3, "the heads read")
        check.equal(report.counts.nodes, MerkleTree.innerNodeCount(of: 40), "the nodes read")
        check.equal(report.counts.checkpoints, 3, "the checkpoints held against it")
        check.equal(steps.last, 40, "the progress")
    },
    Law(name: "a log that lacks what a checkpoint vouches for is found out") { store, check in
        try fill(store, 10)
        let root = try store.read { try $0.root(at: 10) }
        let cut = try LogVerifier.verify(store, against: [LogVerifier.Anchor(size: 11, root: root)])
        check.equal(cut.findings.map(\.kind), [.checkpoint], "a log that is too short")
        let other = try LogVerifier.verify(store, against: [LogVerifier.Anchor(size: 7, root: root)])
        check.equal(other.findings.map(\.kind), [.checkpoint], "another root")
        check.equal(try LogVerifier.verify(store).notRead.isEmpty, false, "what was not seen")
    },
]
