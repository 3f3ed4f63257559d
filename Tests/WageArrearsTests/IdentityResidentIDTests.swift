import Testing
import Values

@testable import WageArrears

/// The day on which the tests read numbers.
private func today() throws -> Day { try #require(Day("2025-04-07")) }

@Suite struct `A resident identity number` {
    @Test(arguments: [
        // The examples of the standard; the region of the second no longer exists.
        ("11010519491231002X", "1949-12-31", ResidentID.Sex.female),
        ("440524188001010014", "1880-01-01", .male),
    ])
    func `is valid when its check digit is right`(_ text: String, _ birth: String, _ sex: ResidentID.Sex)
        throws
    {
        guard case .valid(let id) = ResidentID.read(text, today: try today()) else {
            Issue.record("not valid")
            return
        }
        #expect(id.number == text)
        #expect(id.birthDate.description == birth)
        #expect(id.sex == sex)
    }

    @Test(arguments: ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２ｘ"])
    func `is read from what people type`(_ text: String) throws {
        guard case .valid(let id) = ResidentID.read(text, today: try today()) else {
            Issue.record("not valid")
            return
        }
        #expect(id.number == "11010519491231002X")
        #expect(id.regionCode == "110105")
        #expect(id.province?.name.zh == "北京")
    }

    @Test func `with any one digit mistyped, or two neighbours swapped, is not valid`() throws {
        let good = Array("11010519491231002X")
        let day = try today()
        for index in 0..<18 {
            for digit in "0123456789X" where digit != good[index] {
                var typed = good
                typed[index] = digit
                if case .valid = ResidentID.read(String(typed), today: day) {
                    Issue.record("\(String(typed))")
                }
            }
        }
        for index in 0..<17 where good[index] != good[index + 1] {
            var typed = good
            typed.swapAt(index, index + 1)
            if case .valid = ResidentID.read(String(typed), today: day) { Issue.record("\(String(typed))") }
        }
    }

    @Test func `says that the check digit is wrong, apart from not being a number`() throws {
        let day = try today()
        #expect(ResidentID.read("110105194912310021", today: day) == .wrongCheckDigit)
        #expect(ResidentID.read("", today: day) == .malformed(.length))
        #expect(ResidentID.read("11010519491231002", today: day) == .malformed(.length))
        #expect(ResidentID.read("1101051949123100212", today: day) == .malformed(.length))
        #expect(ResidentID.read("11010519491231O02X", today: day) == .malformed(.character))
        #expect(ResidentID.read("X1010519491231002X", today: day) == .malformed(.character))
        #expect(ResidentID.read("11010519490230002X", today: day) == .malformed(.noSuchDate))
        #expect(ResidentID.read("11010500000101002X", today: day) == .malformed(.noSuchDate))
    }

    @Test func `cannot be of a person born after today`() throws {
        let born = try #require(Day("2025-04-08"))
        var digits = "35052620250408001"
        digits += String(decoding: [ResidentID.checkDigit(Array(digits.utf8))], as: UTF8.self)
        #expect(ResidentID.read(digits, today: try today()) == .malformed(.bornLater))
        guard case .valid = ResidentID.read(digits, today: born) else {
            Issue.record("not valid on the day of birth")
            return
        }
    }

    @Test func `of a region that does not exist is still valid, without a province`() throws {
        var digits = "99010519491231002"
        digits += String(decoding: [ResidentID.checkDigit(Array(digits.utf8))], as: UTF8.self)
        guard case .valid(let id) = ResidentID.read(digits, today: try today()) else {
            Issue.record("not valid")
            return
        }
        #expect(id.province == nil)
    }

    @Test func `of fifteen digits is known as an old one`() throws {
        guard case .oldNumber(let old) = ResidentID.read("110105491231002", today: try today()) else {
            Issue.record("not old")
            return
        }
        #expect(old.birthDate.description == "1949-12-31")
        #expect(old.sex == .female)
        #expect(old.successor.number == "11010519491231002X")
        #expect(ResidentID.read("110105491331002", today: try today()) == .malformed(.noSuchDate))
        #expect(ResidentID.read("11010549123100X", today: try today()) == .malformed(.character))
    }
}
