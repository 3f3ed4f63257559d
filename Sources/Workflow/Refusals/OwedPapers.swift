/// Papers an act goes without for the time being.
struct OwedPapers: Hashable, Sendable {
    let awaited: PapersAwaited
    let within: ClockLength
}
