import EventLog
import Source
import Values
import WageArrears
import Workflow

/// Where one act of a file of past acts states something wrong, what else in the file does: told together.
///
/// Payloads alone are looked at, by what the case knows of the acts then; the rest only the entering can tell.
struct BackfillCheck {
    private let names: [String: JSON]
    private let workflows: [String: WorkflowDefinition]
    private let cases: [BackfillCase]
    private let reader: any LogReader
    private let pins: Pins
    private let sink = DiagnosticSink()

    /// Makes a look at the rest of a file; the names are those of what was entered already.
    init(
        _ file: Backfill, workflows: [String: WorkflowDefinition], names: [String: JSON],
        reader: any LogReader, pins: Pins
    ) {
        cases = file.cases
        self.workflows = workflows
        self.names = names
        self.reader = reader
        self.pins = pins
    }

    /// The faults of one act as they were found when it was entered.
    static func faults(of error: any Error) -> [Diagnostic]? {
        if let list = error as? DiagnosticList { return list.items }
        guard let fault = error as? BackfillFault,
            case .refused(let report, _) = fault.outcome, case .payload(let problems) = report.primary
        else { return nil }
        return problems.map {
            diagnostic($0, fault.act, at: fault.node?.position(of: $0.path) ?? fault.position)
        }
    }

    /// The faults of openings and acts that were not entered any more.
    func faults(of openings: [BackfillCase], _ acts: [BackfillAct]) throws -> [Diagnostic] {
        for opening in openings where opening.report != .object([:]) {
            report(
                opening.report, Self.vocabulary("report_received"), opening.reportNode, at: opening.position)
        }
        var states: [String: CaseState] = [:]
        for act in acts {
            report(act.payload, try schema(of: act, &states), act.payloadNode, at: act.position)
        }
        return sink.items
    }

    /// What an act takes, as its case knows it now; nothing where that is not plain.
    private func schema(of act: BackfillAct, _ states: inout [String: CaseState]) throws -> ActSchema? {
        let name = act.caseName.hasPrefix("$") ? String(act.caseName.dropFirst()) : act.caseName
        let number = names[name]?.stringValue ?? name
        if names[name] == nil, let opening = cases.first(where: { $0.key == name }) {
            return workflows[opening.workflow]?.act(named: act.act) ?? Self.vocabulary(act.act)
        }
        if states[number] == nil {
            do {
                states[number] = try CaseState.load(number, in: reader, pins: pins)
            } catch let failure as DeskFailure {
                sink.error("P107", failure.message, at: act.position)
                return nil
            }
        }
        let places = states[number]?.proceedings.filter { act.proceeding == nil || $0.id == act.proceeding }
        let known = Set((places ?? []).compactMap { $0.definition.act(named: act.act) })
        if known.isEmpty { return Self.vocabulary(act.act) }
        return known.count == 1 ? known.first : nil
    }

    private static func vocabulary(_ act: String) -> ActSchema? {
        WageArrearsVocabulary.schema.acts.first { $0.name == act }
    }

    private func report(
        _ payload: JSON, _ schema: ActSchema?, _ node: SourceNode?, at position: SourcePosition
    ) {
        guard let schema else { return }
        do {
            _ = try PayloadReader.read(payload, fields: schema.payload)
        } catch {
            for problem in error.items {
                sink.report(
                    Self.diagnostic(problem, schema.name, at: node?.position(of: problem.path) ?? position))
            }
        }
    }

    private static func diagnostic(
        _ problem: PayloadProblem, _ act: String, at position: SourcePosition
    ) -> Diagnostic {
        Diagnostic(
            code: "P111",
            Bilingual(
                zh: "事项 '\(act)' 的内容：\(problem.text(.zh))",
                en: "payload of '\(act)': \(problem.text(.en))"),
            at: position)
    }
}

extension SourceNode {
    /// Where a field stands that a problem names, or the innermost part on the way to it that is there.
    func position(of path: String) -> SourcePosition {
        var node = self
        var place = position
        for part in path.split(whereSeparator: { ".[]".contains($0) }) {
            switch node.content {
            case .mapping(let entries):
                guard let entry = entries.first(where: { $0.key == part }) else { return place }
                (node, place) = (entry.value, entry.keyPosition)
            case .sequence(let items):
                guard let index = Int(part), items.indices.contains(index) else { return place }
                (node, place) = (items[index], items[index].position)
            case .null, .bool, .integer, .string: return place
            }
        }
        return place
    }
}
