public import Source
public import Values
import Workflow

/// What became of a proposal, for the person who waits for the answer.
public struct ProposalReceipt: Hashable, Sendable {
    /// What became of it.
    public enum Change: String, Hashable, Sendable, CaseIterable {
        /// It was put forward and waits.
        case made
        /// It was signed and waits on.
        case signed
        /// It was signed by everybody, and done.
        case performed
        /// It was turned down.
        case rejected
        /// It was taken back.
        case withdrawn
        /// It came to nothing.
        case lapsed
    }

    /// The proposal.
    public let id: String
    /// What became of it.
    public let change: Change
    /// Who it still waits for.
    public let waits: Bilingual?
    /// The code of the refusal on which it lapsed.
    public let code: String?
    /// How it came to nothing, in words.
    public let text: Bilingual?

    init(id: String, change: Change, waits: Bilingual? = nil, code: String? = nil, text: Bilingual? = nil) {
        self.id = id
        self.change = change
        self.waits = waits
        self.code = code
        self.text = text
    }

    /// The form that is stored and shown to programs.
    public var json: JSON {
        .object(omitting: [
            "proposal": .string(id), "change": .string(change.rawValue), "waits": waits.map(Self.json),
            "code": code.map(JSON.string), "text": text.map(Self.json),
        ])
    }

    init?(json: JSON) {
        guard let id = json["proposal"]?.stringValue,
            let change = json["change"]?.stringValue.flatMap(Change.init(rawValue:))
        else { return nil }
        self.init(
            id: id, change: change, waits: json["waits"].flatMap(Self.bilingual),
            code: json["code"]?.stringValue, text: json["text"].flatMap(Self.bilingual))
    }

    private static func json(_ text: Bilingual) -> JSON {
        .object(["zh": .string(text.zh), "en": .string(text.en)])
    }

    private static func bilingual(_ json: JSON) -> Bilingual? {
        guard let zh = json["zh"]?.stringValue, let en = json["en"]?.stringValue else { return nil }
        return Bilingual(zh: zh, en: en)
    }
}

extension ActReceipt {
    /// The proposal that the act is, where it waits for signatures.
    public var waiting: ProposalReceipt? {
        proposals.first.flatMap { first in
            switch first.change {
            case .made, .signed: return first.waits == nil ? nil : first
            case .performed, .rejected, .withdrawn, .lapsed: return nil
            }
        }
    }
}

extension Evaluation {
    /// What became of proposals, with who they wait for now.
    var proposalReceipts: [ProposalReceipt] {
        proposals.compactMap { json in
            guard let id = json["proposal"]?.stringValue,
                let change = json["change"]?.stringValue.flatMap(ProposalReceipt.Change.init(rawValue:))
            else { return nil }
            let waits = after.proceedings.lazy.compactMap { place in
                place.snapshot.proposals.first { $0.id == id }?.waiting(in: place.definition)
            }.first
            let text = json["text"]?["zh"]?.stringValue.flatMap { zh in
                json["text"]?["en"]?.stringValue.map { Bilingual(zh: zh, en: $0) }
            }
            return ProposalReceipt(
                id: id, change: change, waits: waits,
                code: json["codes"]?.arrayValue?.first?.stringValue, text: text)
        }
    }
}
