import EventLog
import Source
import Values
import WageArrears
import Workflow

/// A split ready to be stored, in the streams of both cases.
struct SplitDecision {
    /// What goes into the stream of the case they leave.
    let old: ActBody
    /// What opens the new one.
    let new: ActBody
    /// Where the first proceeding of the new case stands.
    let active: [String]
    let report: SplitReport
}

extension ActEvaluator {
    /// Decides a split, without writing anything; throws the refusal as a `RefusalReport`. The new case is opened by
    /// the entry behind the one decided here.
    func split(
        _ command: SplitCommand, _ state: CaseState, to number: String, under hash: String,
        isRehearsal: Bool = false
    ) throws -> SplitDecision {
        let act = Named(SplitCommand.act, Bilingual(zh: "分案", en: "split a case"))
        let doers = try people(command.frame, act, in: [state])
        let definition = try pins.definition(hash, in: reader)
        for doer in doers { try checkMayOpen(definition, doer.id, doer.roles) }
        if let report = RefusalReport(SplitChecks.obstacles(command, state)) { throw report }
        let off = CaseSplitOff(number: number, claimants: command.claimants)
        var after = state
        after.lose(off)
        let entry = reference(command.frame, SplitCommand.act, doers, in: state)
        let papers = papers(command.frame, SplitCommand.act, in: state)
        for fact in papers { after.record(fact, from: entry, in: nil) }
        var ripple = Ripple(occurred: .instant(at), isRefusable: true)
        try self.ripple(from: nil, in: &after, before: state, &ripple, nil)
        if let name = ripple.broken.first(where: { !state.file.hasOpenFinding(aboutRule: $0) }) {
            throw broken(name, act, after)
        }
        let new = try opening(command, state, number, hash, doers)
        let report = SplitReport(
            from: state.number, number: number, claimants: command.claimants,
            due: SplitReport.Due(
                before: state.file.balance.due, staying: after.file.balance.due,
                going: new.state.file.balance.due),
            ended: state.limits(endedIn: after), closed: state.closed(in: after))
        if report.takesTwo, !isRehearsal { try needTwoPersons(doers, command.frame, act) }
        let stored = command.frame.stored(
            SplitCommand.act, state.number, doers,
            command.members.merging(["to": .string(number), "definition": .string(hash)]) { $1 })
        var old = ActBody(
            command: stored, facts: [off.json] + papers.map(\.json) + ripple.facts)
        old.personalCommand = [ActBody.reasonKey: .string(command.frame.reason)]
        old.clocks = ripple.changes
        old.proposals = ripple.ends
        old.hasMoved = true
        for place in after.proceedings { old.proceedings[place.id] = place.snapshot.json }
        var body = ActBody(command: stored, facts: new.facts)
        body.personalCommand = old.personalCommand
        body.clocks = new.changes
        body.hasMoved = true
        for place in new.state.proceedings { body.proceedings[place.id] = place.snapshot.json }
        return SplitDecision(
            old: old, new: body, active: new.state.proceedings.first?.snapshot.active ?? [], report: report)
    }

    /// The new case as it begins: with what its claimants bring along, under its own procedure.
    private func opening(
        _ command: SplitCommand, _ state: CaseState, _ number: String, _ hash: String, _ doers: [Doer]
    ) throws -> (state: CaseState, facts: [JSON], changes: [JSON]) {
        let behind = ActEvaluator(pins: pins, reader: reader, at: at, position: position + 1)
        let definition = try pins.definition(hash, in: reader)
        let opened = Fact.caseOpened(number: number, workflow: definition.id, region: state.file.region)
        let origin = CaseSplitFrom(
            number: state.number, version: state.version, claimants: command.claimants)
        var new = CaseState(number: number)
        let entry = behind.reference(command.frame, SplitCommand.act, doers, in: new)
        new.file.apply(opened, from: entry)
        new.begin(from: state, origin)
        let papers = behind.papers(command.frame, SplitCommand.act, in: new)
        for fact in papers { new.record(fact, from: entry, in: nil) }
        var ripple = Ripple(occurred: .instant(at), isRefusable: true)
        try behind.begin("1", hash, ProceedingRecord(), in: &new, &ripple) { view in
            try WorkflowStep.start(definition, case: view, occurred: .instant(at))
        }
        if new.proceedings.count > 1 {
            let before = new
            try behind.ripple(from: nil, in: &new, before: before, &ripple, nil)
        }
        return (new, [opened.json, origin.json] + papers.map(\.json) + ripple.facts, ripple.changes)
    }

    /// Why a split cannot be: a rule of the procedure would no longer hold.
    private func broken(_ name: String, _ act: Named, _ state: CaseState) -> RefusalReport {
        let property = state.proceedings.lazy.flatMap(\.definition.properties).first { $0.name == name }
        return RefusalReport(
            primary: .payload([
                PayloadProblem(
                    path: "--claimant", given: state.splitOff.last?.claimants.joined(separator: ",") ?? "",
                    wanted: Bilingual(
                        zh: "分案后规则“\(property?.label.zh ?? name)”仍成立",
                        en: "claimants without whom the rule '\(property?.label.en ?? name)' still holds"))
            ]), others: [])
    }
}

extension CaseState {
    /// Limits that count here and no longer do afterwards.
    fileprivate func limits(endedIn after: CaseState) -> [SplitReport.EndedLimit] {
        proceedings.flatMap { place in
            let later = after.proceedings.first { $0.id == place.id }?.snapshot.clocks ?? []
            let standing = Set(later.filter { $0.state != .ended }.map(\.id))
            return place.snapshot.clocks.filter { $0.state != .ended && !standing.contains($0.id) }.map {
                SplitReport.EndedLimit(run: $0.id, due: $0.due)
            }
        }
    }

    /// Proceedings that are open here and no longer are afterwards.
    fileprivate func closed(in after: CaseState) -> [String] {
        openProceedings.map(\.id).filter { id in after.proceedings.contains { $0.id == id && !$0.isOpen } }
    }
}

/// What stands in the way of a split whoever does it.
enum SplitChecks {
    static func obstacles(_ command: SplitCommand, _ state: CaseState) -> [Refusal] {
        var problems: [PayloadProblem] = []
        func problem(_ path: String, _ given: String, _ zh: String, _ en: String) {
            problems.append(PayloadProblem(path: path, given: given, wanted: Bilingual(zh: zh, en: en)))
        }
        if state.isClosed {
            problem("case", state.number, "在办案件；已结案的先重新启动", "an open case; reopen a closed one first")
        }
        if command.claimants.isEmpty { problem("--claimant", "-", "分出的劳动者", "who leaves the case") }
        var seen: Set<String> = []
        for id in command.claimants {
            if !state.file.claimants.contains(where: { $0.id == id }) {
                problem(
                    "--claimant", "\(id.prefix(40))", "\(state.number) 的劳动者", "a claimant of \(state.number)")
            } else if !seen.insert(id).inserted {
                problem("--claimant", "\(id.prefix(40))", "每人只写一次", "each person once")
            }
        }
        guard problems.isEmpty else { return [.payload(problems)] }
        if state.file.claimants.allSatisfy({ seen.contains($0.id) }) {
            problem(
                "--claimant", command.claimants.joined(separator: ","), "至少一人留在原案；全部转入他程序用 start",
                "at least one who stays; all together go on by 'start'")
        }
        for id in state.file.undivided(by: seen) {
            problem(
                "record \(id)", state.number, "能分清属于谁的金额；先更正（correct）或重新核实到人",
                "money of one person; correct it first, or state the sums for each person")
        }
        for place in state.openProceedings {
            guard let own = place.record.claimants, !own.isEmpty, seen.isSuperset(of: own) else { continue }
            problem(
                "proceeding \(place.id)", place.definition.id, "先了结只涉及这些人的程序",
                "first an end of the proceeding that is for them alone")
        }
        return problems.isEmpty ? [] : [.payload(problems)]
    }
}
