import Values
import WageArrears
import Workflow

extension ActEvaluator {
    /// Papers that come with an act which cannot bring them: an order to pay comes out of the act that orders.
    func made(_ command: ActCommand, documents: [DocumentKind]) -> [PayloadProblem] {
        command.papers.enumerated().compactMap { index, paper in
            guard let kind = documents.first(where: { $0.id == paper.kind }), !kind.madeBy.isEmpty,
                !kind.madeBy.contains(command.act)
            else { return nil }
            let acts = kind.madeBy.joined(separator: ", ")
            return PayloadProblem(
                path: "papers[\(index)].kind", given: "'\(paper.kind)'",
                wanted: Bilingual(
                    zh: "本事项可附的材料；\(kind.label.zh)只能由 \(acts) 形成",
                    en: "a paper this act can bring; \(kind.label.en) comes out of \(acts) only"))
        }
    }
}
