import Synchronization

/// Numbers that look random and are the same in every run (SplitMix64), so that two fillings can be compared.
final class Dice: Sendable {
    private let state: Mutex<UInt64>

    /// Starts from a seed.
    init(seed: UInt64) { state = Mutex(seed) }

    /// The next number.
    func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    /// A number from a range that is not empty.
    func roll(_ range: Range<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// So many bytes.
    func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 24) } }
}
