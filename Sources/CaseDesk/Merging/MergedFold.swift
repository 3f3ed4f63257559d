import EventLog
import Source
import Values
import WageArrears
import Workflow

extension CaseState {
    /// Takes another case in: its file beside the own one, its proceedings under the numbers they get here.
    mutating func absorb(_ other: CaseState, _ fact: CaseAbsorbed) throws(SnapshotError) {
        if parts.isEmpty {
            parts = [
                CasePart(
                    number: number, version: version, file: file,
                    proceedings: Dictionary(
                        proceedings.map { ($0.id, $0.id) }, uniquingKeysWith: { first, _ in first }),
                    ids: [:], mergedAt: version + 1)
            ]
        }
        let names = fact.names
        var part = CasePart(
            number: other.number, version: fact.version,
            file: other.file.renamed(by: FactNames(ids: names.ids)),
            proceedings: names.inverse.proceedings, ids: names.ids, mergedAt: version + 1)
        part.parts = other.parts.map { $0.renamed(by: names.ids) }
        parts.append(part)
        file.absorb(other.file, from: other.number, by: names, kept: Array(fact.claims.values))
        for place in other.proceedings { proceedings.append(try place.renamed(by: names)) }
        inherited += other.inherited.map { InheritedProceeding(heir: other.number, place: $0.place) }
        involved.unite(with: other.involved)
        for (id, proposal) in other.frozen { frozen[id] = proposal.renamed(by: names) }
    }

    /// What is recorded with a merger itself: papers belong to the case that takes in, findings end with the merger.
    mutating func record(_ fact: Fact, from entry: EntryRef, ofMerging other: String) {
        if case .findingOpened = fact {
            file.apply(fact, from: entry, route: FileRoute(members: [other]))
        } else if let own = parts.indices.first {
            file.apply(fact, from: entry, route: FileRoute(members: [number]))
            parts[own].file.apply(fact, from: entry)
        }
    }

    /// Lets a case go that had been taken in.
    mutating func release(_ other: String) {
        guard let index = parts.firstIndex(where: { $0.number == other }), index > 0 else { return }
        let part = parts.remove(at: index)
        proceedings.removeAll { part.proceedings[$0.id] != nil }
        inherited.removeAll { $0.heir == other }
        if parts.count == 1 {
            file = parts[0].file
            parts = []
        } else {
            file.release(other, groups: part.groups)
        }
    }

    /// Comes back out of the case it had been merged into, as it stood there.
    mutating func comeBack(from host: CaseState) throws(SnapshotError) {
        guard let part = host.parts.first(where: { $0.number == number }) else { return }
        let back = FactNames(ids: part.ids).inverse.ids
        file = part.file.renamed(by: FactNames(ids: back))
        parts = part.parts.map { $0.renamed(by: back) }
        proceedings = []
        let names = FactNames(ids: back, proceedings: part.proceedings)
        for place in host.proceedings where part.proceedings[place.id] != nil {
            proceedings.append(try place.renamed(by: names))
        }
        for (id, proposal) in host.frozen where frozen[id] == nil {
            frozen[id] = proposal.renamed(by: names)
        }
        involved.unite(with: host.involved)
        movedAt = host.movedAt
        mergedInto = nil
        departed = []
    }

    /// Goes into another case: what it was stays readable, nothing of it stands here any more.
    mutating func depart(into host: String) {
        mergedInto = host
        departed = proceedings
        proceedings = []
    }

    /// Takes what happened between this case and another one into the fold; false for any other fact.
    mutating func takeLink(
        _ json: JSON, position: Int, pins: Pins, reader: any LogReader
    ) throws -> Bool {
        do {
            if let absorbed = CaseAbsorbed(json: json) {
                let other = try CaseState.fold(
                    absorbed.number, upTo: absorbed.version, in: reader, pins: pins, horizon: horizon)
                try absorb(other, absorbed)
                return true
            }
            guard let link = CaseLink(json: json) else { return false }
            switch link.kind {
            case .merged: depart(into: link.number)
            case .released: release(link.number)
            case .restored:
                try comeBack(
                    from: CaseState.fold(
                        link.number, upTo: link.version, in: reader, pins: pins, horizon: horizon))
            }
            return true
        } catch is SnapshotError {
            throw DeskFailure.unreadable(position: position)
        }
    }
}

extension ProceedingState {
    /// The same proceeding with other numbers for itself and its relatives, and other ids for its claimants.
    func renamed(by names: FactNames) throws(SnapshotError) -> ProceedingState {
        func number(_ id: String) -> String { names.proceedings[id] ?? id }
        var copy = ProceedingState(
            id: number(id), definitionHash: definitionHash, definition: definition,
            calendarHash: calendarHash, calendarID: calendarID, snapshot: snapshot, record: record)
        copy.record.parent = record.parent.map(number)
        copy.record.rows = record.rows.map(names.renaming)
        copy.record.claimants = record.claimants?.map(names.renaming)
        copy.record.claims = record.claims.map(names.renaming)
        guard !names.ids.isEmpty || !snapshot.children.isEmpty,
            case .object(var members) = names.renaming(snapshot.json)
        else { return copy }
        let children = (members["children"]?.arrayValue ?? []).map { child -> JSON in
            guard case .object(var child) = child, let id = child["proceeding"]?.stringValue else {
                return child
            }
            child["proceeding"] = .string(number(id))
            return .object(child)
        }
        members["children"] = .array(children)
        copy.snapshot = try Snapshot(json: .object(members), definition: definition)
        return copy
    }
}
