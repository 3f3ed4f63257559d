/// Reads and writes spans of time: `72h`, `1h30m`, `-1.5s`, `250ms`, as cel-spec's `duration()` takes them.
enum DurationText {
    /// Microseconds, or nothing when the text is no duration, too large, or finer than a microsecond.
    static func parse(_ text: String) -> Int64? {
        var bytes = Array(text.utf8)[...]
        var negative = false
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            negative = first == UInt8(ascii: "-")
            bytes = bytes.dropFirst()
        }
        if bytes.elementsEqual("0".utf8) { return 0 }
        guard !bytes.isEmpty else { return nil }
        var total: Int64 = 0
        while !bytes.isEmpty {
            guard let part = part(of: &bytes) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        }
        return negative ? -total : total
    }

    private static func part(of bytes: inout ArraySlice<UInt8>) -> Int64? {
        let whole = digits(of: &bytes)
        var fraction: ArraySlice<UInt8> = []
        if bytes.first == UInt8(ascii: ".") {
            bytes = bytes.dropFirst()
            fraction = digits(of: &bytes)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        let unitBytes = bytes.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
        guard let nanoseconds = nanoseconds(in: String(decoding: unitBytes, as: UTF8.self)) else {
            return nil
        }
        bytes = bytes.dropFirst(unitBytes.count)

        // Everything in nanoseconds of 128 bits, so that "0.5ms" and "2562047h" are both exact.
        guard whole.count <= 18, fraction.count <= 18 else { return nil }
        var value: Int128 = 0
        for digit in whole { value = value * 10 + Int128(digit - 48) }
        value *= Int128(nanoseconds)
        var scaled: Int128 = 0
        var scale: Int128 = 1
        for digit in fraction {
            scaled = scaled * 10 + Int128(digit - 48)
            scale *= 10
        }
        scaled *= Int128(nanoseconds)
        guard scaled % scale == 0 else { return nil }
        value += scaled / scale
        guard value % 1000 == 0 else { return nil }
        return Int64(exactly: value / 1000)
    }

    private static func digits(of bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let run = bytes.prefix { $0 >= 48 && $0 <= 57 }
        bytes = bytes.dropFirst(run.count)
        return run
    }

    private static func nanoseconds(in unit: String) -> Int64? {
        let units: [String: Int64] = [
            "h": 3_600_000_000_000, "m": 60_000_000_000, "s": 1_000_000_000, "ms": 1_000_000, "us": 1000,
            "ns": 1,
        ]
        return units[unit]
    }

    /// `5d`, `2h 30m`, `1.5s`, `0s`.
    static func short(_ microseconds: Int64) -> String {
        var rest = microseconds.magnitude
        var parts: [String] = []
        let units: [(UInt64, String)] = [(86_400_000_000, "d"), (3_600_000_000, "h"), (60_000_000, "m")]
        for (size, name) in units where rest >= size {
            parts.append("\(rest / size)\(name)")
            rest %= size
        }
        if rest > 0 || parts.isEmpty { parts.append(decimalSeconds(rest)) }
        return (microseconds < 0 ? "-" : "") + parts.joined(separator: " ")
    }

    /// `259200s`, `-1.5s`.
    static func seconds(_ microseconds: Int64) -> String {
        (microseconds < 0 ? "-" : "") + decimalSeconds(microseconds.magnitude)
    }

    private static func decimalSeconds(_ microseconds: UInt64) -> String {
        let fraction = microseconds % 1_000_000
        guard fraction != 0 else { return "\(microseconds / 1_000_000)s" }
        let digits = String(fraction)
        var text = String(repeating: "0", count: 6 - digits.count) + digits
        while text.hasSuffix("0") { text.removeLast() }
        return "\(microseconds / 1_000_000).\(text)s"
    }
}
