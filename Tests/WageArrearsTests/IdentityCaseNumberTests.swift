import Testing
import WageArrears

@Suite struct `A case number` {
    @Test(arguments: [
        "（2025）闽0526民初123号", "(2025)闽0526民初123号", "〔2025〕闽0526民初123号", "【２０２５】闽０５２６民初１２３号",
        "[2025] 闽0526 民初 123 号",
    ])
    func `is found in any spelling, and printed as given`(_ text: String) throws {
        let number = try #require(CaseNumber(text))
        #expect(number.searchKey == "(2025)闽0526民初123号")
        #expect(number.original == text)
        #expect(number.description == text)
    }

    @Test func `of a court has its parts`() throws {
        let number = try #require(CaseNumber("（2025）闽0526民初123号")?.courtForm)
        #expect((number.year, number.court, number.kind, number.serial) == (2025, "闽0526", "民初", 123))
        let supreme = try #require(CaseNumber("（2024）最高法民终7号")?.courtForm)
        #expect((supreme.court, supreme.kind, supreme.serial) == ("最高法", "民终", 7))
    }

    @Test(arguments: [
        "德劳人仲案〔2025〕123号", "国办发明电〔2024〕12号", "（2025）闽0526民初号", "（25）闽0526民初1号", "123", "（2025）",
    ])
    func `of another body has none, and is kept all the same`(_ text: String) throws {
        let number = try #require(CaseNumber(text))
        #expect(number.courtForm == nil)
    }

    @Test func `of another body is found in any spelling too`() {
        #expect(CaseNumber("德劳人仲案〔2025〕123号")?.searchKey == CaseNumber("德劳人仲案[2025]１２３号")?.searchKey)
    }

    @Test(arguments: ["", "  ", "\u{3000}"])
    func `is not nothing`(_ text: String) { #expect(CaseNumber(text) == nil) }
}
