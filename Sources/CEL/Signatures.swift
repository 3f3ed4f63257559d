import Values

/// How a built-in function may be called.
struct Signatures {
    /// The written form: `size(x)`, `x.size()` or both.
    enum Style {
        case function
        case method
        case either
    }

    let style: Style
    let overloads: [([CELType], CELType)]

    init(_ builtin: CELBuiltin) {
        switch builtin {
        case .size:
            style = .either
            overloads = [([.string], .int), ([.list(.any)], .int)]
        case .contains, .startsWith, .endsWith:
            style = .method
            overloads = [([.string, .string], .bool)]
        case .string:
            style = .function
            overloads = [([.int], .string), ([.bool], .string), ([.string], .string)]
        case .int:
            style = .function
            overloads = [([.string], .int), ([.int], .int)]
        case .yuan:
            style = .function
            overloads = [([.string], .money)]
        case .fen:
            style = .function
            overloads = [([.int], .money)]
        case .date:
            style = .function
            overloads = [([.string], .date), ([.timestamp], .date)]
        case .timestamp:
            style = .function
            overloads = [([.string], .timestamp)]
        case .duration:
            style = .function
            overloads = [([.string], .duration)]
        case .days:
            style = .function
            overloads = [([.int], .duration)]
        }
    }

    /// The result type for these arguments, or nothing when none of the overloads takes them.
    func result(for arguments: [CELType]) -> CELType? {
        overloads.first { Signatures.match($0.0, arguments) }?.1
    }

    /// Whether arguments of these types can be passed for these parameters.
    static func match(_ parameters: [CELType], _ arguments: [CELType]) -> Bool {
        parameters.count == arguments.count
            && zip(parameters, arguments).allSatisfy { $0.unified(with: $1) != nil }
    }

    /// `(int) or (bool)`, for messages.
    static func text(_ overloads: [[CELType]]) -> Bilingual {
        let forms = overloads.map { "(" + $0.map(\.description).joined(separator: ", ") + ")" }
        return Bilingual(zh: forms.joined(separator: " 或 "), en: forms.joined(separator: " or "))
    }

    /// Functions of full CEL that this subset leaves out, with what to do instead.
    static func unsupported(_ name: String) -> Bilingual? {
        switch name {
        case "matches":
            return Bilingual(
                zh: "不支持正则表达式；可用 contains、startsWith、endsWith",
                en: "regular expressions are not supported; use contains, startsWith or endsWith")
        case "type", "dyn":
            return Bilingual(zh: "类型在加载时检查，不作为值使用", en: "types are checked at load and are not values")
        case "uint", "bytes", "bool":
            return Bilingual(zh: "没有此转换", en: "there is no such conversion")
        case "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getFullYear", "getHours",
            "getMilliseconds", "getMinutes", "getMonth", "getSeconds":
            return Bilingual(
                zh: "日期和时间不能拆成数字；请用比较和 days(n)",
                en: "dates and times are not taken apart into numbers; compare them, and use days(n)")
        case _: return nil
        }
    }
}
