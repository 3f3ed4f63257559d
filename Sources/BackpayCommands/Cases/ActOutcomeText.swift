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
            switch common.format {
            case .text, .csv: context.out(text(receipt, context))
            case .json: context.out(JSONOutput.document(json(receipt)))
            case .ndjson: context.out(JSONOutput.line(json(receipt)))
            }
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
            style.apply(.good, to: zh ? "已登记" : "recorded")
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

    private func json(_ receipt: ActReceipt) -> JSON {
        .object([
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
        ])
    }
}
