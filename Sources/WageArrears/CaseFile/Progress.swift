import Values

/// What has been done on a case, apart from money and parties: counted and kept for guards.
struct Progress: Hashable, Sendable {
    var isAccepted = false
    var hasJointAction = false
    var hasArrearsFound = false
    var isRefuted = false
    var isContactReached = false
    var contactAttempts = 0
    var visits = 0
    var complaints = 0
    var crossRegion = "none"
    var hasBodyElsewhere = false
    var unionPapers: Set<UnionPaperKind> = []
    var supportPapers: Set<SupportPaperKind> = []
    var hasInquiryGroup = false
    var inquiryFindings: Set<InquiryFinding> = []
    var linkedMatters: Set<MatterKind> = []
    var services = 0
    var isAtCourt = false
    var isPayoutConfirmed = false
    /// The day the latest order to pay names.
    var orderedBy: Day?

    mutating func take(_ content: ContactAttempted) {
        contactAttempts += 1
        if content.with == .respondent, content.result == .reached { isContactReached = true }
    }

    mutating func take(_ content: VisitMade) {
        visits += 1
        if content.finding == .arrearsFound { hasArrearsFound = true }
    }

    mutating func take(_ content: InquiryRecorded) {
        inquiryFindings.formUnion(content.findings)
        if content.findings.contains(.arrears) { hasArrearsFound = true }
    }
}
