public import CEL
public import Source
public import Values

/// What sets a transition off.
public enum Trigger: Hashable, Sendable {
    /// An act.
    case act(String)
    /// Nothing: it is taken as soon as its guard holds.
    case auto
    /// The state is done: its active child, or every region of it, is final.
    case done
    /// A clock passed.
    case breach(String)
    /// A limit recorded as passed turned out to have been met: what met it was entered late.
    case cured(String)
    /// An act that takes up a closed proceeding.
    case reopen(String)

    /// The clock whose passing or curing it is.
    var clock: String? {
        switch self {
        case .breach(let name), .cured(let name): return name
        case .act, .auto, .done, .reopen: return nil
        }
    }

    /// The act, where it is one.
    var act: String? {
        switch self {
        case .act(let name), .reopen(let name): return name
        case .auto, .done, .breach, .cured: return nil
        }
    }
}

/// When a transition may be taken.
public enum TransitionGuard: Hashable, Sendable {
    /// Always.
    case always
    /// When the condition holds.
    case when(CELProgram)
    /// When no other transition of the same state and trigger may be taken.
    case otherwise
}

/// A field to be set by a transition: of the data, or as `this.FIELD` of the member a row is about.
public struct DataEffect: Hashable, Sendable {
    /// What stands before the name of a field of a row's own member.
    static let rowPrefix = "this."

    /// The field.
    public let field: String
    /// Its new value.
    public let value: CELProgram

    /// The field of the row's own member, where it is one.
    var rowField: String? {
        field.hasPrefix(DataEffect.rowPrefix) ? String(field.dropFirst(DataEffect.rowPrefix.count)) : nil
    }

    /// The path by which conditions read it.
    var path: String { rowField == nil ? "data.\(field)" : field }
}

/// Members that a transition adds to a list of the procedure's own data.
public struct ListAddition: Hashable, Sendable {
    /// The list.
    public let list: String
    /// The new members.
    public let rows: CELProgram
}

/// A way from one state to another, or an effect without a move.
public struct TransitionDefinition: Hashable, Sendable {
    /// The number among all transitions of the definition, in the order of the file.
    public let number: Int
    /// The state it starts from.
    public let source: String
    /// What sets it off.
    public let trigger: Trigger
    /// Where it leads; nothing when it moves nothing.
    public let target: String?
    /// What it brings back there: then the target is only what would be entered if nothing had been kept.
    public let restores: Restoration?
    /// Whether it leads to a state inside its source without leaving the source.
    public let isInternal: Bool
    /// When it may be taken.
    public let condition: TransitionGuard
    /// What it sets, all at once.
    public let effects: [DataEffect]
    /// What it adds to lists.
    public let additions: [ListAddition]
    /// What rows that are still open come to when it leaves them.
    public let rowsOutcome: String?
    /// What it does to clocks, in the order of the file.
    public let clockOperations: [ClockOperation]
    /// How long after the end a closed proceeding may be taken up again; without limit when nothing.
    public let within: ClockLength?
    /// Where it stands.
    public let position: SourcePosition

    /// The guard's program, where it has one.
    var program: CELProgram? {
        if case .when(let program) = condition { return program }
        return nil
    }

    /// One line for people: `受理 accept → 联合办理 joint`.
    public func summary(in definition: WorkflowDefinition, _ language: Language) -> String {
        let colon = language == .zh ? "：" : ": "
        var text: String
        switch trigger {
        case .act(let name): text = definition.actName(name).shown.text(language)
        case .auto: text = Bilingual(zh: "自动", en: "by itself").text(language)
        case .done: text = Bilingual(zh: "全部完成后", en: "when done").text(language)
        case .breach(let clock):
            text =
                Bilingual(zh: "逾期", en: "breach of").text(language) + " "
                + definition.clockName(clock).shown.text(language)
        case .cured(let clock):
            text =
                Bilingual(zh: "补正逾期", en: "breach lifted of").text(language) + " "
                + definition.clockName(clock).shown.text(language)
        case .reopen(let name):
            text =
                Bilingual(zh: "重新启动", en: "reopened by").text(language) + " "
                + definition.actName(name).shown.text(language)
        }
        switch condition {
        case .always: break
        case .when(let program): text += " [" + program.text + "]"
        case .otherwise: text += " [" + Bilingual(zh: "否则", en: "otherwise").text(language) + "]"
        }
        if let target {
            switch restores {
            case nil: text += " → " + definition.stateName(target).shown.text(language)
            case .frozen: text += " → " + Bilingual(zh: "恢复原状", en: "as it was").text(language)
            case .history(let id):
                text += " → " + Bilingual(zh: "上次所在 ", en: "where it last was, ").text(language) + id
            }
        }
        if !effects.isEmpty {
            text += colon + effects.map { "\($0.field) = \($0.value.text)" }.joined(separator: ", ")
        }
        return text
    }
}
