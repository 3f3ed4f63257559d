import Testing
import Values
import WageArrears

@Suite struct `A unified social credit code` {
    @Test func `is valid when both its check characters are right`() {
        guard case .valid(let firm) = CreditCode.read("91350100M000100Y43") else {
            Issue.record("not valid")
            return
        }
        #expect(firm.registrar?.zh == "市场监管")
        #expect(firm.regionCode == "350100")
        #expect(firm.organisationCode == "M000100Y4")
        guard case .valid(let union) = CreditCode.read("81350526mc0000004g ") else {
            Issue.record("not valid")
            return
        }
        #expect(union.code == "81350526MC0000004G")
        #expect(union.registrar?.en == "trade unions")
    }

    @Test func `with any one character mistyped is not valid`() {
        let good = Array("91350100M000100Y43")
        for index in good.indices {
            for character in "0123456789ABCDEFGHJKLMNPQRTUWXY" where character != good[index] {
                var typed = good
                typed[index] = character
                if case .valid = CreditCode.read(String(typed)) { Issue.record("\(String(typed))") }
            }
        }
    }

    @Test func `says what is wrong`() {
        #expect(CreditCode.read("91350100M000100Y44") == .wrongCheckCharacter)
        // The last character is made to fit; the organisation code inside is wrong.
        #expect(CreditCode.read("91350100M000100Y56") == .wrongOrganisationCheck)
        #expect(CreditCode.read("91350100M000100Y4") == .malformed(.length))
        #expect(CreditCode.read("") == .malformed(.length))
        #expect(CreditCode.read("9135010OM000100Y43") == .malformed(.character))
        #expect(CreditCode.read("91350100I000100Y43") == .malformed(.character))
        #expect(CreditCode.read("9135A100M000100Y43") == .malformed(.region))
    }
}
