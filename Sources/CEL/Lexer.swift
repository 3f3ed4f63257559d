import Source
import Values

/// Cuts the text of an expression into tokens.
struct Lexer {
    let bytes: [UInt8]
    let place: TextPlace
    var index = 0

    init(_ place: TextPlace) {
        self.place = place
        bytes = Array(place.text.utf8)
    }

    mutating func tokens() throws(Diagnostic) -> [Token] {
        if let zero = bytes.firstIndex(of: 0) {
            throw fail(
                "C101", Bilingual(zh: "表达式中有 NUL 字符", en: "a NUL character in the expression"), at: zero)
        }
        var tokens: [Token] = []
        repeat {
            skipSpace()
            tokens.append(try next())
        } while tokens.last?.kind != .end
        return tokens
    }

    private mutating func next() throws(Diagnostic) -> Token {
        let start = index
        guard let byte = peek else { return Token(kind: .end, range: start..<start) }
        if Lexer.isDigit(byte) || (byte == UInt8(ascii: ".") && peek(1).map(Lexer.isDigit) == true) {
            return try number()
        }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            return try string(isRaw: false, from: start)
        }
        if Lexer.isNameStart(byte) { return try word() }
        for symbol in Token.Symbol.allCases where bytes[index...].starts(with: symbol.rawValue.utf8) {
            index += symbol.rawValue.utf8.count
            return Token(kind: .symbol(symbol), range: start..<index)
        }
        throw unknownCharacter()
    }

    private mutating func word() throws(Diagnostic) -> Token {
        let start = index
        while let byte = peek, Lexer.isNameStart(byte) || Lexer.isDigit(byte) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            switch text {
            case "r", "R": return try string(isRaw: true, from: start)
            case "b", "B", "br", "bR", "Br", "BR":
                throw fail(
                    "C204", Bilingual(zh: "不支持字节串", en: "bytes literals are not supported"), at: start,
                    hint: Bilingual(zh: "去掉前缀 b，写成字符串", en: "drop the prefix and write a string"))
            default: break
            }
        }
        return Token(kind: .word(text), range: start..<index)
    }

    private mutating func number() throws(Diagnostic) -> Token {
        let start = index
        let radix: UInt64
        if bytes[index...].starts(with: "0x".utf8) {
            radix = 16
            index += 2
        } else {
            radix = 10
        }
        let digits = index
        var value: UInt64 = 0
        var overflow = false
        while let byte = peek, let digit = Lexer.digit(byte), UInt64(digit) < radix {
            let (product, tooLarge) = value.multipliedReportingOverflow(by: radix)
            let (sum, tooLargeToo) = product.addingReportingOverflow(UInt64(digit))
            value = sum
            overflow = overflow || tooLarge || tooLargeToo
            index += 1
        }
        try refuseOtherNumber(start: start, isDecimal: radix == 10)
        guard index > digits, peek.map(Lexer.isNameStart) != true else {
            throw fail("C104", Bilingual(zh: "数字写法有误", en: "this number is malformed"), at: start)
        }
        guard !overflow else { throw fail("C104", Lexer.tooLarge, at: start) }
        return Token(kind: .int(value), range: start..<index)
    }

    static let tooLarge = Bilingual(zh: "整数超出 64 位范围", en: "the integer does not fit in 64 bits")

    /// Doubles and unsigned integers are CEL, but not of this subset.
    private func refuseOtherNumber(start: Int, isDecimal: Bool) throws(Diagnostic) {
        if isDecimal {
            let dot = peek == UInt8(ascii: ".") && peek(1).map(Lexer.isNameStart) != true
            var exponent = false
            if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
                let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
                exponent = peek(signed ? 2 : 1).map(Lexer.isDigit) == true
            }
            if dot || exponent {
                throw fail(
                    "C203", Bilingual(zh: "不支持浮点数；请用金额或整数", en: "no floating point; use money or integers"),
                    at: start,
                    hint: Bilingual(zh: "金额写作 yuan('12.50')", en: "write an amount as yuan('12.50')"))
            }
        }
        if index > start, peek == UInt8(ascii: "u") || peek == UInt8(ascii: "U") {
            throw fail(
                "C204", Bilingual(zh: "不支持无符号整数", en: "unsigned integers are not supported"), at: start,
                hint: Bilingual(zh: "去掉后缀 u", en: "drop the suffix u"))
        }
    }

    private mutating func skipSpace() {
        while let byte = peek {
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D {
                index += 1
            } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
                while let byte = peek, byte != 0x0A, byte != 0x0D { index += 1 }
            } else {
                return
            }
        }
    }

    var peek: UInt8? { peek(0) }

    func peek(_ ahead: Int) -> UInt8? { index + ahead < bytes.count ? bytes[index + ahead] : nil }

    func fail(_ code: String, _ message: Bilingual, at offset: Int, hint: Bilingual? = nil) -> Diagnostic {
        Diagnostic(code: code, message, at: place.position(offset), hint: hint)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    static func isNameStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    /// The value of a hexadecimal digit.
    static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 48...57: return UInt32(byte - 48)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): return UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): return UInt32(byte - UInt8(ascii: "A") + 10)
        default: return nil
        }
    }
}
