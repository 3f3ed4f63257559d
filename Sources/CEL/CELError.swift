public import Source
public import Values

/// Why an expression has no value. Never to be taken for `false`.
public struct CELError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A stable code, `C301` to `C311`.
    public let code: String
    /// What went wrong, with the sub-expression as written; no values from the case.
    public let message: Bilingual
    /// Where the sub-expression stands.
    public let position: SourcePosition

    init(_ fault: Fault, in place: TextPlace) {
        let text = CELExplanation.shortened(place.slice(fault.range), to: 60)
        code = fault.code
        message = Bilingual(zh: "\(fault.message.zh)：\(text)", en: "\(fault.message.en): \(text)")
        position = place.position(fault.range.lowerBound)
    }

    /// `file:line:column: C302: division by zero: a / b`.
    public var description: String { "\(position): \(code): \(message.en)" }
}
