import CaseDesk
import Source
import Values
import WorkCalendar
import Workflow

/// The host that simulations are given here: limits are counted by the calendar files, as a register would.
struct TrialHost {
    /// How limits are counted.
    let host: SimulatedHost
    /// What to say about it; nothing when they are counted as in a register.
    let note: Bilingual?

    /// A host that counts by the calendar a procedure names, as far as there are files of it.
    init(_ definition: WorkflowDefinition, resources: Resources) throws {
        let known = try resources.calendars(folder: nil)
        let name = definition.calendar
        let calendar = known.first { $0.id == name }
        if calendar != nil || definition.clocks.isEmpty {
            note = nil
        } else if let name {
            note = Bilingual(
                zh: "没有日历 \(name) 的数据：周一至周五算工作日，未计节假日",
                en:
                    "no data of the calendar '\(name)': Monday to Friday count as working days, holidays do not show"
            )
        } else {
            note = Bilingual(
                zh: "流程没有写 calendar：周一至周五算工作日，未计节假日",
                en:
                    "the procedure names no calendar: Monday to Friday count as working days, holidays do not show"
            )
        }
        host = SimulatedHost.counting(by: calendar ?? .unpublished(id: name ?? "none"))
    }
}
