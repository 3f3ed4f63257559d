import Values

/// Why a sub-expression has no value; turned into a `CELError` only when nothing absorbs it.
struct Fault: Error {
    enum Reason {
        case overflow
        case divisionByZero
        case timeOutOfRange
        case partOfDay
        case absentField(String)
        case indexOutOfRange(Int64, count: Int)
        case unboundVariable(String)
        case noAnswer(String)
        case wrongValue
        case badText(CELBuiltin)
        case budget
    }

    let reason: Reason
    let range: Range<Int>

    init(_ reason: Reason, _ node: CELNode) {
        self.reason = reason
        range = node.range
    }

    /// Whether it ends the evaluation: a spent budget is never absorbed, or the bound would be none.
    var isFinal: Bool {
        if case .budget = reason { return true }
        return false
    }

    var code: String {
        switch reason {
        case .overflow: return "C301"
        case .divisionByZero: return "C302"
        case .absentField: return "C303"
        case .indexOutOfRange: return "C304"
        case .timeOutOfRange: return "C305"
        case .partOfDay: return "C306"
        case .badText: return "C307"
        case .unboundVariable: return "C308"
        case .noAnswer: return "C309"
        case .wrongValue: return "C310"
        case .budget: return "C311"
        }
    }

    var message: Bilingual {
        switch reason {
        case .overflow: return Bilingual(zh: "结果超出 64 位范围", en: "the result does not fit in 64 bits")
        case .divisionByZero: return Bilingual(zh: "除以零", en: "division by zero")
        case .timeOutOfRange:
            return Bilingual(zh: "日期超出公元 1 至 9999 年", en: "the date is outside the years 1 to 9999")
        case .partOfDay:
            return Bilingual(zh: "日期只能加减整天", en: "only whole days can be added to a date")
        case .absentField(let name):
            return Bilingual(zh: "字段 \(name) 没有值", en: "field '\(name)' is absent")
        case .indexOutOfRange(let index, let count):
            return Bilingual(
                zh: "列表有 \(count) 项，没有第 [\(index)] 项",
                en: "the list has \(count) elements, none at [\(index)]")
        case .unboundVariable(let name):
            return Bilingual(zh: "变量 \(name) 没有给出", en: "variable '\(name)' was not given")
        case .noAnswer(let name):
            return Bilingual(zh: "函数 \(name) 没有结果", en: "function '\(name)' has no answer")
        case .wrongValue:
            return Bilingual(zh: "给出的值与声明的类型不符", en: "a value was given that is not of the declared type")
        case .badText(let builtin):
            let wanted = Conversion.wanted(builtin)
            return Bilingual(
                zh: "文字不符合要求：应为\(wanted.zh)", en: "the text does not fit: \(wanted.en) is wanted")
        case .budget:
            return Bilingual(zh: "计算步数超出限额", en: "the evaluation takes more steps than allowed")
        }
    }
}
