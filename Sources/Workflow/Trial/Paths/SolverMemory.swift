import CEL
import Values

/// Remembers which searches for facts and payloads came to nothing, so that none is made twice: from one configuration to
/// the next most of them are the same.
final class SolverMemory {
    /// All that the outcome of a search hangs on.
    struct Question: Hashable {
        let act: String?
        let wishes: [String]
        let programs: [String]
        let row: Place?
        let data: [String: CELValue]
        let record: [String: CELValue]
        let now: Moment
    }

    private var hopeless: Set<Question> = []

    func isHopeless(_ question: Question) -> Bool { hopeless.contains(question) }

    func note(hopeless question: Question) { hopeless.insert(question) }
}
