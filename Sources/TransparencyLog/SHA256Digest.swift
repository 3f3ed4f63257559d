import Crypto

extension Digest {
    /// The SHA-256 of some bytes.
    public static func sha256(_ bytes: [UInt8]) -> Digest { sha256(prefix: [], bytes) }

    /// The SHA-256 of a prefix followed by some bytes, without joining them first.
    public static func sha256(prefix: [UInt8], _ bytes: [UInt8]) -> Digest {
        var state = SHA256()
        prefix.withUnsafeBytes { state.update(bufferPointer: $0) }
        bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
        return Digest(finishing: state)
    }

    private init(finishing state: SHA256) {
        self = state.finalize().withUnsafeBytes { Digest(buffer: $0) } ?? .zero
    }

    /// The SHA-256 of a prefix byte and two digests: an inner node.
    static func sha256(prefix: UInt8, _ left: Digest, _ right: Digest) -> Digest {
        var state = SHA256()
        withUnsafeBytes(of: prefix) { state.update(bufferPointer: $0) }
        left.withBytes { state.update(bufferPointer: $0) }
        right.withBytes { state.update(bufferPointer: $0) }
        return Digest(finishing: state)
    }
}
