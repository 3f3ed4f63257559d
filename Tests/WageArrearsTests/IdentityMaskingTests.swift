import Testing
import WageArrears

@Suite struct `What is shown of personal data` {
    @Test(arguments: [
        ("张三", "张*"), ("欧阳小明", "欧*"), ("买买提·吐尔逊", "买*"), ("张", "*"), ("", ""),
    ])
    func `of a name is the first character`(_ name: String, _ shown: String) {
        #expect(Masking.name(name) == shown)
    }

    @Test func `of an identity number is the first three and the last two`() {
        #expect(Masking.identityNumber("11010519491231002X") == "110*************2X")
        #expect(Masking.identityNumber("110105491231002") == "110**********02")
        #expect(Masking.identityNumber("12345678") == "********")
    }

    @Test func `of a telephone number is its start and its last four`() {
        #expect(Masking.phone("13800001234") == "138****1234")
        #expect(Masking.phone("+86 138-0000-1234") == "138****1234")
        #expect(Masking.phone("0595-23550000") == "*********0000")
        #expect(Masking.phone("110") == "***")
    }

    @Test func `of a bank card is the last four`() {
        #expect(Masking.bankCard("6222 0000 1111 2222 333") == "***************2333")
        #expect(Masking.bankCard("1234567") == "*******")
    }
}

@Suite struct `A mobile number` {
    @Test(arguments: ["13800001234", "138 0000 1234", "+8613800001234", "0086 138-0000-1234", "１３８００００１２３４"])
    func `is read from what people type`(_ text: String) {
        #expect(MobileNumber(text)?.digits == "13800001234")
    }

    @Test(arguments: [
        "", "1380000123", "138000012345", "12800001234", "23800001234", "1380000123a", "059523550000",
        "+8513800001234",
    ])
    func `is nothing else`(_ text: String) { #expect(MobileNumber(text) == nil) }
}
