import Values

/// Decides which language people are spoken to in.
enum LanguageChoice {
    /// `BACKPAY_LANG`, else the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set; Chinese where that names neither.
    ///
    /// `C` and `POSIX` name no language. A `BACKPAY_LANG` that is neither Chinese nor English is an error.
    static func language(environment: [String: String]) throws(CommandFailure) -> Language {
        if let wish = environment["BACKPAY_LANG"], !wish.isEmpty {
            guard let language = named(wish) else {
                throw CommandFailure(
                    .configuration, code: "language",
                    Bilingual(
                        zh: "BACKPAY_LANG 的值 '\(wish)' 无法识别",
                        en: "BACKPAY_LANG is '\(wish)', no known language"),
                    hint: Bilingual(zh: "可用：zh-Hans、en", en: "use zh-Hans or en"))
            }
            return language
        }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            if let locale = environment[name], !locale.isEmpty { return named(locale) ?? .zh }
        }
        return .zh
    }

    /// The language of a tag or locale: `zh`, `zh-Hans`, `zh_CN.UTF-8`, `en`, `en_GB.UTF-8`.
    private static func named(_ tag: String) -> Language? {
        let primary = tag.lowercased().prefix { $0 != "-" && $0 != "_" && $0 != "." && $0 != "@" }
        switch primary {
        case "zh": return .zh
        case "en": return .en
        default: return nil
        }
    }
}
