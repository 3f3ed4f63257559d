import CaseDesk
import Source
import Values
import Workflow

/// Acts that wait for signatures, for pages.
struct ProposalTable {
    let waiting: [WaitingProposal]
    /// Those that the person who asks could sign now; nothing where nobody asks for themselves.
    var mine: Set<String>?

    /// The section of a page; nothing where nothing waits.
    func lines(_ face: Face, in number: String) -> [String] {
        guard !waiting.isEmpty else { return [] }
        var lines = ["", face.heading("待签署", "Waiting for signatures")]
        for each in waiting {
            let proposal = each.proposal
            lines.append("  \(proposal.id)  \(each.label.text(face.language))")
            var block = KeyValueBlock()
            block.append(
                face.text("提出", "put forward"),
                Cell(
                    proposal.doers.map(\.id).joined(separator: ", ") + "  " + proposal.occurred.shortText))
            for signature in proposal.signatures {
                block.append(
                    face.text("已签", "signed"), Cell("\(signature.signer.id)  \(signature.at.shortText)"))
            }
            block.append(
                face.text("等待", "waits for"),
                Cell(each.waits.text(face.language) + face.text("签署", " to sign"), .warning))
            lines += block.lines(width: face.width, indent: 6, style: face.style)
            if mine?.contains(proposal.id) ?? false {
                lines.append(
                    "      "
                        + face.style.apply(
                            .strong, to: face.text("等待您签署", "it waits for your signature"))
                        + "  backpay approve \(number) \(proposal.id)")
            }
        }
        return lines
    }

    var json: JSON {
        .array(
            waiting.map { each in
                let proposal = each.proposal
                return .object(omitting: [
                    "proposal": .string(proposal.id), "act": .string(proposal.act),
                    "label": each.label.json, "proceeding": .string(each.proceeding),
                    "rows": proposal.rows.isEmpty ? nil : .array(proposal.rows.map(JSON.string)),
                    "payload_hash": proposal.payloadHash.map(JSON.string),
                    "by": .array(proposal.doers.map { .string($0.id) }),
                    "occurred": .string(proposal.occurred.description),
                    "signatures": .array(
                        proposal.signatures.map {
                            .object(["by": .string($0.signer.id), "at": .string($0.at.description)])
                        }),
                    "waits": each.waits.json, "next": .array(each.next.map(JSON.string)),
                    "mine": mine.map { .bool($0.contains(proposal.id)) },
                ])
            })
    }
}

extension JSON {
    /// A stored change of a proposal as a note beside the entry that made it.
    func proposalNote(_ language: Language) -> String {
        let id = self["proposal"]?.stringValue ?? ""
        let key = language == .zh ? "zh" : "en"
        if let text = self["text"]?[key]?.stringValue { return text }
        let change: Bilingual
        switch self["change"]?.stringValue.flatMap(ProposalReceipt.Change.init(rawValue:)) {
        case .made: change = Bilingual(zh: "待签署", en: "waits for signatures")
        case .signed: change = Bilingual(zh: "已签署", en: "signed")
        case .performed: change = Bilingual(zh: "签署齐备", en: "signed by all")
        case .rejected: change = Bilingual(zh: "已退回", en: "turned down")
        case .withdrawn: change = Bilingual(zh: "已撤回", en: "taken back")
        case .lapsed: change = Bilingual(zh: "已失效", en: "lapsed")
        case nil: return id
        }
        return id + " " + change.text(language)
    }
}
