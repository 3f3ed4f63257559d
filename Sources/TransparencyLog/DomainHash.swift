/// Hashes that say what they are of, so that a value hashed for one purpose never passes for another.
///
/// Each is `SHA-256("backpay/<purpose>/v1" || 0x00 || bytes)`; `printf 'backpay/part/v1\0' | cat - file |
/// sha256sum` gives the same.
public enum DomainHash {
    /// Of a body's manifest; the leaf names it.
    public static func body(_ bytes: [UInt8]) -> Digest { Digest.sha256(prefix: bodyPrefix, bytes) }
    /// Of one part of a body as stored, salt included; the manifest names it.
    public static func part(_ bytes: [UInt8]) -> Digest { Digest.sha256(prefix: partPrefix, bytes) }
    /// Of a command as it was given; tells a repeated command from another one under the same key.
    public static func request(_ bytes: [UInt8]) -> Digest { Digest.sha256(prefix: requestPrefix, bytes) }
    /// Of the request hash and the answer that belong to a command key; the manifest names it.
    public static func command(_ bytes: [UInt8]) -> Digest { Digest.sha256(prefix: commandPrefix, bytes) }
    /// Of a workflow definition, a calendar or a rule table in canonical JSON; cases pin it.
    public static func definition(_ bytes: [UInt8]) -> Digest {
        Digest.sha256(prefix: definitionPrefix, bytes)
    }

    private static let bodyPrefix = prefix("body")
    private static let partPrefix = prefix("part")
    private static let requestPrefix = prefix("request")
    private static let commandPrefix = prefix("command")
    private static let definitionPrefix = prefix("definition")

    private static func prefix(_ purpose: String) -> [UInt8] { Array("backpay/\(purpose)/v1".utf8) + [0] }
}
