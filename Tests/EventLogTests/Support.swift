import EventLog
import Synchronization
import TransparencyLog
import Values

/// Salts that differ from each other and are the same in every run.
func countingRandom() -> @Sendable (Int) -> [UInt8] {
    let counter = Counter()
    return { count in counter.next(count) }
}

private final class Counter: Sendable {
    private let value = Mutex<UInt64>(0)

    func next(_ count: Int) -> [UInt8] {
        let number = value.withLock { value in
            value += 1
            return value
        }
        let bytes = Digest.sha256(Array("salt \(number)".utf8)).bytes
        return (0..<count).map { bytes[$0 % bytes.count] }
    }
}

func memoryLog() -> MemoryLog { MemoryLog(origin: "register.example/test", random: countingRandom()) }
