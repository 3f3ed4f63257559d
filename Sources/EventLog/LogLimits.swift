/// How large things in the log may be. They hold for every store, so that a log can be moved from one to
/// another.
public enum LogLimits {
    /// Bytes of a leaf; below what an entry bundle of a tile log can hold.
    public static let leafBytes = 16_384
    /// Bytes of one part of a body.
    public static let partBytes = 16 << 20
    /// Parts of one body.
    public static let partsPerEntry = 1000
    /// Events of one command.
    public static let entriesPerAppend = 10_000
    /// Bytes of an event type, an actor or a correlation.
    public static let nameBytes = 200
    /// Bytes of a stored answer.
    public static let answerBytes = 1 << 20
    /// Events that one read may ask for.
    public static let slice = 10_000
}
