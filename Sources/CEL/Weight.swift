/// What it costs to handle a value: one step for each element and field, and one for sixteen bytes of text.
///
/// Lists charge the weight of their elements when they are built, so that no chain of macros can build a value
/// that is larger than the budget, even when its parts are shared in memory. Stops counting beyond `limit`.
func weight(_ value: CELValue, within limit: Int) -> Int {
    switch value {
    case .bool, .int, .money, .date, .timestamp, .duration, .null: return 1
    case .string(let text): return 1 + text.utf8.count / 16
    case .list(let items):
        var total = 1
        for item in items {
            total += weight(item, within: limit - total)
            if total > limit { break }
        }
        return total
    case .record(let fields):
        var total = 1
        for field in fields.values {
            total += weight(field, within: limit - total)
            if total > limit { break }
        }
        return total
    }
}
