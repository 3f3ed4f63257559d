public import Values

/// Why the read models could not be kept in their file. The register itself is never touched by any of these.
public enum CaseIndexError: Error, Hashable, Sendable {
    /// The file, or the folder it is in, cannot be written; `SQLiteCaseIndex.inMemory()` needs neither.
    case notWritable(path: String)
    /// The file is a sound database of something else, which we do not delete.
    case foreign(path: String)
    /// The file turned out to be damaged; it has been thrown away, and the next catch-up fills a new one.
    case damaged(path: String)
    /// Another process emptied or replaced the file since this one last asked how far it had read.
    case changed(path: String)
    /// Another process kept the file locked for longer than we wait.
    case busy(path: String)
    /// There is no space left for the file.
    case full(path: String)
    /// SQLite failed in another way.
    case failed(path: String, detail: String)

    /// A stable code.
    public var code: String {
        switch self {
        case .notWritable: return "index-not-writable"
        case .foreign: return "index-foreign"
        case .damaged: return "index-damaged"
        case .changed: return "index-changed"
        case .busy: return "index-busy"
        case .full: return "index-full"
        case .failed: return "index-failed"
        }
    }

    /// What was wanted, what stood in the way, what to do.
    public var message: Bilingual {
        switch self {
        case .notWritable(let path):
            return Bilingual(
                zh: "无法写入索引文件 '\(path)'：文件或其所在文件夹不存在、只读或不是普通文件；请开放写权限，或不用索引文件",
                en:
                    "cannot write the index '\(path)': the file or its folder is missing, read-only or not a plain "
                    + "file; allow writing there, or go without an index file")
        case .foreign(let path):
            return Bilingual(
                zh: "无法使用索引文件 '\(path)'：它是其他程序的数据库，为免误删未作改动；请把它移到别处后重试",
                en:
                    "cannot use the index '\(path)': it is a database of something else and was left as it is; "
                    + "move it elsewhere and try again")
        case .damaged(let path):
            return Bilingual(
                zh: "无法读取索引文件 '\(path)'：文件已损坏，现已清除；登记簿不受影响，请重试，索引会自动重建",
                en:
                    "cannot read the index '\(path)': it was damaged and has been thrown away; the register is not "
                    + "affected, try again and the index is rebuilt")
        case .changed(let path):
            return Bilingual(
                zh: "无法更新索引文件 '\(path)'：另一进程刚刚清空或替换了它；请重试",
                en:
                    "cannot bring the index '\(path)' up to date: another process has just emptied or replaced it; "
                    + "try again")
        case .busy(let path):
            return Bilingual(
                zh: "无法使用索引文件 '\(path)'：另一进程占用超过 \(IndexFile.patience) 秒；请稍后重试",
                en:
                    "cannot use the index '\(path)': another process has held it for over \(IndexFile.patience) "
                    + "seconds; try again in a moment")
        case .full(let path):
            return Bilingual(
                zh: "无法写入索引文件 '\(path)'：磁盘空间已满；请清理空间后重试",
                en: "cannot write the index '\(path)': the disk is full; free some space and try again")
        case .failed(let path, let detail):
            return Bilingual(
                zh: "无法使用索引文件 '\(path)'：\(detail)；可以删除该文件，下次使用时自动重建",
                en:
                    "cannot use the index '\(path)': \(detail); the file may be deleted, it is rebuilt at its next use"
            )
        }
    }
}
