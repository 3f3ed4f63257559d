import EventLog
import Source
import Values
import WageArrears

extension CaseState {
    /// Takes a split into the fold, on either side of it; false for any other fact.
    mutating func takeSplit(_ json: JSON, pins: Pins, reader: any LogReader) throws -> Bool {
        if let gone = CaseSplitOff(json: json) {
            lose(gone)
            return true
        }
        guard let origin = CaseSplitFrom(json: json) else { return false }
        begin(
            from: try CaseState.fold(
                origin.number, upTo: origin.version, in: reader, pins: pins, horizon: horizon), origin)
        return true
    }

    /// Lets claimants go: their facts, and their part in proceedings that name them.
    mutating func lose(_ gone: CaseSplitOff) {
        let leaving = Set(gone.claimants)
        let claims = Set(file.claims.filter { leaving.contains($0.claimant) }.map(\.id))
        file.lose(leaving)
        for index in parts.indices { parts[index].lose(leaving) }
        for index in proceedings.indices {
            proceedings[index].record.claimants?.removeAll(where: leaving.contains)
            proceedings[index].record.claims.removeAll(where: claims.contains)
        }
        splitOff.append(SplitLink(number: gone.number, claimants: gone.claimants, version: version))
    }

    /// Begins with what claimants bring along from the case they leave.
    mutating func begin(from origin: CaseState, _ fact: CaseSplitFrom) {
        file.begin(with: origin.file.part(of: Set(fact.claimants)))
        splitFrom = SplitLink(
            number: fact.number, claimants: fact.claimants, version: fact.version,
            reportedOn: origin.reportedOn)
        inherited =
            (origin.inherited.map(\.place) + origin.proceedings).map {
                InheritedProceeding(heir: number, place: $0)
            }
    }
}

extension CaseState {
    /// The day the matter was first reported, in this case, one merged into it or the one it was split off from.
    var reportedOn: Day? {
        let days = parts.map(\.file.openedOn) + [file.openedOn, splitFrom?.reportedOn]
        return days.compactMap { $0 }.min()
    }
}

extension CasePart {
    /// Lets claimants go who leave the whole case.
    mutating func lose(_ leaving: Set<String>) {
        file.lose(leaving)
        for index in parts.indices { parts[index].lose(leaving) }
    }
}
