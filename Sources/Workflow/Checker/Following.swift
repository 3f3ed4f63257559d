import CEL
import Values

/// What one exploration follows; everything else may be either way.
struct Following {
    /// States of regions that are not followed.
    var hidden: StateSet
    /// Values of data and of the case, by class.
    var slots: [GuardSubject] = []
    /// Clocks whose phase is followed.
    var clocks: [Int] = []
    /// For each act the slots it can change; acts that are not in it change none.
    var changes: [Int: [Int]] = [:]
    /// The classes that slots of the case may begin in; all where nothing is said.
    var starts: [Int: [Int]] = [:]
    /// What holds after an act.
    var ensures: [Int: [GuardFormula]] = [:]
    /// Acts that are recorded without moving anything and change slots or end clocks.
    var facts: [Int] = []
    /// Acts that count as another one, of those in `facts`.
    var alike: [Int: [Int]] = [:]
    /// What is remembered of an act that was done: every way it can go on, none when it may not be done. Nothing where
    /// nothing is remembered.
    var remember: ((UInt64, Int, [Int]) -> [UInt64])?
    /// Whether an act changes what is remembered.
    var isRemembered: (Int) -> Bool = { _ in false }
    /// Where the exploration need not go on.
    var isGoal: (StateSet) -> Bool = { _ in false }
    /// How many nodes are looked at before giving up.
    var nodeBudget = 60_000
    /// How many edges are looked at before giving up.
    var edgeBudget = 3_000_000
}

/// One node of the abstract machine: where it stands, what the followed values are, which clocks run, what is remembered.
struct CheckNode: Hashable {
    var standing: Int32
    var slots: UInt64
    var clocks: UInt128
    var memory: UInt64
}

/// How far a followed clock has come, in three bits.
enum FollowedPhase: UInt8 {
    case off = 0
    case running = 1
    case breached = 2
    /// It was met and does not begin again before its states are left.
    case settled = 3
    /// It was left after its breach and goes on where it was.
    case leftBreached = 4
}

/// What one step did, as the shortest path to its node remembers it.
struct StepTaken {
    enum Cause: Hashable {
        case start
        case act(Int)
        case breach(Int)
        case cured(Int)
        case auto
        case fact(Int)
    }

    let cause: Cause
    /// The ways taken, microstep by microstep; the first is the one that the cause set off.
    let ways: [[Int]]
    /// Whether something that is not followed moved.
    let isHidden: Bool

    init(_ cause: Cause, _ ways: [[Int]], isHidden: Bool = false) {
        self.cause = cause
        self.ways = ways
        self.isHidden = isHidden
    }
}
