import Source

extension CELProgram {
    /// A part of this program as a program of its own; its errors keep their places in the whole text.
    ///
    /// The part must not use the variable of a macro around it: there would be no element to look at.
    public func part(_ node: CELNode) -> CELProgram {
        CELProgram(text: text, position: position, root: node, type: node.type)
    }

    /// A part of the text as written, white space folded.
    public func text(of node: CELNode) -> String {
        TextPlace(text: text, start: position).slice(node.range)
    }
}
