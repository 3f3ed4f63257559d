/// One thing that happened or was decided, as it stands in the log.
///
/// Types this version does not know are kept as they are and never trap.
public enum Fact: Hashable, Sendable {
    /// A case was opened.
    case caseOpened(CaseOpened)
    /// A report came in.
    case reportReceived(ReportReceived)
    /// The case was taken on.
    case caseAccepted(CaseAccepted)
    /// The case was not taken on.
    case caseDeclined(CaseDeclined)
    /// Somebody wrote a note.
    case noteAdded(NoteAdded)
    /// A matter beside the wages was found and passed on.
    case matterLinked(MatterLinked)
    /// A worker became a claimant.
    case claimantJoined(ClaimantJoined)
    /// An organisation was named as respondent.
    case respondentNamed(RespondentNamed)
    /// Another body takes part.
    case bodyJoined(BodyJoined)
    /// The legal relationship was stated, with its end where known.
    case relationshipStated(RelationshipStated)
    /// The workers had complained before.
    case complaintNoted(ComplaintNoted)
    /// A claimant settled.
    case claimantSettled(ClaimantSettled)
    /// A claimant withdrew.
    case claimantWithdrawn(ClaimantWithdrawn)
    /// A claimant who had withdrawn came back.
    case claimantRejoined(ClaimantRejoined)
    /// A claimant died.
    case claimantDied(ClaimantDied)
    /// A successor stepped into a claimant's part.
    case claimantSucceeded(ClaimantSucceeded)
    /// A claim was stated.
    case claimStated(ClaimStated)
    /// Somebody asserted a sum.
    case amountAsserted(AmountAsserted)
    /// The arrears were verified.
    case verificationMade(VerificationMade)
    /// The arrears were found not to exist.
    case arrearsRefuted(ArrearsRefuted)
    /// The respondent was ordered to pay by a day.
    case paymentOrdered(PaymentOrdered)
    /// A tribunal, court or authority fixed sums.
    case awardRecorded(AwardRecorded)
    /// Whether an award binds was stated, for one claimant.
    case awardEffectStated(AwardEffectStated)
    /// A payment was made, or money for it came into custody.
    case paymentMade(PaymentMade)
    /// A payment went on, or came back.
    case paymentStaged(PaymentStaged)
    /// A second person confirmed the payout.
    case payoutConfirmed(PayoutConfirmed)
    /// Somebody paid back what another had paid ahead.
    case advanceRecouped(AdvanceRecouped)
    /// Somebody tried to reach a party.
    case contactAttempted(ContactAttempted)
    /// Bodies visited together.
    case visitMade(VisitMade)
    /// Bodies began to act together.
    case jointActionStarted(JointActionStarted)
    /// Another region was asked to co-operate.
    case regionAsked(RegionAsked)
    /// The other region answered, or did not.
    case regionAnswered(RegionAnswered)
    /// An inquiry group was formed.
    case inquiryGroupFormed(InquiryGroupFormed)
    /// An inquiry recorded what it found.
    case inquiryRecorded(InquiryRecorded)
    /// A paper was put on record.
    case paperFiled(PaperFiled)
    /// Papers were received.
    case papersReceived(PapersReceived)
    /// A paper was served on one recipient.
    case paperServed(PaperServed)
    /// The court received a paper.
    case courtReceived(CourtReceived)
    /// The union issued one of its three papers.
    case unionPaperIssued(UnionPaperIssued)
    /// The procuratorate issued a paper that supports the suit.
    case supportPaperIssued(SupportPaperIssued)
    /// A fact that contradicts the file was recorded all the same.
    case findingOpened(FindingOpened)
    /// A second person answered a finding.
    case findingAnswered(FindingAnswered)
    /// An earlier entry was corrected.
    case correctionMade(CorrectionMade)
    /// The case was closed, with the fate of every open clock.
    case caseClosed(CaseClosed)
    /// The case was reopened.
    case caseReopened(CaseReopened)
    /// A person was registered.
    case personRegistered(PersonRegistered)
    /// What is known of a person was corrected.
    case personCorrected(PersonCorrected)
    /// Two registrations were found to be the same person.
    case personLinked(PersonLinked)
    /// Two registrations were found not to be the same person after all.
    case personUnlinked(PersonUnlinked)
    /// An organisation was registered.
    case organisationRegistered(OrganisationRegistered)
    /// What is known of an organisation was corrected.
    case organisationCorrected(OrganisationCorrected)
    /// An official was registered.
    case actorRegistered(ActorRegistered)
    /// An official was given a role in a body.
    case actorGranted(ActorGranted)
    /// A role was taken from an official.
    case actorRevoked(ActorRevoked)
    /// A fact of a type or version that this version does not know.
    case unknown(UnknownFact)

    /// What it says.
    public var content: any FactContent {
        switch self {
        case .caseOpened(let content): return content
        case .reportReceived(let content): return content
        case .caseAccepted(let content): return content
        case .caseDeclined(let content): return content
        case .noteAdded(let content): return content
        case .matterLinked(let content): return content
        case .claimantJoined(let content): return content
        case .respondentNamed(let content): return content
        case .bodyJoined(let content): return content
        case .relationshipStated(let content): return content
        case .complaintNoted(let content): return content
        case .claimantSettled(let content): return content
        case .claimantWithdrawn(let content): return content
        case .claimantRejoined(let content): return content
        case .claimantDied(let content): return content
        case .claimantSucceeded(let content): return content
        case .claimStated(let content): return content
        case .amountAsserted(let content): return content
        case .verificationMade(let content): return content
        case .arrearsRefuted(let content): return content
        case .paymentOrdered(let content): return content
        case .awardRecorded(let content): return content
        case .awardEffectStated(let content): return content
        case .paymentMade(let content): return content
        case .paymentStaged(let content): return content
        case .payoutConfirmed(let content): return content
        case .advanceRecouped(let content): return content
        case .contactAttempted(let content): return content
        case .visitMade(let content): return content
        case .jointActionStarted(let content): return content
        case .regionAsked(let content): return content
        case .regionAnswered(let content): return content
        case .inquiryGroupFormed(let content): return content
        case .inquiryRecorded(let content): return content
        case .paperFiled(let content): return content
        case .papersReceived(let content): return content
        case .paperServed(let content): return content
        case .courtReceived(let content): return content
        case .unionPaperIssued(let content): return content
        case .supportPaperIssued(let content): return content
        case .findingOpened(let content): return content
        case .findingAnswered(let content): return content
        case .correctionMade(let content): return content
        case .caseClosed(let content): return content
        case .caseReopened(let content): return content
        case .personRegistered(let content): return content
        case .personCorrected(let content): return content
        case .personLinked(let content): return content
        case .personUnlinked(let content): return content
        case .organisationRegistered(let content): return content
        case .organisationCorrected(let content): return content
        case .actorRegistered(let content): return content
        case .actorGranted(let content): return content
        case .actorRevoked(let content): return content
        case .unknown(let content): return content
        }
    }

    /// Every type this version writes, with its version.
    public static let types: [(type: String, schema: Int)] = [
        (CaseOpened.type, CaseOpened.schema),
        (ReportReceived.type, ReportReceived.schema),
        (CaseAccepted.type, CaseAccepted.schema),
        (CaseDeclined.type, CaseDeclined.schema),
        (NoteAdded.type, NoteAdded.schema),
        (MatterLinked.type, MatterLinked.schema),
        (ClaimantJoined.type, ClaimantJoined.schema),
        (RespondentNamed.type, RespondentNamed.schema),
        (BodyJoined.type, BodyJoined.schema),
        (RelationshipStated.type, RelationshipStated.schema),
        (ComplaintNoted.type, ComplaintNoted.schema),
        (ClaimantSettled.type, ClaimantSettled.schema),
        (ClaimantWithdrawn.type, ClaimantWithdrawn.schema),
        (ClaimantRejoined.type, ClaimantRejoined.schema),
        (ClaimantDied.type, ClaimantDied.schema),
        (ClaimantSucceeded.type, ClaimantSucceeded.schema),
        (ClaimStated.type, ClaimStated.schema),
        (AmountAsserted.type, AmountAsserted.schema),
        (VerificationMade.type, VerificationMade.schema),
        (ArrearsRefuted.type, ArrearsRefuted.schema),
        (PaymentOrdered.type, PaymentOrdered.schema),
        (AwardRecorded.type, AwardRecorded.schema),
        (AwardEffectStated.type, AwardEffectStated.schema),
        (PaymentMade.type, PaymentMade.schema),
        (PaymentStaged.type, PaymentStaged.schema),
        (PayoutConfirmed.type, PayoutConfirmed.schema),
        (AdvanceRecouped.type, AdvanceRecouped.schema),
        (ContactAttempted.type, ContactAttempted.schema),
        (VisitMade.type, VisitMade.schema),
        (JointActionStarted.type, JointActionStarted.schema),
        (RegionAsked.type, RegionAsked.schema),
        (RegionAnswered.type, RegionAnswered.schema),
        (InquiryGroupFormed.type, InquiryGroupFormed.schema),
        (InquiryRecorded.type, InquiryRecorded.schema),
        (PaperFiled.type, PaperFiled.schema),
        (PapersReceived.type, PapersReceived.schema),
        (PaperServed.type, PaperServed.schema),
        (CourtReceived.type, CourtReceived.schema),
        (UnionPaperIssued.type, UnionPaperIssued.schema),
        (SupportPaperIssued.type, SupportPaperIssued.schema),
        (FindingOpened.type, FindingOpened.schema),
        (FindingAnswered.type, FindingAnswered.schema),
        (CorrectionMade.type, CorrectionMade.schema),
        (CaseClosed.type, CaseClosed.schema),
        (CaseReopened.type, CaseReopened.schema),
        (PersonRegistered.type, PersonRegistered.schema),
        (PersonCorrected.type, PersonCorrected.schema),
        (PersonLinked.type, PersonLinked.schema),
        (PersonUnlinked.type, PersonUnlinked.schema),
        (OrganisationRegistered.type, OrganisationRegistered.schema),
        (OrganisationCorrected.type, OrganisationCorrected.schema),
        (ActorRegistered.type, ActorRegistered.schema),
        (ActorGranted.type, ActorGranted.schema),
        (ActorRevoked.type, ActorRevoked.schema),
    ]

    static func read(_ type: String, _ coder: inout FactCoder) -> Fact? {
        switch type {
        case CaseOpened.type: return .caseOpened(coder.read(CaseOpened()))
        case ReportReceived.type: return .reportReceived(coder.read(ReportReceived()))
        case CaseAccepted.type: return .caseAccepted(coder.read(CaseAccepted()))
        case CaseDeclined.type: return .caseDeclined(coder.read(CaseDeclined()))
        case NoteAdded.type: return .noteAdded(coder.read(NoteAdded()))
        case MatterLinked.type: return .matterLinked(coder.read(MatterLinked()))
        case ClaimantJoined.type: return .claimantJoined(coder.read(ClaimantJoined()))
        case RespondentNamed.type: return .respondentNamed(coder.read(RespondentNamed()))
        case BodyJoined.type: return .bodyJoined(coder.read(BodyJoined()))
        case RelationshipStated.type: return .relationshipStated(coder.read(RelationshipStated()))
        case ComplaintNoted.type: return .complaintNoted(coder.read(ComplaintNoted()))
        case ClaimantSettled.type: return .claimantSettled(coder.read(ClaimantSettled()))
        case ClaimantWithdrawn.type: return .claimantWithdrawn(coder.read(ClaimantWithdrawn()))
        case ClaimantRejoined.type: return .claimantRejoined(coder.read(ClaimantRejoined()))
        case ClaimantDied.type: return .claimantDied(coder.read(ClaimantDied()))
        case ClaimantSucceeded.type: return .claimantSucceeded(coder.read(ClaimantSucceeded()))
        case ClaimStated.type: return .claimStated(coder.read(ClaimStated()))
        case AmountAsserted.type: return .amountAsserted(coder.read(AmountAsserted()))
        case VerificationMade.type: return .verificationMade(coder.read(VerificationMade()))
        case ArrearsRefuted.type: return .arrearsRefuted(coder.read(ArrearsRefuted()))
        case PaymentOrdered.type: return .paymentOrdered(coder.read(PaymentOrdered()))
        case AwardRecorded.type: return .awardRecorded(coder.read(AwardRecorded()))
        case AwardEffectStated.type: return .awardEffectStated(coder.read(AwardEffectStated()))
        case PaymentMade.type: return .paymentMade(coder.read(PaymentMade()))
        case PaymentStaged.type: return .paymentStaged(coder.read(PaymentStaged()))
        case PayoutConfirmed.type: return .payoutConfirmed(coder.read(PayoutConfirmed()))
        case AdvanceRecouped.type: return .advanceRecouped(coder.read(AdvanceRecouped()))
        case ContactAttempted.type: return .contactAttempted(coder.read(ContactAttempted()))
        case VisitMade.type: return .visitMade(coder.read(VisitMade()))
        case JointActionStarted.type: return .jointActionStarted(coder.read(JointActionStarted()))
        case RegionAsked.type: return .regionAsked(coder.read(RegionAsked()))
        case RegionAnswered.type: return .regionAnswered(coder.read(RegionAnswered()))
        case InquiryGroupFormed.type: return .inquiryGroupFormed(coder.read(InquiryGroupFormed()))
        case InquiryRecorded.type: return .inquiryRecorded(coder.read(InquiryRecorded()))
        case PaperFiled.type: return .paperFiled(coder.read(PaperFiled()))
        case PapersReceived.type: return .papersReceived(coder.read(PapersReceived()))
        case PaperServed.type: return .paperServed(coder.read(PaperServed()))
        case CourtReceived.type: return .courtReceived(coder.read(CourtReceived()))
        case UnionPaperIssued.type: return .unionPaperIssued(coder.read(UnionPaperIssued()))
        case SupportPaperIssued.type: return .supportPaperIssued(coder.read(SupportPaperIssued()))
        case FindingOpened.type: return .findingOpened(coder.read(FindingOpened()))
        case FindingAnswered.type: return .findingAnswered(coder.read(FindingAnswered()))
        case CorrectionMade.type: return .correctionMade(coder.read(CorrectionMade()))
        case CaseClosed.type: return .caseClosed(coder.read(CaseClosed()))
        case CaseReopened.type: return .caseReopened(coder.read(CaseReopened()))
        case PersonRegistered.type: return .personRegistered(coder.read(PersonRegistered()))
        case PersonCorrected.type: return .personCorrected(coder.read(PersonCorrected()))
        case PersonLinked.type: return .personLinked(coder.read(PersonLinked()))
        case PersonUnlinked.type: return .personUnlinked(coder.read(PersonUnlinked()))
        case OrganisationRegistered.type: return .organisationRegistered(coder.read(OrganisationRegistered()))
        case OrganisationCorrected.type: return .organisationCorrected(coder.read(OrganisationCorrected()))
        case ActorRegistered.type: return .actorRegistered(coder.read(ActorRegistered()))
        case ActorGranted.type: return .actorGranted(coder.read(ActorGranted()))
        case ActorRevoked.type: return .actorRevoked(coder.read(ActorRevoked()))
        default: return nil
        }
    }
}
