import CaseDesk

/// The ids that the register gave to workers and employers.
struct People {
    let workers: [String]
    let employers: [String]

    /// Registers the pools that cases draw from: as many workers as cases, and an employer for ten.
    static func register(cases: Int, at desk: Desk, _ progress: Progress) throws -> People {
        let workers = try inSlices(max(10, cases), desk) {
            try $1.ensurePerson(Office.worker($0))
        } said: {
            progress.say("workers registered", $0, of: max(10, cases))
        }
        let employers = try inSlices(max(3, cases / 10), desk) {
            try $1.ensureOrganisation(Office.employer($0))
        } said: {
            progress.say("employers registered", $0, of: max(3, cases / 10))
        }
        return People(workers: workers, employers: employers)
    }

    private static func inSlices(
        _ count: Int, _ desk: Desk, _ register: (Int, DeskWork) throws -> String, said: (Int) -> Void
    ) throws -> [String] {
        var ids: [String] = []
        while ids.count < count {
            ids += try desk.work(as: "clerk") { work in
                try (ids.count..<min(count, ids.count + 1000)).map { try register($0, work) }
            }
            said(ids.count)
        }
        return ids
    }
}
