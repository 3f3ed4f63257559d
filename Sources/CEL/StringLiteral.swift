import Source
import Values

extension Lexer {
    /// Reads a string literal whose opening quote is next; `start` is where its prefix begins.
    mutating func string(isRaw: Bool, from start: Int) throws(Diagnostic) -> Token {
        let quote = bytes[index]
        let isTriple = peek(1) == quote && peek(2) == quote
        index += isTriple ? 3 : 1
        var content: [UInt8] = []
        while let byte = peek {
            if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                index += isTriple ? 3 : 1
                return Token(
                    kind: .string(String(decoding: content, as: UTF8.self)), range: start..<index)
            }
            if !isTriple, byte == 0x0A || byte == 0x0D { break }
            if byte == UInt8(ascii: "\\"), !isRaw {
                content.append(contentsOf: String(Character(try escape())).utf8)
            } else {
                content.append(byte)
                index += 1
            }
        }
        throw fail(
            "C102", Bilingual(zh: "字符串没有结束的引号", en: "this string has no closing quote"), at: start,
            hint: isTriple
                ? nil
                : Bilingual(zh: "跨行的文字用三重引号", en: "text over several lines goes in triple quotes"))
    }

    private mutating func escape() throws(Diagnostic) -> Unicode.Scalar {
        let start = index
        index += 1
        guard let byte = peek else { throw badEscape(start) }
        index += 1
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
            return Unicode.Scalar(byte)
        case UInt8(ascii: "a"): return "\u{07}"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "v"): return "\u{0B}"
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return try scalar(digits: 2, escape: start)
        case UInt8(ascii: "u"): return try scalar(digits: 4, escape: start)
        case UInt8(ascii: "U"): return try scalar(digits: 8, escape: start)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            var value = UInt32(byte - 48)
            for _ in 0..<2 {
                guard let next = peek, next >= 48, next <= 55 else { throw badEscape(start) }
                value = value * 8 + UInt32(next - 48)
                index += 1
            }
            guard let scalar = Unicode.Scalar(value) else { throw badEscape(start) }
            return scalar
        default: throw badEscape(start)
        }
    }

    private mutating func scalar(digits: Int, escape start: Int) throws(Diagnostic) -> Unicode.Scalar {
        var value = try hexadecimal(digits, escape: start)
        if digits == 4, (0xD800..<0xDC00).contains(value) {
            // A character beyond the basic plane as a pair of surrogates.
            guard peek == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u") else { throw badEscape(start) }
            index += 2
            let low = try hexadecimal(4, escape: start)
            guard (0xDC00..<0xE000).contains(low) else { throw badEscape(start) }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw badEscape(start) }
        return scalar
    }

    private mutating func hexadecimal(_ count: Int, escape start: Int) throws(Diagnostic) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let byte = peek, let digit = Lexer.digit(byte) else { throw badEscape(start) }
            value = value << 4 | digit
            index += 1
        }
        return value
    }

    private func badEscape(_ offset: Int) -> Diagnostic {
        fail(
            "C103", Bilingual(zh: "转义写法有误", en: "this escape is not valid"), at: offset,
            hint: Bilingual(
                zh: #"可用 \n \t \\ \' \" \xHH \uXXXX \UXXXXXXXX 或三位八进制；原样书写用 r'…'"#,
                en:
                    #"use \n \t \\ \' \" \xHH \uXXXX \UXXXXXXXX or three octal digits, or r'…' for text as it is"#
            ))
    }
}
