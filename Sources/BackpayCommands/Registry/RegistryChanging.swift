import ArgumentParser
import CaseDesk
import EventLog
import Values
import WageArrears

/// Changes the registry and tells what became of it: what these commands share.
struct RegistryChanging {
    let common: CommonOptions
    let acting: ActorOptions
    let papers: PaperOptions
    let linking: LinkOptions

    init(_ common: CommonOptions, _ acting: ActorOptions, _ papers: PaperOptions, _ linking: LinkOptions) {
        self.common = common
        self.acting = acting
        self.papers = papers
        self.linking = linking
    }

    /// Records the change, or throws the refusal as a failure.
    func run(_ change: RegistryChange, _ context: CommandContext) throws {
        let recorder = try context.actor(option: acting.actor)
        let frame = try linking.frame(recorder: recorder, papers: papers, context)
        let register = try Register.open(common, wait: acting.wait, context: context)
        try register.catchUp(context)
        switch try register.desk.change(RegistryCommand(change, frame: frame)) {
        case .done(let receipt):
            context.show(RegistryReceiptPage(receipt: receipt, label: change.label), common)
        case .refused(let report, let isLogged): throw CommandFailure(report, isLogged: isLogged)
        }
    }
}
