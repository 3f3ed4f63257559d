import CEL
import Source
import Values
import Workflow

/// One act being decided: gathers facts, and everything that stands in its way, before it answers.
struct Deliberation {
    let request: ActRequest
    let file: CaseFile
    let context: DecisionContext
    let schema: ActSchema
    let fields: PayloadFields
    /// The papers of this act, by id.
    let paperIDs: [String]
    var facts: [Fact] = []
    var problems: [PayloadProblem] = []
    var refusals: [Refusal] = []
    var contradictions: [Contradiction] = []
    var touches: Set<Touch> = []
    var restedOn: [Int] = []
    /// All sums of the case, those of this act included.
    private(set) var volume: Fen
    private var counts: [Character: Int] = [:]

    init(_ request: ActRequest, in file: CaseFile, _ context: DecisionContext, schema: ActSchema) {
        self.request = request
        self.file = file
        self.context = context
        self.schema = schema
        fields = PayloadFields(values: request.payload, prefix: "")
        paperIDs = request.papers.indices.map { "D\(context.position).\($0 + 1)" }
        volume = file.ledger.volume
    }

    var act: Named { Named(schema.name, schema.label) }

    /// The next id of a kind within this act: `A12.1`, `A12.2`.
    mutating func nextID(_ letter: Character) -> String {
        let number = (counts[letter] ?? 0) + 1
        counts[letter] = number
        return "\(letter)\(context.position).\(number)"
    }

    mutating func problem(_ path: String, given: String, zh: String, en: String) {
        problems.append(PayloadProblem(path: path, given: given, wanted: Bilingual(zh: zh, en: en)))
    }

    /// Counts a sum in; one that the case can no longer hold is a problem.
    mutating func count(_ sum: Fen, _ path: String) {
        let limit = Fen(JSON.maxInteger)
        guard let total = volume.adding(sum), total <= limit else {
            return problem(
                path, given: sum.description, zh: "全案金额合计不超过 \(limit) 元的数",
                en: "a sum by which the sums of the case stay within \(limit)")
        }
        volume = total
    }

    /// Refuses unless two different persons stand for the act.
    mutating func needTwoPersons() {
        let signing = request.signingDoers
        guard signing.count < 2 else { return }
        refusals.append(
            .approvals(
                ApprovalsRefusal(
                    act: act,
                    missing: [[Named("second_person", Bilingual(zh: "另一名经办人", en: "a second person"))]],
                    unconfirmed: request.doers.filter { !signing.contains($0) })))
    }

    /// Records the papers that come with the act, after looking at them.
    mutating func takePapers() {
        var known = Set(file.claimants.map(\.id))
        // Papers may come with the very act by which a claimant joins.
        for row in fields.rows("claimants") { if let person = row.text("person") { known.insert(person) } }
        for (index, paper) in request.papers.enumerated() {
            let path = "papers[\(index)]"
            if paper.kind.isEmpty {
                problem(path + ".kind", given: "—", zh: "材料种类", en: "the kind of the paper")
            }
            switch paper.sha256 {
            case nil where (paper.originalAt ?? "").isEmpty:
                problem(
                    path + ".sha256", given: "—", zh: "扫描件的散列值，或未扫描原件的存放处",
                    en: "the hash of a scan, or where the original is kept")
            case let hash? where hash.count != 64 || !hash.allSatisfy(\.isHexDigit):
                problem(
                    path + ".sha256", given: "\(hash.count)", zh: "64 位十六进制散列值",
                    en: "a hash of 64 hexadecimal digits")
            default: break
            }
            let others = file.papers.filter { $0.retractedBy == nil }.map(\.id) + paperIDs.prefix(index)
            if let about = paper.about, !others.contains(about) {
                unknown(
                    about, path + ".about", among: others, Bilingual(zh: "在案材料", en: "a paper on record"))
            }
            for (place, claimant) in paper.claimants.enumerated() where !known.contains(claimant) {
                unknown(
                    claimant, path + ".claimants[\(place)]", among: known.sorted(), Deliberation.claimantWord)
            }
        }
        facts += Deliberation.filed(request.papers, ids: paperIDs)
    }

    static func filed(_ papers: [AttachedPaper], ids: [String]) -> [Fact] {
        zip(papers, ids).map { paper, id in
            .paperFiled(
                PaperFiled(
                    paper: id, kind: paper.kind, number: paper.number, sha256: paper.sha256,
                    originalAt: paper.originalAt, claimants: paper.claimants, signers: paper.signers,
                    about: paper.about))
        }
    }
}

// MARK: References

extension Deliberation {
    static let claimantWord = Bilingual(zh: "本案劳动者", en: "a claimant of this case")

    mutating func unknown(_ given: String, _ path: String, among ids: [String], _ what: Bilingual) {
        let list = ids.prefix(20).joined(separator: ", ") + (ids.count > 20 ? ", …" : "")
        let shown =
            ids.isEmpty ? Bilingual(zh: "尚无", en: "there are none yet") : Bilingual(zh: list, en: list)
        problem(
            path, given: "'\(given.prefix(40))'", zh: "\(what.zh)的编号（\(shown.zh)）",
            en: "the id of \(what.en) (\(shown.en))")
    }

    /// A claimant of the case; unknown ones are noted with the ids there are.
    mutating func claimant(_ id: String, _ path: String) -> CaseClaimant? {
        if let claimant = file.claimant(id), claimant.retractedBy == nil { return claimant }
        if file.claimants.isEmpty {
            problem(
                path, given: "'\(id.prefix(40))'", zh: "本案劳动者的编号；请先登记劳动者（claimants_joined）",
                en: "the id of a claimant of this case; record claimants_joined first")
        } else {
            unknown(id, path, among: file.claimants.map(\.id), Deliberation.claimantWord)
        }
        return nil
    }

    mutating func claimant(_ fields: PayloadFields, _ name: String = "claimant") throws(MissingField)
        -> CaseClaimant?
    {
        claimant(try fields.need(name, fields.text), fields.path(name))
    }

    /// Claimants of a list of references; every one must be on the case.
    mutating func claimants(_ name: String) -> [CaseClaimant] {
        fields.texts(name).enumerated().compactMap { claimant($1, "\(fields.path(name))[\($0)]") }
    }

    /// A paper on record, or one that comes with this act.
    mutating func paper(_ fields: PayloadFields, _ name: String = "paper") throws(MissingField) -> String {
        let id = try fields.need(name, fields.text)
        let onRecord = file.papers.filter { $0.retractedBy == nil }.map(\.id) + paperIDs
        if !onRecord.contains(id) {
            unknown(id, fields.path(name), among: onRecord, Bilingual(zh: "在案材料", en: "a paper on record"))
        }
        return id
    }

    /// A payment on record.
    mutating func payment(_ fields: PayloadFields, _ name: String = "payment") throws(MissingField)
        -> CasePayment?
    {
        let id = try fields.need(name, fields.text)
        if let index = file.ledger.paymentIndex[id], file.payments[index].retractedBy == nil {
            return file.payments[index]
        }
        let standing = file.payments.filter { $0.retractedBy == nil }.map(\.id)
        unknown(id, fields.path(name), among: standing, Bilingual(zh: "支付记录", en: "a payment"))
        return nil
    }

    /// A claim that stands.
    mutating func claim(_ id: String, _ path: String) -> CaseClaim? {
        if let index = file.ledger.claimIndex[id], file.claims[index].retractedBy == nil {
            return file.claims[index]
        }
        let standing = file.claims.filter { $0.retractedBy == nil }.map(\.id)
        unknown(id, path, among: standing, Bilingual(zh: "请求项目", en: "a claim"))
        return nil
    }

    /// A registered person.
    mutating func person(_ id: String, _ path: String) -> PersonSummary? {
        if let found = context.people(id) { return found }
        problem(
            path, given: "'\(id.prefix(40))'", zh: "已登记人员的编号；请先登记",
            en: "the id of a registered person; register them first")
        return nil
    }

    /// A registered organisation.
    mutating func organisation(_ id: String, _ path: String) {
        guard !context.isOrganisation(id) else { return }
        problem(
            path, given: "'\(id.prefix(40))'", zh: "已登记单位的编号；请先登记",
            en: "the id of a registered organisation; register it first")
    }

    /// Two days in their order.
    mutating func order(_ from: Day?, _ to: Day?, _ path: String) {
        guard let from, let to, to < from else { return }
        problem(path, given: to.description, zh: "不早于 \(from) 的日期", en: "a date not before \(from)")
    }
}
