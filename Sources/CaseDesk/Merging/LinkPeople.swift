import EventLog
import Source
import Values
import WageArrears
import Workflow

extension ActEvaluator {
    /// Who does what lies between cases: each holds, for every one of them, a role that does more than read.
    func people(_ frame: LinkFrame, _ act: Named, in cases: [CaseState]) throws -> [Doer] {
        try checkReason(frame, act, about: cases.first?.number ?? "")
        var doers: [Doer] = []
        for state in cases {
            doers = try self.doers(of: frame.command(act.id, state.number), in: state, on: at.day)
            let places = state.proceedings + state.departed
            try needDoing(doers, act, places.map(\.definition))
        }
        return doers
    }

    /// A reason is given, and the texts are sensible.
    func checkReason(_ frame: LinkFrame, _ act: Named, about id: String) throws {
        try check(frame.command(act.id, id), documents: [])
        guard frame.reason.allSatisfy(\.isWhitespace) else { return }
        throw RefusalReport(
            primary: .payload([
                PayloadProblem(path: "--reason", given: "-", wanted: Bilingual(zh: "理由", en: "why"))
            ]), others: [])
    }

    /// Everybody holds a role that does more than read, by these procedures.
    func needDoing(_ doers: [Doer], _ act: Named, _ definitions: [WorkflowDefinition]) throws {
        let readers = Set(definitions.flatMap(\.roles).filter(\.readsOnly).map(\.id))
        for doer in doers where doer.roles.subtracting(readers).isEmpty {
            throw RefusalReport(
                primary: .role(
                    RoleRefusal(
                        act: act, may: [],
                        doers: [
                            DoerRoles(
                                id: doer.id,
                                roles: doer.roles.sorted().map { role in
                                    Named(
                                        role,
                                        definitions.first?.roleLabel(role) ?? Bilingual(zh: role, en: role))
                                })
                        ])), others: [])
        }
    }

    /// What weighs takes two people, and a paper that one of them signed: here because less will be due.
    func needTwoPersons(
        _ doers: [Doer], _ frame: LinkFrame, _ act: Named,
        because: Bilingual = Bilingual(zh: "应付金额将减少", en: "as less will be due")
    ) throws {
        let signing = Set(doers.filter(\.hasSigned).map(\.id))
        guard signing.count < 2 || frame.papers.isEmpty else { return }
        throw RefusalReport(
            primary: .approvals(
                ApprovalsRefusal(
                    act: act,
                    missing: [
                        [
                            Named(
                                "second_person",
                                Bilingual(
                                    zh: "另一名经办人及其签字的材料（\(because.zh)）",
                                    en: "a second person, with a paper they signed, \(because.en)"))
                        ]
                    ],
                    unconfirmed: doers.map(\.id).filter { !signing.contains($0) })), others: [])
    }

    /// The papers that come with it, as facts.
    func papers(_ frame: LinkFrame, _ act: String, in state: CaseState) -> [Fact] {
        WageArrearsVocabulary.recordPapers(
            ActRequest(
                act: act, payload: [:], occurred: .instant(at), doers: frame.doers, recorder: frame.recorder,
                papers: frame.papers), in: state.file,
            context(state, proceeding: nil, Lookups(registry))
        ).facts
    }

    /// The entry it will stand in.
    func reference(_ frame: LinkFrame, _ act: String, _ doers: [Doer], in state: CaseState) -> EntryRef {
        EntryRef(
            position: position, version: state.version + 1, occurred: .instant(at), at: at,
            doers: doers.map(\.id), recorder: frame.recorder, act: act)
    }
}

extension LinkFrame {
    /// The command as it is stored: as given, with the roles and bodies the doers held.
    func stored(_ act: String, _ number: String, _ doers: [Doer], _ members: [String: JSON?]) -> JSON {
        var plain =
            command(act, number).stored(payload: .object([:]), doers: doers, verb: act)
            .objectValue ?? [:]
        plain["payload"] = nil
        plain["case"] = .string(number)
        for (name, value) in members { if let value { plain[name] = value } }
        return .object(plain)
    }
}

/// What stands in the way of merging two cases whoever does it.
enum MergeChecks {
    static func obstacles(_ command: MergeCommand, _ guest: CaseState, _ host: CaseState) -> [Refusal] {
        var problems: [PayloadProblem] = []
        func problem(_ path: String, _ given: String, _ zh: String, _ en: String) {
            problems.append(PayloadProblem(path: path, given: given, wanted: Bilingual(zh: zh, en: en)))
        }
        if guest.number == host.number {
            problem("--into", host.number, "另一个案件", "another case")
            return [.payload(problems)]
        }
        if !guest.askedAs.isEmpty {
            problem(
                "case", command.caseNumber, "未并入他案的案件；它已并入 \(guest.number)",
                "a case that was not merged yet; it is part of \(guest.number)")
        }
        for (path, state) in [("case", guest), ("--into", host)] where state.isClosed {
            problem(path, state.number, "在办案件；已结案的先重新启动", "an open case; reopen a closed one first")
        }
        if let one = guest.file.region, let other = host.file.region, one != other {
            problem(
                "--into", host.number, "同一地区的案件（\(one)、\(other)）；先移送",
                "a case of the same region (\(one), \(other)); transfer it first")
        }
        let employers = Set(guest.file.respondents.map(\.organisation))
        let others = Set(host.file.respondents.map(\.organisation))
        if !employers.isEmpty, !others.isEmpty, employers.isDisjoint(with: others) {
            problem("--into", host.number, "同一被申请人的案件", "a case against the same respondent")
        }
        return problems.isEmpty ? [] : [.payload(problems)]
    }
}
