import Crypto

/// The public key of a signer of notes, in the text form of C2SP signed-note: `<name>+<key id>+<base64>`.
public struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
    /// The signer's name.
    public let name: String
    /// The Ed25519 public key, 32 bytes.
    public let publicKey: [UInt8]
    /// The first four bytes of SHA-256 over name, line feed, key type and key; tells keys of one name apart.
    public let keyID: UInt32

    /// Makes a verifier, or nothing when the name or the key cannot be one.
    public init?(name: String, publicKey: [UInt8]) {
        guard NoteVerifier.isName(name), publicKey.count == 32 else { return nil }
        self.name = name
        self.publicKey = publicKey
        let hash = Digest.sha256(Array(name.utf8) + [0x0A, 0x01] + publicKey)
        keyID = UInt32(truncatingIfNeeded: hash.words.0 >> 32)
    }

    /// Parses the text form; the key id must agree with the key.
    public init?(_ text: String) {
        let fields = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let key = Base64.decode(fields[2]), key.first == 0x01 else { return nil }
        self.init(name: String(fields[0]), publicKey: Array(key.dropFirst()))
        guard hexText(keyID) == fields[1] else { return nil }
    }

    /// The text form, to be handed to those who check.
    public var description: String { "\(name)+\(hexText(keyID))+\(Base64.encode([0x01] + publicKey))" }

    /// Whether a signature over a text is this signer's.
    public func isSignature(_ signature: [UInt8], of text: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: Array(text.utf8))
    }

    /// A signer's name is not empty and holds no white space, control character or plus sign.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                $0 != "+" && !$0.properties.isWhitespace && $0.value >= 0x20 && $0.value != 0x7F
            }
    }
}

/// A signer of notes: an Ed25519 key with a name. The key is handed in; this module makes and keeps none.
public struct NoteSigner: Sendable {
    /// What others need to check this signer's notes.
    public let verifier: NoteVerifier
    private let key: Curve25519.Signing.PrivateKey

    /// Makes a signer from a name and the 32 bytes of an Ed25519 seed, or nothing when either cannot be one.
    public init?(name: String, seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let verifier = NoteVerifier(name: name, publicKey: Array(key.publicKey.rawRepresentation))
        else { return nil }
        self.key = key
        self.verifier = verifier
    }

    /// Signs a text; fails only when the cryptographic library does.
    public func signature(of text: String) throws -> NoteSignature {
        let bytes = try key.signature(for: Array(text.utf8))
        return NoteSignature(name: verifier.name, keyID: verifier.keyID, bytes: Array(bytes))
    }
}

/// Eight lower-case hexadecimal digits.
func hexText(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
}
