import Testing
import TransparencyLog

/// Signed with OpenSSL under the seed 00 01 … 1f: Ed25519 gives everybody the same signature.
private let seed = Array<UInt8>(0..<32)
private let signerName = "register.example/test"
private let verifierText = "register.example/test+2c51b0a3+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
private let noteText = """
    register.example/test
    8
    XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

    \u{2014} register.example/test LFGwo9NcgpN0TiY7W+2BSFETJiw+4utWawtgDTRTZ7hmF7PnRIXdeh/5/6SqvpJxcODDz78XGfNRlEIotPlaLO0cGwM=

    """

private func signer() throws -> NoteSigner { try #require(NoteSigner(name: signerName, seed: seed)) }

@Suite struct `A signed checkpoint` {
    @Test func `is byte for byte what public tools make`() throws {
        let root = try #require(
            Digest(hex: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"))
        let checkpoint = try #require(Checkpoint(origin: signerName, size: 8, root: root))
        let note = try checkpoint.signed(by: [signer()])
        #expect(note.encoded == noteText)
        #expect(try signer().verifier.description == verifierText)
    }

    @Test func `can be read and checked by whoever has the public key`() throws {
        let note = try SignedNote(parsing: Array(noteText.utf8))
        let verifier = try #require(NoteVerifier(verifierText))
        #expect(try note.verified(by: [verifier]) == [verifier])
        let checkpoint = try #require(Checkpoint(parsing: note.text))
        #expect(checkpoint.origin == signerName)
        #expect(checkpoint.size == 8)
        #expect(checkpoint.text == note.text)
    }

    @Test func `does not survive any changed byte`() throws {
        let verifier = try #require(NoteVerifier(verifierText))
        let bytes = Array(noteText.utf8)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            let holders = try? SignedNote(parsing: changed).verified(by: [verifier])
            #expect(holders == nil, "byte \(index)")
        }
    }

    @Test func `ignores signers nobody knows, and needs one who is known`() throws {
        let other = try #require(NoteSigner(name: "witness.example", seed: Array(repeating: 7, count: 32)))
        let note = try SignedNote(text: "hello\n", signers: [other, signer()])
        let parsed = try SignedNote(parsing: Array(note.encoded.utf8))
        #expect(parsed == note)
        #expect(try parsed.verified(by: [signer().verifier]) == [signer().verifier])
        #expect(try parsed.verified(by: [signer().verifier, other.verifier]).count == 2)
        let stranger = try #require(NoteVerifier(name: signerName, publicKey: other.verifier.publicKey))
        #expect(throws: NoteError.unsigned) { try parsed.verified(by: [stranger]) }
    }

    @Test func `is refused when a known signer's line does not hold, whoever else signed`() throws {
        let other = try #require(NoteSigner(name: "witness.example", seed: Array(repeating: 7, count: 32)))
        let forged = NoteSignature(
            name: other.verifier.name, keyID: other.verifier.keyID, bytes: Array(repeating: 0, count: 64))
        let note = try SignedNote(text: "hello\n", signatures: [signer().signature(of: "hello\n"), forged])
        #expect(throws: NoteError.badSignature(name: "witness.example")) {
            try note.verified(by: [signer().verifier, other.verifier])
        }
    }

    @Test(arguments: [
        "", "\n", "text\n", "text\n\n", "text\n\nno dash\n", "text\n\n\u{2014} name\n",
        "text\n\n\u{2014} name AAAA\n", "text\n\n\u{2014} na+me AAAAAAAA\n",
        "te\rxt\n\n\u{2014} name AAAAAAAA\n",
        "text\n\n\u{2014} name AAAAAAAA", "text\n\n\u{2014} name AAAAAAAA\n\n",
    ])
    func `in another form is refused`(_ text: String) {
        #expect(throws: NoteError.self) { try SignedNote(parsing: Array(text.utf8)) }
    }

    @Test(arguments: [
        "o\n1\n", "o\n01\n\(zeros)\n", "o\n-1\n\(zeros)\n", "\n1\n\(zeros)\n", "o\n1\nAAAA\n",
        "o\n1\n\(zeros)",
    ])
    func `with other lines is no checkpoint`(_ text: String) {
        #expect(Checkpoint(parsing: text) == nil)
    }

    @Test func `may carry lines we do not know`() {
        #expect(Checkpoint(parsing: "o\n1\n\(zeros)\nmore\n")?.size == 1)
    }

    @Test(arguments: ["", "a b", "a+b", "a\n"])
    func `needs a signer with a name of one word`(_ name: String) {
        #expect(NoteSigner(name: name, seed: seed) == nil)
    }

    @Test func `needs a key id that agrees with the key`() {
        #expect(NoteVerifier(verifierText.replacing("2c51", with: "2c52")) == nil)
        #expect(NoteVerifier("nonsense") == nil)
        #expect(NoteSigner(name: signerName, seed: [1, 2, 3]) == nil)
    }
}

private let zeros = Base64.encode(Digest.zero.bytes)
