/// One part of an expression with what it came to, and the parts it was made of.
public struct CELExplanation: Hashable, Sendable {
    /// What a part came to.
    public enum Outcome: Hashable, Sendable {
        /// It has this value.
        case value(CELValue)
        /// It could not be evaluated.
        case error(CELError)
        /// Nothing depended on it, or an earlier part failed.
        case notEvaluated
    }

    /// The element of a list that a macro was looking at.
    public struct Element: Hashable, Sendable {
        /// The macro's variable.
        public let variable: String
        /// The place in the list, from 0.
        public let index: Int
        /// The element.
        public let value: CELValue
    }

    /// The part as written, white space folded.
    public let text: String
    /// What it came to.
    public let result: Outcome
    /// Whether it is a value read from the case (a path, or a host function asked with literals), not computed here.
    public let isRead: Bool
    /// The parts it was made of, without literals; of a macro its list, then its body for each element.
    public let children: [CELExplanation]
    /// The element that the text was evaluated for, when a macro did so.
    public let element: Element?
    /// How many further parts were left out to keep the explanation short.
    public let omitted: Int

    /// The number of parts in it, itself included.
    var size: Int { 1 + children.reduce(0) { $0 + $1.size } }

    func with(_ element: Element) -> CELExplanation {
        CELExplanation(
            text: text, result: result, isRead: isRead, children: children, element: element, omitted: omitted
        )
    }
}
