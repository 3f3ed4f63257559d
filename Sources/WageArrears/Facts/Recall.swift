/// Something personal as the log recalls it: known, never given, or erased since.
///
/// Sums, states, clocks and the result of an identity check never depend on it.
public enum Recall<Content: Hashable & Sendable>: Hashable, Sendable {
    /// Nothing was given.
    case absent
    /// It is known.
    case known(Content)
    /// Its part of the entry was erased; whether anything was given cannot be told any more.
    case erased

    /// The content where it is known.
    public var known: Content? {
        switch self {
        case .known(let content): return content
        case .absent, .erased: return nil
        }
    }

    /// Whether it was erased.
    public var isErased: Bool {
        switch self {
        case .erased: return true
        case .absent, .known: return false
        }
    }

    /// Known where something was given, else absent.
    init(given content: Content?) {
        self = content.map(Recall.known) ?? .absent
    }
}
