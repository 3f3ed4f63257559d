import EventLog
import Source
import Values
import WageArrears
import Workflow

/// The undoing of a merger, ready to be stored in the streams of both cases.
struct UnmergeDecision {
    /// What goes into the stream of the case that had taken the other in.
    let host: ActBody
    /// What goes into the stream of the one that comes back.
    let guest: ActBody
    /// The case that lets go, afterwards.
    let after: CaseState
}

extension ActEvaluator {
    /// Decides the undoing of a merger, without writing anything; throws the refusal as a `RefusalReport`.
    ///
    /// What had been the other case's goes back to it, with what was recorded since that names its people, papers,
    /// payments or proceedings alone. What nobody can assign stands in the way.
    func unmerge(_ command: UnmergeCommand, _ guest: CaseState, from host: CaseState) throws
        -> UnmergeDecision
    {
        let act = Named(UnmergeCommand.act, Bilingual(zh: "撤销并案", en: "undo a merger"))
        let doers = try people(command.frame, act, in: [guest, host])
        guard let part = host.parts.first(where: { $0.number == guest.number }),
            guest.mergedInto == host.number
        else { throw notMerged(guest.number) }
        if let above = host.mergedInto {
            throw RefusalReport(
                primary: .payload([
                    PayloadProblem(
                        path: "case", given: guest.number,
                        wanted: Bilingual(
                            zh: "先撤销 \(host.number) 并入 \(above)",
                            en: "undo the merger of \(host.number) into \(above) first"))
                ]), others: [])
        }
        if let report = RefusalReport(indivisible(part, in: host)) { throw report }
        var after = host
        after.release(guest.number)
        let entry = reference(command.frame, UnmergeCommand.act, doers, in: host)
        let facts = papers(command.frame, UnmergeCommand.act, in: host)
        for fact in facts { after.record(fact, from: entry, in: nil) }
        var back = guest
        do {
            try back.comeBack(from: host)
        } catch {
            throw DeskFailure.unreadable(position: host.position)
        }
        let due = after.file.balance.due.saturatingSum(back.file.balance.due)
        if due < host.file.balance.due { try needTwoPersons(doers, command.frame, act) }
        let stored = command.frame.stored(UnmergeCommand.act, guest.number, doers, [:])
        var body = ActBody(
            command: stored,
            facts: [CaseLink(.released, guest.number, version: guest.version + 1).json] + facts.map(\.json))
        body.personalCommand = [ActBody.reasonKey: .string(command.frame.reason)]
        body.hasMoved = true
        for place in after.proceedings { body.proceedings[place.id] = place.snapshot.json }
        var other = ActBody(
            command: stored, facts: [CaseLink(.restored, host.number, version: host.version).json])
        other.personalCommand = body.personalCommand
        other.hasMoved = true
        for place in back.proceedings { other.proceedings[place.id] = place.snapshot.json }
        return UnmergeDecision(host: body, guest: other, after: after)
    }

    /// Says that a case was not merged, or came back already.
    func notMerged(_ number: String) -> RefusalReport {
        RefusalReport(
            primary: .payload([
                PayloadProblem(
                    path: "case", given: number,
                    wanted: Bilingual(zh: "并入了他案的案件", en: "a case that was merged into another one"))
            ]), others: [])
    }

    /// What was recorded since the merger and belongs to neither case alone.
    private func indivisible(_ part: CasePart, in host: CaseState) -> [Refusal] {
        var problems: [PayloadProblem] = []
        for entry in host.file.undivided where entry.version > part.mergedAt {
            problems.append(
                PayloadProblem(
                    path: "entry \(entry.position)", given: entry.act,
                    wanted: Bilingual(
                        zh: "能分清属于哪一案的记录；先撤回（correct），再写明劳动者或程序重新登记",
                        en:
                            "an entry of one case alone; take it back (correct) and record it again, with its "
                            + "claimant or proceeding")))
        }
        let own = Set(part.file.claimants.map(\.id))
        for place in host.proceedings where host.part(of: place.id) == nil {
            guard place.record.claimants.map({ !own.isDisjoint(with: $0) }) ?? true else { continue }
            problems.append(
                PayloadProblem(
                    path: "proceeding \(place.id)", given: place.definition.id,
                    wanted: Bilingual(
                        zh: "并案后启动的程序只涉及一案的劳动者", en: "a proceeding opened since that is for one case alone")))
        }
        return problems.isEmpty ? [] : [.payload(problems)]
    }
}
