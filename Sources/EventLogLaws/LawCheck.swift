public import EventLog
import TransparencyLog
import Values

/// Runs every law of the log against stores that `make` gives, a new and empty one for each law.
///
/// Gives the laws that do not hold, each with what was seen; empty when the back end is a log. Any back end,
/// in memory or on a disk, must pass.
public func checkLaws(of make: () throws -> any LogStore) -> [String] {
    var broken: [String] = []
    for law in allLaws {
        let check = LawCheck(law: law.name)
        do {
            try law.body(try make(), check)
        } catch {
            check.broken.append("\(law.name): threw \(error)")
        }
        broken += check.broken
    }
    return broken
}

/// One law: its sentence and its experiment.
struct Law: Sendable {
    let name: String
    let body: @Sendable (any LogStore, LawCheck) throws -> Void
}

private let allLaws = versionLaws + transactionLaws + keyLaws + readingLaws + treeLaws + erasureLaws

/// Collects what does not hold of one law.
final class LawCheck {
    let law: String
    var broken: [String] = []

    init(law: String) { self.law = law }

    func holds(_ condition: Bool, _ what: @autoclosure () -> String) {
        if !condition { broken.append("\(law): \(what())") }
    }

    func equal<Value: Equatable>(_ found: Value, _ wanted: Value, _ what: @autoclosure () -> String) {
        holds(found == wanted, "\(what()): found \(found), wanted \(wanted)")
    }

    /// The action must fail with this error's code.
    func fails(_ code: String, _ what: @autoclosure () -> String, _ body: () throws -> Void) {
        do {
            try body()
            holds(false, "\(what()): nothing was thrown, wanted \(code)")
        } catch let error as LogError {
            equal(error.code, code, what())
        } catch {
            holds(false, "\(what()): threw \(error), wanted \(code)")
        }
    }
}

/// Thrown by laws to end a transaction.
struct Abandoned: Error {}
