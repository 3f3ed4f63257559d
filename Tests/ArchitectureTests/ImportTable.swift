/// Who may import what: the dependencies of `Package.swift` once more, and with them the modules of the system and
/// the toolchain. SwiftPM does not hold a file to its target's dependencies, so this table does.
enum ImportTable {
    /// The modules that each target may import.
    static let allowed: [String: Set<String>] = [
        "Values": [],
        "Source": ["Values"],
        "SourceYAML": ["Source", "Values", "Yams", "CYaml", "Foundation"],
        "CEL": ["Source", "Values"],
        "Workflow": ["CEL", "Source", "Values"],
        "WorkCalendar": ["Source", "Values"],
        "TransparencyLog": ["Values", "Crypto"],
        "EventLog": ["TransparencyLog", "Source", "Values", "Synchronization"],
        "EventLogLaws": ["EventLog", "TransparencyLog", "Source", "Values", "Synchronization"],
        "EventLogSQLite": [
            "GRDBSQLite",
            "EventLog", "TransparencyLog", "Source", "Values", "GRDB", "Foundation", "Glibc",
            "Synchronization",
        ],
        "WageArrears": ["Workflow", "WorkCalendar", "CEL", "Source", "Values"],
        "CaseDesk": [
            "EventLog", "TransparencyLog", "WageArrears", "Workflow", "WorkCalendar", "CEL", "Source",
            "Values",
            "Synchronization",
        ],
        "CaseIndexSQLite": [
            "CaseDesk", "EventLog", "Source", "Values", "GRDB", "Foundation", "Glibc", "Synchronization",
        ],
        "BackpayCommands": [
            "CaseDesk", "CaseIndexSQLite", "EventLog", "EventLogSQLite", "TransparencyLog", "WageArrears",
            "Workflow",
            "WorkCalendar", "CEL", "SourceYAML", "Source", "Values", "ArgumentParser", "Foundation", "Glibc",
            "Synchronization",
        ],
        "backpay": ["BackpayCommands", "ArgumentParser", "Foundation", "Glibc"],
        "CaseTesting": [
            "CaseDesk", "EventLog", "WageArrears", "Workflow", "WorkCalendar", "SourceYAML", "Source",
            "Values",
            "Testing", "Synchronization",
        ],
    ]

    /// The only targets that may import each package or system module; whoever else needs one asks these.
    static let owners: [String: Set<String>] = [
        "Yams": ["SourceYAML"],
        "CYaml": ["SourceYAML"],  // the parser inside the package Yams
        "Crypto": ["TransparencyLog"],
        "GRDB": ["EventLogSQLite", "CaseIndexSQLite"],
        "ArgumentParser": ["BackpayCommands", "backpay"],
        "Foundation": ["SourceYAML", "EventLogSQLite", "CaseIndexSQLite", "BackpayCommands", "backpay"],
        "Glibc": ["EventLogSQLite", "CaseIndexSQLite", "BackpayCommands", "backpay"],
        "Testing": ["CaseTesting"],
    ]
}
