/// Numbers that look random and are the same for the same seed (SplitMix64), so that a failure can be had again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// Begins at a seed.
    init(seed: UInt64) { state = seed }

    /// Begins at a seed of the day, which the test prints when it fails.
    static func fresh() -> (seed: UInt64, generator: SeededGenerator) {
        let seed = UInt64.random(in: 0...UInt64.max)
        return (seed, SeededGenerator(seed: seed))
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
