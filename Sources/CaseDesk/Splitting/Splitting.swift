import EventLog
import Source
import Values
import WageArrears
import Workflow

extension Desk {
    /// Gives claimants of a case a case of their own: both streams in one commit.
    public func split(_ command: SplitCommand, to workflow: NewCaseWorkflow) throws -> ActOutcome {
        try work(as: command.frame.recorder) { try $0.split(command, to: workflow) }
    }

    /// What a split would come to; writes nothing.
    public func rehearse(_ command: SplitCommand, to workflow: NewCaseWorkflow) throws -> SplitReport {
        do {
            // What is pinned to try it goes with the transaction that is given up.
            return try work(as: command.frame.recorder) { work in
                throw Rehearsed(report: try work.decide(command, to: workflow).decision.report)
            }
        } catch let rehearsed as Rehearsed {
            return rehearsed.report
        }
    }
}

/// Carries the result of a rehearsal out of the transaction, so that nothing of it lands.
private struct Rehearsed: Error {
    let report: SplitReport
}

extension DeskWork {
    /// Gives claimants of a case a case of their own: both streams in one commit.
    public func split(_ command: SplitCommand, to workflow: NewCaseWorkflow) throws -> ActOutcome {
        try link(SplitCommand.act, command.caseNumber, command.frame, command.requestHash) {
            let (state, raised, evaluator, decision) = try decide(command, to: workflow, isRehearsal: false)
            let number = decision.report.number
            guard let stream = CaseState.stream(state.number), let newStream = CaseState.stream(number)
            else { throw DeskFailure.noSuchCase(state.number) }
            let receipt = ActReceipt(
                caseNumber: number, act: SplitCommand.act, position: evaluator.position + 1, version: 0,
                moves: [.init(proceeding: "1", from: [], to: decision.active)], findings: [],
                clocks: decision.new.clocks.map(ActReceipt.clockText), restedOn: [], isReplay: false)
            let entries =
                raised.map(\.entry) + [
                    NewEntry(
                        stream: stream, expected: raised.isEmpty ? .exact(state.version) : .any,
                        type: CaseSplitOff.type, schema: 1, occurred: .instant(stamp.at),
                        parts: decision.old.parts),
                    NewEntry(
                        stream: newStream, expected: .none, type: "case.opened", schema: 1,
                        occurred: .instant(stamp.at), parts: decision.new.parts),
                ]
            return (entries, receipt)
        }
    }

    /// What a split comes to, with what time raises in the old case before it.
    fileprivate func decide(
        _ command: SplitCommand, to workflow: NewCaseWorkflow, isRehearsal: Bool = true
    ) throws -> (state: CaseState, raised: [Raised], evaluator: ActEvaluator, decision: SplitDecision) {
        let hash = try pins.pin(
            WorkflowFile(workflow.definition, source: workflow.source), library: workflow.library,
            in: transaction, stamp: stamp)
        var state = try CaseState.load(command.caseNumber, in: transaction, pins: pins)
        let size = try transaction.size
        let raised = try raise(in: &state, upTo: stamp.at, from: size)
        let number = try nextNumber(in: stamp.at.day.year)
        let evaluator = ActEvaluator(
            pins: pins, reader: transaction, at: stamp.at, position: size + raised.count)
        return (
            state, raised, evaluator,
            try evaluator.split(command, state, to: number, under: hash, isRehearsal: isRehearsal)
        )
    }
}
