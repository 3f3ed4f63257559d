/// How personal data is shown to those who need not see all of it.
///
/// What is too short to leave something hidden is hidden whole.
public enum Masking {
    /// The first character of a name: `张*`. How long the name is stays hidden too.
    public static func name(_ name: String) -> String {
        guard let first = name.first else { return "" }
        return name.count > 1 ? "\(first)*" : "*"
    }

    /// The first three and the last two characters of an identity number.
    public static func identityNumber(_ number: String) -> String { keep(number, first: 3, last: 2) }

    /// `138****1234` for a mobile number; of other numbers the last four digits.
    public static func phone(_ number: String) -> String {
        if let mobile = MobileNumber(number) { return keep(mobile.digits, first: 3, last: 4) }
        return keep(number, first: 0, last: 4)
    }

    /// The last four digits of a bank card.
    public static func bankCard(_ number: String) -> String {
        keep(String(number.filter { !$0.isWhitespace }), first: 0, last: 4)
    }

    /// Stars for all but so many characters at the start and at the end; all are hidden when fewer than four would be.
    private static func keep(_ text: String, first: Int, last: Int) -> String {
        let hidden = text.count - first - last
        guard hidden >= 4 else { return String(repeating: "*", count: text.count) }
        return text.prefix(first) + String(repeating: "*", count: hidden) + text.suffix(last)
    }
}
