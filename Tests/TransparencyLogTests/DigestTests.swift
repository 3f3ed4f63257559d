import Testing
import TransparencyLog

@Suite struct `A digest` {
    @Test func `is the SHA-256 that other tools give`() {
        #expect(
            Digest.sha256(Array("abc".utf8)).hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest.sha256(prefix: Array("a".utf8), Array("bc".utf8)) == Digest.sha256(Array("abc".utf8)))
    }

    @Test func `comes back from its text and its bytes, and from nothing else`() {
        let digest = Digest.sha256([1, 2, 3])
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(bytes: digest.bytes) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == nil)
        #expect(Digest(hex: digest.hex.dropLast()) == nil)
        #expect(Digest(hex: digest.hex + "0") == nil)
        #expect(Digest(bytes: digest.bytes.dropLast()) == nil)
        #expect(Digest.zero.bytes == Array(repeating: 0, count: 32))
    }

    @Test func `sorts as its text does`() {
        let digests = (0..<50).map { Digest.sha256([UInt8($0)]) }
        #expect(digests.sorted().map(\.hex) == digests.map(\.hex).sorted())
    }

    @Test func `says what it is of`() {
        let abc = Array("abc".utf8)
        // Each computed with another program as SHA-256("backpay/<purpose>/v1" || 00 || "abc").
        #expect(
            DomainHash.body(abc).hex == "6b82942f96e826f745b8a87559c8ae1ee81064e3bb2007984059261458276516")
        #expect(
            DomainHash.part(abc).hex == "6fefe8c398d5c14b7a6fdbcc993f740b064017795e3c6e229022c96a09d012a7")
        #expect(
            DomainHash.request(abc).hex == "c1d5210b1c1e980aaed11100b56780cd279ba60f2c1ab8e69cf4dfdc770230e6")
        #expect(
            DomainHash.command(abc).hex == "566dbfb43f135550ceaab1e6006db304ad915d79fe531daaa609562847e11b75")
        #expect(
            DomainHash.definition(abc).hex
                == "7048a74aa7499250c7fe2da89922df94e8d1c069ee0dc6c42548455a01255522")
    }
}

@Suite struct `Base64 text` {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
    func `has the vectors of RFC 4648`(_ plain: String, _ text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm 9", "Zm9v\n", "Zm-_"])
    func `has one form only`(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
