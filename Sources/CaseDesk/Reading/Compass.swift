public import EventLog
public import Values
import WageArrears
public import Workflow

/// The mediator's compass: what can be done now, by whom, what is missing, and what is due.
public struct Compass: Hashable, Sendable {
    /// The case as it stands.
    public let state: CaseState
    /// What each open proceeding can take, in the order of its file.
    public let offers: [ProceedingOffers]
    /// Facts that can be recorded in every state.
    public let facts: [ActSchema]
    /// Decisions that can be taken in every state.
    public let decisions: [ActSchema]
    /// The clocks that run.
    public let clocks: [ClockRow]

    /// What one proceeding can take.
    public struct ProceedingOffers: Hashable, Sendable {
        /// The proceeding.
        public let proceeding: ProceedingState
        /// Its acts.
        public let offers: [Offer]
        /// The proceedings that may be opened from it, and what stands in the way.
        public let openings: [OpenOffer]
    }

    /// Reads a case and looks around, as of a moment.
    public static func read(
        _ number: String, in reader: any LogReader, pins: Pins, at now: Instant
    ) throws -> Compass {
        let state = try CaseState.load(number, in: reader, pins: pins)
        return Compass(
            state: state,
            offers: state.proceedings.enumerated().map { index, place in
                let view = state.view(of: index)
                return ProceedingOffers(
                    proceeding: place,
                    offers: WorkflowStep.offers(place.definition, place.snapshot, case: view, at: now),
                    openings: place.isOpen
                        ? WorkflowStep.proceedingOffers(place.definition, place.snapshot, case: view) : [])
            },
            facts: WageArrearsVocabulary.schema.acts.filter {
                $0.kind == .fact && $0.availability == .always
            },
            decisions: WageArrearsVocabulary.schema.acts.filter {
                $0.kind == .decision && $0.availability == .always
            }, clocks: try state.clockRows(in: reader, pins: pins))
    }
}
