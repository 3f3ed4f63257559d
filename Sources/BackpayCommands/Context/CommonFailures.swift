import Glibc
import Source
import Values

extension CommandFailure {
    /// Faults in a file that a person wrote, each with its place; bad input.
    init(_ list: DiagnosticList) {
        let errors = list.items.filter { $0.severity == .error }
        let files = Set(list.items.map(\.position.file)).sorted().joined(separator: ", ")
        let one = errors.count == 1
        self.init(
            .badInput, code: "diagnostics",
            Bilingual(
                zh: "无法使用 \(files)：有 \(errors.count) 处错误",
                en: "cannot use \(files): \(errors.count) \(one ? "error" : "errors")"),
            details: list.items.map { Bilingual(zh: $0.text(.zh), en: $0.text(.en)) },
            members: ["diagnostics": .array(list.items.map(\.json))])
    }

    /// An error that nobody foresaw: our own bug.
    static func unforeseen(_ error: any Error) -> CommandFailure {
        CommandFailure(
            .software, code: "software",
            Bilingual(
                zh: "程序内部错误：\(String(describing: error))",
                en: "internal error: \(String(describing: error))"),
            hint: Bilingual(
                zh: "这是程序缺陷，请把所用命令、本行文字和 'backpay --version' 的输出报告给维护者",
                en:
                    "this is a bug; please report the command, this line and the output of 'backpay --version'"
            ))
    }

    /// The system refused to read, write or find a file; `number` is what it left in `errno`.
    static func file(_ path: String, doing: Bilingual, number: Int32) -> CommandFailure {
        let reason = systemReason(number)
        return CommandFailure(
            status(number), code: "file",
            Bilingual(
                zh: "\(doing.zh) '\(path)' 失败：\(reason.zh)", en: "cannot \(doing.en) '\(path)': \(reason.en)"),
            members: ["path": .string(path), "errno": .integer(Int64(number))])
    }

    /// What an error number of the system says, in both languages.
    static func systemReason(_ number: Int32) -> Bilingual {
        let en = String(cString: strerror(number))
        switch number {
        case ENOENT: return Bilingual(zh: "没有这个文件或文件夹", en: "no such file or folder")
        case ENOTDIR: return Bilingual(zh: "路径中有一段不是文件夹", en: "a part of the path is not a folder")
        case EACCES, EPERM: return Bilingual(zh: "没有权限", en: "permission denied")
        case EISDIR: return Bilingual(zh: "这是文件夹，不是文件", en: "it is a folder, not a file")
        case ENOSPC: return Bilingual(zh: "磁盘已满", en: "the disk is full")
        case EDQUOT: return Bilingual(zh: "磁盘配额已用完", en: "the disk quota is used up")
        case EFBIG: return Bilingual(zh: "超过文件大小上限", en: "the file size limit is reached")
        case EROFS: return Bilingual(zh: "文件系统只读", en: "the file system is read-only")
        case EIO: return Bilingual(zh: "设备读写错误", en: "the device failed")
        default: return Bilingual(zh: "系统错误 \(number)（\(en)）", en: "system error \(number) (\(en))")
        }
    }

    private static func status(_ number: Int32) -> ExitStatus {
        switch number {
        case ENOENT, ENOTDIR, EISDIR, EACCES, EPERM, ENAMETOOLONG, ELOOP: return .notFound
        default: return .io
        }
    }
}

extension Diagnostic {
    /// The diagnostic for programs.
    var json: JSON {
        .object(omitting: [
            "severity": .string(severity.rawValue), "code": .string(code), "file": .string(position.file),
            "line": .integer(Int64(position.line)), "column": .integer(Int64(position.column)),
            "message_zh": .string(message.zh), "message_en": .string(message.en),
            "hint_zh": hint.map { .string($0.zh) }, "hint_en": hint.map { .string($0.en) },
        ])
    }
}
