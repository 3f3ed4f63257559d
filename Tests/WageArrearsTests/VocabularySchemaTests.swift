import CEL
import Source
import Testing
import Values
import Workflow

@testable import WageArrears

@Suite struct VocabularySchemaTests {
    private static let acts = WageArrearsVocabulary.schema.acts

    /// What workflows and stories of the first release call.
    private static let names: Set<String> = [
        "report_received", "claimants_joined", "respondent_named", "body_joined", "relationship_stated",
        "prior_complaint", "claims_stated", "amount_claimed", "contact_attempted", "visit_made",
        "cross_region_answered", "paper_received", "served", "withdrawn", "claimant_rejoined",
        "claimant_died",
        "succeeded", "payment_recorded", "payment_staged", "matter_linked", "note_added", "court_received",
        "award_recorded", "award_effect_stated", "accept", "decline", "start_joint_action", "verify",
        "refute",
        "request_cross_region", "issue_reminder", "issue_opinion", "issue_recommendation",
        "form_inquiry_group",
        "record_inquiry", "issue_support_opinion", "issue_fee_letter", "settle", "order_payment", "waive",
        "confirm_payout", "advance_recouped", "close", "reopen", "answer_finding", "correct",
    ]

    @Test func `the vocabulary has every act, each once, with a label in both languages`() {
        #expect(WageArrearsVocabulary.schema.name == "wage-arrears/1")
        #expect(Set(Self.acts.map(\.name)) == Self.names)
        #expect(Self.acts.count == Self.names.count)
        for act in Self.acts {
            #expect(
                !act.label.zh.isEmpty && !act.label.en.isEmpty && act.label.zh != act.label.en, "\(act.name)")
            check(act.payload, of: act.name)
        }
    }

    private func check(_ fields: [PayloadField], of place: String) {
        for field in fields {
            #expect(!field.label.zh.isEmpty && !field.label.en.isEmpty, "\(place).\(field.name)")
            #expect(field.label.zh != field.label.en, "\(place).\(field.name)")
            check(field.type, of: "\(place).\(field.name)")
        }
    }

    private func check(_ type: FieldType, of place: String) {
        switch type {
        case .record(let fields): check(fields, of: place)
        case .list(let item): check(item, of: place)
        default: break
        }
    }

    @Test
    func
        `facts, corrections and answers are possible always, every other decision where a procedure takes it`()
    {
        for act in Self.acts {
            let isAlways = act.kind == .fact || act.name == "correct" || act.name == "answer_finding"
            #expect((act.availability == .always) == isAlways, "\(act.name)")
        }
    }

    @Test func `free words about persons are personal from the first day`() {
        let personal = Set(Self.acts.flatMap { personalFields($0.payload, of: $0.name) })
        let wanted: Set<String> = [
            "report_received.summary", "prior_complaint.note", "contact_attempted.via",
            "contact_attempted.note",
            "visit_made.note", "withdrawn.reason", "matter_linked.note", "note_added.text", "verify.result",
            "refute.reason", "form_inquiry_group.members.name", "record_inquiry.note", "waive.waivers.ground",
            "close.ground", "close.fates.note", "reopen.reason", "answer_finding.answer", "correct.reason",
        ]
        #expect(personal == wanted)
    }

    private func personalFields(_ fields: [PayloadField], of place: String) -> [String] {
        fields.flatMap { field -> [String] in
            let name = "\(place).\(field.name)"
            if field.isPersonal { return [name] }
            switch field.type {
            case .record(let inner), .list(.record(let inner)): return personalFields(inner, of: name)
            default: return []
            }
        }
    }

    @Test
    func
        `guards see every field with its type, all but days that are not known, in an empty case and in a full one`()
        throws
    {
        let type = WageArrearsVocabulary.schema.caseType
        #expect(
            type.fields.filter(\.value.isOptional).mapValues(\.type)
                == ["order_pay_by": .date, "employment_ended_on": .date])
        expect(CaseFile().view, is: .record(type), at: "case")
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "10"), (2, "20")])
        try desk.act("matter_linked", #"{"kind": "social_insurance"}"#)
        try desk.act("relationship_stated", #"{"kind": "employment", "until": "2025-03-31"}"#)
        try desk.pay(TestDesk.payment(1, "10", ground: "fund", payer: "fund"))
        expect(desk.file.view, is: .record(type), at: "case")
    }

    private func expect(_ value: CELValue, is type: CELType, at place: String) {
        switch (value, type) {
        case (.record(let members), .record(let record)):
            let always = record.fields.filter { !$0.value.isOptional }.keys
            #expect(Set(members.keys).isSuperset(of: always), "\(place)")
            #expect(Set(members.keys).isSubset(of: record.fields.keys), "\(place)")
            for (name, field) in record.fields {
                guard let member = members[name] else { continue }
                expect(member, is: field.type, at: "\(place).\(name)")
            }
        case (.list(let items), .list(let item)):
            for (index, element) in items.enumerated() { expect(element, is: item, at: "\(place)[\(index)]") }
        case (.bool, .bool), (.int, .int), (.string, .string), (.money, .money), (.date, .date): break
        default: Issue.record("\(place) is \(value), not \(type)")
        }
    }

    @Test func `the guards of the first procedures can be read and evaluated`() throws {
        var desk = try TestDesk(claimants: 2)
        let guards = [
            "size(case.claimants) > 0", "case.contact_reached", "case.all_withdrawn",
            "case.verified > fen(0)",
            "case.due == fen(0)", "case.cross_region == 'accepted'", "case.arrears_found",
            "case.support_opinion_issued", "case.fee_letter_issued",
            "'social_insurance' in case.linked_matters",
        ]
        func evaluate(_ text: String) throws -> CELValue {
            let position = SourcePosition(file: "test", line: 1, column: 1)
            let type = CELType.record(WageArrearsVocabulary.schema.caseType)
            let program = try CELExpression.parse(text, at: position)
                .check(in: CELEnvironment(variables: ["case": type]))
            return try program.evaluate(CELActivation(variables: ["case": desk.file.view]))
        }
        #expect(
            try guards.map(evaluate)
                == [true, false, false, false, true, false, false, false, false, false].map(CELValue.bool))
        try desk.act("contact_attempted", #"{"with": "respondent", "method": "phone", "result": "reached"}"#)
        try desk.act("withdrawn", #"{"claimants": ["P-000001", "P-000002"]}"#)
        try desk.verify([(1, "10")])
        try desk.act("request_cross_region", #"{"to_body": "四川省工会"}"#)
        try desk.act("cross_region_answered", #"{"answer": "accepted"}"#)
        try desk.act("record_inquiry", #"{"findings": ["arrears"]}"#)
        try desk.act("issue_support_opinion", #"{"court": "区法院"}"#)
        try desk.act("issue_fee_letter", #"{"court": "区法院"}"#)
        try desk.act("matter_linked", #"{"kind": "social_insurance"}"#)
        #expect(
            try guards.map(evaluate)
                == [true, true, true, true, false, true, true, true, true, true].map(CELValue.bool))
    }
}
