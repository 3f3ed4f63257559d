import Source
import Testing
import Values

@testable import BackpayCommands

struct TextDecodingTests {
    @Test func `UTF-8 is read with or without a byte order mark`() throws {
        let plain = try TextDecoding.text(Array("姓名".utf8), file: "a.csv")
        #expect(plain == DecodedText(text: "姓名", encoding: .utf8))
        let marked = try TextDecoding.text([0xEF, 0xBB, 0xBF] + Array("姓名".utf8), file: "a.csv")
        #expect(marked == plain)
        #expect(try TextDecoding.text([], file: "a.csv").text == "")
    }

    @Test func `what a spreadsheet in China saves is read as GB18030`() throws {
        let decoded = try TextDecoding.text([0xD0, 0xD5, 0xC3, 0xFB, 0x0A, 0xB7, 0xEB, 0x41], file: "a.csv")
        #expect(decoded == DecodedText(text: "姓名\n冯A", encoding: .gb18030))
        // Four bytes: U+20000 is 95 32 82 36.
        #expect(try TextDecoding.text([0xD0, 0xD5, 0x95, 0x32, 0x82, 0x36], file: "a.csv").text == "姓𠀀")
    }

    @Test func `a large file in GB18030 is read whole`() throws {
        let bytes = [UInt8](repeatElement([0xD0, 0xD5], count: 100_000).joined())
        #expect(try TextDecoding.text(bytes, file: "a.csv").text == String(repeating: "姓", count: 100_000))
    }

    @Test func `bytes that are neither are named by line and byte`() {
        let failure = #expect(throws: CommandFailure.self) {
            try TextDecoding.text([0xD0, 0xD5, 0x0A, 0x41, 0xFF, 0x42], file: "a.csv")
        }
        #expect(failure?.status == .badInput)
        #expect(
            failure?.text(.en)
                == "backpay: cannot read 'a.csv', line 2, byte 5 (0xFF): it is neither UTF-8 (byte 1) nor GB18030;"
                + " save it as UTF-8\n")
        #expect(failure?.members["byte"] == .integer(5))
    }

    @Test func `a character cut off at the end is named`() {
        let failure = #expect(throws: CommandFailure.self) {
            try TextDecoding.text([0xD0, 0xD5, 0xC3], file: "a.csv")
        }
        #expect(failure?.members["byte"] == .integer(3))
    }

    @Test func `a file that says it is UTF-8 is not guessed to be something else`() {
        let failure = #expect(throws: CommandFailure.self) {
            try TextDecoding.text([0xEF, 0xBB, 0xBF, 0x41, 0xD0, 0xD5], file: "a.csv")
        }
        #expect(failure?.members["byte"] == .integer(5))
    }

    @Test func `a NUL byte is no text`() {
        let failure = #expect(throws: CommandFailure.self) {
            try TextDecoding.text([0x41, 0x0A, 0], file: "a.csv")
        }
        #expect(failure?.members["line"] == .integer(2) && failure?.members["byte"] == .integer(3))
    }

    @Test func `UTF-16 is recognised and not read`() {
        let failure = #expect(throws: CommandFailure.self) {
            try TextDecoding.text([0xFF, 0xFE, 0x41, 0], file: "a.csv")
        }
        #expect(failure?.message.en.contains("UTF-16") == true)
    }

    @Test(
        arguments: [
            ([0x41, 0x80], 1), ([0xE5, 0xA7], 0), ([0xC0, 0xAF], 0), ([0xED, 0xA0, 0x80], 0),
            ([0x41, 0xE5, 0xA7, 0x93, 0xF8], 4),
        ] as [([UInt8], Int)])
    func `the first byte outside UTF-8 is found`(bytes: [UInt8], offset: Int) {
        #expect(TextDecoding.firstByteOutsideUTF8(bytes) == offset)
    }
}
