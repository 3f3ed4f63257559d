import CaseDesk
import Glibc
import Source
import SourceYAML
import Values
import WorkCalendar
import Workflow

/// Finds and reads the files that procedures and calendars live in: beside the current folder, or under BACKPAY_HOME.
struct Resources {
    let context: CommandContext

    /// A YAML file as a node, and its text.
    func yaml(_ path: String) throws -> (node: SourceNode, text: String) {
        let bytes = try InputFile.bytes(path, context: context, limit: 4 * 1024 * 1024)
        let node = try YAMLReader.read(bytes, file: path)
        return (node, String(decoding: bytes, as: UTF8.self))
    }

    /// A workflow: a path, or a name looked for under `workflows/`, beside a story, and under BACKPAY_HOME.
    func workflow(_ name: String, beside folder: String? = nil) throws -> (WorkflowDefinition, source: String)
    {
        guard let path = workflowPath(name, beside: folder) else { throw DeskFailure.noSuchWorkflow(name) }
        return try workflow(at: path)
    }

    /// Where a workflow's file is, if there is one.
    func workflowPath(_ name: String, beside folder: String? = nil) -> String? {
        if name.hasSuffix(".yaml") { return exists(name) ? name : nil }
        // A name is looked for in our folders and does not lead out of them.
        guard !name.contains("/") else { return nil }
        var places: [String] = []
        if let folder { places += [folder + "/../workflows", folder + "/../../workflows"] }
        places.append("workflows")
        if let home = context.variable("BACKPAY_HOME") { places.append(home + "/workflows") }
        return places.flatMap { ["\($0)/\(name).yaml", "\($0)/procedures/\(name).yaml"] }.first(where: exists)
    }

    /// A file as it is, or the workflows of a folder, which is not without any.
    func workflowFiles(_ path: String) throws(CommandFailure) -> [String] {
        guard isFolder(path) else { return [path] }
        let found = try yamlFilesBelow(path)
        guard found.isEmpty else { return found }
        throw CommandFailure(
            .notFound, code: "no-workflow-files",
            Bilingual(
                zh: "文件夹 '\(VisibleText.line(path))' 中没有 .yaml 文件",
                en: "folder '\(VisibleText.line(path))' holds no .yaml files"))
    }

    /// The YAML files of a folder, by name.
    func yamlFiles(in folder: String) throws(CommandFailure) -> [String] {
        try files(in: folder).filter { $0.hasSuffix(".yaml") }
    }

    /// The YAML files of a folder and of those inside it, by name.
    func yamlFilesBelow(_ folder: String) throws(CommandFailure) -> [String] {
        try filesBelow(folder).filter { $0.hasSuffix(".yaml") }
    }

    /// The files of a folder and of those inside it, by name, without hidden ones.
    func filesBelow(_ folder: String) throws(CommandFailure) -> [String] {
        var found = try files(in: folder)
        for inner in try names(in: folder) where isFolder(inner) && !isLink(inner) {
            found += try filesBelow(inner)
        }
        return found.sorted()
    }

    /// The files of a folder, by name, without hidden ones and folders.
    func files(in folder: String) throws(CommandFailure) -> [String] {
        try names(in: folder).filter { !isFolder($0) }
    }

    /// The files and folders in a folder, by name, without hidden ones.
    private func names(in folder: String) throws(CommandFailure) -> [String] {
        guard let directory = opendir(context.absolute(folder)) else {
            throw .file(folder, doing: Bilingual(zh: "读取文件夹", en: "read the folder"), number: errno)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.hasPrefix(".") else { continue }
            names.append(folder.hasSuffix("/") ? folder + name : folder + "/" + name)
        }
        return names.sorted()
    }

    /// The calendars of a folder, or of the usual places; none where there is no such folder and none was named.
    func calendars(
        folder: String?, beside story: String? = nil, knownAt: String? = nil
    ) throws -> [HolidayCalendar] {
        var places: [String] = []
        if let folder {
            places = [folder]
        } else {
            if let story { places += [story + "/../calendars", story + "/../../calendars"] }
            places.append("calendars")
            if let home = context.variable("BACKPAY_HOME") { places.append(home + "/calendars") }
        }
        guard let place = folder ?? places.first(where: exists) else { return [] }
        let nodes = try yamlFiles(in: place).map { try yaml($0).node }
        guard !nodes.isEmpty else {
            throw CommandFailure(
                .notFound, code: "no-calendar-files",
                Bilingual(zh: "文件夹 '\(place)' 中没有日历文件", en: "folder '\(place)' holds no calendar files"))
        }
        let calendar = try HolidayCalendar.load(nodes)
        guard let knownAt else { return [calendar] }
        return [calendar.asKnown(on: try MomentOption.parse(knownAt, option: "--known-at").day)]
    }

    /// The stories a path names: itself, or those of a folder and of the folders inside.
    func stories(at path: String) throws(CommandFailure) -> [String] {
        guard isFolder(path) else { return [path] }
        let found = try yamlFilesBelow(path)
        guard found.isEmpty else { return found }
        throw CommandFailure(
            .notFound, code: "no-stories",
            Bilingual(
                zh: "文件夹 '\(VisibleText.line(path))' 中没有故事",
                en: "folder '\(VisibleText.line(path))' holds no stories"))
    }

    /// Whether it is a link; a link to a folder around it would lead round for ever.
    private func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(context.absolute(path), &status) == 0 && (status.st_mode & S_IFMT) == S_IFLNK
    }

    /// Whether it is a folder.
    func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(context.absolute(path), &status) == 0 && (status.st_mode & S_IFMT) == S_IFDIR
    }

    /// Whether there is such a file or folder.
    func exists(_ path: String) -> Bool { access(context.absolute(path), F_OK) == 0 }
}
