public import EventLog
public import Source
public import Values

/// Why a command could not be answered at all: not a refusal by a rule, but something missing, unreadable or broken.
public enum DeskFailure: Error, Hashable, Sendable {
    /// There is no such case in the register.
    case noSuchCase(String)
    /// The case is there, but had no entry by the time asked about.
    case notYet(String)
    /// There is no such actor, or none was named.
    case noSuchActor(String)
    /// There is no such person.
    case noSuchPerson(String)
    /// There is no such organisation.
    case noSuchOrganisation(String)
    /// There is no such proceeding in the case.
    case noSuchProceeding(String, in: String)
    /// No workflow of this name is pinned or on disk.
    case noSuchWorkflow(String)
    /// No migration plan of this hash was proposed.
    case noSuchPlan(String)
    /// The register holds no calendar that the workflow names.
    case noCalendar(String)
    /// The body of this entry cannot be read: the log is damaged or was written by a newer version.
    case unreadable(position: Int)
    /// A pinned definition cannot be loaded by this version.
    case definitionUnreadable(hash: String, DiagnosticList)
    /// The thing exists already.
    case alreadyThere(Bilingual)
    /// What was given makes no sense; says what and what to give instead.
    case badInput(Bilingual)
    /// Limits of this case pass and begin again without end.
    case restless(String)
    /// The log refused or failed.
    case log(LogError)

    /// A stable code.
    public var code: String {
        switch self {
        case .noSuchCase, .notYet: return "no-such-case"
        case .noSuchActor: return "no-such-actor"
        case .noSuchPerson: return "no-such-person"
        case .noSuchOrganisation: return "no-such-organisation"
        case .noSuchProceeding: return "no-such-proceeding"
        case .noSuchWorkflow: return "no-such-workflow"
        case .noSuchPlan: return "no-such-plan"
        case .noCalendar: return "no-calendar"
        case .unreadable: return "unreadable"
        case .definitionUnreadable: return "definition-unreadable"
        case .alreadyThere: return "already-there"
        case .badInput: return "bad-input"
        case .restless: return "restless"
        case .log(let error): return error.code
        }
    }

    /// What was wanted, what stood in the way, what to do.
    public var message: Bilingual {
        switch self {
        case .noSuchCase(let number):
            return Bilingual(
                zh: "找不到案件 '\(number)'：登记簿中没有该案号；用 'backpay list' 查看全部案件",
                en:
                    "cannot find case '\(number)': the register has no such number; 'backpay list' shows all cases"
            )
        case .notYet(let number):
            return Bilingual(
                zh: "案件 '\(number)' 在所问时间之前还没有任何记录；请用较晚的时间",
                en: "case '\(number)' had no entry yet by the time asked about; ask for a later one")
        case .noSuchActor(let id):
            return id.isEmpty
                ? Bilingual(
                    zh: "不知道由谁办理：请用 --as 或 BACKPAY_ACTOR 指明经办人",
                    en: "cannot tell who is acting: name the actor with --as or BACKPAY_ACTOR")
                : Bilingual(
                    zh: "找不到经办人 '\(id)'：登记簿中没有该人员；用 'backpay actor list' 查看",
                    en: "cannot find actor '\(id)': not in the register; 'backpay actor list' shows all")
        case .noSuchPerson(let id):
            return Bilingual(
                zh: "找不到人员 '\(id)'：请先用 'backpay person add' 登记",
                en: "cannot find person '\(id)': register the person with 'backpay person add' first")
        case .noSuchOrganisation(let id):
            return Bilingual(
                zh: "找不到单位 '\(id)'：请先用 'backpay organisation add' 登记",
                en: "cannot find organisation '\(id)': register it with 'backpay organisation add' first")
        case .noSuchProceeding(let id, let number):
            return Bilingual(
                zh: "案件 \(number) 没有程序 '\(id)'", en: "case \(number) has no proceeding '\(id)'")
        case .noSuchWorkflow(let name):
            return Bilingual(
                zh: "找不到流程 '\(name)'：既不是文件，也未登记；用 'backpay workflow list' 查看",
                en:
                    "cannot find workflow '\(name)': neither a file nor in the register; see 'backpay workflow list'"
            )
        case .noSuchPlan(let hash):
            return Bilingual(
                zh: "登记簿中没有提出过这一迁移方案（\(hash.prefix(12))）；先用 --propose 提出",
                en:
                    "this migration plan was never proposed in the register (\(hash.prefix(12))); propose it first "
                    + "with --propose")
        case .noCalendar(let id):
            return Bilingual(
                zh: "登记簿中没有日历 '\(id)'：请用 'backpay calendar add DIR' 登记后再办理",
                en: "the register holds no calendar '\(id)': add it with 'backpay calendar add DIR' first")
        case .unreadable(let position):
            return Bilingual(
                zh: "无法读取第 \(position) 条记录：内容损坏或由更新版本写入；运行 'backpay audit verify'",
                en:
                    "cannot read entry \(position): it is damaged or was written by a newer version; run 'backpay audit verify'"
            )
        case .definitionUnreadable(let hash, let list):
            return Bilingual(
                zh: "无法载入已登记的流程 \(hash.prefix(12))：\(list.items.first?.text(.zh) ?? "")",
                en: "cannot load the pinned workflow \(hash.prefix(12)): \(list.items.first?.text(.en) ?? "")"
            )
        case .restless(let number):
            return Bilingual(
                zh: "案件 \(number) 的期限届满后不断重新开始，停不下来；请检查其流程的 until 和 breach",
                en:
                    "limits of case \(number) pass and begin again without end; look at 'until' and 'breach' of its workflow"
            )
        case .alreadyThere(let text), .badInput(let text): return text
        case .log(let error): return error.message
        }
    }
}
