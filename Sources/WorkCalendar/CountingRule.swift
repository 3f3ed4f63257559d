/// How the end of a time limit is found, by the law that sets it.
///
/// In all of them the day of the event is not counted, a month or year ends on the corresponding day or the last of
/// the month, and a limit in working days ends on a working day by itself.
public enum CountingRule: String, Hashable, Sendable, CaseIterable {
    /// Civil Code 201 to 203: a last day that is a day of rest moves to the first working day after it.
    ///
    /// A make-up working Saturday or Sunday is a working day and moves nothing. Days of rest in between never lengthen
    /// a limit in calendar days.
    case cnCivil = "cn-civil"
    /// Civil Procedure Law 85 and its interpretation 125: as `cnCivil`, and hours run from the next full hour.
    case cnCourt = "cn-court"
    /// 保障农民工工资支付条例 article 14: a day on which wages are to be paid, when it is a day of rest, moves to the
    /// working day before it.
    case cnPayday = "cn-payday"
    /// No moving: the last day is the last day, whatever day it is. For targets an office sets itself.
    case plain

    /// Which way a last day of rest moves: to the working day after it, before it, or not at all.
    var roll: Int {
        switch self {
        case .cnCivil, .cnCourt: return 1
        case .cnPayday: return -1
        case .plain: return 0
        }
    }
}
