import Source
import Values
import WorkCalendar
import Workflow

/// Whether a clock gives the source of the row it names: by act and article, or in words that name both.
enum SourceAgreement {
    static func agrees(_ clock: ClockDefinition, _ row: LimitRow) -> Bool {
        row.sources.contains { source in
            if let law = clock.law {
                guard bare(law.act) == bare(source.act) else { return false }
                let wanted = articles(source.article)
                return wanted.isEmpty || !wanted.isDisjoint(with: articles(law.article))
            }
            guard bare(clock.source.zh).contains(bare(source.act)) else { return false }
            let wanted = articles(source.article)
            return wanted.isEmpty || wanted.contains { clock.source.zh.contains("第\(numeral($0))条") }
        }
    }

    /// An act's name without its brackets, which stand now around the whole and now around a part.
    private static func bare(_ act: String) -> String { act.filter { !"《》〈〉".contains($0) } }

    /// The numbers in `27、29` or `45–47`, with those between.
    static func articles(_ text: String?) -> Set<Int> {
        var found: Set<Int> = []
        for part in (text ?? "").split(whereSeparator: { "、,， ".contains($0) }) {
            let ends = part.split(whereSeparator: { "–-".contains($0) }).compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last else { continue }
            found.formUnion(first...min(last, first + 99))
        }
        return found
    }

    /// A number below a thousand as acts write it: 五十四, 一百零五.
    static func numeral(_ number: Int) -> String {
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard (1...999).contains(number) else { return String(number) }
        let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10)
        var text = hundreds > 0 ? digits[hundreds] + "百" : ""
        if tens > 0 {
            text += (hundreds == 0 && tens == 1 ? "" : digits[tens]) + "十"
        } else if hundreds > 0, ones > 0 {
            text += digits[0]
        }
        return ones > 0 ? text + digits[ones] : text
    }
}
