import EventLog
import Source
import Values
import WageArrears
import Workflow

extension Desk {
    /// Changes what the registry says of people or organisations, by entries of its own.
    public func change(_ command: RegistryCommand) throws -> RegistryOutcome {
        try work(as: command.frame.recorder) { try $0.change(command) }
    }
}

extension DeskWork {
    /// Changes what the registry says: once for each key, and noted where a rule refuses it.
    ///
    /// A link stands in the streams of both registrations, in one commit.
    public func change(_ command: RegistryCommand) throws -> RegistryOutcome {
        if let key = command.frame.key, let earlier = try transaction.answer(for: key) {
            guard earlier.requestHash == command.requestHash,
                let receipt = RegistryReceipt(answer: earlier.answer)
            else { throw DeskFailure.log(.keyReused(key)) }
            return .done(receipt)
        }
        let frame = command.frame
        do {
            let doers = try doers(of: command)
            let fact = try fact(of: command.change, reason: frame.reason)
            if command.change.touchesIdentity {
                try evaluator().needTwoPersons(
                    doers, frame, Named(command.change.act, command.change.label),
                    because: Bilingual(zh: "涉及身份", en: "as it says who somebody is"))
            }
            let receipt = RegistryReceipt(
                act: command.change.act, ids: command.change.ids, position: try transaction.size,
                check: fact.check)
            try stamp.append(
                to: transaction, entries: entries(of: command, fact, doers), key: frame.key,
                requestHash: frame.key == nil ? nil : command.requestHash, answer: receipt.json)
            return .done(receipt)
        } catch let report as RefusalReport {
            let doers = frame.doers.isEmpty ? [frame.recorder] : frame.doers
            let noted = frame.command(command.change.act, command.change.ids.first ?? "")
            return .refused(report, isLogged: try note(report, of: noted, doers: doers))
        }
    }

    private func evaluator() throws -> ActEvaluator {
        ActEvaluator(pins: pins, reader: transaction, at: stamp.at, position: try transaction.size)
    }

    /// Those who do it: each holds a role that does more than read, by the procedures of the register.
    private func doers(of command: RegistryCommand) throws -> [Doer] {
        let frame = command.frame
        let act = Named(command.change.act, command.change.label)
        let evaluator = try evaluator()
        try evaluator.checkReason(frame, act, about: command.change.ids.first ?? "")
        _ = try actor(frame.recorder)
        var seen: Set<String> = []
        let doers = try (frame.doers.isEmpty ? [frame.recorder] : frame.doers)
            .filter { seen.insert($0).inserted }.map { id in
                try actor(id).doer(
                    on: stamp.at.day, for: nil,
                    hasSigned: id == frame.recorder || frame.papers.contains { $0.signers.contains(id) })
            }
        let definitions = try PinnedWorkflow.all(in: transaction, pins: pins).map(\.definition)
        try evaluator.needDoing(doers, act, definitions)
        return doers
    }

    /// The entries to record: one in the stream of each registration.
    private func entries(of command: RegistryCommand, _ fact: Fact, _ doers: [Doer]) throws -> [NewEntry] {
        let isOrganisation: Bool
        if case .correctOrganisation = command.change {
            isOrganisation = true
        } else {
            isOrganisation = false
        }
        return try command.change.ids.map { id in
            guard let stream = StreamName((isOrganisation ? "organisation/" : "person/") + id) else {
                throw isOrganisation ? DeskFailure.noSuchOrganisation(id) : .noSuchPerson(id)
            }
            var body = ActBody(
                command: command.frame.stored(command.change, doers), facts: [fact.json],
                subjects: isOrganisation ? [:] : [0: id])
            // Facts about people hold their reason themselves, with the person's own words.
            if isOrganisation {
                body.personalCommand = [ActBody.reasonKey: .string(command.frame.reason)]
            }
            return NewEntry(
                stream: stream, expected: .any, type: fact.type, schema: 1, occurred: nil, parts: body.parts)
        }
    }

    private func fact(of change: RegistryChange, reason: String) throws -> Fact {
        var checks = RegistryChecks()
        let fact: Fact
        switch change {
        case .linkPersons(let one, let other):
            try checkLink(one, other, &checks)
            fact = .personLinked(id: one, other: other, reason: reason)
        case .unlinkPersons(let one, let other):
            let file = try person(one)
            _ = try person(other)
            if !file.samePersons.contains(other) {
                let known = file.samePersons.sorted().joined(separator: ", ")
                checks.problem(
                    other, "与 \(one) 认定为同一人的登记" + (known.isEmpty ? "（没有）" : "：\(known)"),
                    "a registration linked to \(one)" + (known.isEmpty ? "; there is none" : ": \(known)"))
            }
            fact = .personUnlinked(id: one, other: other, reason: reason)
        case .correctPerson(let id, let correction):
            fact = .personCorrected(
                id: id, name: correction.name, number: correction.number, phone: correction.phone,
                region: correction.region, today: stamp.at.day, reason: reason)
            try check(correction, of: id, fact, &checks)
        case .correctOrganisation(let id, let correction):
            fact = .organisationCorrected(
                id: id, name: correction.name, code: correction.code, region: correction.region)
            try check(correction, of: id, fact, &checks)
        }
        try checks.finish()
        return fact
    }

    private func checkLink(_ one: String, _ other: String, _ checks: inout RegistryChecks) throws {
        let file = try person(one)
        _ = try person(other)
        guard one != other else {
            return checks.problem(other, "另一个登记", "another registration")
        }
        guard !file.samePersons.contains(other) else {
            return checks.problem(
                other, "尚未认定的登记；两者已认定为同一人", "a registration not linked yet; these two are")
        }
        let registry = Registry(reader: transaction)
        try checkOthers(registry.linked(to: one), registry.linked(to: other), &checks)
    }

    /// People who proved to be different are never one.
    private func checkOthers(
        _ some: Set<String>, _ others: Set<String>, _ checks: inout RegistryChecks
    ) throws {
        for one in some.sorted() {
            for other in others.sorted() where try person(one).isProvedOther(than: person(other)) {
                checks.problem(
                    other, "同一个人：\(one) 与 \(other) 的身份证号码均已核对且不同",
                    "one person: the checked numbers of \(one) and \(other) differ")
            }
        }
    }

    private func check(
        _ correction: PersonCorrection, of id: String, _ fact: Fact, _ checks: inout RegistryChecks
    ) throws {
        try TextRule.check(correction.name, Bilingual(zh: "姓名", en: "name"), required: true)
        try TextRule.check(correction.number, Bilingual(zh: "证件号", en: "identity number"), required: true)
        try TextRule.check(correction.phone, Bilingual(zh: "电话", en: "telephone"), required: true)
        try TextRule.check(correction.region, Bilingual(zh: "户籍地", en: "region"), required: true)
        let file = try person(id)
        var after = file
        after.apply(fact, from: EntryRef.nowhere)
        checks.needChange(
            correction == PersonCorrection(), isSame: after.isSame(as: file), "--name", "--number", "--phone")
        guard correction.number != nil else { return }
        let linked = try Registry(reader: transaction).linked(to: id)
        if after.provesIdentity, let number = after.number.known, let known = try knownPerson(number: number),
            !linked.contains(known)
        {
            checks.problem(
                "--number", "未登记在他人名下的号码；已属 \(known)，确为同一人先用 person link",
                "a number that is nobody else's; it is that of \(known): if they are one person, use 'person link'"
            )
        }
        for other in linked.subtracting([id]).sorted() where try after.isProvedOther(than: person(other)) {
            checks.problem(
                "--number", "与 \(other) 相同的号码；不是同一人的先用 person unlink",
                "the number of \(other), which is linked; if they are two people, use 'person unlink' first")
        }
    }

    private func check(
        _ correction: OrganisationCorrection, of id: String, _ fact: Fact, _ checks: inout RegistryChecks
    ) throws {
        try TextRule.check(correction.name, Bilingual(zh: "名称", en: "name"), required: true)
        try TextRule.check(correction.code, Bilingual(zh: "信用代码", en: "credit code"), required: true)
        try TextRule.check(correction.region, Bilingual(zh: "地区", en: "region"), required: true)
        let file = try organisation(id)
        var after = file
        after.apply(fact, from: EntryRef.nowhere)
        checks.needChange(
            correction == OrganisationCorrection(), isSame: after.isSame(as: file), "--name", "--code",
            "--region")
        try catchUpIndex()
        let known: OrganisationRow?
        if let code = after.code {
            known = try index.organisations(coded: code).first { $0.id != id }
        } else {
            known = try index.organisations(named: after.name).first { $0.code.isEmpty && $0.id != id }
        }
        if let known {
            checks.problem(
                correction.code == nil ? "--name" : "--code", "未登记为另一单位的信息；已属 \(known.id)",
                "what is no other organisation's; it is that of \(known.id)")
        }
    }
}

/// What stands in the way of a change of the registry, gathered; never repeats what may be personal.
private struct RegistryChecks {
    private var problems: [PayloadProblem] = []

    /// Notes what is wrong with an id or an option.
    mutating func problem(_ path: String, _ zh: String, _ en: String) {
        problems.append(
            PayloadProblem(path: "\(path.prefix(40))", given: "…", wanted: Bilingual(zh: zh, en: en)))
    }

    /// Something is given, and something would be otherwise than it is.
    mutating func needChange(_ isEmpty: Bool, isSame: Bool, _ options: String...) {
        let list = options.joined(separator: " / ")
        if isEmpty {
            problem(list, "至少一个正确的值", "at least one right value")
        } else if isSame {
            problem(list, "与现有登记不同的值", "a value that is not on file already")
        }
    }

    func finish() throws {
        if !problems.isEmpty { throw RefusalReport(primary: .payload(problems), others: []) }
    }
}

extension LinkFrame {
    /// The command as it is stored: which registrations and which of their fields, without what they now say.
    fileprivate func stored(_ change: RegistryChange, _ doers: [Doer]) -> JSON {
        var plain =
            command(change.act, "").stored(payload: .object([:]), doers: doers, verb: change.act).objectValue
            ?? [:]
        plain["payload"] = nil
        plain["ids"] = .array(change.ids.map(JSON.string))
        let fields = change.members.filter { $0.key != "other" }.compactMapValues { $0 }.keys.sorted()
        if !fields.isEmpty { plain["fields"] = .array(fields.map(JSON.string)) }
        return .object(plain)
    }
}

extension EntryRef {
    /// The entry of a fact that is only tried.
    fileprivate static let nowhere = EntryRef(
        position: 0, version: 0, occurred: .instant(Instant(microseconds: 0)),
        at: Instant(microseconds: 0), doers: [], recorder: "", act: "")
}

extension PersonFile {
    fileprivate func isSame(as other: PersonFile) -> Bool {
        name == other.name && number == other.number && phone == other.phone && region == other.region
    }
}

extension OrganisationFile {
    fileprivate func isSame(as other: OrganisationFile) -> Bool {
        name == other.name && code == other.code && region == other.region
    }
}

extension Fact {
    /// What checking a corrected number came to.
    fileprivate var check: NumberCheck? {
        switch content {
        case let content as PersonCorrected: return content.check
        case let content as OrganisationCorrected: return content.check
        default: return nil
        }
    }
}
