import EventLog
import Values

/// Reads idempotency keys from options.
enum CommandKeyOption {
    /// The key, or the failure that says what a key may be.
    static func parse(_ text: String?) throws(CommandFailure) -> CommandKey? {
        guard let text else { return nil }
        if let key = CommandKey(text) { return key }
        throw CommandFailure(
            .usage, code: "key",
            Bilingual(
                zh: "--key 只能是 1 到 128 个可见 ASCII 字符", en: "--key must be 1 to 128 visible ASCII characters"))
    }
}
