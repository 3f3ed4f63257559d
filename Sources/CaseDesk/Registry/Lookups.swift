import WageArrears

/// Answers what the vocabulary asks of the registry, and remembers when an answer could not be read.
///
/// The vocabulary takes plain answers. What is damaged must not pass for what is not registered, so whoever handed
/// out the look-ups asks afterwards whether all of them could be answered.
final class Lookups {
    private let registry: Registry
    private var failure: (any Error)?

    /// Answers from a registry.
    init(_ registry: Registry) { self.registry = registry }

    /// What is registered of a person; nothing when nobody is.
    func person(_ id: String) -> PersonSummary? {
        answer {
            do {
                let linked = try registry.linked(to: id).subtracting([id])
                return try registry.person(id).summary.naming(linked.sorted())
            } catch DeskFailure.noSuchPerson {
                return nil
            }
        }
    }

    /// Whether an organisation is registered.
    func isOrganisation(_ id: String) -> Bool {
        answer {
            do {
                return try registry.organisation(id)
            } catch DeskFailure.noSuchOrganisation {
                return nil
            }
        } != nil
    }

    /// Throws the first thing that could not be read.
    func check() throws {
        if let failure { throw failure }
    }

    private func answer<Answer>(_ body: () throws -> Answer?) -> Answer? {
        do {
            return try body()
        } catch {
            failure = failure ?? error
            return nil
        }
    }
}

extension PersonSummary {
    /// The same summary with all registrations of the person, those linked by way of others too.
    fileprivate func naming(_ linked: [String]) -> PersonSummary {
        PersonSummary(
            id: id, check: check, provesIdentity: provesIdentity, region: region, samePersons: linked)
    }
}
