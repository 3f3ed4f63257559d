import Values

/// What the facts of a case add up to, kept up to date fact by fact.
struct Ledger: Hashable, Sendable {
    var number = ""
    var region: String?
    var openedOn: Day?
    var claimants: [CaseClaimant] = []
    var claimantIndex: [String: Int] = [:]
    var respondents: [CaseRespondent] = []
    var claims: [CaseClaim] = []
    var claimIndex: [String: Int] = [:]
    var assertions: [Assertion] = []
    var assertionIndex: [String: Int] = [:]
    /// The assertions in force for each target: one, or rivals that came together from several cases.
    var current: [Assertion.Target: [Int]] = [:]
    /// The cases it was put together from, where there were several.
    var groups: [String] = []
    /// The claimants of each of them.
    var groupClaimants: [String: Set<String>] = [:]
    /// What the fact at hand is about, of those cases; nothing when it is about all.
    var reach: [String]?
    var payments: [CasePayment] = []
    var paymentIndex: [String: Int] = [:]
    /// What was paid back of what had been paid ahead.
    var recoupments: [AdvanceRecouped] = []
    var papers: [CasePaper] = []
    var paperIndex: [String: Int] = [:]
    var findings: [Finding] = []
    var findingIndex: [String: Int] = [:]
    var closing: Closing?
    var progress = Progress()
    /// All sums ever asserted or paid, so that no total can overflow; a decision that would is refused.
    var volume = Fen.zero
}

/// A fact that leaves something to show in the file even when its entry was retracted.
private protocol Lasting {}
extension ClaimantJoined: Lasting {}
extension ClaimStated: Lasting {}
extension AmountAsserted: Lasting {}
extension PaymentMade: Lasting {}
extension PaperFiled: Lasting {}
extension FindingOpened: Lasting {}

extension Ledger {
    /// Takes one more fact; of a retracted entry only what stays to be shown.
    mutating func take(_ item: LoggedFact, retractedBy: Int?) {
        let (fact, entry) = (item.fact, item.entry)
        reach = item.route?.reach
        guard retractedBy == nil || fact.content is any Lasting else { return }
        switch fact {
        case .caseOpened(let content):
            number = content.number
            region = content.region
            openedOn = entry.occurred.day
        case .caseAccepted: progress.isAccepted = true
        case .caseDeclined: progress.isAccepted = false
        case .caseClosed(let content): closing = Closing(fact: content, entry: entry)
        case .caseReopened: closing = nil
        case .claimantJoined(let content): join(content, entry, retractedBy)
        case .respondentNamed(let content): name(CaseRespondent(content, entry: entry))
        case .bodyJoined(let content): if content.part == .otherRegion { progress.hasBodyElsewhere = true }
        case .relationshipStated(let content): relate(content)
        case .complaintNoted: progress.complaints += 1
        case .claimantSettled(let content): change(content.claimant) { $0.part = .settled }
        case .claimantWithdrawn(let content): change(content.claimant) { $0.part = .withdrawn }
        case .claimantRejoined(let content): change(content.claimant) { $0.part = .active }
        case .claimantDied(let content): die(content, entry)
        case .claimantSucceeded(let content): succeed(content)
        case .claimStated(let content): claim(content, entry, retractedBy)
        case .amountAsserted(let content): assert(content, entry, retractedBy)
        case .verificationMade: progress.isRefuted = false
        case .arrearsRefuted: progress.isRefuted = true
        case .awardEffectStated(let content): setEffect(content)
        case .paymentMade(let content): pay(content, entry, retractedBy)
        case .paymentStaged(let content): stage(content, entry)
        case .payoutConfirmed: progress.isPayoutConfirmed = true
        case .advanceRecouped(let content): recoup(content)
        case .paymentOrdered(let content): progress.orderedBy = content.payBy
        case .contactAttempted(let content): progress.take(content)
        case .visitMade(let content): progress.take(content)
        case .jointActionStarted: progress.hasJointAction = true
        case .regionAsked: progress.crossRegion = "requested"
        case .regionAnswered(let content): progress.crossRegion = content.answer.rawValue
        case .inquiryGroupFormed: progress.hasInquiryGroup = true
        case .inquiryRecorded(let content): progress.take(content)
        case .matterLinked(let content): progress.linkedMatters.insert(content.kind)
        case .paperFiled(let content): file(content, entry, retractedBy)
        case .paperServed(let content): serve(content, retractedBy)
        case .courtReceived: progress.isAtCourt = true
        case .unionPaperIssued(let content): progress.unionPapers.insert(content.kind)
        case .supportPaperIssued(let content): progress.supportPapers.insert(content.kind)
        case .findingOpened(let content): open(content, entry, retractedBy)
        case .findingAnswered(let content): answer(content, entry)
        case .correctionMade(let content): correct(content, entry)
        case .reportReceived, .noteAdded, .papersReceived, .awardRecorded:
            break  // the log shows them
        case .personRegistered, .personCorrected, .personLinked, .personUnlinked, .organisationRegistered,
            .organisationCorrected, .actorRegistered, .actorGranted, .actorRevoked, .unknown:
            break  // no part of a case
        }
    }
}
