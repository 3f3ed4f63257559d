import CaseDesk
import EventLog
import Values

/// Reads idempotency keys from options.
enum CommandKeyOption {
    /// The key, or the failure that says what a key may be.
    static func parse(_ text: String?) throws(CommandFailure) -> CommandKey? {
        guard let text else { return nil }
        if let key = CommandKey(text), !key.isReserved { return key }
        if let word = CommandKey.reserved.first(where: text.hasPrefix) {
            throw CommandFailure(
                .usage, code: "key",
                Bilingual(
                    zh: "--key 不能以 '\(word)' 开头：留给程序自己用",
                    en: "--key cannot begin with '\(word)', which is the program's own"))
        }
        throw CommandFailure(
            .usage, code: "key",
            Bilingual(
                zh: "--key 只能是 1 到 128 个可见 ASCII 字符", en: "--key must be 1 to 128 visible ASCII characters"))
    }
}
