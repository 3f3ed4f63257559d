public import Source
public import Values

extension Refusal {
    /// Further lines: every wrong field, every part of a guard, what may follow later. As many in both languages.
    public func details(_ language: Language) -> [String] {
        switch self {
        case .payload(let problems): return problems.map { $0.text(language) }
        case .guardFalse(let reason): return reason.details(language)
        case .guardError(let reason): return reason.expressions
        case .needs(let reason): return reason.details.map { $0.text(language) }
        case .property(let reason): return reason.lines(language)
        case .approvals, .conflict, .unknownAct, .closed, .notHere, .role, .sameActor, .clock, .finding:
            return []
        }
    }

    /// For machines: the code, the text in both languages, and the particulars.
    public var json: JSON {
        var members = particulars
        members["code"] = .string(code)
        members["message"] = Bilingual(zh: message(.zh), en: message(.en)).json
        let zh = details(.zh)
        let en = details(.en)
        if !zh.isEmpty {
            members["details"] = .array(zip(zh, en).map { Bilingual(zh: $0, en: $1).json })
        }
        return .object(members)
    }

    private var particulars: [String: JSON] {
        switch self {
        case .conflict(let seen, let now, let by):
            var members: [String: JSON] = ["seen": .integer(Int64(seen)), "now": .integer(Int64(now))]
            if let by { members["by"] = .string(by) }
            return members
        case .unknownAct(let act, let nearest):
            var members: [String: JSON] = ["act": .string(act)]
            if let nearest { members["nearest"] = .string(nearest) }
            return members
        case .closed(let reason): return reason.members
        case .payload(let problems): return ["problems": .array(problems.map(\.json))]
        case .notHere(let reason):
            var members: [String: JSON] = [
                "act": reason.act.json, "standing": .array(reason.standing.map(\.json)),
                "possible_in": .array(reason.possibleIn.map(\.json)),
                "possible_now": .array(reason.possibleNow.map(\.json)),
            ]
            if !reason.rows.isEmpty { members["rows"] = .array(reason.rows.map(JSON.string)) }
            return members
        case .role(let reason):
            let doers = reason.doers.map {
                JSON.object(omitting: [
                    "id": .string($0.id), "roles": .array($0.roles.map(\.json)),
                    "body": $0.body.map(JSON.string),
                    "elsewhere": $0.elsewhere.isEmpty
                        ? nil
                        : .array(
                            $0.elsewhere.map {
                                .object([
                                    "role": $0.role.json, "body": .string($0.body),
                                    "region": .string($0.region),
                                ])
                            }),
                ])
            }
            var members: [String: JSON] = [
                "act": reason.act.json, "may": .array(reason.may.map(\.json)), "doers": .array(doers),
            ]
            members["body"] = reason.body.map(JSON.string)
            return members
        case .guardError(let reason):
            return [
                "expressions": .array(reason.expressions.map(JSON.string)), "reason": reason.reason.json,
                "places": .array(reason.places.map(JSON.string)),
            ]
        case .guardFalse(let reason):
            return ["act": reason.act.json, "guards": .array(reason.failures.map { .string($0.placed) })]
        case .sameActor(let reason): return reason.members
        case .needs(let reason): return reason.members
        case .clock(let reason):
            var members: [String: JSON] = ["act": reason.act.json, "clock": reason.clock.json]
            if let due = reason.due { members["due"] = .string(due.description) }
            if let cause = reason.cause.code { members["cause"] = .string(cause) }
            return members
        case .approvals(let reason):
            var members: [String: JSON] = [
                "act": reason.act.json,
                "missing": .array(reason.missing.map { .array($0.map(\.json)) }),
                "unconfirmed": .array(reason.unconfirmed.map(JSON.string)),
            ]
            if reason.mayFollow { members["may_follow"] = .bool(true) }
            if let pending = reason.pending { members["pending"] = .string(pending) }
            return members
        case .finding(let reason):
            return ["act": reason.act.json, "findings": .array(reason.findings.map(JSON.string))]
        case .property(let reason):
            return [
                "act": reason.act.json, "property": reason.property.json, "rule": .string(reason.expression),
            ]
        }
    }
}

extension GuardRefusal {
    func details(_ language: Language) -> [String] {
        if failures.count == 1, let only = failures.first, only.text.isEmpty {
            return Array(only.lines(language).dropFirst())
        }
        return failures.flatMap { failure -> [String] in
            guard failures.count > 1, let target = failure.target else { return failure.lines(language) }
            return ["→ " + (failure.row.map { "\($0): " } ?? "") + target.shown.text(language)]
                + failure.lines(language).map { "  " + $0 }
        }
    }
}

extension NeedsRefusal {
    var details: [Bilingual] {
        guard !short.isEmpty else { return [] }
        let later = mayFollow.map { shortage in
            Bilingual(zh: "可以后补：\(shortage.text.zh)", en: "may follow later: \(shortage.text.en)")
        }
        let owed = promised.map { promise in
            Bilingual(zh: "尚欠：\(promise.text.zh)", en: "still owed: \(promise.text.en)")
        }
        return later + owed
    }

    var members: [String: JSON] {
        [
            "act": act.json, "short": .array(short.map(\.json)), "may_follow": .array(mayFollow.map(\.json)),
            "promised": .array(promised.map(\.json)),
        ]
    }
}

extension PaperShortage {
    var json: JSON {
        .object(omitting: [
            "any_of": .array(anyOf.map(\.json)), "wanted": .integer(Int64(wanted)),
            "present": .integer(Int64(present)), "claimant": claimant.map(JSON.string),
            "about": about?.json, "fresh": mustBeFresh ? .bool(true) : nil,
            "named": mustNameClaimant ? .bool(true) : nil,
            "later_within": laterWithin.map { .string($0.description) },
        ])
    }
}

extension PromisedPapers {
    var json: JSON {
        .object(omitting: [
            "act": act.json, "any_of": .array(anyOf.map(\.json)), "claimant": claimant.map(JSON.string),
            "due": due.map { .string($0.description) },
        ])
    }
}

extension ClosedRefusal {
    var members: [String: JSON] {
        var members: [String: JSON] = ["act": act.json]
        if let state { members["state"] = state.json }
        if let outcome { members["outcome"] = .string(outcome) }
        if let consumedBy { members["consumed_by"] = .string(consumedBy) }
        members["reopeners"] = .array(
            reopeners.map { .object(["act": $0.act.json, "roles": .array($0.roles.map(\.json))]) })
        return members
    }
}

extension SameActorRefusal {
    var members: [String: JSON] {
        var members: [String: JSON] = [
            "act": act.json, "doer": .string(doer), "earlier": earlier.json,
            "occurred": .string(occurred.description),
        ]
        switch rule {
        case .notSameActorAs: members["rule"] = .string("not_same_actor_as")
        case .separate(let acts):
            members["rule"] = .string("separate")
            members["separate"] = .array(acts.map { .string($0.id) })
        case .exclusiveRoles(let rule):
            members["rule"] = .string("exclusive_roles")
            members["roles"] = .array(rule.roles.map(\.json))
        }
        return members
    }
}
