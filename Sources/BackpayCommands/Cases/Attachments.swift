import ArgumentParser
import TransparencyLog
import Values
import WageArrears

/// Options that describe papers: `--attach kind=FILE`, `--paper kind=NUMBER@PLACE`, who signed them, whom they concern.
struct PaperOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A scanned paper: its hash is recorded. / 附扫描件，登记其散列值。", valueName: "kind=FILE"))
    var attach: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A paper that was not scanned, and where the original is. / 未扫描的材料及原件存放处。",
            valueName: "kind@PLACE"))
    var notScanned: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Who signed the papers of this act. / 在本次材料上签字的人。", valueName: "actor"))
    var signedBy: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("The claimants the papers concern. / 材料涉及的劳动者。", valueName: "person"))
    var about: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The paper on record that the papers are about, as a proof of service is. / 所关于的在案材料。",
            valueName: "paper"))
    var aboutPaper: String?

    @Option(name: .long, help: ArgumentHelp("The number of the paper. / 文号。", valueName: "number"))
    var paperNumber: String?

    /// The papers, files read and hashed.
    func papers(_ context: CommandContext) throws -> [AttachedPaper] {
        var result: [AttachedPaper] = []
        for text in attach {
            let (kind, file) = try split(text, at: "=", option: "--attach", wanted: "kind=FILE")
            var hasher = DigestStream()
            try InputFile.slices(file, context: context) { hasher.update($0) }
            result.append(
                AttachedPaper(
                    kind: kind, number: paperNumber, sha256: hasher.finish().hex, originalAt: nil,
                    claimants: about, signers: signedBy, about: aboutPaper))
        }
        for text in notScanned {
            let (kind, place) = try split(text, at: "@", option: "--not-scanned", wanted: "kind@PLACE")
            result.append(
                AttachedPaper(
                    kind: kind, number: paperNumber, sha256: nil, originalAt: place, claimants: about,
                    signers: signedBy, about: aboutPaper))
        }
        return result
    }

    private func split(
        _ text: String, at sign: Character, option: String, wanted: String
    ) throws(CommandFailure) -> (String, String) {
        let parts = text.split(separator: sign, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw CommandFailure(
                .usage, code: "option",
                Bilingual(zh: "\(option) '\(text)' 写法不对", en: "cannot read \(option) '\(text)'"),
                hint: Bilingual(zh: "应为 \(wanted)", en: "write \(wanted)"))
        }
        return (String(parts[0]), String(parts[1]))
    }
}
