import CEL
import Foundation
import Source
import SourceYAML
import Values
import Workflow

/// A small vocabulary with the acts that the two-station procedure uses.
let testVocabulary = VocabularySchema(
    name: "wage-arrears/1",
    acts: [
        decision("accept"), decision("decline"), decision("start_joint_action"),
        decision("verify", payload: [amountsField]),
        decision(
            "refute",
            payload: [
                PayloadField(name: "reason", type: .text, isRequired: false, label: text("理由", "reason"))
            ]),
        decision(
            "settle",
            payload: [
                PayloadField(
                    name: "settlements",
                    type: .list(
                        .record([
                            PayloadField(
                                name: "claimant", type: .reference(.claimant), isRequired: true,
                                label: text("劳动者", "claimant")),
                            PayloadField(
                                name: "sum", type: .money, isRequired: true, label: text("金额", "sum")),
                            PayloadField(
                                name: "pay_by", type: .date, isRequired: false, label: text("期限", "by when")),
                        ])), isRequired: true, label: text("和解", "settlements"))
            ]),
        decision("reopen"),
        decision(
            "close",
            payload: [
                PayloadField(
                    name: "reason",
                    type: .enumeration([
                        "paid_in_full", "withdrawn", "not_substantiated", "other_route",
                    ]), isRequired: true, label: text("理由", "reason"))
            ]),
        ActSchema(name: "correct", kind: .decision, availability: .always, label: text("更正", "correct")),
        ActSchema(name: "payment_recorded", kind: .fact, availability: .always, label: text("支付", "payment")),
        ActSchema(name: "withdrawn", kind: .fact, availability: .always, label: text("撤回", "withdrawn")),
    ],
    caseType: CELRecordType(
        name: "case",
        fields: [
            "claimants": CELField(
                .list(
                    .record(
                        CELRecordType(
                            name: "claimant",
                            fields: [
                                "id": CELField(.string), "paid_in_full": CELField(.bool),
                                "withdrawn": CELField(.bool), "died": CELField(.bool),
                                "succeeded": CELField(.bool),
                            ])))),
            "all_withdrawn": CELField(.bool), "contact_reached": CELField(.bool),
            "verified": CELField(.money),
            "due": CELField(.money),
        ]))

private let amountsField = PayloadField(
    name: "amounts",
    type: .list(
        .record([
            PayloadField(
                name: "level", type: .enumeration(["case", "claimant"]), isRequired: true,
                label: text("层级", "level")),
            PayloadField(
                name: "claimant", type: .reference(.claimant), isRequired: true,
                label: text("劳动者", "claimant")),
            PayloadField(name: "sum", type: .money, isRequired: true, label: text("金额", "sum")),
        ])), isRequired: false, label: text("金额", "amounts"))

func text(_ zh: String, _ en: String) -> Bilingual { Bilingual(zh: zh, en: en) }

func decision(_ name: String, payload: [PayloadField] = []) -> ActSchema {
    ActSchema(
        name: name, kind: .decision, availability: .byState, label: Bilingual(zh: name, en: name),
        payload: payload)
}

/// The test vocabulary, with every act that a procedure asks of its vocabulary and that is not in it yet.
func vocabulary(for yaml: String) throws -> VocabularySchema {
    let node = try YAMLReader.read(yaml, file: "t.yaml")
    guard case .mapping(let entries)? = node["acts"]?.content else { return testVocabulary }
    let known = Set(testVocabulary.acts.map(\.name))
    let missing = entries.filter { $0.value["kind"] == nil && !known.contains($0.key) }
    return VocabularySchema(
        name: testVocabulary.name, acts: testVocabulary.acts + missing.map { decision($0.key) },
        caseType: testVocabulary.caseType)
}

/// Reads and checks a definition; `file` is the name in errors.
func load(
    _ yaml: String, file: String = "t.yaml", vocabularies: [VocabularySchema] = [testVocabulary]
) throws -> WorkflowDefinition {
    try WorkflowDefinition.load(try YAMLReader.read(yaml, file: file), vocabularies: vocabularies)
}

/// A procedure of the repository, with the acts its vocabulary needs and what it uses from `workflows/procedures/`.
func shipped(_ name: String) throws -> WorkflowDefinition {
    let yaml = try repositoryFile("workflows/\(name).yaml")
    let vocabularies = [try vocabulary(for: yaml)]
    return try WorkflowDefinition.load(
        try YAMLReader.read(yaml, file: "\(name).yaml"), vocabularies: vocabularies,
        using: { used in
            guard let text = try? repositoryFile("workflows/procedures/\(used).yaml"),
                let node = try? YAMLReader.read(text, file: "\(used).yaml"),
                let vocabulary = try? vocabulary(for: text)
            else { return nil }
            return WorkflowInterface(node: node, vocabularies: [vocabulary])
        })
}

/// What is wrong with a definition, as `line:column code`.
func faults(_ yaml: String) -> [String] {
    do {
        let definition = try load(yaml)
        return definition.warnings.map { "\($0.position.line):\($0.position.column) \($0.code) warning" }
    } catch let list as DiagnosticList {
        return list.items.filter { $0.severity == .error }.map {
            "\($0.position.line):\($0.position.column) \($0.code)"
        }
    } catch {
        return ["\(error)"]
    }
}

/// What is wrong with a definition, whole.
func diagnostics(_ yaml: String) -> [Diagnostic] {
    do {
        return try load(yaml).warnings
    } catch let list as DiagnosticList {
        return list.items
    } catch {
        return []
    }
}

/// The head that small machines share: one role that may do the declared acts `a`, `b`, `c`, and facts `f`, `g`.
func machine(_ rest: String, acts: String = "a b c", data: String = "", clocks: String = "") -> String {
    let declared = acts.split(separator: " ").map {
        "  \($0): {kind: decision, label: {zh: \($0), en: \($0)}, who: [clerk]}\n"
    }.joined()
    return """
        workflow: small
        language: 1
        version: 1
        label: {zh: 小, en: small}
        roles:
          clerk: {label: {zh: 经办, en: clerk}}
          reader: {label: {zh: 只读, en: reader}, reads_only: true}
        \(data.isEmpty ? "" : "data:\n" + data)
        acts:
        \(declared)  f: {kind: fact, label: {zh: f, en: f}, payload: {num: {type: integer, label: {zh: 数, en: num}}}}
        \(clocks.isEmpty ? "" : "clocks:\n" + clocks)
        \(rest)
        """
}

func label(_ name: String) -> String { "label: {zh: \(name), en: \(name)}" }

/// A case as guards see it.
func caseView(
    due: Int64 = 0, verified: Int64 = 0, contact: Bool = false, withdrawn: Bool = false,
    claimants: [String] = ["w1"], papers: [PaperOnRecord] = [], findings: [String] = [],
    isClosed: Bool = false
) -> CaseView {
    CaseView(
        record: .record([
            "claimants": .list(
                claimants.map {
                    .record([
                        "id": .string($0), "paid_in_full": .bool(due == 0), "withdrawn": .bool(withdrawn),
                        "died": .bool(false), "succeeded": .bool(false),
                    ])
                }),
            "all_withdrawn": .bool(withdrawn), "contact_reached": .bool(contact),
            "verified": .money(Fen(verified)), "due": .money(Fen(due)),
        ]), papers: papers, blockingFindings: findings, isClosed: isClosed)
}

func paper(_ id: String, _ kind: String, hash: String? = nil, claimants: [String] = [], fresh: Bool = false)
    -> PaperOnRecord
{
    PaperOnRecord(id: id, kind: kind, hash: hash, claimants: claimants, isFresh: fresh)
}

func doer(_ id: String, _ roles: String..., signed: Bool = true) -> Doer {
    Doer(id: id, roles: Set(roles), body: nil, hasSigned: signed)
}

func day(_ text: String) -> Moment { Day(text).map(Moment.day) ?? .day(Day(ordinal: 0)) }

/// A proceeding being walked through, for tests.
struct Walk {
    let definition: WorkflowDefinition
    var snapshot: Snapshot
    var view: CaseView
    var on = day("2025-04-07")
    var last: StepResult

    init(_ definition: WorkflowDefinition, view: CaseView = caseView(), on: String = "2025-04-07") throws {
        self.definition = definition
        self.view = view
        self.on = day(on)
        last = try WorkflowStep.start(definition, case: view, occurred: self.on)
        snapshot = last.snapshot
    }

    var states: [String] { snapshot.active }

    func input(_ act: String, _ doers: [Doer], _ payload: [String: CELValue] = [:]) -> ActInput {
        ActInput(act: act, payload: payload, doers: doers, occurred: on)
    }

    /// The report, when the act is refused.
    func refusal(
        of act: String, by doers: [Doer] = [doer("p", "clerk")], _ payload: [String: CELValue] = [:]
    ) -> RefusalReport? {
        switch WorkflowStep.admit(definition, snapshot, act: input(act, doers, payload), case: view) {
        case .admitted: return nil
        case .refused(let report): return report
        }
    }

    /// What an act comes to before it is taken; nothing when it is refused.
    func admission(
        of act: String, by doers: [Doer] = [doer("p", "clerk")], _ payload: [String: CELValue] = [:]
    ) -> Admission? {
        switch WorkflowStep.admit(definition, snapshot, act: input(act, doers, payload), case: view) {
        case .admitted(let admission): return admission
        case .refused: return nil
        }
    }

    /// Does an act; throws the refusal.
    mutating func `do`(
        _ act: String, by doers: [Doer] = [doer("p", "clerk")], _ payload: [String: CELValue] = [:],
        then after: CaseView? = nil
    ) throws {
        switch WorkflowStep.admit(definition, snapshot, act: input(act, doers, payload), case: view) {
        case .refused(let report): throw report
        case .admitted(let admission):
            last = try WorkflowStep.take(admission, caseAfter: after ?? view, position: nil)
            snapshot = last.snapshot
            if let after { view = after }
        }
    }

    /// The facts of the case change.
    mutating func facts(_ after: CaseView) throws {
        view = after
        last = try WorkflowStep.react(definition, snapshot, caseAfter: after, occurred: on)
        snapshot = last.snapshot
    }

    mutating func breach(_ run: String) throws {
        last = try WorkflowStep.breach(run, definition, snapshot, case: view, at: on.earliest)
        snapshot = last.snapshot
    }

    func run(_ id: String) -> ClockRun? { snapshot.clocks.first { $0.id == id } }
}

/// A file of the repository.
func repositoryFile(_ path: String) throws -> String {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
}

/// A generator whose numbers follow from its seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
