import Foundation
import Testing

/// Registers that earlier releases wrote are read, verified and decided again by this one, for ever.
///
/// The files under `Releases/` are never written anew; a release adds its own.
struct EarlierReleaseTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Releases")

    @Test(arguments: ["0.1.0-stories.register"])
    func `what an earlier release wrote verifies, rechecks and gives the same figures`(name: String) throws {
        try TestRegister.nowhere { register in
            try FileManager.default.copyItem(
                at: Self.folder.appending(path: name), to: URL(filePath: register.path))
            try register.done("audit", "verify")
            try register.done("audit", "recheck")
            for (number, recovered) in [
                ("2025-0001", 42_980_00), ("2024-0001", 35_600_00), ("2024-0002", 60_158_00),
            ] {
                let shown = try register.shown(number)
                #expect(shown.fen("recovered") == recovered)
                #expect(shown.fen("due") == 0)
                #expect(shown.closed == "paid_in_full")
            }
        }
    }
}
