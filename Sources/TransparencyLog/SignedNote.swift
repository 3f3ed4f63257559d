/// One signature line of a note.
public struct NoteSignature: Hashable, Sendable {
    /// The signer's name.
    public let name: String
    /// Which of the signer's keys.
    public let keyID: UInt32
    /// The signature itself.
    public let bytes: [UInt8]

    /// Makes a signature line.
    public init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// `— <name> <base64>` without the line feed.
    var line: String {
        let id = stride(from: 24, through: 0, by: -8).map { UInt8(keyID >> UInt32($0) & 255) }
        return "\u{2014} \(name) \(Base64.encode(id + bytes))"
    }

    init?(line: Substring) {
        let fields = line.split(separator: " ", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0] == "\u{2014}", NoteVerifier.isName(String(fields[1])),
            let blob = Base64.decode(fields[2]), blob.count >= 5
        else { return nil }
        name = String(fields[1])
        keyID = blob[0..<4].reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(blob[4...])
    }
}

/// Why a text is not a note, or not one to be trusted.
public enum NoteError: Error, Hashable, Sendable {
    /// Not in the form of a signed note; says what is wrong.
    case malformed(String)
    /// A line of a known signer does not hold.
    case badSignature(name: String)
    /// No known signer signed it.
    case unsigned
}

/// A text with signatures, in the C2SP signed-note format: text, an empty line, signature lines.
public struct SignedNote: Hashable, Sendable {
    /// The signed text; ends with a line feed.
    public let text: String
    /// The signature lines, in order.
    public let signatures: [NoteSignature]

    private static let maxBytes = 1_000_000
    private static let maxSignatures = 100

    /// Makes a note; the text must end with a line feed and hold no other control character.
    public init(text: String, signatures: [NoteSignature]) throws(NoteError) {
        guard text.utf8.last == 0x0A else { throw .malformed("the text does not end with a line feed") }
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A }) else {
            throw .malformed("a control character in the text")
        }
        self.text = text
        self.signatures = signatures
    }

    /// Signs a text.
    public init(text: String, signers: [NoteSigner]) throws {
        let unsigned = try SignedNote(text: text, signatures: [])
        try self.init(text: unsigned.text, signatures: signers.map { try $0.signature(of: text) })
    }

    /// Parses the format; does not check any signature.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= SignedNote.maxBytes else { throw .malformed("longer than a note may be") }
        guard let note = String(validating: bytes, as: UTF8.self) else { throw .malformed("not UTF-8") }
        guard bytes.last == 0x0A else { throw .malformed("does not end with a line feed") }
        // The signatures stand after the last empty line.
        var split: Int?
        var index = bytes.count - 2
        while index > 0, split == nil {
            if bytes[index] == 0x0A, bytes[index - 1] == 0x0A { split = index }
            index -= 1
        }
        guard let split else { throw .malformed("no empty line before the signatures") }
        let cut = note.utf8.index(note.startIndex, offsetBy: split)
        let block = note.utf8.index(after: cut)
        let lines = note[block...].dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count <= SignedNote.maxSignatures else { throw .malformed("too many signatures") }
        var signatures: [NoteSignature] = []
        for line in lines {
            guard let signature = NoteSignature(line: line) else { throw .malformed("not a signature line") }
            signatures.append(signature)
        }
        try self.init(text: String(note[..<cut]), signatures: signatures)
    }

    /// The whole note.
    public var encoded: String { text + "\n" + signatures.map { $0.line + "\n" }.joined() }

    /// The known signers whose signatures hold. Unknown signers are ignored; a known one that does not hold
    /// is an error.
    public func verified(by known: [NoteVerifier]) throws(NoteError) -> [NoteVerifier] {
        var holders: [NoteVerifier] = []
        for signature in signatures {
            guard
                let signer = known.first(where: { $0.name == signature.name && $0.keyID == signature.keyID })
            else { continue }
            guard signer.isSignature(signature.bytes, of: text) else {
                throw .badSignature(name: signature.name)
            }
            if !holders.contains(signer) { holders.append(signer) }
        }
        guard !holders.isEmpty else { throw .unsigned }
        return holders
    }
}
