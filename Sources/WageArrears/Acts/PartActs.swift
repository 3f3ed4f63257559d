import Workflow

extension WageArrearsVocabulary {
    /// What becomes of single claimants: withdrawal ends a part, never the claim.
    static let partActs: [VocabularyAct] = [
        .fact(
            "withdrawn", "撤回", "withdrawal",
            [
                .required("claimants", .list(.reference(.claimant)), "劳动者", "claimants"),
                .personal("reason", "理由", "reason"),
            ]
        ) { act throws(MissingField) in
            for (index, claimant) in act.claimants("claimants").enumerated() {
                if claimant.part == .withdrawn {
                    act.problem(
                        "claimants[\(index)]", given: claimant.id, zh: "尚未撤回的劳动者",
                        en: "a claimant who has not withdrawn")
                }
                act.facts.append(
                    .claimantWithdrawn(
                        ClaimantWithdrawn(claimant: claimant.id, reason: act.fields.personal("reason"))))
            }
        },
        .fact(
            "claimant_rejoined", "撤回后重新参加", "claimant came back",
            [.required("claimants", .list(.reference(.claimant)), "劳动者", "claimants")]
        ) { act throws(MissingField) in
            for (index, claimant) in act.claimants("claimants").enumerated() {
                if claimant.part != .withdrawn {
                    act.problem(
                        "claimants[\(index)]", given: claimant.id, zh: "已撤回的劳动者",
                        en: "a claimant who has withdrawn")
                }
                act.facts.append(.claimantRejoined(ClaimantRejoined(claimant: claimant.id)))
            }
        },
        .fact(
            "claimant_died", "劳动者死亡", "claimant died",
            [
                .required("claimant", .reference(.claimant), "劳动者", "claimant"),
                .optional("on", .date, "日期", "day"),
            ]
        ) { act throws(MissingField) in
            guard let claimant = try act.claimant(act.fields) else { return }
            if claimant.diedOn != nil {
                act.problem(
                    "claimant", given: claimant.id, zh: "尚未登记死亡的劳动者",
                    en: "a claimant whose death is not on record")
            }
            act.facts.append(.claimantDied(ClaimantDied(claimant: claimant.id, on: act.fields.day("on"))))
        },
        .fact(
            "succeeded", "继承人承接", "successor stepped in",
            [
                .required("claimant", .reference(.claimant), "劳动者", "claimant"),
                .required("successor", .reference(.person), "继承人", "successor"),
            ]
        ) { act throws(MissingField) in
            let successor = try act.fields.need("successor", act.fields.text)
            guard let claimant = try act.claimant(act.fields) else { return }
            if claimant.diedOn == nil {
                act.problem(
                    "claimant", given: claimant.id, zh: "已登记死亡的劳动者；请先登记 claimant_died",
                    en: "a claimant whose death is on record; record claimant_died first")
            }
            if act.person(successor, "successor") != nil, successor == claimant.id {
                act.problem(
                    "successor", given: successor, zh: "劳动者以外的人", en: "somebody other than the claimant")
            }
            act.facts.append(
                .claimantSucceeded(ClaimantSucceeded(claimant: claimant.id, successor: successor)))
        },
    ]
}
