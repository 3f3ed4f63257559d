import ArgumentParser
import CaseDesk
import Values

/// Options that ask about an earlier time: what had happened, what was recorded, what the log held.
struct HorizonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("What had happened by then. / 截至此时已发生的。", valueName: "date|instant"))
    var asOf: String?

    @Option(
        name: .long,
        help: ArgumentHelp("What had been recorded by then. / 截至此时已登记的。", valueName: "date|instant"))
    var knownAt: String?

    @Option(
        name: .long,
        help: ArgumentHelp("What the log held at this size. / 登记簿有此条数时的。", valueName: "N"))
    var position: Int?

    /// The horizon they describe.
    func horizon() throws(CommandFailure) -> Horizon {
        var horizon = Horizon.everything
        if let asOf { horizon.asOf = try MomentOption.parse(asOf, option: "--as-of") }
        if let knownAt { horizon.knownAt = try MomentOption.parse(knownAt, option: "--known-at") }
        horizon.size = position
        return horizon
    }
}
