import CEL
import Source
import Values

/// The template that is being read: the state with `for_each`, and its list.
struct RowContext {
    let host: String
    let list: KeyedList
}

/// What a state with `for_each` says about its rows.
struct RowTemplate {
    let list: KeyedList?
    let initial: SourceNode?
    let states: SourceNode?
}

extension DefinitionLoader {
    /// A list by name: of this file's data, or of the case record.
    func keyedList(_ node: SourceNode, _ key: String) -> KeyedList? {
        let own = data.compactMap(\.keyedList)
        let known = own.map(\.name) + KeyedList.namesOfCase(schema)
        let what = Bilingual(zh: "有主键的列表", en: "list with a key")
        guard let name = reference(node, among: known, key, what) else { return nil }
        return own.first { $0.name == name } ?? KeyedList.ofCase(name, schema: schema)
    }

    /// W220: one child for several rows cannot begin with what belongs to one of them.
    func reportRowOfMany(_ use: UseDefinition?, at position: SourcePosition) {
        guard row != nil, let use, use.count == .onePerAct,
            use.with.contains(where: {
                $0.value.references.contains { $0 == "this" || $0.hasPrefix("this.") }
            })
        else { return }
        sink.error(
            "W220",
            Bilingual(
                zh: "child: one_per_act 为多行启动一个程序，with 中不能用 this",
                en:
                    "with child: one_per_act one proceeding is opened for several rows; 'with' cannot read 'this'"
            ),
            at: position,
            hint: Bilingual(
                zh: "写 child: one_per_row，或去掉 this", en: "write child: one_per_row, or do without 'this'"))
    }

    /// W220: what a row remembers belongs to a state inside it.
    func reportHistoryOfRows(_ histories: [HistoryDefinition], of template: RowTemplate?) {
        guard template != nil, let first = histories.first else { return }
        sink.error(
            "W220",
            Bilingual(
                zh: "历史状态 '\(first.id)' 不能直接写在 each 里：不知是哪一行的",
                en: "the history '\(first.id)' cannot stand directly in 'each': which row's would it be?"),
            at: first.position,
            hint: Bilingual(zh: "写在行内的某个状态之内", en: "put it inside a state of the row"))
    }

    /// The row context of a state or clock by the name of its `for_each`.
    func rowContext(ofHost host: String?) -> RowContext? {
        guard let host, let name = hostLists[host] else { return nil }
        let own = data.compactMap(\.keyedList).first { $0.name == name }
        return (own ?? KeyedList.ofCase(name, schema: schema)).map { RowContext(host: host, list: $0) }
    }

    /// `for_each: LIST` with `each: {initial, states}`; nothing for other states.
    func template(_ reader: MappingReader, of entry: SourceNode.Entry) -> RowTemplate? {
        let listNode = reader.optional("for_each")
        let eachNode = reader.optional("each")
        guard listNode != nil || eachNode != nil else { return nil }
        guard let listNode, let eachNode else {
            sink.error(
                "S102",
                Bilingual(
                    zh: "状态 \(entry.key) 的 for_each 和 each 须同时写",
                    en: "'for_each' and 'each' go together in '\(entry.key)'"),
                at: entry.keyPosition,
                hint: Bilingual(
                    zh: "写作 for_each: claimants 和 each: {initial: …, states: {…}}",
                    en: "write for_each: claimants and each: {initial: …, states: {…}}"))
            return RowTemplate(list: nil, initial: nil, states: nil)
        }
        if row != nil {
            sink.error(
                "W220",
                Bilingual(zh: "for_each 里面不能再有 for_each", en: "there is no 'for_each' inside a 'for_each'"),
                at: listNode.position,
                hint: Bilingual(
                    zh: "用组合主键的列表，如 key: [award, worker]",
                    en: "use a list with a composite key, e.g. key: [award, worker]"))
        }
        let inner = MappingReader(
            eachNode, what: Bilingual(zh: "\(entry.key) 的 each", en: "'each' of '\(entry.key)'"), sink: sink)
        let initial = inner.required("initial")
        let states = inner.required("states")
        inner.finish()
        for key in ["initial", "states", "regions"] {
            guard let node = reader.optional(key) else { continue }
            sink.error(
                "S105",
                Bilingual(
                    zh: "有 for_each 的状态，\(key) 写在 each 里面",
                    en: "a state with 'for_each' has '\(key)' inside 'each'"),
                at: node.position)
        }
        return RowTemplate(list: keyedList(listNode, "for_each"), initial: initial, states: states)
    }

    /// A list field of `data:`, with the fields of its members and their key.
    func listField(_ entry: SourceNode.Entry) -> DataField? {
        let inner = MappingReader(
            entry.value, what: Bilingual(zh: "列表 \(entry.key)", en: "list '\(entry.key)'"), sink: sink)
        _ = inner.required("type")
        let label = label(inner, of: entry.key)
        let itemNode = inner.required("item")
        let fields = entries(itemNode, "item").compactMap(itemField)
        let keyNode = inner.required("key")
        let key = inner.sequence("key", orSingle: true).compactMap { node in
            reference(node, among: fields.map(\.name), "key", Bilingual(zh: "字段", en: "field"))
        }
        inner.finish()
        for (name, node) in zip(key, inner.sequence("key", orSingle: true)) {
            checkKeyField(name, fields, at: node.position)
        }
        if let keyNode, Set(key).count != key.count { duplicate(entry.key, at: keyNode.position) }
        if KeyedList.namesOfCase(schema).contains(entry.key) {
            sink.error(
                "W102",
                Bilingual(
                    zh: "案件资料中已有名为 '\(entry.key)' 的列表",
                    en: "the case record has a list '\(entry.key)' already"),
                at: entry.keyPosition, hint: Bilingual(zh: "换一个名称", en: "choose another name"))
        }
        if let keyNode, case .sequence(let items) = keyNode.content, items.isEmpty {
            sink.error(
                "S105", Bilingual(zh: "key 不能为空", en: "'key' cannot be empty"), at: keyNode.position)
        }
        guard !key.isEmpty, itemNode != nil else { return nil }
        return DataField(
            id: entry.key, type: .list(.record(fields)), key: key, initial: .list([]),
            label: label ?? Bilingual(zh: entry.key, en: entry.key))
    }

    private func itemField(_ entry: SourceNode.Entry) -> PayloadField? {
        let inner = MappingReader(
            entry.value, what: Bilingual(zh: "字段 \(entry.key)", en: "field '\(entry.key)'"), sink: sink)
        let typeNode = inner.optional("type")
        let type = fieldType(inner, allowsReferences: true)
        let label = label(inner, of: entry.key)
        let isRequired = inner.optionalBool("required") ?? false
        inner.finish()
        guard let type else { return nil }
        switch type {
        case .text, .integer, .money, .date, .bool, .enumeration, .reference: break
        case .moment, .list, .record:
            sink.error(
                "W110",
                Bilingual(
                    zh: "列表的字段 '\(entry.key)' 不能是这种类型",
                    en: "the field '\(entry.key)' of a list cannot be of this type"),
                at: typeNode?.position ?? entry.keyPosition)
        }
        return PayloadField(
            name: entry.key, type: type, isRequired: isRequired,
            label: label ?? Bilingual(zh: entry.key, en: entry.key))
    }

    private func checkKeyField(_ name: String, _ fields: [PayloadField], at position: SourcePosition) {
        guard let field = fields.first(where: { $0.name == name }) else { return }
        switch field.type {
        case .text, .integer, .date, .enumeration, .reference: break
        case .money, .moment, .bool, .list, .record:
            sink.error(
                "W110",
                Bilingual(zh: "'\(name)' 的类型不能作主键", en: "a field of the type of '\(name)' is no key"),
                at: position)
        }
        guard !field.isRequired else { return }
        sink.error(
            "W110",
            Bilingual(
                zh: "主键字段 '\(name)' 须写 required: true", en: "the key field '\(name)' is required: true"),
            at: position)
    }

    /// `set: {this.x: …}` in a row: a field of the row's own member, not of its key, and never a fact of the case.
    func rowEffect(_ entry: SourceNode.Entry, act: ActSchema?) -> DataEffect? {
        let name = String(entry.key.dropFirst(DataEffect.rowPrefix.count))
        guard let list = row?.list, list.isOwn else {
            sink.error(
                "W103",
                row == nil
                    ? Bilingual(zh: "'this' 只用于 for_each 的行内", en: "'this' is for the rows of a 'for_each'")
                    : Bilingual(zh: "案件的事实不能用 set 改", en: "facts of the case cannot be set"),
                at: entry.keyPosition)
            return nil
        }
        guard let field = list.fields.first(where: { $0.name == name }), !list.key.contains(name) else {
            sink.error(
                "W103",
                Bilingual(
                    zh: "'\(list.name)' 没有可改的字段 '\(name)'",
                    en: "'\(list.name)' has no field '\(name)' that can be set"),
                at: entry.keyPosition,
                hint: Bilingual(zh: "主键不能改", en: "the key is never changed"))
            return nil
        }
        guard let value = program(entry.value, expecting: field.type.celType, act: act) else { return nil }
        EnumerationCheck(data: data, act: act, item: list.fields, sink: sink).checkEffect(
            value, type: field.type, name: entry.key)
        return DataEffect(field: entry.key, value: value)
    }

    /// W212: every row would write the same thing.
    func reportSharedWrite(_ key: String, at position: SourcePosition) {
        sink.error(
            "W212",
            Bilingual(
                zh: "几行可能同时写 '\(key)'；行内只能写 this 的字段",
                en: "several rows may write '\(key)' at once; a row sets fields of 'this' only"),
            at: position,
            hint: Bilingual(
                zh: "写 set: {this.字段: …}，或把它写在 for_each 之外的转移上",
                en: "write set: {this.FIELD: …}, or do it on a transition outside the 'for_each'"))
    }
}

/// What is asked of rows, and of clocks that run in them.
extension DefinitionLoader {
    /// `none_in('STATE WITH for_each', 'STATE OF A ROW')` and its kin.
    func checkRowCall(_ call: CELCall) {
        guard call.arguments.count == 2, let host = call.arguments[0], let state = call.arguments[1] else {
            sink.error(
                "W110",
                Bilingual(
                    zh: "\(call.function) 的参数应直接写名称",
                    en: "the arguments of \(call.function) are names in quotes"),
                at: call.position,
                hint: Bilingual(
                    zh: "如 \(call.function)('workers', 'owing')",
                    en: "as in \(call.function)('workers', 'owing')"))
            return
        }
        guard hostLists[host] != nil else {
            unknown(
                host, known: Array(hostLists.keys),
                Bilingual(zh: "有 for_each 的状态", en: "state with 'for_each'"),
                at: call.position)
            return
        }
        let known = stateHosts.filter { $0.value == host }.map(\.key)
        if !known.contains(state) {
            unknown(
                state, known: known, Bilingual(zh: "\(host) 行内的状态", en: "state in the rows of '\(host)'"),
                at: call.position)
        }
    }

    /// W220: `In` and `clock` cannot be asked of rows from outside: which row would be meant?
    func reportForeignRow(_ call: CELCall, _ name: String) {
        let host: String?
        let hint: Bilingual
        switch call.function {
        case GuardEnvironment.inState:
            host = stateHosts[name]
            hint = Bilingual(
                zh: "写 any_in('\(host ?? "")', '\(name)')、none_in 或 all_in",
                en: "write any_in('\(host ?? "")', '\(name)'), none_in or all_in")
        case GuardEnvironment.clock:
            host = clockHosts[name]
            hint = Bilingual(
                zh: "在行内使用它，或让逾期转移到行内另一状态后再问 any_in",
                en: "ask it in the row, or let its breach lead to another state of the row and ask any_in")
        default: return
        }
        guard let host, host != row?.host else { return }
        sink.error(
            "W220",
            Bilingual(
                zh: "'\(name)' 每行各有一个（for_each 在 '\(host)'），此处不知是哪一行",
                en: "every row of '\(host)' has its own '\(name)'; which one is meant here?"),
            at: call.position, hint: hint)
    }

    /// The `for_each` around the states a clock runs in, when they lie in a template.
    func clockHost(_ runsIn: SourceNode?) -> String? {
        guard let runsIn else { return nil }
        if case .sequence(let items) = runsIn.content {
            return items.lazy.compactMap { $0.json.stringValue.flatMap { self.stateHosts[$0] } }.first
        }
        return runsIn.json.stringValue.flatMap { stateHosts[$0] }
    }

    /// W220: a clock of rows runs and rests in one template only; one outside rows rests in no row.
    func reportMixedRows(_ entry: SourceNode.Entry) {
        for key in ["runs_in", "pause_in"] {
            guard let node = entry.value[key] else { continue }
            var names = [node]
            if case .sequence(let items) = node.content { names = items }
            for name in names {
                guard let state = name.json.stringValue, stateNames[state] != nil else { continue }
                let host = stateHosts[state]
                let fits = host == clockHosts[entry.key] || (key == "pause_in" && host == nil)
                guard !fits else { continue }
                sink.error(
                    "W220",
                    Bilingual(
                        zh: "期限 '\(entry.key)' 不能既在行内又在行外（'\(state)'）",
                        en:
                            "the clock '\(entry.key)' is for rows or for the proceeding, not both ('\(state)')"
                    ),
                    at: name.position,
                    hint: Bilingual(
                        zh: "\(key) 只列同一 for_each 之内的状态，或都在其外；另一处另设一个期限",
                        en:
                            "let '\(key)' name states of one 'for_each' only, or none of them; write a second clock"
                    ))
            }
        }
    }
}
