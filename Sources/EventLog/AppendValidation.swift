import Source
import Values

extension AppendRequest {
    /// Refuses what could not be stored, hashed or read again.
    func validate() throws(LogError) {
        guard !entries.isEmpty else {
            throw .invalidRequest(field: "entries", wanted: Bilingual(zh: "至少一条", en: "at least one"))
        }
        try LogError.check(
            Bilingual(zh: "一条命令的记录数", en: "the list of entries"), entries.count,
            limit: LogLimits.entriesPerAppend)
        try LogError.check(Bilingual(zh: "答复", en: "the answer"), answer.count, limit: LogLimits.answerBytes)
        try LogError.checkName(actor, "actor")
        if let correlation { try LogError.checkName(correlation, "correlation") }
        guard at.microseconds.magnitude <= UInt64(JSON.maxInteger) else {
            throw .invalidRequest(
                field: "at", wanted: Bilingual(zh: "可表示的时刻", en: "an instant that JSON can hold"))
        }
        for entry in entries { try entry.validate() }
    }
}

extension NewEntry {
    fileprivate func validate() throws(LogError) {
        try LogError.checkName(type, "type")
        guard (1...1_000_000).contains(schema) else {
            throw .invalidRequest(field: "schema", wanted: Bilingual(zh: "从 1 起的整数", en: "a number from 1"))
        }
        if case .instant(let instant) = occurred {
            guard Moment(instant.description) == occurred else {
                throw .invalidRequest(
                    field: "occurred",
                    wanted: Bilingual(zh: "公元 1 年至 9999 年的时刻", en: "an instant in the years 1 to 9999"))
            }
        }
        if case .day(let day) = occurred {
            guard Day(day.description) == day else {
                throw .invalidRequest(
                    field: "occurred",
                    wanted: Bilingual(zh: "公元 1 年至 9999 年的日期", en: "a day in the years 1 to 9999"))
            }
        }
        try LogError.check(
            Bilingual(zh: "一条记录的部分数", en: "the list of parts"), parts.count, limit: LogLimits.partsPerEntry)
        for (index, part) in parts.enumerated() {
            guard StreamName.isName(part.name), !parts[..<index].contains(where: { $0.name == part.name })
            else {
                throw .invalidRequest(
                    field: "part",
                    wanted: Bilingual(
                        zh: "互不相同、形如 facts 或 personal/编号的名称",
                        en: "named like facts or personal/<subject>, each name once"))
            }
            try LogError.check(
                Bilingual(zh: "正文部分", en: "a part of the body"), part.bytes.count, limit: LogLimits.partBytes)
        }
    }
}

extension LogError {
    /// Refuses what is larger than it may be.
    static func check(_ what: Bilingual, _ count: Int, limit: Int) throws(LogError) {
        guard count <= limit else { throw .tooLarge(what: what, bytes: count, limit: limit) }
    }

    /// Refuses a text that is empty, long or holds control characters.
    fileprivate static func checkName(_ text: String, _ field: String) throws(LogError) {
        guard (1...LogLimits.nameBytes).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else {
            throw .invalidRequest(
                field: field,
                wanted: Bilingual(
                    zh: "1 至 \(LogLimits.nameBytes) 字节、不含控制字符的文字",
                    en: "1 to \(LogLimits.nameBytes) bytes of text without control characters"))
        }
    }
}
