public import CEL
import Source
import Values

/// What a transition does to a clock: one of the mechanisms of the law that are not a pause.
public struct ClockOperation: Hashable, Sendable {
    /// The mechanisms.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A further span is granted, as the clock's `extend` says (延长).
        case extend
        /// A new event sets it off: it starts anew from there (重新计算).
        case reset
        /// What has run is void: it starts anew as soon as it runs again (中断).
        case interrupt
        /// A span that does not count (不计入).
        case exclude
    }

    /// What is done.
    public let kind: Kind
    /// To which clock.
    public let clock: String
    /// The day from which an excluded span does not count, itself still counted.
    public let from: CELProgram?
    /// The last day of an excluded span.
    public let to: CELProgram?
}

/// An operation with the dates its expressions gave.
struct PendingOperation: Hashable, Sendable {
    let kind: ClockOperation.Kind
    let clock: String
    let from: Moment?
    let to: Moment?
    /// The row it is about; nothing when about every run of the clock.
    let row: String?
}

extension GuardScope {
    /// The operations of moves that are made together, in the order of the file.
    func operations(
        of moves: [Move], act: Named?
    ) throws(EffectFault) -> [PendingOperation] {
        var pending: [PendingOperation] = []
        for (operation, move) in moves.flatMap({ move in
            move.transition.clockOperations.map { ($0, move) }
        }) {
            let scope = local(to: move)
            let from = try operation.from.map { program throws(EffectFault) in
                try scope.moment(program, act: act)
            }
            let to = try operation.to.map { program throws(EffectFault) in
                try scope.moment(program, act: act)
            }
            pending.append(
                PendingOperation(
                    kind: operation.kind, clock: operation.clock, from: from, to: to, row: move.row))
        }
        return pending
    }

    /// The date or instant an expression gives.
    func moment(_ program: CELProgram, act: Named?) throws(EffectFault) -> Moment {
        let value: CELValue
        do {
            value = try self.value(program)
        } catch {
            throw EffectFault(reason: error.refusal(act, program))
        }
        switch value {
        case .date(let day): return .day(day)
        case .timestamp(let instant): return .instant(instant)
        case .bool, .int, .string, .money, .duration, .null, .list, .record:
            throw EffectFault(
                reason: GuardErrorRefusal(
                    act: act, expressions: [program.text],
                    reason: Bilingual(zh: "不是日期或时刻", en: "it is neither a date nor a timestamp"),
                    places: [program.position.description]))
        }
    }
}
