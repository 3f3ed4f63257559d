import Values

/// The conversion functions, the same at load (for literals) and at evaluation.
enum Conversion {
    /// The converted value or why there is none. A value of another type than the checker saw is `wrongValue`.
    static func apply(_ builtin: CELBuiltin, to value: CELValue) -> Result<CELValue, Refusal> {
        switch (builtin, value) {
        case (.string, .int(let number)): return .success(.string(String(number)))
        case (.string, .bool(let flag)): return .success(.string(flag ? "true" : "false"))
        case (.string, .string), (.int, .int): return .success(value)
        case (.int, .string(let text)): return read(builtin, Int64(text).map(CELValue.int))
        case (.yuan, .string(let text)): return read(builtin, Fen(yuan: text).map(CELValue.money))
        case (.fen, .int(let count)): return .success(.money(Fen(count)))
        case (.date, .string(let text)): return read(builtin, Day(text).map(CELValue.date))
        case (.date, .timestamp(let instant)):
            guard TimeRange.contains(instant), TimeRange.contains(instant.day) else {
                return .failure(Refusal(.timeOutOfRange))
            }
            return .success(.date(instant.day))
        case (.timestamp, .string(let text)):
            guard let instant = Instant(text) else { return .failure(Refusal(.badText(builtin))) }
            return TimeRange.contains(instant)
                ? .success(.timestamp(instant)) : .failure(Refusal(.timeOutOfRange))
        case (.duration, .string(let text)):
            return read(builtin, DurationText.parse(text).map { .duration(microseconds: $0) })
        case (.days, .int(let days)):
            let (microseconds, overflow) = days.multipliedReportingOverflow(by: TimeRange.microsecondsPerDay)
            return overflow ? .failure(Refusal(.overflow)) : .success(.duration(microseconds: microseconds))
        case (.size, _), (.contains, _), (.startsWith, _), (.endsWith, _), (.string, _), (.int, _),
            (.yuan, _),
            (.fen, _), (.date, _), (.timestamp, _), (.duration, _), (.days, _):
            return .failure(Refusal(.wrongValue))
        }
    }

    private static func read(_ builtin: CELBuiltin, _ value: CELValue?) -> Result<CELValue, Refusal> {
        value.map { .success($0) } ?? .failure(Refusal(.badText(builtin)))
    }

    /// Whether a literal argument is converted once, at load.
    static func isConversion(_ builtin: CELBuiltin) -> Bool {
        switch builtin {
        case .string, .int, .yuan, .fen, .date, .timestamp, .duration, .days: return true
        case .size, .contains, .startsWith, .endsWith: return false
        }
    }

    /// The text that a conversion takes.
    static func wanted(_ builtin: CELBuiltin) -> Bilingual {
        switch builtin {
        case .int: return Bilingual(zh: "十进制整数", en: "a decimal integer")
        case .yuan:
            return Bilingual(
                zh: "以元计的金额，如 '42980.00'，至多两位小数", en: "yuan such as '42980.00', at most two decimals")
        case .date:
            return Bilingual(zh: "实有的日期，如 '2025-04-07'", en: "a date that exists, such as '2025-04-07'")
        case .timestamp:
            return Bilingual(
                zh: "带时区的时刻，如 '2025-04-07T09:00:00+08:00'",
                en: "a time with its zone, such as '2025-04-07T09:00:00+08:00'")
        case .duration:
            return Bilingual(
                zh: "时长，如 '72h'、'1h30m'、'90s'，精确到微秒",
                en: "a duration such as '72h', '1h30m' or '90s', no finer than a microsecond")
        case .fen, .days, .string, .size, .contains, .startsWith, .endsWith:
            return Bilingual(zh: "另一类型的值", en: "a value of another type")
        }
    }

    /// Why a conversion gives nothing, before it has a place.
    struct Refusal: Error {
        let reason: Fault.Reason

        init(_ reason: Fault.Reason) { self.reason = reason }
    }
}
