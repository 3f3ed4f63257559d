public import TransparencyLog
import Values

/// Reads a whole log and reports everything that does not hold. It trusts no column, hash or index.
///
/// It reads in slices, each a view of its own, up to the size at the start; writers go on meanwhile. A log
/// that was cut at its end shows nothing by itself: hold it against a checkpoint that was kept elsewhere.
public enum LogVerifier {
    /// A size and a root that somebody kept outside the register.
    public struct Anchor: Hashable, Sendable {
        /// The size.
        public let size: Int
        /// The root at that size.
        public let root: Digest

        /// Makes an anchor.
        public init(size: Int, root: Digest) {
            self.size = size
            self.root = root
        }

        /// What a checkpoint vouches for.
        public init(_ checkpoint: Checkpoint) { self.init(size: checkpoint.size, root: checkpoint.root) }
    }

    /// How many positions are read at a time.
    public static let slice = 1000

    /// Verifies a log; `progress` is told how many positions were read, and of how many.
    public static func verify(
        _ store: any LogStore, against anchors: [Anchor] = [],
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> VerificationReport {
        let size = try store.read { try $0.size }
        var pass = VerificationPass(origin: store.origin, size: size, anchors: anchors)
        var start = 0
        while start < size {
            let end = min(size, start + slice)
            try store.read { try pass.read(start..<end, in: $0.tables) }
            start = end
            try progress(start, size)
        }
        try store.read { try pass.finishErasures(in: $0.tables) }
        var lastHead: String?
        repeat {
            lastHead = try store.read { try pass.readHeads(after: lastHead, in: $0.tables) }
        } while lastHead != nil
        try store.read { try pass.checkRowCounts(in: $0.tables) }
        if pass.hasStrayCommands {
            var lastKey: String?
            repeat {
                lastKey = try store.read { try pass.findStrayCommands(after: lastKey, in: $0.tables) }
            } while lastKey != nil
        }
        let structure = try store.read { try $0.tables.structureFindings() }
        return pass.finish(structure: structure)
    }
}
