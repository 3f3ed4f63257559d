import Source
import Values
public import Workflow

/// The vocabulary `wage-arrears/1`: what can be recorded and decided on a wage-arrears case, and what guards see of it.
///
/// Facts are recorded whatever the state of the case; only decisions are refused. Procedures are workflows; this
/// knows none of them.
public enum WageArrearsVocabulary {
    /// Every act with its payload and its rule, in the order of a case's life.
    static let acts: [VocabularyAct] =
        reportActs + partyActs + partActs + workActs + moneyActs + paymentActs + paperActs + reviewActs

    private static let actIndex = Dictionary(acts.map { ($0.schema.name, $0) }) { first, _ in first }

    /// What the checker, the forms and the guards know of it.
    public static let schema = VocabularySchema(
        name: "wage-arrears/1", acts: acts.map(\.schema), caseType: CaseFile.caseType, frames: frames)

    /// Decides an act: gives the facts it makes, or every reason against it.
    ///
    /// Pure: the same request, file and context give the same facts, ids included.
    public static func decide(
        _ request: ActRequest, in file: CaseFile, _ context: DecisionContext
    ) throws(RefusalReport) -> Decision {
        guard let act = actIndex[request.act] else {
            let near = nearest(request.act, among: acts.map(\.schema.name))
            throw RefusalReport(primary: .unknownAct(request.act, nearest: near))
        }
        var deliberation = Deliberation(request, in: file, context, schema: act.schema)
        deliberation.takePapers()
        do {
            try act.decide(&deliberation)
        } catch {
            deliberation.problem(error.path, given: "—", zh: "必填项", en: "a required field")
        }
        return try deliberation.decision()
    }

    /// The facts of an act that a procedure declares itself: it carries data only, and its papers go on record.
    public static func recordPapers(
        _ request: ActRequest, in file: CaseFile, _ context: DecisionContext
    ) -> Decision {
        let ids = request.papers.indices.map { "D\(context.position).\($0 + 1)" }
        return Decision(
            facts: Deliberation.filed(request.papers, ids: ids), contradictions: [], touches: [], restedOn: []
        )
    }
}

/// One act of the vocabulary: what it carries, and how it is decided.
struct VocabularyAct: Sendable {
    let schema: ActSchema
    let decide: @Sendable (inout Deliberation) throws(MissingField) -> Void
}

extension Deliberation {
    /// The answer: every problem at once, or the facts with a finding for each confirmed contradiction.
    fileprivate mutating func decision() throws(RefusalReport) -> Decision {
        if !contradictions.isEmpty, request.isConfirmed {
            let reason = request.reason ?? ""
            if reason.allSatisfy(\.isWhitespace) {
                problem("reason", given: "—", zh: "仍要登记的理由", en: "why it is recorded all the same")
            }
            for contradiction in contradictions {
                let id = nextID("F")
                facts.append(
                    .findingOpened(
                        FindingOpened(
                            finding: id, kind: contradiction.kind, about: contradiction.about,
                            reason: .known(reason))))
            }
        }
        if !problems.isEmpty { refusals.append(.payload(problems)) }
        if let report = RefusalReport(refusals) { throw report }
        return Decision(
            facts: facts, contradictions: contradictions,
            touches: facts.reduce(into: touches) { $0.formUnion($1.touches) }, restedOn: restedOn)
    }
}
