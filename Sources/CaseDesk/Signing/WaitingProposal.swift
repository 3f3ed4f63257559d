public import EventLog
public import Values
import WageArrears
public import Workflow

/// An act that waits for signatures, as pages show it.
public struct WaitingProposal: Hashable, Sendable {
    /// The proceeding it belongs to.
    public let proceeding: String
    /// The proposal.
    public let proposal: Proposal
    /// The act's name for people.
    public let label: Bilingual
    /// Who it waits for, in words.
    public let waits: Bilingual
    /// The roles that can sign it next, by id.
    public let next: [String]
}

extension CaseState {
    /// The acts that wait for signatures, oldest first.
    public var waiting: [WaitingProposal] {
        proceedings.flatMap { place in
            place.snapshot.proposals.map { proposal in
                WaitingProposal(
                    proceeding: place.id, proposal: proposal, label: place.definition.actLabel(proposal.act),
                    waits: proposal.waiting(in: place.definition),
                    next: proposal.awaited(in: place.definition).filter(\.isNext).flatMap(\.rule.who))
            }
        }
    }

    /// Who the case waits for, where acts of it wait for signatures.
    public var waits: Bilingual? {
        let all = waiting
        guard !all.isEmpty else { return nil }
        return Bilingual(
            zh: all.map { "\($0.label.zh)：\($0.waits.zh)" }.joined(separator: "；"),
            en: all.map { "\($0.label.en): \($0.waits.en)" }.joined(separator: "; "))
    }

    /// The proposals that a person could sign at a time, by id; by the grants they hold that day.
    public func signable(by actor: String, at now: Instant, in reader: any LogReader) throws -> Set<String> {
        let doer = try Registry(reader: reader).actor(actor).doer(
            on: now.day, for: file.region, hasSigned: true)
        var result: Set<String> = []
        for (index, place) in proceedings.enumerated() {
            for proposal in place.snapshot.proposals {
                let signed = try? WorkflowStep.sign(
                    proposal.id, by: doer, occurred: .instant(now), place.definition, place.snapshot,
                    case: view(of: index))
                if signed != nil { result.insert(proposal.id) }
            }
        }
        return result
    }
}
