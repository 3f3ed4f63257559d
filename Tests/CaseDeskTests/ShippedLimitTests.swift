import Foundation
import Source
import SourceYAML
import Testing
import Values
import WorkCalendar
import Workflow

@testable import CaseDesk

/// The procedures of this repository against the limits of the law they run clocks for.
struct ShippedLimitTests {
    /// Legal clocks that follow no row, and why.
    private static let apart = [
        "arbitral-review/longer_decision": "the extension of arbReview.decide, as a clock of its own",
        "arbitration/suit_after_refusal": "limitation starts anew; the act sets no limit for this suit",
        "court-suit/trial_longer": "to the day the court sets",
        "judicial-confirmation/longer_decision": "to the day the court sets",
        "construction-liability/direct_pay": "to the day the demand sets",
        "construction-liability/general_pay": "to the day the demand sets",
        "construction-liability/owner_pay": "to the day the demand sets",
        "criminal-referral/pay_deadline": "to the day of the order, as the Criminal Law asks for it",
        "criminal-referral/police_ten": "from memory (L): off until an office sets it",
        "criminal-referral/police_thirty": "from memory (L): off until an office sets it",
        "criminal-referral/ask_again": "article 9 of the rule on referrals, not yet a row",
        "criminal-referral/reconsidering_limit": "article 9 of the rule on referrals, not yet a row",
        "enterprise-committee/arbitration_limit": "limitation, which is pointed out only",
        "fund-advance/limitation": "limitation of civil law, pointed out only",
        "legal-aid/supplement": "to the day the office sets",
        "legal-aid/before_deadline": "seven days before another limit: counted back",
        "legal-aid/deadline": "the other limit itself",
        "mediation/performance": "to the day the agreement sets",
        "sanctions-list/pay_deadline": "to the day of the order, as the rule on listing asks for it",
    ]

    private static func table() throws -> LimitTable {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Repository.root.appending(path: "limits").path)
        return try LimitTable.load(names.sorted().map { try Repository.node("limits/\($0)") })
    }

    private static func names() throws -> [String] {
        try ["", "procedures/"].flatMap { folder in
            try FileManager.default.contentsOfDirectory(
                atPath: Repository.root.appending(path: "workflows/" + folder).path
            ).filter { $0.hasSuffix(".yaml") }.map { folder + $0.dropLast(".yaml".count) }
        }.sorted()
    }

    @Test func `every legal clock says what its row says, or there is a reason why it has none`() throws {
        let table = try Self.table()
        let names = try Self.names()
        #expect(names.count > 20)
        var followed = 0
        for name in names {
            let definition = try Repository.workflow(name)
            #expect(LimitAgreement.findings(definition, table).map(\.message.en) == [], "\(name)")
            for clock in definition.clocks where clock.kind == .legal {
                let place = "\(name.split(separator: "/").last ?? "")/\(clock.id)"
                #expect((clock.rule == nil) == (Self.apart[place] != nil), "\(place)")
                if clock.rule != nil { followed += 1 }
            }
        }
        #expect(followed > 60)
    }
}
