import EventLog
import Source
import TransparencyLog
import Values
import WageArrears
import Workflow

extension Desk {
    /// Merges one case into another: both streams in one commit.
    public func merge(_ command: MergeCommand) throws -> ActOutcome {
        try work(as: command.frame.recorder) { try $0.merge(command) }
    }

    /// What a merger would come to; writes nothing.
    public func rehearse(_ command: MergeCommand) throws -> MergeReport {
        try ask { reader, pins in
            let (guest, host) = try CaseState.both(command, in: reader, pins: pins)
            return try ActEvaluator(pins: pins, reader: reader, at: now(), position: reader.size)
                .merge(command, guest, into: host, isRehearsal: true).report
        }
    }

    /// Undoes a merger: both streams in one commit.
    public func unmerge(_ command: UnmergeCommand) throws -> ActOutcome {
        try work(as: command.frame.recorder) { try $0.unmerge(command) }
    }
}

extension DeskWork {
    /// Merges one case into another: both streams in one commit.
    public func merge(_ command: MergeCommand) throws -> ActOutcome {
        try link(MergeCommand.act, command.caseNumber, command.frame, command.requestHash) {
            let (guest, host) = try CaseState.both(command, in: transaction, pins: pins)
            let evaluator = try evaluator()
            let decision = try evaluator.merge(command, guest, into: host)
            let receipt = receipt(
                MergeCommand.act, host, evaluator, opened: decision.opened)
            return (
                [
                    try entry(host, CaseAbsorbed.type, decision.host),
                    try entry(guest, CaseLink.Kind.merged.rawValue, decision.guest),
                ], receipt
            )
        }
    }

    /// Undoes a merger: both streams in one commit.
    public func unmerge(_ command: UnmergeCommand) throws -> ActOutcome {
        try link(UnmergeCommand.act, command.caseNumber, command.frame, command.requestHash) {
            let guest = try CaseState.fold(command.caseNumber, in: transaction, pins: pins)
            let evaluator = try evaluator()
            guard let number = guest.mergedInto else { throw evaluator.notMerged(command.caseNumber) }
            let host = try CaseState.fold(number, in: transaction, pins: pins)
            let decision = try evaluator.unmerge(command, guest, from: host)
            return (
                [
                    try entry(host, CaseLink.Kind.released.rawValue, decision.host),
                    try entry(guest, CaseLink.Kind.restored.rawValue, decision.guest),
                ], receipt(UnmergeCommand.act, host, evaluator, opened: [])
            )
        }
    }

    /// Does what lies between two cases: once for each key, and noted where a rule refuses it.
    func link(
        _ act: String, _ number: String, _ frame: LinkFrame, _ request: Digest,
        _ decide: () throws -> ([NewEntry], ActReceipt)
    ) throws -> ActOutcome {
        if let key = frame.key, let earlier = try transaction.answer(for: key) {
            guard earlier.requestHash == request, let receipt = ActReceipt(answer: earlier.answer)
            else { throw DeskFailure.log(.keyReused(key)) }
            return .done(receipt)
        }
        do {
            let (entries, receipt) = try decide()
            try stamp.append(
                to: transaction, entries: entries, key: frame.key,
                requestHash: frame.key == nil ? nil : request, answer: receipt.json)
            return .done(receipt)
        } catch let report as RefusalReport {
            let doers = frame.doers.isEmpty ? [frame.recorder] : frame.doers
            return .refused(
                report, isLogged: try note(report, of: frame.command(act, number), doers: doers))
        }
    }

    private func evaluator() throws -> ActEvaluator {
        ActEvaluator(pins: pins, reader: transaction, at: stamp.at, position: try transaction.size)
    }

    private func entry(_ state: CaseState, _ type: String, _ body: ActBody) throws -> NewEntry {
        guard let stream = CaseState.stream(state.number) else { throw DeskFailure.noSuchCase(state.number) }
        return NewEntry(
            stream: stream, expected: .exact(state.version), type: type, schema: 1,
            occurred: .instant(stamp.at), parts: body.parts)
    }

    private func receipt(
        _ act: String, _ host: CaseState, _ evaluator: ActEvaluator, opened: [String]
    ) -> ActReceipt {
        ActReceipt(
            caseNumber: host.number, act: act, position: evaluator.position, version: host.version + 1,
            moves: [], findings: opened, clocks: [], restedOn: [], isReplay: false)
    }
}

extension CaseState {
    /// The two cases of a merger as they stand.
    fileprivate static func both(
        _ command: MergeCommand, in reader: any LogReader, pins: Pins
    ) throws -> (guest: CaseState, host: CaseState) {
        (
            try load(command.caseNumber, in: reader, pins: pins),
            try load(command.into, in: reader, pins: pins)
        )
    }

    /// The case that one was merged into, where it was within a horizon; nothing where it stands by itself.
    static func host(
        of number: String, in reader: any LogReader, horizon: Horizon = .everything
    ) throws -> String? {
        guard let stream = stream(number), let head = try reader.head(of: stream) else { return nil }
        var version = head.version
        while version >= 0, let entry = try reader.stream(stream, from: version, limit: 1).first {
            if horizon.holds(entry), horizon.reaches(entry) {
                guard entry.type == CaseLink.Kind.merged.rawValue else { return nil }
                return try ActBody(entry).facts.lazy.compactMap(CaseLink.init(json:)).first?.number
            }
            version -= 1
        }
        return nil
    }
}
