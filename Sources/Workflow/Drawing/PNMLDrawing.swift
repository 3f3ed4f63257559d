public import Values

/// Why a definition cannot be drawn as a net.
public struct NetTooLarge: Error, Hashable, Sendable {
    /// In words.
    public let reason = Bilingual(
        zh: "并行区域的组合太多，不能展开为工作流网", en: "its regions have too many combinations to be unfolded into a net")
}

/// The control skeleton in the Petri Net Markup Language (ISO/IEC 15909-2), for tools that judge soundness.
public enum PNMLDrawing {
    /// A place/transition net with one start, one end, and our own verdict under `toolspecific`.
    public static func text(
        _ definition: WorkflowDefinition, language: Language
    ) throws(NetTooLarge) -> String {
        guard let net = WorkflowNet(definition, language: language) else { throw NetTooLarge() }
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<pnml xmlns=\"http://www.pnml.org/version-2009/grammar/pnml\">",
            "  <net id=\"\(MarkupText.escape(definition.id))\""
                + " type=\"http://www.pnml.org/version-2009/grammar/ptnet\">",
            "    <name>\(value(definition.label.text(language)))</name>",
            "    <toolspecific tool=\"backpay\" version=\"1\">"
                + "<soundness verdict=\"\(verdict(net.soundness))\"/></toolspecific>",
            "    <page id=\"page\">",
        ]
        for place in net.places {
            let marking =
                place.id == "start" ? "<initialMarking><text>1</text></initialMarking>" : ""
            lines.append(
                "      <place id=\"\(place.id)\"><name>\(value(place.label))</name>\(marking)</place>")
        }
        for transition in net.transitions {
            lines.append(
                "      <transition id=\"\(transition.id)\"><name>\(value(transition.label))</name></transition>"
            )
        }
        for transition in net.transitions {
            for input in transition.inputs { lines.append(arc(input, transition.id)) }
            for output in transition.outputs { lines.append(arc(transition.id, output)) }
        }
        lines += ["    </page>"]
        // Read by tools that look for a final marking beside the net (an extension they agree on).
        lines += [
            "    <finalmarkings><marking><place idref=\"end\"><text>1</text></place></marking></finalmarkings>",
            "  </net>", "</pnml>",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func value(_ text: String) -> String { "<text>\(MarkupText.escape(text))</text>" }

    private static func arc(_ source: String, _ target: String) -> String {
        "      <arc id=\"a.\(source).\(target)\" source=\"\(source)\" target=\"\(target)\"/>"
    }

    private static func verdict(_ soundness: ControlSkeleton.Soundness) -> String {
        switch soundness {
        case .sound: return "sound"
        case .unsound: return "unsound"
        case .notDecided: return "not-decided"
        }
    }
}
