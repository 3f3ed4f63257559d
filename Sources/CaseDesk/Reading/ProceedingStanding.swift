public import Values
import Workflow

extension ProceedingState {
    /// The milestones it has reached, soonest first.
    public var milestones: [(label: Bilingual, at: Moment)] {
        snapshot.milestones.sorted { ($0.value.earliest, $0.key) < ($1.value.earliest, $1.key) }.map {
            (definition.milestoneLabel($0.key), $0.value)
        }
    }

    /// Until when it may be taken up again, where it is closed and that is limited.
    public var reopeningLimits: [Moment] {
        guard snapshot.outcome != nil else { return [] }
        return snapshot.clocks.filter {
            $0.clock.hasPrefix(ClockRun.reopeningPrefix) && $0.state != .ended
        }.compactMap(\.due)
    }
}
