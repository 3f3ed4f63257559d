import ArgumentParser

/// `backpay audit`: for those who must be able to trust the history.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "核验、重放、复核 · Verify, replay and recheck the history.",
        subcommands: [
            AuditLog.self, AuditReplay.self, AuditRecheck.self, AuditVerify.self, AuditRefusals.self,
            AuditClosedUnpaid.self, AuditCouldClose.self,
        ])
}
