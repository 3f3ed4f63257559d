/// What the process tells its caller when it ends: the numbers of `sysexits.h` where one fits.
enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
    /// Done, or the answer is yes.
    case done = 0
    /// The answer is no: refused, or a check or verification failed.
    case refused = 1
    /// Wrong options or arguments.
    case usage = 64
    /// Input is malformed: a file, a payload, an amount, a date.
    case badInput = 65
    /// The named file or case does not exist or cannot be read.
    case notFound = 66
    /// Our own bug.
    case software = 70
    /// The disk or the output failed, or the register is damaged.
    case io = 74
    /// Busy, or the case moved on: try again.
    case temporary = 75
    /// This actor may not do that.
    case notPermitted = 77
    /// Configuration, or a register written by a newer version.
    case configuration = 78
}
