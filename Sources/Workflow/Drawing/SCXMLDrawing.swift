import CEL
import Values

/// The control skeleton as State Chart XML (W3C Recommendation of 1 September 2015), for its interpreters.
///
/// Conditions are expressions of our own language, so each becomes a variable `gN` that the environment sets, with
/// the condition beside it in our namespace. Acts are events, `breach.CLOCK` is the end of a limit.
public enum SCXMLDrawing {
    /// Our namespace, for labels and conditions.
    public static let namespace = "https://backpay.example/scxml/1"

    /// The document; the same definition always gives the same bytes.
    public static func text(_ definition: WorkflowDefinition) -> String {
        var writer = Writer(
            definition: definition, suspended: Set(definition.states.compactMap(\.suspends)))
        writer.document()
        return writer.lines.joined(separator: "\n") + "\n"
    }

    /// The history that keeps what a hold froze.
    fileprivate static func kept(_ state: String) -> String { "kept.\(state)" }

    private struct Writer {
        let definition: WorkflowDefinition
        /// The states that a hold freezes.
        let suspended: Set<String>
        var lines: [String] = []

        mutating func document() {
            var initial = ""
            if case .compound(let first) = definition.root.kind { initial = first }
            lines.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
            lines.append(
                "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:backpay=\"\(SCXMLDrawing.namespace)\""
                    + " version=\"1.0\" datamodel=\"ecmascript\" name=\"\(MarkupText.escape(definition.id))\""
                    + " initial=\"\(initial)\"\(labels(definition.label))>")
            let guarded = definition.transitions.filter {
                $0.program != nil && standard($0) == nil && !isReopening($0)
            }
            if !guarded.isEmpty {
                lines.append("  <datamodel>")
                for transition in guarded {
                    let text = MarkupText.escape(transition.program?.text ?? "")
                    lines.append(
                        "    <data id=\"g\(transition.number)\" expr=\"0\" backpay:when=\"\(text)\"/>")
                }
                lines.append("  </datamodel>")
            }
            for child in definition.root.children { state(child, indent: 1) }
            lines.append("</scxml>")
        }

        private func isReopening(_ transition: TransitionDefinition) -> Bool {
            if case .reopen = transition.trigger { return true }
            return false
        }

        /// A condition that means the same in SCXML: only whether a state is active.
        private func standard(_ transition: TransitionDefinition) -> String? {
            guard let text = transition.program?.text else { return nil }
            let isPredicate = definition.states.contains { text == "In('\($0.id)')" }
            return isPredicate ? MarkupText.escape(text) : nil
        }

        private func labels(_ label: Bilingual) -> String {
            " backpay:zh=\"\(MarkupText.escape(label.zh))\" backpay:en=\"\(MarkupText.escape(label.en))\""
        }

        private mutating func state(_ state: StateDefinition, indent: Int) {
            let space = String(repeating: "  ", count: indent)
            let attributes = " id=\"\(state.id)\"" + labels(state.label)
            let name: String
            var initial = ""
            switch state.kind {
            case .atomic: name = "state"
            case .compound(let first):
                name = "state"
                initial = " initial=\"\(first)\""
            case .parallel: name = "parallel"
            case .final: name = "final"
            }
            let moves = state.transitions.filter { !isReopening($0) }
            if moves.isEmpty, state.children.isEmpty {
                lines.append("\(space)<\(name)\(attributes)\(initial)/>")
                return
            }
            lines.append("\(space)<\(name)\(attributes)\(initial)>")
            // Where conditions are free, the way "otherwise" comes last, as the order of a document means it.
            for transition in moves where transition.condition != .otherwise { write(transition, space) }
            for transition in moves where transition.condition == .otherwise { write(transition, space) }
            for history in state.histories {
                write(history: history.id, history.depth.rawValue, first: history.initial, space)
            }
            if suspended.contains(state.id), !state.children.isEmpty {
                var first = state.children.map(\.id).joined(separator: " ")
                if case .compound(let initial) = state.kind { first = initial }
                write(history: SCXMLDrawing.kept(state.id), "deep", first: first, space)
            }
            for child in state.children { self.state(child, indent: indent + 1) }
            lines.append("\(space)</\(name)>")
        }

        private mutating func write(history: String, _ depth: String, first: String, _ space: String) {
            lines.append("\(space)  <history id=\"\(history)\" type=\"\(depth)\">")
            lines.append("\(space)    <transition target=\"\(first)\"/>")
            lines.append("\(space)  </history>")
        }

        /// Where a transition leads in the terms of the standard: a hold brings back what a deep history kept.
        private func target(_ transition: TransitionDefinition) -> String? {
            guard let target = transition.target else { return nil }
            switch transition.restores {
            case nil: return target
            case .history(let id): return id
            case .frozen:
                let isWhole = definition.state(target).map { !$0.children.isEmpty } ?? false
                return isWhole ? SCXMLDrawing.kept(target) : target
            }
        }

        private mutating func write(_ transition: TransitionDefinition, _ space: String) {
            var text = "\(space)  <transition"
            switch transition.trigger {
            case .act(let act): text += " event=\"\(act)\""
            case .breach(let clock): text += " event=\"breach.\(clock)\""
            case .cured(let clock): text += " event=\"cured.\(clock)\""
            case .done:
                let isWaiting = definition.state(transition.source)?.use != nil
                text += " event=\"done.\(isWaiting ? "invoke" : "state").\(transition.source)\""
            case .auto, .reopen: break
            }
            if transition.program != nil {
                text += " cond=\"\(standard(transition) ?? "g\(transition.number)")\""
            }
            if let target = target(transition) { text += " target=\"\(target)\"" }
            if transition.isInternal { text += " type=\"internal\"" }
            lines.append(text + "/>")
        }
    }
}
