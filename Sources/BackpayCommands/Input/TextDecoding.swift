import Glibc
import Source
import Values

/// A file's text and how its bytes were read.
struct DecodedText: Hashable, Sendable {
    /// The encodings we read.
    enum Encoding: String, Hashable, Sendable {
        /// UTF-8, with or without a byte order mark.
        case utf8 = "UTF-8"
        /// GB18030, and with it GBK and GB 2312, as spreadsheets in China save.
        case gb18030 = "GB18030"
    }

    /// The text without a byte order mark.
    let text: String
    /// How the bytes were read; show it, for bytes in some third encoding can pass for GB18030.
    let encoding: Encoding
}

/// Turns the bytes of a file into text: UTF-8 where they are that, else GB18030; never a guess beyond these.
enum TextDecoding {
    /// The text, or a failure that names the first byte that does not fit.
    static func text(_ bytes: [UInt8], file: String) throws(CommandFailure) -> DecodedText {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw failure(
                file, Bilingual(zh: "文件是 UTF-16 编码", en: "the file is UTF-16"), byte: 0, in: bytes,
                hint: Bilingual(zh: "请另存为“CSV UTF-8”", en: "save it as 'CSV UTF-8'"))
        }
        if let zero = bytes.firstIndex(of: 0) {
            throw failure(
                file, Bilingual(zh: "有空字节（NUL），不是文本文件", en: "a NUL byte, so it is not a text file"),
                byte: zero, in: bytes)
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        guard let wrong = firstByteOutsideUTF8(bytes) else {
            return DecodedText(
                text: String(decoding: bytes[(hasMark ? 3 : 0)...], as: UTF8.self), encoding: .utf8)
        }
        if hasMark {
            throw failure(
                file,
                Bilingual(zh: "文件自称 UTF-8，但这里不是", en: "the file says it is UTF-8, but here it is not"),
                byte: wrong, in: bytes)
        }
        switch try gb18030(bytes, file: file) {
        case .text(let text): return DecodedText(text: text, encoding: .gb18030)
        case .wrongByte(let other):
            throw failure(
                file,
                Bilingual(
                    zh: "既不是 UTF-8（第 \(wrong + 1) 字节），也不是 GB18030",
                    en: "it is neither UTF-8 (byte \(wrong + 1)) nor GB18030"),
                byte: other, in: bytes,
                hint: Bilingual(zh: "请另存为 UTF-8", en: "save it as UTF-8"))
        }
    }

    /// Offset of the first byte that is not UTF-8, or nothing.
    static func firstByteOutsideUTF8(_ bytes: [UInt8]) -> Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar): offset += scalar.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }

    private enum Conversion {
        case text(String)
        case wrongByte(Int)
    }

    /// Converts through the system's tables. Offsets count from 0.
    private static func gb18030(_ bytes: [UInt8], file: String) throws(CommandFailure) -> Conversion {
        let failed = UnsafeMutableRawPointer(bitPattern: -1)
        let opened = iconv_open("UTF-8", "GB18030")
        guard let converter = opened, converter != failed else {
            throw CommandFailure(
                .configuration, code: "encoding-unavailable",
                Bilingual(
                    zh: "本系统没有 GB18030 转换表，无法读取 '\(file)'",
                    en: "cannot read '\(file)': this system has no table for GB18030"),
                hint: Bilingual(zh: "请把文件另存为 UTF-8", en: "save the file as UTF-8"))
        }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [UInt8]()
        output.reserveCapacity(bytes.count * 3 / 2)
        var slice = [CChar](repeating: 0, count: InputFile.slice)
        let wrong = input.withUnsafeMutableBufferPointer { input -> Int? in
            var next = input.baseAddress
            var left = input.count
            while left > 0 {
                let (result, number, written) = slice.withUnsafeMutableBufferPointer {
                    slice -> (Int, Int32, Int) in
                    var place = slice.baseAddress
                    var room = slice.count
                    let result = iconv(converter, &next, &left, &place, &room)
                    return (result, errno, slice.count - room)
                }
                output.append(contentsOf: slice[..<written].lazy.map { UInt8(bitPattern: $0) })
                if result == -1, number != E2BIG { return input.count - left }
            }
            return nil
        }
        if let wrong { return .wrongByte(wrong) }
        guard let text = String(validating: output, as: UTF8.self) else { return .wrongByte(0) }
        return .text(text)
    }

    private static func failure(
        _ file: String, _ what: Bilingual, byte: Int, in bytes: [UInt8], hint: Bilingual? = nil
    ) -> CommandFailure {
        let line = bytes[..<byte].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        let value = byte < bytes.count ? "0x" + String(bytes[byte], radix: 16, uppercase: true) : "EOF"
        return CommandFailure(
            .badInput, code: "encoding",
            Bilingual(
                zh: "无法读取 '\(file)' 第 \(line) 行第 \(byte + 1) 字节（\(value)）：\(what.zh)",
                en: "cannot read '\(file)', line \(line), byte \(byte + 1) (\(value)): \(what.en)"),
            hint: hint,
            members: [
                "file": .string(file), "line": .integer(Int64(line)), "byte": .integer(Int64(byte + 1)),
            ])
    }
}
