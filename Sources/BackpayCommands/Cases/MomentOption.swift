import Values

/// Reads dates and instants from options.
enum MomentOption {
    /// A date or an instant, or the failure that says how to write one.
    static func parse(_ text: String, option: String) throws(CommandFailure) -> Moment {
        if let moment = Moment(text) { return moment }
        throw CommandFailure(
            .badInput, code: "date",
            Bilingual(
                zh: "\(option) '\(VisibleText.line(String(text.prefix(40))))' 不是存在的日期或时刻",
                en: "\(option) '\(VisibleText.line(String(text.prefix(40))))' is no date or instant"),
            hint: Bilingual(
                zh: "如 2025-04-07 或 2025-04-07T09:00+08:00", en: "write 2025-04-07 or 2025-04-07T09:00+08:00")
        )
    }
}
