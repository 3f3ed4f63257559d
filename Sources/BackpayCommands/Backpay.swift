import ArgumentParser

/// The root of the command line.
struct Backpay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backpay",
        abstract: "欠薪案件流转与审计 · Wage-arrears cases, advanced and audited.",
        discussion: """
            调解员 / mediator:
              $ backpay next 2025-0001          # 能办什么、缺什么、何时到期 · what can be done, what is missing, what is due
              $ backpay advance 2025-0001 accept --as clerk --attach complaint=form.pdf
            审计员 / auditor:
              $ backpay audit verify            # 核验登记簿 · verify the register
              $ backpay audit replay 2025-0001  # 逐日重放 · replay day by day
            """,
        version: "backpay 0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "办案 / Cases",
                subcommands: [
                    OpenCase.self, StartProceeding.self, Advance.self, Approve.self, Reject.self,
                    Withdraw.self, Next.self, Show.self, ListCases.self, Due.self, Search.self, Tick.self,
                    BackfillCommand.self, Merge.self, Unmerge.self, Split.self,
                ]),
            CommandGroup(
                name: "登记 / Registry",
                subcommands: [
                    Init.self, Actor.self, Person.self, Organisation.self, Calendar.self, Limit.self,
                    Play.self,
                ]),
            CommandGroup(name: "审计 / Audit", subcommands: [Audit.self, Report.self, Doctor.self]),
            CommandGroup(name: "流程 / Procedures", subcommands: [WorkflowCommand.self]),
        ])
}
