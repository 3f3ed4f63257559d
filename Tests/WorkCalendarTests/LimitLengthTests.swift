import Testing
import Values
import WorkCalendar

@Suite struct `The length of a limit` {
    @Test(arguments: [
        ("5 workdays", "5个工作日", "5 working days"), ("1 workday", "1个工作日", "1 working day"),
        ("15 days", "15日（自然日）", "15 calendar days"), ("1 day", "1日（自然日）", "1 calendar day"),
        ("6 months", "6个月", "6 months"), ("1 month", "1个月", "1 month"), ("1 year", "1年", "1 year"),
        ("2 years", "2年", "2 years"), ("24 hours", "24小时", "24 hours"),
    ])
    func `is read and said in both languages`(_ text: String, _ zh: String, _ en: String) throws {
        let length = try #require(LimitLength(text))
        #expect(length.text(.zh) == zh)
        #expect(length.text(.en) == en)
        #expect(length.description == text)
    }

    @Test func `is read in singular and plural`() {
        #expect(LimitLength("1 days") == LimitLength("1 day"))
        #expect(LimitLength("5 workday") == LimitLength("5 workdays"))
    }

    @Test(arguments: [
        "5", "workdays", "5workdays", "5  workdays", " 5 workdays", "5 workdays ", "0 days", "-1 days",
        "05 days", "5 weeks",
        "5.5 days", "五 days", "5 Days", "10000 days", "101 years", "1201 months", "", "5 ",
        "99999999999999999999 days",
    ])
    func `is nothing else`(_ text: String) { #expect(LimitLength(text) == nil) }
}
