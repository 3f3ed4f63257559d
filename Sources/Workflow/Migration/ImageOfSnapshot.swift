import CEL
import Values

/// The image of one position under a plan, with what stands in the way.
struct ImageOfSnapshot {
    let migration: Migration
    let snapshot: Snapshot
    let view: CaseView
    let at: Moment
    var blocks: [MigrationBlock] = []
    /// What the plan does to clocks by itself.
    var changes: [ClockChange] = []
    /// Runs that are to go on.
    var kept: Set<String> = []

    private var old: WorkflowDefinition { migration.old }
    private var new: WorkflowDefinition { migration.new }
    private var plan: MigrationPlan { migration.plan }

    init(migration: Migration, snapshot: Snapshot, view: CaseView, at: Moment) {
        self.migration = migration
        self.snapshot = snapshot
        self.view = view
        self.at = at
    }

    mutating func make() -> Snapshot {
        var image = snapshot
        image.definition = new.reference
        image.active = snapshot.active.compactMap { state($0) }
        image.frozen = snapshot.frozen.compactMap { state($0) }
        image.history = [:]
        for (name, kept) in snapshot.history
        where new.states.contains(where: { $0.histories.contains { $0.id == name } }) {
            image.history[name] = kept.compactMap { state($0, isKept: true) }
        }
        if blocks.isEmpty { checkPosition(image) }
        image.rowOutcomes = outcomes(image)
        image.enteredAt = entries(image)
        image.data = data()
        image.clocks = snapshot.clocks.compactMap { clock($0) }
        image.pending = snapshot.pending.filter { breach in image.clocks.contains { $0.id == breach.run } }
        image.ledger = snapshot.ledger.map { performed($0) }
        image.proposals = plan.keepsProposals ? snapshot.proposals.map { proposal($0) } : []
        return image
    }

    // MARK: States

    /// A history may keep a state with others inside; a proceeding only ever stands in innermost ones.
    private func imageID(_ id: String, isKept: Bool) -> String? {
        if let image = plan.states[id] { return image }
        guard let state = new.state(id), isKept || state.children.isEmpty else { return nil }
        return id
    }

    /// The image of a stored address, its row kept.
    private mutating func state(_ address: String, isKept: Bool = false) -> String? {
        let (name, row) = Place.parts(address)
        let id = name.split(separator: "/").last.map(String.init) ?? name
        // A list without rows stands for itself.
        if let found = new.state(id), found.forEach != nil, old.state(id)?.forEach != nil {
            return Place.text(found.address, row: row)
        }
        let label = old.stateName(id).label
        guard let image = imageID(id, isKept: isKept), let state = new.state(image) else {
            blocks.append(
                MigrationBlock(
                    .state, id,
                    Bilingual(
                        zh: "状态“\(label.zh)”没有对应；写作 states: {\(id): 新状态}",
                        en: "the state '\(label.en)' has no image; write states: {\(id): NEW}")))
            return nil
        }
        let text = Place.text(state.address, row: row)
        guard new.tree.place(address: text) != nil else {
            blocks.append(
                MigrationBlock(
                    .state, id,
                    Bilingual(
                        zh: "状态“\(label.zh)”按行计，对应的 '\(image)' 不是（或反之）；写作 states: {\(id): 新状态}",
                        en: "the state '\(label.en)' belongs to rows and its image '\(image)' does not, "
                            + "or the other way round; write states: {\(id): NEW}")))
            return nil
        }
        return text
    }

    /// The images together are a configuration: one child of every compound state, all regions of a parallel one.
    private mutating func checkPosition(_ image: Snapshot) {
        let tree = new.tree
        let active = new.active(of: image)
        var faults = Migration.faults(active, tree)
        let holds = active.compactMap { tree[$0.node].suspends.flatMap(tree.index(of:)) }
        var frozen: Set<Place> = []
        for address in image.frozen {
            guard let leaf = tree.place(address: address) else { continue }
            frozen.insert(leaf)
            frozen.formUnion(tree.ancestors(of: leaf))
        }
        if !image.frozen.isEmpty {
            let held = frozen.filter { place in
                holds.contains { $0 == place.node || tree.isInside(place.node, $0) }
            }
            if image.frozen.contains(where: { address in
                tree.place(address: address).map { !held.contains($0) } ?? true
            }) {
                faults.append(
                    Bilingual(zh: "中止的状态不在中止的范围内", en: "a frozen state lies outside of what the hold freezes")
                )
            }
            faults += Migration.faults(held, tree)
        } else if !holds.isEmpty {
            faults.append(Bilingual(zh: "处于中止，却没有中止的状态", en: "it is on hold and nothing is frozen"))
        }
        blocks += faults.map { MigrationBlock(.position, image.active.joined(separator: ", "), $0) }
    }

    /// What finished rows came to, under the state that has the rows now; where there is none any more, nothing asks.
    private func outcomes(_ image: Snapshot) -> [String: [String: String]] {
        var result: [String: [String: String]] = [:]
        for (host, rows) in snapshot.rowOutcomes {
            let keys = Set(rows.keys)
            let moved = image.active.lazy.compactMap { new.tree.place(address: $0) }.first { place in
                place.row.map(keys.contains) ?? false
            }
            let image = moved.flatMap { new.tree.host(of: $0.node) }.map { new.tree[$0].id } ?? host
            if new.state(image)?.forEach != nil { result[image] = rows }
        }
        return result
    }

    private func entries(_ image: Snapshot) -> [String: Moment] {
        var result: [String: Moment] = [:]
        var earlier: [String: Moment] = [:]
        for (id, moment) in snapshot.enteredAt {
            let (name, row) = Place.parts(id)
            earlier[Place.text(plan.states[name] ?? name, row: row)] = moment
        }
        for place in new.active(of: image) where place.node != 0 {
            let id = new.tree.id(place)
            result[id] = earlier[id] ?? at
        }
        return result
    }

    // MARK: Data

    private mutating func data() -> [String: CELValue] {
        let scope = GuardScope(
            old, active: old.live(of: snapshot), data: snapshot.data, clocks: snapshot.clocks,
            milestones: Set(snapshot.milestones.keys), view: view, act: nil)
        var result: [String: CELValue] = [:]
        for field in new.data {
            if let program = plan.data[field.id] {
                guard let value = try? scope.value(program), field.type.holds(value) else {
                    blocks.append(noData(field, program.text))
                    continue
                }
                result[field.id] = value
            } else if let value = snapshot.data[field.id] {
                guard
                    old.data.first(where: { $0.id == field.id })?.type == field.type
                        || field.type.holds(value)
                else {
                    blocks.append(noData(field, value.text))
                    continue
                }
                result[field.id] = value
            } else {
                result[field.id] = field.initial
            }
        }
        return result
    }

    private func noData(_ field: DataField, _ text: String) -> MigrationBlock {
        MigrationBlock(
            .data, field.id,
            Bilingual(
                zh: "数据“\(field.label.zh)”不能取 \(text)；在方案的 data 中写明",
                en: "the data field '\(field.label.en)' cannot hold \(text); say its value under 'data'"))
    }

    // MARK: Clocks

    func lost(_ clock: String) -> MigrationBlock {
        let label = new.clockLabel(clock)
        return MigrationBlock(
            .clock, clock,
            Bilingual(
                zh: "期限“\(label.zh)”要保留，但在迁移后的状态中不计算；写 end 或换一个状态",
                en:
                    "the limit '\(label.en)' is to be kept and does not run where the case comes to; write end, "
                    + "or another state"))
    }

    private mutating func clock(_ run: ClockRun) -> ClockRun? {
        let step = plan.clocks[run.clock]
        if run.papers != nil {
            let name = act(run.papers?.act ?? "")
            return name == run.papers?.act ? run : run.renamed(ClockRun.papersPrefix + name)
        }
        let target = step?.to ?? run.clock
        guard run.state != .ended else { return new.clock(target) == nil ? nil : run.renamed(target) }
        let label = old.clockLabel(run.clock)
        guard let policy = step?.policy ?? old.clock(run.clock)?.onMigrate else {
            blocks.append(
                MigrationBlock(
                    .clock, run.clock,
                    Bilingual(
                        zh: "期限“\(label.zh)”正在计算，方案没有写处置；写作 clocks: {\(run.clock): keep_due}",
                        en:
                            "the limit '\(label.en)' is open and the plan does not say what becomes of it; write "
                            + "clocks: {\(run.clock): keep_due}")))
            return nil
        }
        guard policy == .end || new.clock(target) != nil else {
            blocks.append(
                MigrationBlock(
                    .clock, run.clock,
                    Bilingual(
                        zh: "期限“\(label.zh)”在新版中没有对应；写 end，或写 to: 新期限",
                        en: "the limit '\(label.en)' has no image; write end, or to: NEW")))
            return nil
        }
        var image = run.renamed(target)
        switch policy {
        case .keepDue: kept.insert(image.id)
        case .keepElapsed:
            kept.insert(image.id)
            take(new.clock(target)?.length(on: image.trigger.day), into: &image)
            if image.length != run.length, image.state == .running { changes.append(.resumed(image)) }
        case .restart:
            let row = new.clock(target)?.length(on: at.day)
            image = ClockRun(
                id: image.id.numbered(run.number + 1), clock: target, subject: run.subject, trigger: at,
                length: run.length, until: run.until, lengthFrom: run.lengthFrom)
            take(row, into: &image)
            changes.append(.started(image))
        case .end:
            image.state = .ended
            image.ended = run.phase == .breached ? .passed : .ended
            image.endedAt = at
            changes.append(.ended(image, image.ended ?? .ended))
            if new.clock(target) == nil { return nil }
        }
        return image
    }

    private func take(_ row: DatedLength?, into run: inout ClockRun) {
        guard let row else { return }
        run.length = row.length.description
        run.lengthFrom = row.from
    }

    // MARK: Acts

    private func act(_ name: String) -> String { plan.acts[name] ?? name }

    /// What waits for signatures keeps its act, which is stored with it under its name; the states that would take it move.
    private mutating func proposal(_ proposal: Proposal) -> Proposal {
        let label = old.actLabel(proposal.act)
        if act(proposal.act) != proposal.act || new.act(named: proposal.act) == nil {
            blocks.append(
                MigrationBlock(
                    .act, proposal.id,
                    Bilingual(
                        zh: "待签署的 \(proposal.id)（\(label.zh)）按旧名称保存，新版中没有此名称；写作 proposals: lapse",
                        en:
                            "\(proposal.id) ('\(label.en)') waits under a name that the new text does not have; "
                            + "write proposals: lapse")))
        }
        var sources: [String] = []
        for source in proposal.sources {
            let (name, row) = Place.parts(source)
            let image = plan.states[name] ?? name
            if new.state(image) != nil {
                sources.append(Place.text(image, row: row))
                continue
            }
            blocks.append(
                MigrationBlock(
                    .state, name,
                    Bilingual(
                        zh: "待签署的 \(proposal.id) 所在的“\(old.stateName(name).label.zh)”没有对应；"
                            + "写作 states: {\(name): 新状态}，或 proposals: lapse",
                        en:
                            "'\(old.stateName(name).label.en)', where \(proposal.id) waits, has no image; write "
                            + "states: {\(name): NEW}, or proposals: lapse")))
        }
        return Proposal(
            id: proposal.id, act: proposal.act, rows: proposal.rows, payloadHash: proposal.payloadHash,
            papers: proposal.papers, doers: proposal.doers, occurred: proposal.occurred,
            position: proposal.position, sources: sources, signatures: proposal.signatures)
    }

    private mutating func performed(_ act: PerformedAct) -> PerformedAct {
        let name = self.act(act.act)
        let isCounted =
            old.separate.contains { $0.contains(act.act) }
            || old.acts.values.contains { $0.notSameActorAs.contains(act.act) }
        if new.act(named: name) == nil, isCounted {
            let label = old.actLabel(act.act)
            blocks.append(
                MigrationBlock(
                    .act, act.act,
                    Bilingual(
                        zh: "“\(label.zh)”已办理且受职责分离约束，新版中没有对应；写作 acts: {\(act.act): 新事项}",
                        en: "'\(label.en)' was done, counts for separation and has no image; write "
                            + "acts: {\(act.act): NEW}")))
        }
        return PerformedAct(
            act: name, doers: act.doers, occurred: act.occurred, position: act.position, row: act.row,
            capacities: act.capacities)
    }
}

extension FieldType {
    /// Whether a value is one of this type, its words included.
    func holds(_ value: CELValue) -> Bool {
        StoredValue.value(StoredValue.json(value), type: self) != nil
    }
}

extension ClockRun {
    /// The same run under another clock's name.
    fileprivate func renamed(_ clock: String) -> ClockRun {
        var copy = self
        if copy.id.hasPrefix(self.clock) { copy.id = clock + copy.id.dropFirst(self.clock.count) }
        copy.clock = clock
        return copy
    }
}

extension String {
    /// The id of another run of the same clock.
    fileprivate func numbered(_ number: Int) -> String {
        (lastIndex(of: "#").map { String(self[..<$0]) } ?? self) + "#\(number)"
    }
}
