extension Fact {
    /// What it touches: a correction of it takes a second person where that is money, identity or a limit.
    ///
    /// A correction touches what its target touches, which only the file can tell.
    public var touches: Set<Touch> {
        switch self {
        case .amountAsserted, .verificationMade, .awardRecorded, .paymentMade, .paymentStaged,
            .payoutConfirmed, .advanceRecouped,
            .claimStated, .arrearsRefuted:
            return [.money]
        case .claimantSettled, .paymentOrdered, .awardEffectStated, .caseClosed: return [.money, .limit]
        case .claimantJoined, .respondentNamed, .claimantSucceeded, .personRegistered, .personCorrected,
            .personLinked, .personUnlinked, .organisationRegistered, .organisationCorrected:
            return [.identity]
        case .claimantDied, .claimantWithdrawn, .claimantRejoined: return [.identity, .limit]
        case .caseOpened, .reportReceived, .caseAccepted, .caseDeclined, .caseReopened, .relationshipStated,
            .paperServed, .courtReceived, .regionAsked, .regionAnswered, .unionPaperIssued:
            return [.limit]
        case .noteAdded, .matterLinked, .bodyJoined, .complaintNoted, .contactAttempted, .visitMade,
            .jointActionStarted, .inquiryGroupFormed, .inquiryRecorded, .paperFiled, .papersReceived,
            .supportPaperIssued, .findingOpened, .findingAnswered, .correctionMade, .actorRegistered,
            .actorGranted, .actorRevoked,
            .unknown:
            return []
        }
    }

    /// The person whose personal words it holds; nothing where they are free text that may name anybody.
    public var subject: String? {
        switch content {
        case let content as PersonRegistered: return content.person
        case let content as PersonCorrected: return content.person
        case let content as PersonLinked: return content.person
        case let content as PersonUnlinked: return content.person
        case let content as ActorRegistered: return content.actor
        default: return nil
        }
    }

    /// The id of the part of its entry that it is, where it can be corrected on its own.
    var item: String? {
        switch content {
        case let content as AmountAsserted: return content.assertion
        case let content as PaymentMade: return content.payment
        case let content as ClaimStated: return content.claim
        case let content as ClaimantJoined: return content.claimant
        default: return nil
        }
    }

    /// The claimants it names; nothing when it is about the whole case or about no claimant.
    var claimants: [String]? {
        switch content {
        case let content as AmountAsserted: return content.claimant.map { [$0] }
        case let content as PaymentMade: return content.claimant.map { [$0] }
        case let content as ClaimStated: return [content.claimant]
        case let content as ClaimantJoined: return [content.claimant]
        case let content as ClaimantSettled: return [content.claimant]
        case let content as ClaimantWithdrawn: return [content.claimant]
        case let content as ClaimantRejoined: return [content.claimant]
        case let content as ClaimantDied: return [content.claimant]
        case let content as ClaimantSucceeded: return [content.claimant]
        case let content as AwardEffectStated: return [content.claimant]
        case let content as RelationshipStated: return content.claimants
        case let content as AdvanceRecouped: return content.claimants.isEmpty ? nil : content.claimants
        default: return nil
        }
    }

    /// Whether something of its own may be rested on, so that naming no claimant means the whole case.
    var canBeRestedOn: Bool {
        switch content {
        case is AmountAsserted, is PaymentMade: return true
        default: return false
        }
    }

    /// Whether it is a step that rests on sums and parties recorded before it.
    var rests: Bool {
        switch content {
        case let content as AmountAsserted: return content.kind != .claimed && content.kind != .verified
        case is PaymentMade, is PaymentStaged, is ClaimantSettled, is PayoutConfirmed, is AdvanceRecouped,
            is CaseClosed:
            return true
        default: return false
        }
    }
}
