import CEL
import Source
import Values

/// The due date of a clock as expressions read it.
enum ClockDueDate {
    /// The path of `clock('ID').due`, as optional reads name it.
    static func path(of clock: String) -> String { "clock(\"\(clock)\").due" }
}

/// W309: the dates that clocks are counted from, or run until, are there however a clock starts.
///
/// For each state what is surely there when it is entered: fields that every way to it has set or asked for with
/// `has(…)`, and due dates of clocks that surely ran before. Nothing that was set is ever unset.
struct ClockDateChecks {
    private let checks: DefinitionChecks
    private let tree: StateTree
    /// What is surely there in each state; nothing for one that no way enters.
    private var sure: [Set<String>?]
    private let entered: [Set<Int>]

    init(_ checks: DefinitionChecks) {
        self.checks = checks
        tree = checks.tree
        sure = Array(repeating: nil, count: checks.tree.nodes.count)
        entered = checks.transitions.map(checks.entered(by:))
        settle()
    }

    func run() {
        for clock in checks.definition.clocks {
            for program in [clock.from, clock.until].compactMap(\.self) where needsLook(program) {
                check(clock, program)
            }
        }
    }

    private func needsLook(_ program: CELProgram) -> Bool {
        !program.optionalReads.isEmpty || program.references.contains { $0.hasPrefix("act.") }
    }

    // MARK: What is sure

    private mutating func settle() {
        let initial = tree.defaultEntry(0)
        for node in initial { sure[node] = onEntry(node, among: initial) }
        var changes = true
        while changes {
            changes = false
            for (number, transition) in checks.transitions.enumerated() {
                guard let after = after(transition) else { continue }
                for node in entered[number] {
                    let new = after.union(onEntry(node, among: entered[number]))
                    let met = sure[node].map { $0.intersection(new) } ?? new
                    if met != sure[node] {
                        sure[node] = met
                        changes = true
                    }
                }
            }
        }
    }

    /// What is surely there once a transition was taken; nothing when its state is never entered.
    private func after(_ transition: TransitionDefinition) -> Set<String>? {
        guard let source = checks.index(transition.source), var known = sure[source] else { return nil }
        let places = [source] + tree.ancestors(of: source)
        for place in places { known.formUnion(sure[place] ?? []) }
        known.formUnion(fields(transition.effects))
        if transition.target != nil { known.formUnion(fields(tree[source].leaveEffects)) }
        if let program = transition.program {
            known.formUnion(program.presentWhenTrue.filter { !$0.hasPrefix("act.") })
        }
        switch transition.trigger {
        case .auto, .done: break
        case .breach(let clock), .cured(let clock): known.insert(ClockDueDate.path(of: clock))
        case .act, .reopen: break
        }
        guard transition.trigger != .auto, transition.trigger != .done else { return known }
        // Something other than an automatic move finds its state at rest, so that the clocks of it have started.
        for clock in checks.definition.clocks
        where places.contains(where: { clock.runsIn.contains(tree[$0].id) }) {
            known.insert(ClockDueDate.path(of: clock.id))
        }
        return known
    }

    /// What entering a state sets, together with what is entered around it.
    private func onEntry(_ node: Int, among entered: Set<Int>) -> Set<String> {
        ([node] + tree.ancestors(of: node).filter(entered.contains)).reduce(into: []) {
            $0.formUnion(fields(tree[$1].enterEffects))
        }
    }

    private func fields(_ effects: [DataEffect]) -> Set<String> {
        Set(effects.map { $0.rowField == nil ? "data.\($0.field)" : $0.field })
    }

    // MARK: What is missing

    private func check(_ clock: ClockDefinition, _ program: CELProgram) {
        let runs = Set(clock.runsIn.compactMap { checks.index($0) })
        let payload = program.references.contains { $0.hasPrefix("act.") }
        if !tree.defaultEntry(0).isDisjoint(with: runs) {
            let known = runs.compactMap { sure[$0] }.first ?? []
            if payload { return report(clock, program, what: "act", way: nil) }
            if let lacking = lacking(program, known) {
                return report(clock, program, what: lacking, way: nil)
            }
        }
        for (number, transition) in checks.transitions.enumerated()
        where !entered[number].isDisjoint(with: runs) {
            guard let source = checks.index(transition.source), let known = after(transition),
                !([source] + tree.ancestors(of: source)).contains(where: runs.contains)
            else { continue }
            if payload, transition.trigger.act == nil {
                return report(clock, program, what: "act", way: transition)
            }
            let fields = entered[number].reduce(into: known) {
                $0.formUnion(self.fields(tree[$1].enterEffects))
            }
            if let lacking = lacking(program, fields) {
                return report(clock, program, what: lacking, way: transition)
            }
        }
    }

    private func lacking(_ program: CELProgram, _ known: Set<String>) -> String? {
        for read in program.optionalReads {
            guard let path = read.path else { return program.text }
            if !known.contains(path) { return path }
        }
        return nil
    }

    private func report(
        _ clock: ClockDefinition, _ program: CELProgram, what: String, way: TransitionDefinition?
    ) {
        let shown = what.replacing("\"", with: "'")
        let zh = way.map { "经 \($0.position) 的转移开始时" } ?? "一开始就计算时"
        let en =
            way.map { "when it starts by the transition at \($0.position)" } ?? "when it starts at the outset"
        checks.sink.error(
            "W309",
            Bilingual(
                zh: "期限 '\(clock.id)' \(zh)，\(shown) 可能没有值",
                en: "the clock '\(clock.id)' reads \(shown), which may be absent \(en)"),
            at: program.position,
            hint: Bilingual(
                zh: "让每条通向它的转移都用 set 写入，或用 has(…) ? … : … 给出别的日期",
                en: "let every way to it set the field, or give another date with has(…) ? … : …"))
    }
}
