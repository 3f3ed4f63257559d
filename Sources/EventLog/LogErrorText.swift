public import Values

extension LogError: CustomStringConvertible {
    /// The English text with the code in front.
    public var description: String { "\(code): \(message.en)" }

    /// What was wanted, what stood in the way, and what to do.
    public var message: Bilingual {
        switch self {
        case .wrongExpectedVersion(let stream, let expected, let found, let actor):
            return LogError.versionText(stream, expected, found, actor)
        case .keyReused(let key):
            return Bilingual(
                zh: "命令键 \(key) 已用于另一条命令；请换一个新键",
                en: "the command key \(key) belongs to another command; use a new key")
        case .invalidRequest(let field, let wanted):
            return Bilingual(zh: "\(field) 应为\(wanted.zh)", en: "\(field) must be \(wanted.en)")
        case .tooLarge(let what, let bytes, let limit):
            return Bilingual(
                zh: "\(what.zh)有 \(bytes) 字节，上限为 \(limit) 字节；请缩减",
                en: "\(what.en) has \(bytes) bytes, the limit is \(limit); make it smaller")
        case .noSuchPosition(let position, let size):
            return Bilingual(
                zh: "没有序号 \(position)：登记簿共有 \(size) 条记录",
                en: "there is no position \(position): the register has \(size) entries")
        case .noSuchPart(let name, let position):
            return Bilingual(
                zh: "序号 \(position) 的记录没有 \(name) 部分", en: "the entry at \(position) has no part \(name)")
        case .notPersonal(let name, let position):
            return Bilingual(
                zh: "序号 \(position) 的 \(name) 不是个人信息部分，不能清除",
                en: "part \(name) of the entry at \(position) is not personal and cannot be erased")
        case .alreadyErased(let name, let position, let by):
            return Bilingual(
                zh: "序号 \(position) 的 \(name) 已由序号 \(by) 的记录清除",
                en: "part \(name) of the entry at \(position) was erased before, by the entry at \(by)")
        case .erasureNotRecorded(let name, let position, let by):
            return Bilingual(
                zh: "序号 \(by) 的记录未载明清除序号 \(position) 的 \(name)；请先记录清除决定",
                en:
                    "the entry at \(by) does not record the erasure of \(name) at \(position); record it first"
            )
        case .busy:
            return Bilingual(
                zh: "另一个程序正在写登记簿，等候超时；什么也没有写入，请稍后重试",
                en: "another program is writing to the register; nothing was written, try again in a moment")
        case .notFound(let path):
            return Bilingual(
                zh: "找不到登记簿 \(path)；请检查路径，或先初始化",
                en: "there is no register at \(path); check the path, or create one first")
        case .alreadyExists(let path):
            return Bilingual(
                zh: "\(path) 已存在；不会覆盖，请另选路径",
                en: "\(path) exists already and is never overwritten; choose another path")
        case .notARegister(let path):
            return Bilingual(zh: "\(path) 不是欠薪登记簿", en: "\(path) is not a register of this program")
        case .incompleteRegister(let path):
            return Bilingual(
                zh: "\(path) 的初始化中途中断，内无记录；请删除后重新初始化",
                en: "\(path) was begun and never finished, and holds nothing; delete it and create it again")
        case .lockFileMissing(let path):
            return Bilingual(
                zh: "缺少锁文件 \(path)；请把它与登记簿一起复制，或新建同名空文件",
                en:
                    "the lock file \(path) is missing; copy it along with the register, or make an empty file so named"
            )
        case .networkFileSystem(let path):
            return Bilingual(
                zh: "\(path) 在网络文件系统上，那里的锁不可靠；请放在本机磁盘上",
                en:
                    "\(path) is on a network file system, where locks cannot be relied on; keep it on a local disk"
            )
        case .newerVersion(let found, let supported):
            return Bilingual(
                zh: "登记簿格式为第 \(found) 版，本程序只认识到第 \(supported) 版；请升级程序",
                en:
                    "the register has format \(found), this program knows up to \(supported); upgrade the program"
            )
        case .readOnly(let reason):
            return Bilingual(zh: "登记簿不可写（\(reason)）", en: "the register cannot be written (\(reason))")
        case .full:
            return Bilingual(
                zh: "磁盘已满，什么也没有写入；请腾出空间后重试",
                en: "the disk is full, nothing was written; free some space and try again")
        case .io(let reason):
            return Bilingual(
                zh: "磁盘或系统出错（\(reason)）；未确认的内容都没有写入，请检查磁盘后运行核验",
                en: "the disk or the system failed (\(reason)); what was not acknowledged was not written, "
                    + "check the disk and run verify")
        case .corrupt(let position, let reason):
            return Bilingual(
                zh: (position.map { "序号 \($0) 的记录" } ?? "登记簿") + "已损坏（\(reason)）；请运行核验",
                en: (position.map { "the entry at \($0)" } ?? "the register")
                    + " is damaged (\(reason)); run verify")
        }
    }

    private static func versionText(
        _ stream: StreamName, _ expected: ExpectedVersion, _ found: Int?, _ actor: String?
    ) -> Bilingual {
        let wanted: Bilingual
        switch expected {
        case .any: wanted = Bilingual(zh: "任意版本", en: "any version")
        case .none: wanted = Bilingual(zh: "尚无记录", en: "no entry yet")
        case .exists: wanted = Bilingual(zh: "已有记录", en: "an entry")
        case .exact(let version): wanted = Bilingual(zh: "第 \(version) 版", en: "version \(version)")
        }
        let now: Bilingual
        if let found {
            let by = actor.map { Bilingual(zh: "，最后由 \($0) 写入", en: ", last written by \($0)") }
            now = Bilingual(
                zh: "现为第 \(found) 版" + (by?.zh ?? ""), en: "it has version \(found)" + (by?.en ?? ""))
        } else {
            now = Bilingual(zh: "现无记录", en: "it has none")
        }
        return Bilingual(
            zh: "\(stream) 应为\(wanted.zh)，\(now.zh)；请按最新情况重新提交",
            en: "\(stream) should have \(wanted.en), but \(now.en); look at it again and retry")
    }
}
