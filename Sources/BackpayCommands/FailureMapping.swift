import CaseDesk
import CaseIndexSQLite
import EventLog
import Source
import Values
import Workflow

extension CommandFailure {
    /// Every error that can reach the top, as a person or a program is told it.
    static func mapping(_ error: any Error) -> CommandFailure {
        switch error {
        case let failure as CommandFailure: return failure
        case let failure as DeskFailure: return .init(failure)
        case let error as LogError: return .init(error)
        case let list as DiagnosticList: return .init(list)
        case let diagnostic as Diagnostic: return .init(DiagnosticList([diagnostic]))
        case let refused as OpeningRefused: return .init(refused.report, isLogged: false)
        case let report as RefusalReport: return .init(report, isLogged: false)
        case let error as CaseIndexError: return .init(error)
        default: return .unforeseen(error)
        }
    }

    /// A failure of the log.
    init(_ error: LogError) {
        let status: ExitStatus
        switch error {
        case .busy, .wrongExpectedVersion: status = .temporary
        case .notFound, .noSuchPosition, .noSuchPart: status = .notFound
        case .notARegister, .incompleteRegister, .keyReused, .invalidRequest, .tooLarge, .notPersonal,
            .alreadyErased,
            .erasureNotRecorded:
            status = .badInput
        case .alreadyExists: status = .refused
        case .readOnly: status = .notPermitted
        case .newerVersion, .lockFileMissing, .networkFileSystem: status = .configuration
        case .full, .io, .corrupt: status = .io
        }
        self.init(status, code: error.code, error.message)
    }

    /// A failure of the read models.
    init(_ error: CaseIndexError) {
        let status: ExitStatus
        switch error {
        case .busy, .changed, .damaged: status = .temporary
        case .notWritable, .full, .failed: status = .io
        case .foreign: status = .configuration
        }
        self.init(status, code: error.code, error.message)
    }

    /// A failure of the desk.
    init(_ failure: DeskFailure) {
        switch failure {
        case .noSuchCase, .notYet, .noSuchPerson, .noSuchOrganisation, .noSuchProceeding, .noSuchWorkflow,
            .noSuchPlan:
            self.init(.notFound, code: failure.code, failure.message)
        case .noSuchActor(let id):
            self.init(id.isEmpty ? .usage : .notFound, code: failure.code, failure.message)
        case .noCalendar, .definitionUnreadable:
            self.init(.configuration, code: failure.code, failure.message)
        case .unreadable: self.init(.io, code: failure.code, failure.message)
        case .alreadyThere, .restless: self.init(.refused, code: failure.code, failure.message)
        case .badInput: self.init(.badInput, code: failure.code, failure.message)
        case .log(let error): self.init(error)
        }
    }

    /// A refusal: the first reason is the message, what else stands in the way are details.
    init(_ report: RefusalReport, isLogged: Bool) {
        let primary = report.primary
        var details = zip(primary.details(.zh), primary.details(.en)).map { Bilingual(zh: $0, en: $1) }
        for other in report.others {
            details.append(
                Bilingual(
                    zh: "另外 \(other.code)：\(other.message(.zh))",
                    en: "also \(other.code): \(other.message(.en))"))
        }
        let status: ExitStatus
        switch primary.code {
        case "payload": status = .badInput
        case "role": status = .notPermitted
        case "conflict": status = .temporary
        default: status = .refused
        }
        self.init(
            status, code: primary.code, Bilingual(zh: primary.message(.zh), en: primary.message(.en)),
            details: details,
            hint: isLogged
                ? Bilingual(zh: "这次尝试已记入拒绝记录", en: "this attempt is noted in the stream of refusals") : nil,
            members: [
                "refusal": primary.json, "also": .array(report.others.map(\.json)), "logged": .bool(isLogged),
            ])
    }
}
