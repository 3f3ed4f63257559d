public import Values

/// A payment was made, or money for it came into custody.
public struct PaymentMade: CodedFact {
    /// Its id.
    public internal(set) var payment: String = ""
    /// The claimant; none when it was made to the group without single sums.
    public internal(set) var claimant: String?
    /// The sum.
    public internal(set) var sum: Fen = .zero
    /// Who paid.
    public internal(set) var payer: Payer = .respondent
    /// The organisation that paid.
    public internal(set) var payerOrganisation: String?
    /// On which ground.
    public internal(set) var ground: PaymentGround = .ownDebt
    /// Into whose hand.
    public internal(set) var payee: Payee = .worker
    /// How.
    public internal(set) var channel: PaymentChannel = .cash
    /// The number of the voucher.
    public internal(set) var voucher: String?
    /// How far it came.
    public internal(set) var stage: PaymentStage = .handedIn
    /// The day of payment.
    public internal(set) var on: Day?
    /// The place.
    public internal(set) var place: String?
    /// The papers that came with it.
    public internal(set) var papers: [String] = []

    /// The type in the log.
    public static let type = "payment.made"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("payment", &payment)
        coder.text("claimant", &claimant)
        coder.sum("sum_fen", &sum)
        coder.word("payer", &payer)
        coder.text("payer_organisation", &payerOrganisation)
        coder.word("ground", &ground)
        coder.word("payee", &payee)
        coder.word("channel", &channel)
        coder.text("voucher", &voucher)
        coder.word("stage", &stage)
        coder.day("on", &on)
        coder.text("place", &place)
        coder.texts("papers", &papers)
    }
}

/// A payment went on, or came back.
public struct PaymentStaged: CodedFact {
    /// The payment.
    public internal(set) var payment: String = ""
    /// The stage it reached.
    public internal(set) var stage: PaymentStage = .handedIn
    /// The day.
    public internal(set) var on: Day?

    /// The type in the log.
    public static let type = "payment.staged"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("payment", &payment)
        coder.word("stage", &stage)
        coder.day("on", &on)
    }
}

/// A second person confirmed the payout.
public struct PayoutConfirmed: CodedFact {
    /// The sum in the workers' hands when it was confirmed.
    public internal(set) var recovered: Fen = .zero

    /// The type in the log.
    public static let type = "payout.confirmed"

    mutating func code(_ coder: inout FactCoder) {
        coder.sum("recovered_fen", &recovered)
    }
}

/// Somebody paid back what another had paid ahead: recourse, which changes nothing of what the workers are owed.
public struct AdvanceRecouped: CodedFact {
    /// On which ground it had been paid ahead.
    public internal(set) var ground: PaymentGround = .fund
    /// The organisation that had paid ahead, where it is named.
    public internal(set) var payerOrganisation: String?
    /// The claimants whose wages had been paid ahead; none when it is about all of them.
    public internal(set) var claimants: [String] = []
    /// The sum paid back.
    public internal(set) var sum: Fen = .zero
    /// The day.
    public internal(set) var on: Day?
    /// The papers that came with it.
    public internal(set) var papers: [String] = []

    /// The type in the log.
    public static let type = "advance.recouped"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("ground", &ground)
        coder.text("payer_organisation", &payerOrganisation)
        coder.texts("claimants", &claimants)
        coder.sum("sum_fen", &sum)
        coder.day("on", &on)
        coder.texts("papers", &papers)
    }
}
