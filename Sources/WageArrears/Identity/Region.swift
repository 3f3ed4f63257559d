/// Regions as people write them: an administrative code of six digits, or a name.
public enum Region {
    /// Whether one region is the other or lies around it.
    ///
    /// A code covers what it begins: 350000 the province, 350500 the city, 350526 the county. Names are compared as they
    /// are written; a name and a code are never the same, since nothing here knows which belongs to which.
    public static func covers(_ region: String, _ other: String) -> Bool {
        guard isCode(region), isCode(other) else { return region == other }
        return other.hasPrefix(stem(region))
    }

    private static func isCode(_ text: String) -> Bool {
        text.utf8.count == 6 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The code without the pairs of zeros at its end.
    private static func stem(_ code: String) -> String {
        var stem = Substring(code)
        while stem.count > 2, stem.hasSuffix("00") { stem = stem.dropLast(2) }
        return String(stem)
    }
}
