import Source
import Values

/// Checks of who does what after what: signatures nobody gives, rules about acts that cannot have come before, papers
/// that cannot be there.
extension DefinitionChecks {
    func checkPeople() {
        let readers = Set(definition.roles.filter(\.readsOnly).map(\.id))
        for rule in definition.acts.values.sorted(by: { $0.act < $1.act }) {
            for signature in rule.signed where readers.isSuperset(of: signature.who) {
                reportUnsignable(rule, signature)
            }
            for other in rule.notSameActorAs where !canPrecede(other, rule.act) { reportVacuous(rule, other) }
            for need in rule.needs where need.laterWithin == nil { checkObtainable(need, of: rule) }
        }
        if let opening = definition.head.openedBy.flatMap({ definition.acts[$0.act] }),
            !opening.signed.isEmpty
        {
            reportSignedAtOnce(opening)
        }
    }

    /// An opening cannot be put forward: before it there is no proceeding that could hold what waits.
    private func reportSignedAtOnce(_ rule: ActRule) {
        sink.report(
            Diagnostic(
                severity: .warning, code: "W405",
                Bilingual(
                    zh: "以 '\(rule.act)' 启动程序须当场签齐：程序启动之前没有可以等待签署之处",
                    en:
                        "'\(rule.act)' opens the proceeding and takes all its signatures at once: before there is a "
                        + "proceeding nothing can wait in it"),
                at: rule.position,
                hint: Bilingual(
                    zh: "由其在纸上签署并列为经办人，或改由启动后的第一个决定签署",
                    en:
                        "have them sign on paper and name them among the doers, or ask for the signatures in the first "
                        + "decision after it")))
    }

    private func reportUnsignable(_ rule: ActRule, _ signature: SignatureRule) {
        let list = signature.who.joined(separator: ", ")
        sink.error(
            "W402",
            Bilingual(
                zh: "'\(rule.act)' 的签署没有人能给出：\(list) 只读",
                en: "nobody can give a signature of '\(rule.act)': \(list) only reads"), at: rule.position,
            hint: Bilingual(zh: "写上能签署的角色", en: "name a role that may sign"))
    }

    /// A rule about an act that no path has before is kept by itself: most often another act was meant.
    private func reportVacuous(_ rule: ActRule, _ other: String) {
        sink.error(
            "W403",
            Bilingual(
                zh: "'\(rule.act)' 的 not_same_actor_as 写了 '\(other)'，而它不可能在此之前发生",
                en: "'\(rule.act)' says not_same_actor_as '\(other)', which can never have happened before it"
            ),
            at: rule.position,
            hint: Bilingual(
                zh: "换成在前的事项，或去掉；须由不同的人签署时用 signed",
                en: "name an act that comes before, or drop it; for another's signature use 'signed'"))
    }

    /// W501: papers that only certain acts bring, none of which can come before the act that needs them.
    private func checkObtainable(_ need: PaperNeed, of rule: ActRule) {
        let kinds = need.anyOf.compactMap { id in definition.documents.first { $0.id == id } }
        let canBeThere = kinds.contains { kind in
            if kind.madeBy.isEmpty || kind.madeBy.contains(rule.act) { return true }
            return !need.mustBeFresh && kind.madeBy.contains { canPrecede($0, rule.act) }
        }
        guard !canBeThere else { return }
        let list = kinds.map { "\($0.id) (\($0.madeBy.joined(separator: ", ")))" }.joined(separator: ", ")
        sink.error(
            "W501",
            Bilingual(
                zh: "'\(rule.act)' 需要的材料不可能已有：\(list)",
                en: "the papers that '\(rule.act)' needs cannot be there: \(list)"), at: rule.position,
            hint: Bilingual(
                zh: "made_by 的事项须能在此之前发生，或由本事项形成",
                en: "an act of 'made_by' must be possible before it, or be this act itself"))
    }

    /// Whether some path may have one act before another, guards taken as free. Facts and what is available always come
    /// before everything.
    private func canPrecede(_ first: String, _ second: String) -> Bool {
        guard definition.act(named: first)?.isRefusable ?? false else { return true }
        guard definition.act(named: second)?.isRefusable ?? false else { return true }
        let places = sources(of: second)
        return sources(of: first).contains { !places.isDisjoint(with: around($0)) }
    }

    private func sources(of act: String) -> Set<Int> {
        Set(transitions.filter { $0.trigger.act == act }.compactMap { index($0.source) })
    }

    /// Every state that may be active while or after this one is: itself and what it leads to, what lies around, inside
    /// and beside it.
    private func around(_ start: Int) -> Set<Int> {
        var seen: Set<Int> = []
        var frontier: [Int] = [start]
        while let place = frontier.popLast() {
            guard seen.insert(place).inserted else { continue }
            for other in tree.ancestors(of: place) {
                frontier.append(other)
                if case .parallel = tree[other].kind {
                    frontier += tree.nodes.indices.filter { tree.isInside($0, other) }
                }
                if tree[other].forEach != nil {
                    frontier += tree.nodes.indices.filter { tree.isInside($0, other) }
                }
            }
            // A restored state may be any that a hold froze or a history kept.
            frontier += tree[place].transitions.flatMap { transition -> [Int] in
                guard let target = transition.target else { return [] }
                guard let index = index(target) else { return Array(tree.nodes.indices) }
                return [index] + tree.nodes.indices.filter { tree.isInside($0, index) }
            }
        }
        return seen
    }
}
