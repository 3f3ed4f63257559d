import CEL

/// An act that may be done, with what the step needs to take it once the vocabulary has decided the facts.
public struct Admission: Hashable, Sendable {
    /// The definition.
    public let definition: WorkflowDefinition
    /// Where the proceeding stood.
    public let snapshot: Snapshot
    /// The act.
    public let act: ActInput
    /// What the case looked like before it.
    public let view: CaseView
    /// The transitions it sets off; none when it moves nothing.
    public var transitions: [TransitionDefinition] {
        moves.reduce(into: []) { known, move in
            if !known.contains(where: { $0.number == move.transition.number }) {
                known.append(move.transition)
            }
        }
    }
    /// Those transitions, each in the row it is taken in.
    let moves: [Move]
    /// The values those set.
    let effects: [EffectTarget: CELValue]
    /// Papers that may follow later.
    let owed: [OwedPapers]
    /// The signatures it still waits for. An act that waits is only put forward; `take` then moves nothing.
    public let awaits: [AwaitedSignature]
    /// How many signatures are taken as given although nobody has signed yet, each by another person.
    var supposedSigners = 0

    /// The same as though every signature were there: to see whether anything else stands in its way.
    public var asSigned: Admission {
        Admission(
            definition: definition, snapshot: snapshot, act: act, view: view, moves: moves, effects: effects,
            owed: owed, awaits: [], supposedSigners: awaits.count)
    }
}

/// Whether an act may be done.
public enum AdmissionResult: Hashable, Sendable {
    /// It may.
    case admitted(Admission)
    /// It may not, and this is why.
    case refused(RefusalReport)
}
