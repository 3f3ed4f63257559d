import EventLog
import Source
import Values
import WageArrears

/// What went over between a case and others in a period, by mergers, splits and mergers undone: money that it began or
/// ceased to hold without anybody being paid.
struct Handover {
    /// What came over, less what went.
    private(set) var moved = Holding()
    /// The other cases.
    private(set) var others: Set<String> = []

    private let number: String
    private let horizon: Horizon
    private let reader: any LogReader
    private let pins: Pins

    /// Reads what happened between a case and others from a day on, within a horizon.
    init(of number: String, from: Day, within horizon: Horizon, in reader: any LogReader, pins: Pins) throws {
        self.number = number
        self.horizon = horizon
        self.reader = reader
        self.pins = pins
        guard let stream = CaseState.stream(number) else { return }
        var version = 0
        while true {
            let entries = try reader.stream(stream, from: version, limit: 1000)
            for entry in entries where Self.mayLink(entry) && horizon.holds(entry) && horizon.reaches(entry) {
                guard (entry.occurred ?? .instant(entry.at)).day >= from else { continue }
                for fact in try ActBody(entry).facts { try take(fact, at: entry.version) }
            }
            if entries.count < 1000 { return }
            version += entries.count
        }
    }

    private static func mayLink(_ entry: LogEntry) -> Bool {
        let types = [CaseSplitOff.type, CaseAbsorbed.type, "case.opened"]
        return types.contains(entry.type) || CaseLink.Kind(rawValue: entry.type) != nil
    }

    private mutating func take(_ fact: JSON, at version: Int) throws {
        if let gone = CaseSplitOff(json: fact) {
            others.insert(gone.number)
            moved = try moved.adding(held(upTo: version).less(held(upTo: version - 1)))
        } else if let origin = CaseSplitFrom(json: fact) {
            others.insert(origin.number)
            moved = try moved.adding(held(upTo: version))
        } else if let absorbed = CaseAbsorbed(json: fact) {
            others.insert(absorbed.number)
            // Where one voucher stood in both, the case that takes in counts one payment less from then on.
            let brought = try held(by: absorbed.number, upTo: absorbed.version)
            moved = try moved.adding(brought.renamed { absorbed.claimants[$0] ?? $0 })
        } else if let link = CaseLink(json: fact) {
            others.insert(link.number)
            switch link.kind {
            case .merged: moved = try moved.less(held(upTo: version - 1))
            case .restored: moved = try moved.adding(held(upTo: version))
            case .released:
                let part = try state(number, upTo: version - 1)?.parts.first { $0.number == link.number }
                let taken = try held(by: link.number, upTo: link.version)
                moved = try moved.less(taken.renamed { part?.ids[$0] ?? $0 })
            }
        }
    }

    private func held(by other: String? = nil, upTo version: Int) throws -> Holding {
        try state(other ?? number, upTo: version).map(Holding.init) ?? Holding()
    }

    private func state(_ number: String, upTo version: Int) throws -> CaseState? {
        guard version >= 0 else { return nil }
        do {
            return try CaseState.fold(number, upTo: version, in: reader, pins: pins, horizon: horizon)
        } catch DeskFailure.notYet {
            return nil
        }
    }
}

extension CaseState {
    /// The id that a claimant of a case has here, into which that case was merged, at once or by way of others.
    func id(of claimant: String, from number: String) -> String {
        Self.id(of: claimant, from: number, in: parts) ?? claimant
    }

    private static func id(of claimant: String, from number: String, in parts: [CasePart]) -> String? {
        for part in parts {
            if part.number == number, part.parts.isEmpty { return part.ids[claimant] ?? claimant }
            if let inner = id(of: claimant, from: number, in: part.parts) { return part.ids[inner] ?? inner }
        }
        return nil
    }
}
