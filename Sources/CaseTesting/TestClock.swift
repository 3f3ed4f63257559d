import Synchronization
public import Values

/// A clock that stands still until a test moves it.
public final class TestClock: Sendable {
    private let time: Mutex<Instant>

    /// Makes a clock that shows this time.
    public init(_ time: Instant) { self.time = Mutex(time) }

    /// The time it shows.
    public var now: Instant { time.withLock { $0 } }

    /// Sets it.
    public func set(_ time: Instant) { self.time.withLock { $0 = time } }

    /// Sets it to an hour of a day, China Standard Time.
    public func set(_ day: Day, hour: Int = 9) { set(Instant(startOf: day).adding(hours: hour)) }
}

/// Bytes that look random and are the same in every run.
public final class TestRandom: Sendable {
    private let state: Mutex<UInt64>

    /// Starts from a seed.
    public init(seed: UInt64) { state = Mutex(seed) }

    /// The next bytes (SplitMix64).
    public func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state &+= 0x9E37_79B9_7F4A_7C15
                var value = state
                value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
                value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
                return UInt8(truncatingIfNeeded: value ^ (value >> 31))
            }
        }
    }
}
