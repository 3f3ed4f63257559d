import CaseDesk
import Source
import Values
import WageArrears
import Workflow

/// Tells what became of an act: to a person, or to a program.
struct ActOutcomeText {
    let outcome: ActOutcome
    let state: CaseState?
    let common: CommonOptions

    /// Writes the result, or throws the refusal as a failure.
    func report(to context: CommandContext) throws {
        switch outcome {
        case .refused(let report, let isLogged): throw CommandFailure(report, isLogged: isLogged)
        case .unconfirmed(let contradictions): throw Self.unconfirmed(contradictions)
        case .done(let receipt):
            if let lapse = receipt.proposals.first(where: { $0.code != nil }) {
                throw Self.lapsed(lapse, receipt)
            }
            switch common.format {
            case .text, .csv: context.out(text(receipt, context))
            case .json: context.out(JSONOutput.document(json(receipt)))
            case .ndjson: context.out(JSONOutput.line(json(receipt)))
            }
        }
    }

    /// The last signature was given, but the act could not be done: both are in the log.
    private static func lapsed(_ lapse: ProposalReceipt, _ receipt: ActReceipt) -> CommandFailure {
        let text = lapse.text ?? Bilingual(zh: lapse.id, en: lapse.id)
        return CommandFailure(
            .refused, code: lapse.code ?? "", text,
            hint: Bilingual(
                zh: "签署与失效均已登记；理由消除后请重新提出",
                en: "the signature and the lapse are recorded; put it forward anew once it can be done"),
            members: [
                "proposal": .string(lapse.id), "position": .integer(Int64(receipt.position)),
                "version": .integer(Int64(receipt.version)),
            ])
    }

    /// What became of a proposal, on one line.
    private static func line(_ proposal: ProposalReceipt, zh: Bool) -> String {
        let waits = proposal.waits.map { (zh ? "等待 " : "waits for: ") + (zh ? $0.zh : $0.en) } ?? ""
        switch proposal.change {
        case .made: return (zh ? "待签署  " : "to be signed  ") + "\(proposal.id)  " + waits
        case .signed: return (zh ? "已签署  " : "signed  ") + "\(proposal.id)  " + waits
        case .performed: return (zh ? "签署齐备  " : "signed by all  ") + proposal.id
        case .rejected, .withdrawn, .lapsed:
            return proposal.text.map { zh ? $0.zh : $0.en } ?? "\(proposal.id) \(proposal.change.rawValue)"
        }
    }

    /// A fact that contradicts the file stops once.
    private static func unconfirmed(_ contradictions: [Contradiction]) -> CommandFailure {
        CommandFailure(
            .refused, code: "unconfirmed",
            Bilingual(
                zh: "未登记：与案卷有 \(contradictions.count) 处矛盾，需要确认",
                en: "not recorded yet: it contradicts the file in \(contradictions.count) point(s)"),
            details: contradictions.map(\.message),
            hint: Bilingual(
                zh: "确属事实，请加 --confirm --reason '…' 重新登记；将同时生成待答复的疑点",
                en: "if it is a fact, send it again with --confirm --reason '…'; a finding will be opened"),
            members: ["contradictions": .array(contradictions.map { .string($0.kind.rawValue) })])
    }

    private func text(_ receipt: ActReceipt, _ context: CommandContext) -> String {
        let zh = context.language == .zh
        let style = context.style(common.color)
        let label = state?.label(ofAct: receipt.act).text(context.language) ?? receipt.act
        var lines = [
            style.apply(.good, to: head(receipt, zh: zh))
                + "  \(receipt.caseNumber)  \(label)  "
                + style.apply(
                    .faint,
                    to: zh
                        ? "第 \(receipt.position) 条，版本 \(receipt.version)"
                        : "entry \(receipt.position), version \(receipt.version)")
                + (receipt.isReplay ? (zh ? "（重复发送，未再登记）" : " (sent before; not recorded again)") : "")
        ]
        for move in receipt.moves {
            let definition = state?.proceedings.first { $0.id == move.proceeding }?.definition
            let places = definition?.text(at: move.to).text(context.language)
            lines.append(
                (zh ? "  进入  " : "  now in  ") + (places ?? move.to.joined(separator: zh ? "＋" : " + ")))
        }
        for proposal in receipt.proposals {
            lines.append("  " + style.apply(.warning, to: Self.line(proposal, zh: zh)))
        }
        for clock in receipt.clocks { lines.append((zh ? "  期限  " : "  clock  ") + clock) }
        for finding in receipt.findings {
            lines.append(
                style.apply(.warning, to: zh ? "  疑点  " : "  finding  ") + finding
                    + (zh ? "（须由他人答复后方可结案）" : " (another person must answer it before closing)"))
        }
        if !receipt.restedOn.isEmpty {
            let list = receipt.restedOn.map(String.init).joined(separator: ", ")
            lines.append((zh ? "  其后依据旧值的记录：" : "  later entries that rested on the old value: ") + list)
        }
        if let state {
            let hint = zh ? "  下一步  backpay next \(state.number)" : "  next  backpay next \(state.number)"
            lines.append(style.apply(.faint, to: hint))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What was recorded: an act, or that one was put forward or signed.
    private func head(_ receipt: ActReceipt, zh: Bool) -> String {
        switch receipt.proposals.first?.change {
        case .made: return zh ? "已提出" : "put forward"
        case .signed: return zh ? "已签署" : "signed"
        case .rejected: return zh ? "已退回" : "turned down"
        case .withdrawn: return zh ? "已撤回" : "taken back"
        case .performed, .lapsed, nil: return zh ? "已登记" : "recorded"
        }
    }

    private func json(_ receipt: ActReceipt) -> JSON {
        .object(omitting: [
            "schema": .string("act-receipt/1"), "case": .string(receipt.caseNumber),
            "act": .string(receipt.act), "position": .integer(Int64(receipt.position)),
            "version": .integer(Int64(receipt.version)), "replay": .bool(receipt.isReplay),
            "moves": .array(
                receipt.moves.map {
                    .object([
                        "proceeding": .string($0.proceeding), "from": .array($0.from.map(JSON.string)),
                        "to": .array($0.to.map(JSON.string)),
                    ])
                }),
            "findings": .array(receipt.findings.map(JSON.string)),
            "clocks": .array(receipt.clocks.map(JSON.string)),
            "rested_on": .array(receipt.restedOn.map { .integer(Int64($0)) }),
            "proposals": receipt.proposals.isEmpty ? nil : .array(receipt.proposals.map(\.json)),
        ])
    }
}
