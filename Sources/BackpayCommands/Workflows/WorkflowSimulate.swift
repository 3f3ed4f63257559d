import ArgumentParser
import CaseDesk
import Source
import Values
import Workflow

/// `backpay workflow simulate`: tries acts out under a procedure, without a register.
struct WorkflowSimulate: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "不用登记簿试走流程 · Try acts out under a procedure, without a register.",
        discussion: """
            $ backpay workflow simulate joint-meeting --at 2025-03-03 --acts review,@2025-03-20,adopt --facts facts.json

            An item of --acts is an act, @DATE (time passes until then) or +LENGTH, e.g. '+5 workdays';
            'approve ACT', 'reject ACT' or 'withdraw ACT' of an act that waits for signatures; STATE=OUTCOME for
            the end of the proceeding that a state waits for.
            Whoever is not named is somebody who may; papers that are not named are those the act needs.
            """)
    @OptionGroup var common: CommonOptions
    @Argument(help: "Name or file. / 流程名或文件。") var workflow: String
    @Option(help: ArgumentHelp("Acts and passing time, in order. / 依次办理的事项。", valueName: "a,@DATE,b"))
    var acts: String?
    @Option(
        help: ArgumentHelp(
            "JSON or YAML: what is given, and payloads, doers, papers by act or by step. / 事实文件。",
            valueName: "FILE"))
    var facts: String?
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "A doer of every act that names none; repeat for more. / 经办人。", valueName: "[NAME=]ROLE,ROLE"))
    var doers: [String] = []
    @Option(help: ArgumentHelp("When it begins; default: today. / 开始时间。", valueName: "DATE")) var at: String?
    @Flag(help: "Go on after a refusal. / 被拒绝后继续。") var keepGoing = false

    func run(_ context: CommandContext) throws {
        let resources = Resources(context: context)
        let definition = try WorkflowSource(context: context, common: common).definition(workflow)
        let host = try TrialHost(definition, resources: resources)
        let plan =
            try facts.map { try TrialPlan.read(try resources.yaml($0).node, of: definition) } ?? TrialPlan()
        let beginning: Moment
        if let at {
            beginning = try MomentOption.parse(at, option: "--at")
        } else {
            beginning = plan.given.at ?? .day(context.now().day)
        }
        let given = TrialBeginning(
            at: beginning, people: plan.given.people, facts: plan.given.facts, data: plan.given.data)
        let steps = try steps(plan, definition)
        var simulation: Simulation
        do throws(StepFault) {
            simulation = try Simulation(definition, given: given, at: beginning, host: host.host)
        } catch {
            throw CommandFailure(RefusalReport(primary: error.refusal), isLogged: false)
        }
        var page = SimulationPage(
            definition: definition, start: simulation.snapshot, at: beginning, note: host.note)
        for step in steps {
            let done = simulation.perform(step)
            page.steps.append(done)
            if page.isRefused(done), !keepGoing { break }
        }
        page.left = steps.count - page.steps.count
        context.show(page, common)
        if page.steps.contains(where: page.isRefused) { throw QuietExit(status: .refused) }
    }

    /// The steps wanted: those of `--acts`, else those of the file.
    private func steps(_ plan: TrialPlan, _ definition: WorkflowDefinition) throws -> [TrialStep] {
        let people = try doers.isEmpty ? nil : doers.enumerated().map { try person($1, $0 + 1, definition) }
        guard let acts else {
            guard !plan.steps.isEmpty else {
                throw ValidationError("give --acts, or steps in --facts / 请给出 --acts，或在 --facts 中写 steps")
            }
            return plan.steps.map { step in
                guard step.by == nil, let people else { return step }
                return step.done(by: people)
            }
        }
        var times: [String: Int] = [:]
        let place = SourcePosition(file: "--acts", line: 1, column: 1)
        return try acts.split(separator: ",", omittingEmptySubsequences: false).map { part in
            let word = String(part).trimmed
            if word.hasPrefix("@") {
                let moment = try MomentOption.parse(String(word.dropFirst()), option: "--acts @")
                return TrialStep(.waitUntil(moment), position: place)
            }
            if word.hasPrefix("+") {
                guard let length = ClockLength(String(word.dropFirst()).trimmed) else {
                    throw CommandFailure(
                        .badInput, code: "length",
                        Bilingual(
                            zh: "'\(word)' 不是带单位的时长", en: "'\(word)' is no length of time with its unit"),
                        hint: Bilingual(zh: "如 +5 workdays、+2 months", en: "write +5 workdays, +2 months"))
                }
                return TrialStep(.wait(length), position: place)
            }
            guard !word.isEmpty else {
                throw ValidationError("--acts holds an empty item / --acts 中有空项")
            }
            // Everybody signs for themselves: whoever it waits for, not the doer of all the acts.
            if let deed = try signing(word, definition) ?? childEnd(word, definition) {
                return TrialStep(deed, position: place)
            }
            defer { times[word, default: 0] += 1 }
            return plan.step(word, time: times[word, default: 0], by: people, position: place)
        }
    }

    /// `approve ACT`, `reject ACT`, `withdraw ACT`.
    private func signing(_ text: String, _ definition: WorkflowDefinition) throws -> TrialStep.Deed? {
        let parts = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard parts.count == 2, let word = SigningWord(rawValue: parts[0]) else { return nil }
        let known = definition.acts.filter { !$0.value.signed.isEmpty }.keys.sorted()
        guard known.contains(parts[1]) else {
            throw unknown(parts[1], Bilingual(zh: "须签署的事项", en: "act with signatures"), known)
        }
        return .sign(TrialSigning(word, parts[1]))
    }

    /// `STATE=OUTCOME`.
    private func childEnd(_ text: String, _ definition: WorkflowDefinition) throws -> TrialStep.Deed? {
        let parts = text.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
        guard parts.count == 2 else { return nil }
        let known = definition.states.filter { $0.use != nil }.map(\.id)
        guard known.contains(parts[0]) else {
            throw unknown(parts[0], Bilingual(zh: "等待程序的状态", en: "state that waits for a proceeding"), known)
        }
        return .childEnded(TrialChildEnd(state: parts[0], outcome: parts[1]))
    }

    private func unknown(_ name: String, _ what: Bilingual, _ known: [String]) -> CommandFailure {
        let list = known.joined(separator: ", ")
        return CommandFailure(
            .badInput, code: "acts",
            Bilingual(zh: "--acts：没有\(what.zh) '\(name)'", en: "--acts: there is no \(what.en) '\(name)'"),
            hint: known.isEmpty
                ? Bilingual(zh: "本流程没有", en: "this procedure has none")
                : Bilingual(zh: "可用：\(list)", en: "there are: \(list)"))
    }

    /// `li=unionCadre,labourInspector`, or the roles alone.
    private func person(_ text: String, _ number: Int, _ definition: WorkflowDefinition) throws -> TrialPerson
    {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let name = parts.count == 2 ? parts[0].trimmed : "person-\(number)"
        let roles = (parts.last ?? "").split(separator: ",").map { String($0).trimmed }
        for role in roles where !definition.roles.contains(where: { $0.id == role }) {
            let known = definition.roles.map(\.id).sorted().joined(separator: ", ")
            throw CommandFailure(
                .badInput, code: "role-unknown",
                Bilingual(zh: "流程中没有角色 '\(role)'", en: "the procedure has no role '\(role)'"),
                hint: Bilingual(zh: "可用：\(known)", en: "there are: \(known)"))
        }
        return TrialPerson(name: name, roles: roles)
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        let from = drop(while: \.isWhitespace)
        return String(from.reversed().drop(while: \.isWhitespace).reversed())
    }
}
