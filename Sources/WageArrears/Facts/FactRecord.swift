import Source
public import Values

/// A group of members inside a fact.
protocol FactRecord: Hashable, Sendable {
    init()
    mutating func code(_ coder: inout FactCoder)
}

extension FactRecord {
    var json: JSON {
        var coder = FactCoder.writing()
        var copy = self
        copy.code(&coder)
        return .object(coder.members)
    }

    init?(json: JSON) {
        guard case .object(let members) = json else { return nil }
        self.init()
        var coder = FactCoder.reading(members)
        code(&coder)
        guard coder.fault == nil else { return nil }
    }
}

/// What became of one open proceeding or clock when the case was closed.
public struct ClosingFate: FactRecord {
    /// The proceeding, or the run of a clock.
    public internal(set) var what = ""
    /// What became of it.
    public internal(set) var fate = Fate.ended

    mutating func code(_ coder: inout FactCoder) {
        coder.text("what", &what)
        coder.word("fate", &fate)
    }
}

/// The right values of a corrected part; what is absent was right.
public struct CorrectedValues: FactRecord {
    /// The sum of an assertion or a payment.
    public internal(set) var sum: Fen?
    /// The precision of an assertion.
    public internal(set) var precision: Precision?
    /// The claimant a payment was made to.
    public internal(set) var claimant: String?
    /// Who paid.
    public internal(set) var payer: Payer?
    /// The ground of a payment.
    public internal(set) var ground: PaymentGround?
    /// Into whose hand a payment came.
    public internal(set) var payee: Payee?
    /// How a payment was made.
    public internal(set) var channel: PaymentChannel?
    /// The voucher of a payment.
    public internal(set) var voucher: String?
    /// The stage of a payment.
    public internal(set) var stage: PaymentStage?
    /// The day of a payment.
    public internal(set) var on: Day?
    /// The job of a claimant.
    public internal(set) var job: String?
    /// The first day of a claimant's work.
    public internal(set) var employedFrom: Day?
    /// The first day of a claim.
    public internal(set) var from: Day?
    /// The last day of a claim.
    public internal(set) var to: Day?
    /// The item of a claim.
    public internal(set) var wageItem: WageItem?

    mutating func code(_ coder: inout FactCoder) {
        coder.sum("sum_fen", &sum)
        coder.word("precision", &precision)
        coder.text("claimant", &claimant)
        coder.word("payer", &payer)
        coder.word("ground", &ground)
        coder.word("payee", &payee)
        coder.word("channel", &channel)
        coder.text("voucher", &voucher)
        coder.word("stage", &stage)
        coder.day("on", &on)
        coder.text("job", &job)
        coder.day("employed_from", &employedFrom)
        coder.day("from", &from)
        coder.day("to", &to)
        coder.word("wage_item", &wageItem)
    }
}
