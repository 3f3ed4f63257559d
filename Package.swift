// swift-tools-version: 6.2
import PackageDescription

// The house in one table: a target and what it may import. `Tests/ArchitectureTests` holds the
// `import` lines of every file against the same table, because SwiftPM does not.
let package = Package(
    name: "backpay",
    products: [
        .executable(name: "backpay", targets: ["backpay"]),
        .library(name: "Workflow", targets: ["Workflow", "CEL", "Source", "SourceYAML", "Values"]),
        .library(
            name: "EventLog", targets: ["EventLog", "EventLogLaws", "EventLogSQLite", "TransparencyLog"]),
        .library(
            name: "CaseDesk",
            targets: [
                "CaseDesk", "CaseIndexSQLite", "EventLogSQLite", "SourceYAML", "WageArrears", "Workflow",
                "WorkCalendar", "CEL", "Source", "Values", "EventLog", "TransparencyLog",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .target(name: "Values"),
        .target(name: "Source", dependencies: ["Values"]),
        .target(
            name: "SourceYAML", dependencies: ["Source", .product(name: "Yams", package: "Yams")]),
        .target(name: "CEL", dependencies: ["Source", "Values"]),
        .target(name: "Workflow", dependencies: ["CEL", "Source", "Values"]),
        .target(name: "WorkCalendar", dependencies: ["Source", "Values"]),
        .target(
            name: "TransparencyLog",
            dependencies: ["Values", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "EventLog", dependencies: ["TransparencyLog", "Source", "Values"]),
        .target(name: "EventLogLaws", dependencies: ["EventLog", "TransparencyLog", "Source", "Values"]),
        .target(
            name: "EventLogSQLite",
            dependencies: [
                "EventLog", "TransparencyLog", "Source", "Values",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "WageArrears", dependencies: ["Workflow", "WorkCalendar", "CEL", "Source", "Values"]),
        .target(
            name: "CaseDesk",
            dependencies: [
                "EventLog", "TransparencyLog", "WageArrears", "Workflow", "WorkCalendar", "CEL", "Source",
                "Values",
            ]),
        .target(
            name: "CaseIndexSQLite",
            dependencies: [
                "CaseDesk", "EventLog", "Source", "Values", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "BackpayCommands",
            dependencies: [
                "CaseDesk", "CaseIndexSQLite", "EventLog", "EventLogSQLite", "TransparencyLog",
                "WageArrears", "Workflow", "WorkCalendar", "CEL", "SourceYAML", "Source", "Values",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "backpay",
            dependencies: [
                "BackpayCommands", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(
            name: "CaseTesting",
            dependencies: [
                "CaseDesk", "EventLog", "WageArrears", "Workflow", "WorkCalendar", "SourceYAML", "Source",
                "Values",
            ]),
        .testTarget(name: "ValuesTests", dependencies: ["Values"]),
        .testTarget(name: "SourceTests", dependencies: ["Source", "Values"]),
        .testTarget(name: "SourceYAMLTests", dependencies: ["SourceYAML", "Source", "Values"]),
        .testTarget(name: "CELTests", dependencies: ["CEL", "Source", "Values"]),
        .testTarget(
            name: "WorkflowTests", dependencies: ["Workflow", "CEL", "SourceYAML", "Source", "Values"],
            exclude: ["Defects", "Earlier"]),
        .testTarget(
            name: "WorkCalendarTests", dependencies: ["WorkCalendar", "SourceYAML", "Source", "Values"],
            exclude: ["Golden"]),
        .testTarget(name: "TransparencyLogTests", dependencies: ["TransparencyLog", "Values"]),
        .testTarget(
            name: "EventLogTests",
            dependencies: ["EventLog", "EventLogLaws", "TransparencyLog", "Source", "Values"]),
        .testTarget(
            name: "EventLogSQLiteTests",
            dependencies: [
                "EventLogSQLite", "EventLog", "EventLogLaws", "TransparencyLog", "Source", "Values",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "WageArrearsTests",
            dependencies: ["WageArrears", "Workflow", "WorkCalendar", "CEL", "Source", "Values"],
            exclude: ["Golden"]),
        .testTarget(
            name: "CaseIndexSQLiteTests",
            dependencies: [
                "CaseIndexSQLite", "CaseDesk", "Values", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "CaseDeskTests",
            dependencies: [
                "CEL", "CaseDesk", "CaseTesting", "EventLog", "TransparencyLog", "WageArrears", "Workflow",
                "WorkCalendar", "SourceYAML", "Source", "Values",
            ],
            exclude: ["Golden"]),
        .testTarget(
            name: "BackpayCommandsTests", dependencies: ["BackpayCommands", "Source", "Values"]),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "backpay", "EventLogSQLite", "EventLog", "TransparencyLog", "CaseDesk", "WageArrears",
                "Workflow", "SourceYAML", "Source", "Values",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Releases"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .plugin && target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .treatAllWarnings(as: .error),  // our targets only
            .treatWarning("DeprecatedDeclaration", as: .warning),  // a dependency may deprecate any day
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ]
}
