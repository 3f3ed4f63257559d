import Values

@testable import WageArrears

/// One fact of every kind, with every member there is.
enum FactSamples {
    static func day(_ text: String) -> Day { Day(text) ?? Day(ordinal: 0) }

    static var all: [Fact] {
        caseFacts + partyFacts + moneyFacts + workFacts + paperFacts + reviewFacts + registryFacts
    }

    static let caseFacts: [Fact] = [
        .caseOpened(CaseOpened(number: "2025-0001", workflow: "two-station")),
        .reportReceived(
            ReportReceived(
                channel: .hotline12351, ticket: "12351-0001", fromBody: "市总工会", receivedOn: day("2025-04-07"),
                summary: .known("过了发薪日，负责人失联"))),
        .caseAccepted(CaseAccepted(number: "受理-1")),
        .caseDeclined(CaseDeclined(reason: .noJurisdiction, nextRoute: "劳动保障监察")),
        .noteAdded(NoteAdded(text: .known("下午再联系"))),
        .matterLinked(MatterLinked(kind: .socialInsurance, toBody: "区人社局", note: .known("两人均未缴"))),
    ]

    static let partyFacts: [Fact] = [
        .claimantJoined(
            ClaimantJoined(
                claimant: "P-000001", job: "配送员", employedFrom: day("2024-04-01"), hometownRegion: "350526")),
        .respondentNamed(
            RespondentNamed(organisation: "O-000001", capacity: .labourSupplier, isOutOfRegion: true)),
        .bodyJoined(BodyJoined(body: "区交通运输委", part: .regulator)),
        .relationshipStated(
            RelationshipStated(
                claimants: ["P-000001"], kind: .employment, from: day("2024-04-01"), until: day("2025-03-31"))
        ),
        .complaintNoted(
            ComplaintNoted(to: "街道", on: .day(day("2025-03-01")), result: .noAnswer, note: .known("打过两次电话"))),
        .claimantSettled(
            ClaimantSettled(claimant: "P-000001", assertion: "A12.1", payBy: day("2025-05-01"))),
        .claimantWithdrawn(ClaimantWithdrawn(claimant: "P-000001", reason: .known("已自行解决"))),
        .claimantRejoined(ClaimantRejoined(claimant: "P-000001")),
        .claimantDied(ClaimantDied(claimant: "P-000001", on: day("2025-04-10"))),
        .claimantSucceeded(ClaimantSucceeded(claimant: "P-000001", successor: "P-000002")),
    ]

    static let moneyFacts: [Fact] = [
        .claimStated(
            ClaimStated(
                claim: "C12.1", claimant: "P-000001", from: day("2024-04-01"), to: day("2025-03-31"),
                fromPrecision: .month, toPrecision: .day, item: .overtime)),
        .amountAsserted(
            AmountAsserted(
                assertion: "A12.1", kind: .waived, level: .claim, claimant: "P-000001", claim: "C12.1",
                sum: Fen(4_298_000), precision: .over, papers: ["D12.1"], proceeding: "1", isEffective: true,
                payBy: day("2025-05-01"), ground: .known("当面协商"))),
        .verificationMade(VerificationMade(assertions: ["A12.1"], result: .known("属实"))),
        .arrearsRefuted(ArrearsRefuted(reason: .known("工资已发，有签收"))),
        .paymentOrdered(PaymentOrdered(assertions: ["A12.1"], payBy: day("2025-05-01"))),
        .awardRecorded(
            AwardRecorded(instrument: .arbitralAward, by: "县仲裁委", assertions: ["A12.1"], isFinal: true)),
        .awardEffectStated(
            AwardEffectStated(claimant: "P-000001", effect: .effective, on: day("2025-06-01"))),
        .paymentMade(
            PaymentMade(
                payment: "Y12.1", claimant: "P-000001", sum: Fen(726_000), payer: .generalContractor,
                payerOrganisation: "O-000002", ground: .payFirst, payee: .worker, channel: .bank,
                voucher: "V-1",
                stage: .paidOut, on: day("2025-04-11"), place: "监察大队", papers: ["D12.1"])),
        .paymentStaged(PaymentStaged(payment: "Y12.1", stage: .bounced, on: day("2025-04-12"))),
        .payoutConfirmed(PayoutConfirmed(recovered: Fen(726_000))),
        .advanceRecouped(
            AdvanceRecouped(
                ground: .fund, payerOrganisation: "O-000002", claimants: ["P-000001"], sum: Fen(300_000),
                on: day("2025-06-03"), papers: ["D12.1"])),
    ]

    static let workFacts: [Fact] = [
        .contactAttempted(
            ContactAttempted(
                with: .respondent, method: .phone, result: .failed, via: .known("第三方"), note: .known("无人接听"))),
        .visitMade(
            VisitMade(bodies: ["县总工会", "县人社局"], place: "站点", finding: .arrearsFound, note: .known("已关闭"))),
        .jointActionStarted(JointActionStarted(bodies: ["县总工会", "县人社局"])),
        .regionAsked(RegionAsked(toBody: "四川省工会", subject: "请协助联系", answerBy: day("2024-12-11"))),
        .regionAnswered(RegionAnswered(answer: .accepted, by: "四川省工会", on: day("2024-12-05"))),
        .inquiryGroupFormed(
            InquiryGroupFormed(capacities: [.deputy, .modelWorker], names: .known(["代表甲", "劳模甲"]))),
        .inquiryRecorded(
            InquiryRecorded(findings: [.arrears, .noSocialInsurance], note: .known("走访三处"))),
    ]

    static let paperFacts: [Fact] = [
        .paperFiled(
            PaperFiled(
                paper: "D12.1", kind: "receipt", number: "收-1", sha256: String(repeating: "0a", count: 32),
                originalAt: "档案柜三", claimants: ["P-000001"], signers: ["inspector"])),
        .papersReceived(PapersReceived(papers: ["D12.1"], about: "考勤")),
        .paperServed(
            PaperServed(paper: "D12.1", recipient: "O-000001", method: .publicNotice, on: day("2025-04-12"))),
        .courtReceived(CourtReceived(paper: "D12.1", on: day("2025-04-12"))),
        .unionPaperIssued(UnionPaperIssued(kind: .opinion, to: "O-000001", replyBy: day("2025-04-30"))),
        .supportPaperIssued(SupportPaperIssued(kind: .feeLetter, court: "区人民法院")),
    ]

    static let reviewFacts: [Fact] = [
        .findingOpened(
            FindingOpened(finding: "F12.1", kind: .paidTwice, about: ["Y12.1"], reason: .known("两张单据"))),
        .findingAnswered(FindingAnswered(finding: "F12.1", result: .corrected, answer: .known("已更正"))),
        .correctionMade(
            CorrectionMade(
                mode: .replace, target: 12, item: "Y12.1",
                replacement: CorrectedValues(
                    sum: Fen(100), precision: .about, claimant: "P-000001", payer: .fund, ground: .fund,
                    payee: .representative, channel: .mobile, voucher: "V-2", stage: .returned,
                    on: day("2025-04-12"), job: "分拣员", employedFrom: day("2024-05-01"),
                    from: day("2024-05-01"),
                    to: day("2024-06-30"), wageItem: .bonus), restedOn: [14, 15], reason: .known("金额抄错"))),
        .caseClosed(
            CaseClosed(
                reason: .otherRoute, nextRoute: "仲裁", due: Fen(100), verified: Fen(300), recovered: Fen(200),
                fates: [ClosingFate(what: "handling#1", fate: .transferred)], ground: .known("企业已注销"),
                fateNotes: .known(["移交仲裁"]))),
        .caseReopened(CaseReopened(reason: .known("付款退票"))),
    ]

    static let registryFacts: [Fact] = [
        .personRegistered(
            PersonRegistered(
                person: "P-000001", numberKind: .residentId, check: .passed, region: "350526",
                basis: .document,
                name: .known("配送工友"), number: .known("11010519491231002X"), phone: .known("13800000000"))),
        .personCorrected(
            PersonCorrected(
                person: "P-000001", numberKind: .other, check: .notChecked, region: "350500", basis: .stated,
                name: .known("配送工友"), number: .known("H01234567"), phone: .known("13800000001"),
                reason: .known("登记有误"))),
        .personLinked(PersonLinked(person: "P-000001", other: "P-000002", reason: .known("同号"))),
        .personUnlinked(PersonUnlinked(person: "P-000001", other: "P-000002", reason: .known("重名"))),
        .organisationRegistered(
            OrganisationRegistered(
                organisation: "O-000001", name: "某电子商务公司", code: "91350100M000100Y43", check: .passed,
                region: "350526")),
        .organisationCorrected(
            OrganisationCorrected(
                organisation: "O-000001", name: "某公司", code: "9135", check: .malformed, region: "350500")),
        .actorRegistered(ActorRegistered(actor: "cadre", name: .known("工会干部"))),
        .actorGranted(
            ActorGranted(
                actor: "cadre", role: "unionCadre", body: "县总工会", region: "350526", from: day("2025-01-01"),
                until: day("2025-12-31"))),
        .actorRevoked(
            ActorRevoked(actor: "cadre", role: "unionCadre", body: "县总工会", until: day("2025-06-30"))),
    ]
}
