import CaseDesk
import Foundation
import Source
import SourceYAML
import Values
import WorkCalendar
import Workflow

/// What stands ready before the first case: the procedure, the calendar, the officers, the workers and the employers.
struct Office {
    let definition: WorkflowDefinition
    let source: String
    let library: [WorkflowFile]
    let calendar: HolidayCalendar

    /// Reads the two-station procedure and the calendars from the folders of a repository.
    init(repository: URL) throws {
        let workflow = repository.appending(path: "workflows/two-station.yaml")
        let procedures = repository.appending(path: "workflows/procedures")
        let roles = repository.appending(path: "roles")
        let read = { (file: URL) throws -> WorkflowFile in
            let bytes = [UInt8](try Data(contentsOf: file))
            let node = try YAMLReader.read(bytes, file: file.lastPathComponent)
            var catalogue: RoleCatalogue?
            if case .string(let id)? = node["roles"]?["use"]?.content {
                let bytes = [UInt8](try Data(contentsOf: roles.appending(path: "\(id).yaml")))
                catalogue = try RoleCatalogue.load(YAMLReader.read(bytes, file: "\(id).yaml"))
            }
            let roleCatalogue = catalogue
            let definition = try WorkflowDefinition.load(
                node, vocabularies: Pins.vocabularies,
                using: { used in
                    let path = procedures.appending(path: "\(used).yaml")
                    guard let bytes = try? Data(contentsOf: path),
                        let node = try? YAMLReader.read([UInt8](bytes), file: "\(used).yaml")
                    else { return nil }
                    return WorkflowInterface(node: node, vocabularies: Pins.vocabularies)
                },
                catalogues: { $0 == roleCatalogue?.id ? roleCatalogue : nil })
            return WorkflowFile(definition, source: String(decoding: bytes, as: UTF8.self))
        }
        let main = try read(workflow)
        definition = main.definition
        source = main.source
        var files: [String: WorkflowFile] = [:]
        var waiting = definition.uses
        while let name = waiting.popLast() {
            guard files[name] == nil else { continue }
            let used = try read(procedures.appending(path: "\(name).yaml"))
            files[name] = used
            waiting += used.definition.uses
        }
        library = files.sorted { $0.key < $1.key }.map(\.value)
        let folder = repository.appending(path: "calendars")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        calendar = try HolidayCalendar.load(
            names.filter { $0.hasSuffix(".yaml") }.map { name in
                try YAMLReader.read([UInt8](Data(contentsOf: folder.appending(path: name))), file: name)
            })
    }

    /// Who works here: id, role and body.
    static let officers = [
        (id: "clerk", role: "stationClerk", body: "县总工会"), (id: "cadre", role: "unionCadre", body: "县总工会"),
        (id: "inspector", role: "labourInspector", body: "县人社局"),
        (id: "head", role: "bureauHead", body: "县人社局"),
    ]

    /// Pins the calendar and registers the officers.
    func prepare(_ work: DeskWork, on day: Day) throws {
        try work.pin(calendar)
        for officer in Office.officers {
            try work.addActor(
                officer.id, name: officer.id,
                grants: [GrantEntry(role: officer.role, body: officer.body, from: day)])
        }
    }

    /// A worker who does not exist: a name of the place in the row, and a number of a region that is nobody's.
    ///
    /// Every second one has a number; it passes its check, so that the register recognises the worker by it.
    static func worker(_ place: Int) -> PersonEntry {
        PersonEntry(
            name: surnames[place % surnames.count] + "工友\(place)",
            number: place % 2 == 0 ? number(place) : nil,
            phone: "190" + digits(place, 8))
    }

    /// An employer who does not exist.
    static func employer(_ place: Int) -> OrganisationEntry { OrganisationEntry(name: "第\(place)号样例建设有限公司") }

    private static let surnames = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]

    /// 18 characters as GB 11643 wants them; no region has a code that begins with 99.
    private static func number(_ place: Int) -> String {
        let year = String(1960 + place / 1000 % 45)
        let text = "99" + digits(place / 45_000, 4) + year + "0101" + digits(place % 1000, 3)
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(text.utf8, weights).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
        return text + String(Array("10X98765432")[sum % 11])
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
