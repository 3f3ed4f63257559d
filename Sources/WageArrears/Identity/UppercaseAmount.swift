public import Values

/// Writes an amount in the capital characters that agreements and receipts use (人民币大写).
public enum UppercaseAmount {
    /// What follows an amount that ends in jiao: the rule for bills lets it away, that for accounts wants it.
    public enum JiaoEnding: String, Hashable, Sendable {
        /// `伍角整`.
        case whole
        /// `伍角`.
        case bare
    }

    /// The amount with its prefix, e.g. `人民币肆万贰仟玖佰捌拾元整`.
    public static func text(_ amount: Fen, jiaoEnding: JiaoEnding = .whole) -> String {
        let magnitude = amount.count.magnitude
        let yuan = magnitude / 100
        let jiao = Int(magnitude / 10 % 10)
        let fen = Int(magnitude % 10)
        var text = "人民币" + (amount.count < 0 ? "负" : "")
        if yuan > 0 { text += whole(yuan) + "元" }
        if jiao == 0, fen == 0 { return text + (yuan > 0 ? "整" : "零元整") }
        // A zero before the jiao stands for the zero before the point, one before the fen for the missing jiao.
        if yuan > 0, jiao == 0 || yuan % 10 == 0 { text += "零" }
        if jiao > 0 { text += digits[jiao] + "角" }
        if fen > 0 { return text + digits[fen] + "分" }
        switch jiaoEnding {
        case .whole: return text + "整"
        case .bare: return text
        }
    }

    private static let digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

    private static func whole(_ value: UInt64) -> String {
        for (unit, name) in [(UInt64(100_000_000), "亿"), (10_000, "万"), (1_000, "仟"), (100, "佰"), (10, "拾")] {
            guard value >= unit else { continue }
            let rest = value % unit
            let head = whole(value / unit) + name
            if rest == 0 { return head }
            return head + (rest < unit / 10 ? "零" : "") + whole(rest)
        }
        return digits[Int(value)]
    }
}
