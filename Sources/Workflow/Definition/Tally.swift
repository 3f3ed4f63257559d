public import Values

/// Acts that are counted together in reports, under a name that several procedures may share.
public struct Tally: Hashable, Sendable {
    /// The name by which reports add them up over procedures.
    public let name: String
    /// What people call it.
    public let label: Bilingual
    /// The acts; each time one of them is done counts one.
    public let acts: [String]
}
