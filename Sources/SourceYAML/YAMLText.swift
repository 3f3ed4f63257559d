import Source
import Values

/// The text of a file, checked to be UTF-8 without characters that hide or split lines, with its places.
///
/// Only LF and CRLF end a line here. The library below also breaks lines at four other characters, which editors do
/// not; these are refused, so that its line numbers are those a person sees.
struct YAMLText {
    let file: String
    /// The text without a leading byte-order mark.
    let bytes: [UInt8]
    let string: String
    /// Offset in `bytes` of the first byte of each line.
    private let lineStarts: [Int]
    /// Whether each line holds ASCII only, so that a byte is a character.
    private let lineIsASCII: [Bool]

    init(checking source: [UInt8], file: String) throws(Diagnostic) {
        let start = SourcePosition(file: file, line: 1, column: 1)
        guard source.count <= YAMLReader.maxBytes else {
            throw YAMLFault.tooLarge.at(
                start, zh: "文件有 \(source.count) 字节，上限为 \(YAMLReader.maxBytes) 字节",
                en: "the file has \(source.count) bytes; at most \(YAMLReader.maxBytes) are read")
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = source.starts(with: mark) ? Array(source.dropFirst(3)) : source
        var starts = [0]
        var isASCII = [true]
        for (offset, byte) in bytes.enumerated() {
            if byte >= 0x80 { isASCII[isASCII.count - 1] = false }
            if byte == UInt8(ascii: "\n") {
                starts.append(offset + 1)
                isASCII.append(true)
            }
        }
        self.file = file
        self.bytes = bytes
        self.string = String(decoding: bytes, as: UTF8.self)
        self.lineStarts = starts
        self.lineIsASCII = isASCII
        try checkCharacters()
    }

    private func checkCharacters() throws(Diagnostic) {
        var parser = Unicode.UTF8.ForwardParser()
        var input = bytes.makeIterator()
        var offset = 0
        var afterReturn = false
        while true {
            switch parser.parseScalar(from: &input) {
            case .emptyInput:
                if afterReturn { throw forbidden("\r", at: offset - 1) }
                return
            case .error:
                throw YAMLFault.notUTF8.at(
                    position(ofByte: offset), zh: "此处不是 UTF-8 编码的文字", en: "the text here is not UTF-8",
                    hint: Bilingual(
                        zh: "请将文件另存为 UTF-8 编码（不是 GBK 或 UTF-16）",
                        en: "save the file in UTF-8 (not GBK or UTF-16)"))
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                if afterReturn, scalar != "\n" { throw forbidden("\r", at: offset - 1) }
                afterReturn = scalar == "\r"
                if scalar == "\u{FEFF}" {
                    throw YAMLFault.byteOrderMarkInside.at(
                        position(ofByte: offset), zh: "文件中间有字节顺序标记（U+FEFF）",
                        en: "a byte-order mark (U+FEFF) stands inside the file",
                        hint: Bilingual(
                            zh: "请删除这个看不见的字符，常见于拼接文件之后",
                            en: "delete this invisible character; it often comes from joining files"))
                }
                if !afterReturn, YAMLText.isForbidden(scalar) { throw forbidden(scalar, at: offset) }
                offset += encoded.count
            }
        }
    }

    private func forbidden(_ scalar: Unicode.Scalar, at offset: Int) -> Diagnostic {
        let name = YAMLText.name(of: scalar)
        return YAMLFault.forbiddenCharacter.at(
            position(ofByte: offset), zh: "此处有不允许的不可见字符 \(name)",
            en: "the invisible character \(name) is not allowed here",
            hint: Bilingual(zh: "请删除该字符", en: "delete the character"))
    }

    /// Whether a character may not stand in a file: control characters but tab and line feed, the line separators
    /// that editors do not show as lines, and the marks that turn the direction of the text around.
    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: return false
        case 0..<0x20, 0x7F..<0xA0: return true
        case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: return true
        case 0xFEFF, 0xFFFE, 0xFFFF: return true
        default: return false
        }
    }

    /// `U+0007`.
    static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The place of a byte; invalid bytes before it on the line count as one character each at most.
    private func position(ofByte offset: Int) -> SourcePosition {
        let line = lineStarts.partitioningIndex { $0 > offset } - 1
        let prefix = String(decoding: bytes[lineStarts[line]..<offset], as: UTF8.self)
        return SourcePosition(file: file, line: line + 1, column: prefix.count + 1)
    }

    /// A cursor that turns places of the library (line and column from 0, in code points) into ours.
    struct Cursor {
        private var line = -1
        /// A character boundary on `line`, and how many code points and characters stand before it.
        private var index: String.Index
        private var scalars = 0
        private var characters = 0

        init(_ text: YAMLText) { index = text.string.startIndex }

        /// The place in characters. Linear over a whole file when asked from top to bottom.
        mutating func position(line: Int, column: Int, in text: YAMLText) -> SourcePosition {
            let line = min(line, text.lineStarts.count - 1)
            if text.lineIsASCII[line] {
                return SourcePosition(file: text.file, line: line + 1, column: column + 1)
            }
            if line != self.line || column < scalars {
                self.line = line
                index = text.string.utf8.index(text.string.startIndex, offsetBy: text.lineStarts[line])
                scalars = 0
                characters = 0
            }
            while index < text.string.endIndex {
                let next = text.string.index(after: index)
                let width = text.string.unicodeScalars[index..<next].count
                guard scalars + width <= column else { break }
                index = next
                scalars += width
                characters += 1
            }
            return SourcePosition(file: text.file, line: line + 1, column: characters + 1)
        }
    }
}

extension Array {
    /// The first index whose element, and all after it, satisfy the condition; the array is sorted by it.
    fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
