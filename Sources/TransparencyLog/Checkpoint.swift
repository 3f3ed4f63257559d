/// What a log says of itself at one size, in the C2SP tlog-checkpoint format: origin, size and root, a line
/// each.
public struct Checkpoint: Hashable, Sendable {
    /// The log's name, which no other log has.
    public let origin: String
    /// How many leaves the root covers.
    public let size: Int
    /// The RFC 6962 root.
    public let root: Digest

    /// Makes a checkpoint; the origin must be one line that is not empty.
    public init?(origin: String, size: Int, root: Digest) {
        guard size >= 0, Checkpoint.isOrigin(origin) else { return nil }
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Whether a text can be a log's origin: one line, not empty, without control characters.
    public static func isOrigin(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    /// Parses the text of a note. Extension lines after the third are allowed by the format and ignored.
    public init?(parsing text: String) {
        guard text.utf8.last == 0x0A else { return nil }
        let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 3, lines.dropFirst(3).allSatisfy({ !$0.isEmpty }),
            let size = Checkpoint.size(lines[1]), let bytes = Base64.decode(lines[2]),
            let root = Digest(bytes: bytes)
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
    }

    private static func size(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let value = Int(text), String(value) == text
        else {
            return nil
        }
        return value
    }

    /// The text to be signed.
    public var text: String { "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n" }

    /// The signed checkpoint.
    public func signed(by signers: [NoteSigner]) throws -> SignedNote {
        try SignedNote(text: text, signers: signers)
    }
}
