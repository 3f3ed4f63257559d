public import Values

extension Refusal {
    /// One line: what was wanted, what stands in the way, what to do.
    public func message(_ language: Language) -> String { text.text(language) }

    private var text: Bilingual {
        switch self {
        case .conflict(let seen, let now, let by): return Refusal.conflictText(seen: seen, now: now, by: by)
        case .unknownAct(let act, let nearest): return Refusal.unknownText(act, nearest: nearest)
        case .closed(let reason): return reason.text
        case .payload(let problems): return Refusal.payloadText(problems)
        case .notHere(let reason): return reason.text
        case .role(let reason): return reason.text
        case .guardError(let reason): return reason.text
        case .guardFalse(let reason): return reason.text
        case .sameActor(let reason): return reason.text
        case .needs(let reason): return reason.text
        case .clock(let reason): return reason.text
        case .approvals(let reason): return reason.text
        case .finding(let reason): return reason.text
        case .property(let reason): return reason.text
        }
    }

    private static func conflictText(seen: Int, now: Int, by: String?) -> Bilingual {
        Bilingual(
            zh: "案件已有新的记录：您看到的是第 \(seen) 版，现为第 \(now) 版" + (by.map { "（\($0) 所记）" } ?? "")
                + "；请重新查看后再办",
            en: "the case has moved on: you saw version \(seen), now it is version \(now)"
                + (by.map { " (by \($0))" } ?? "") + "; look again, then decide")
    }

    private static func unknownText(_ act: String, nearest: String?) -> Bilingual {
        guard let nearest else {
            return Bilingual(
                zh: "没有名为 \(act) 的事项；用 next 查看现在可以做什么",
                en: "there is no act '\(act)'; 'next' shows what can be done now")
        }
        return Bilingual(
            zh: "没有名为 \(act) 的事项；是否指 \(nearest)？", en: "there is no act '\(act)'; did you mean '\(nearest)'?")
    }

    private static func payloadText(_ problems: [PayloadProblem]) -> Bilingual {
        Bilingual(
            zh: "填写的内容有 \(problems.count) 处不对；请改正后重做",
            en: problems.count == 1
                ? "one field is not as it should be; mend it and do it again"
                : "\(problems.count) fields are not as they should be; mend them and do it again")
    }
}

extension ClosedRefusal {
    var text: Bilingual {
        let place: Bilingual
        if let state {
            place = Bilingual(
                zh: "本程序已终结于“\(state.label.zh)”", en: "the proceeding has ended in '\(state.label.en)'")
        } else {
            place = Bilingual(zh: "案件已经结案", en: "the case is closed")
        }
        let way: Bilingual
        if let consumedBy {
            way = Bilingual(
                zh: "程序 \(consumedBy) 已按此结果继续办理，不能重新启动；需要时请另行启动新的程序",
                en:
                    "proceeding \(consumedBy) has moved on by it, so it cannot be reopened; open a new one if there is need"
            )
        } else if reopeners.isEmpty {
            way = Bilingual(
                zh: "此结果不能重新启动；需要时请另行立案", en: "it cannot be reopened; open a new case if there is need")
        } else {
            let parts = reopeners.map { reopener in
                let roles = Named.shown(reopener.roles, none: Bilingual(zh: "任何经办人", en: "any role"))
                return Bilingual(
                    zh: "\(reopener.act.shown.zh)，由\(roles.zh)", en: "\(reopener.act.shown.en) by \(roles.en)"
                )
            }
            let list = Bilingual.list(parts)
            way = Bilingual(zh: "可先重新启动：\(list.zh)", en: "reopen it first: \(list.en)")
        }
        return Bilingual(
            zh: "不能\(act.shown.zh)：\(place.zh)；\(way.zh)",
            en: "\(act.shown.en) is not possible: \(place.en); \(way.en)")
    }
}

extension NotHereRefusal {
    var text: Bilingual {
        let here = Bilingual.list(standing.map(\.label))
        let now = Named.shown(possibleNow, none: Bilingual(zh: "（无）", en: "(nothing)"))
        let places: Bilingual
        if possibleIn.isEmpty {
            places = Bilingual(zh: "本程序各阶段都不用这一事项", en: "this procedure never takes it")
        } else {
            let list = Bilingual.list(possibleIn.map(\.shown))
            places = Bilingual(zh: "可在以下阶段做：\(list.zh)", en: "it is possible in: \(list.en)")
        }
        let who = rows.isEmpty ? "" : rows.joined(separator: ", ")
        return Bilingual(
            zh: (who.isEmpty ? "" : "\(who)：")
                + "不能在“\(here.zh)”做\(act.shown.zh)；\(places.zh)；现在可以做：\(now.zh)",
            en: (who.isEmpty ? "" : "\(who): ")
                + "\(act.shown.en) is not possible in '\(here.en)'; \(places.en); possible now: \(now.en)")
    }
}

extension RoleRefusal {
    var text: Bilingual {
        let none = Bilingual(zh: "没有任何角色", en: "no role")
        let have = Bilingual.list(
            doers.map { doer in
                let roles = Named.shown(doer.roles, none: none)
                var zh = roles.zh
                var en = "\(doer.id) has \(roles.en)"
                if !doer.roles.isEmpty, let body = doer.body, !body.isEmpty {
                    zh += "，\(body)"
                    en += " in \(body)"
                }
                for other in doer.elsewhere {
                    let isAnywhere = other.region.isEmpty
                    zh +=
                        isAnywhere
                        ? "；在\(other.body)是\(other.role.shown.zh)"
                        : "；\(other.role.shown.zh)限于\(other.region)，\(other.body)"
                    en +=
                        ", and \(other.role.shown.en) in \(other.body)"
                        + (isAnywhere ? "" : " for \(other.region) only")
                }
                return Bilingual(zh: "\(doer.id)（\(zh)）", en: en)
            })
        let who = Named.shown(may, none: Bilingual(zh: "任何可以办理的角色", en: "any role that is not read-only"))
        let place = body.map { Bilingual(zh: $0 + "的", en: " of \($0)") } ?? Bilingual(zh: "", en: "")
        return Bilingual(
            zh: "\(act.shown.zh)只能由\(place.zh)\(who.zh)做；经办人：\(have.zh)；请由有此角色的人办理",
            en: "\(act.shown.en) may be done by \(who.en)\(place.en); \(have.en); let one who may do it")
    }
}

extension GuardErrorRefusal {
    var text: Bilingual {
        let list = places.joined(separator: ", ")
        return Bilingual(
            zh: "条件无法判断（不当作不成立）：\(reason.zh)；见 \(list)；请更正案件资料或流程文件",
            en: "a condition could not be evaluated (and is not taken as false): \(reason.en); see \(list); "
                + "mend the data or the procedure")
    }
}

extension GuardFailure {
    /// The guard, with the row it was asked for.
    var placed: String { row.map { "\($0): \(text)" } ?? text }
}

extension GuardRefusal {
    var text: Bilingual {
        if failures.count == 1, let only = failures.first, only.text.isEmpty, let zh = only.linesZH.first,
            let en = only.linesEN.first
        {
            return Bilingual(zh: "不能\(act.shown.zh)：\(zh)", en: "\(act.shown.en) is not possible: \(en)")
        }
        return Bilingual(
            zh: "不能\(act.shown.zh)：条件不成立（\(failures.map(\.placed).joined(separator: "；"))）；"
                + "请先办妥使条件成立的事，或改动内容",
            en:
                "\(act.shown.en) is not possible: the condition does not hold (\(failures.map(\.placed).joined(separator: "; "))); "
                + "first bring about what it asks for, or put something else into the act"
        )
    }
}

extension SameActorRefusal {
    var text: Bilingual {
        let why: Bilingual
        switch rule {
        case .notSameActorAs:
            why = Bilingual(zh: "这两件事须由不同的人做", en: "the two must be done by different persons")
        case .separate(let acts):
            let list = Bilingual.list(acts.map(\.label))
            why = Bilingual(zh: "\(list.zh)不得由同一人全部完成", en: "nobody may do all of: \(list.en)")
        case .exclusiveRoles(let rule):
            let list = Bilingual.list(rule.roles.map(\.label))
            why = Bilingual(
                zh: "同一案中\(list.zh)不得由同一人担任（\(rule.source.zh)）",
                en: "in one case nobody is more than one of: \(list.en) (\(rule.source.en))")
        }
        return Bilingual(
            zh: "\(doer) 不能\(act.shown.zh)：其已于 \(occurred.shortText) 做过\(earlier.shown.zh)，\(why.zh)；请换人办理",
            en:
                "\(doer) may not do \(act.shown.en): they did \(earlier.shown.en) on \(occurred.shortText), and "
                + "\(why.en); let somebody else do it")
    }
}

extension NeedsRefusal {
    var text: Bilingual {
        if short.isEmpty, !promised.isEmpty {
            let list = Bilingual.list(promised.map(\.text))
            return Bilingual(
                zh: "不能\(act.shown.zh)：允许后补的材料尚未补齐：\(list.zh)",
                en: "\(act.shown.en) is not possible: papers that were to follow have not come: \(list.en)")
        }
        let list = Bilingual.list(short.map(\.text))
        return Bilingual(
            zh: "不能\(act.shown.zh)：缺材料：\(list.zh)；请随本次一并附上",
            en: "\(act.shown.en) is not possible: papers are short: \(list.en); attach them")
    }
}

extension PaperShortage {
    var text: Bilingual {
        let kinds = Bilingual(
            zh: anyOf.map(\.shown.zh).joined(separator: " 或 "),
            en: anyOf.map(\.shown.en).joined(separator: " or "))
        var zh = "\(kinds.zh)，需 \(wanted) 份，有 \(present) 份"
        var en = "\(kinds.en), \(wanted) needed, \(present) there"
        if let claimant {
            zh += "（劳动者 \(claimant)）"
            en += " (for claimant \(claimant))"
        }
        if let about {
            zh += "，关于\(about.label.zh)"
            en += ", about the \(about.label.en)"
        }
        if mustNameClaimant {
            zh += "，须写明本人，关于全案的材料不算"
            en += ", naming that claimant: a paper about the whole case does not count"
        }
        if mustBeFresh {
            zh += "，须随本次新附"
            en += ", to be attached with this act"
        }
        if let laterWithin {
            zh += "，可在 \(laterWithin.label.zh)内补交"
            en += ", may follow within \(laterWithin.label.en)"
        }
        return Bilingual(zh: zh, en: en)
    }
}

extension PromisedPapers {
    var trace: StepTrace {
        StepTrace(
            .violation, WorkflowDefinition.laterPapersRule,
            Bilingual(zh: "终结时材料尚未补齐：\(text.zh)", en: "ended while papers had not come: \(text.en)"))
    }

    /// One line for people.
    public var text: Bilingual {
        let kinds = Bilingual(
            zh: anyOf.map(\.shown.zh).joined(separator: " 或 "),
            en: anyOf.map(\.shown.en).joined(separator: " or "))
        let about = claimant.map { Bilingual(zh: "（劳动者 \($0)）", en: " for claimant \($0)") }
        let when = due.map { Bilingual(zh: "，期限 \($0.shortText)", en: ", due \($0.shortText)") }
        return Bilingual(
            zh: "\(act.label.zh)所欠的\(kinds.zh)" + (about?.zh ?? "") + (when?.zh ?? ""),
            en: "\(kinds.en) after \(act.label.en)" + (about?.en ?? "") + (when?.en ?? ""))
    }
}

extension ApprovalsRefusal {
    private var missingList: Bilingual {
        Bilingual.list(
            missing.map { roles in
                Bilingual(
                    zh: roles.map(\.shown.zh).joined(separator: " 或 "),
                    en: roles.map(\.shown.en).joined(separator: " or "))
            })
    }

    var text: Bilingual {
        var zh: [String] = []
        var en: [String] = []
        if let pending {
            zh.append("同一事项的 \(pending) 正在等待签署；请签署（approve）、退回（reject）或由提出人撤回（withdraw）")
            en.append(
                "\(pending) puts the same forward already and waits for signatures; approve it, reject it, or let its "
                    + "proposer withdraw it")
        }
        if isEarlier {
            let list = missingList
            return Bilingual(
                zh: "还不能\(act.shown.zh)：先须由\(list.zh)签署；请待其签署后再签",
                en: "\(act.shown.en) is not possible yet: \(list.en) signs first; sign after them")
        }
        if !missing.isEmpty, mayFollow {
            let list = missingList
            return Bilingual(
                zh: "还须签署：\(list.zh)；可先提出，等待签署，或附上其已签署的材料并将其列为经办人",
                en:
                    "signatures it takes: \(list.en); put it forward and it waits for them, or attach a paper they "
                    + "signed and name them among the doers")
        }
        if !missing.isEmpty {
            let list = missingList
            let why =
                isOpening
                ? Bilingual(
                    zh: "（启动程序不能先提出再等待签署）", en: " (an opening cannot be put forward and wait)")
                : Bilingual(zh: "", en: "")
            zh.append("还须另有签署：\(list.zh)\(why.zh)；请在本次一并附上由其签署的材料，并将其列为经办人")
            en.append(
                "it also needs the signature of another: \(list.en)\(why.en); attach a paper signed by them now and "
                    + "name them among the doers")
        }
        if !unconfirmed.isEmpty {
            let list = unconfirmed.joined(separator: ", ")
            zh.append("\(list) 既未亲自记录，也无其签署的材料；请附上签署材料或由其本人记录")
            en.append(
                "\(list) neither recorded this nor signed an attached paper; attach one, or let them record it"
            )
        }
        return Bilingual(
            zh: "不能\(act.shown.zh)：" + zh.joined(separator: "；"),
            en: "\(act.shown.en) is not possible: " + en.joined(separator: "; "))
    }
}

extension FindingRefusal {
    var text: Bilingual {
        let list = findings.joined(separator: ", ")
        return Bilingual(
            zh: "不能\(act.shown.zh)：尚有疑点未答复（\(list)）；须由\(answeredBy.zh)答复",
            en:
                "\(act.shown.en) is not possible: findings are open (\(list)); they are answered by \(answeredBy.en)"
        )
    }
}

extension PropertyRefusal {
    var text: Bilingual {
        Bilingual(
            zh:
                "不能\(act.shown.zh)：会违反规则“\(property.label.zh)”（\(mustHold ? "须始终成立" : "须始终不成立")：\(expression)）；"
                + "请先使规则得到满足，或改走其他结果",
            en: "\(act.shown.en) is not possible: it would break the rule '\(property.label.en)' "
                + "(\(mustHold ? "always" : "never"): \(expression)); first put right what the rule asks for, or take "
                + "another way")
    }
}
