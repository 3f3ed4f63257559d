import CaseDesk
import Source
import Workflow

extension Resources {
    /// A workflow from a file, with the interfaces of those it uses looked up beside it, and its text.
    func workflow(at path: String) throws -> (WorkflowDefinition, source: String) {
        let (node, text) = try yaml(path)
        return (
            try WorkflowDefinition.load(
                node, vocabularies: Pins.vocabularies, using: interfaces(beside: Resources.folder(of: path)),
                catalogues: try catalogues(of: node, beside: Resources.folder(of: path))),
            text
        )
    }

    /// Finds the workflows that a file uses: in its own folder first, then in `procedures/` there, then in the usual places.
    func interfaces(beside folder: String) -> (String) -> WorkflowInterface? {
        { id in
            guard let path = usedPath(id, beside: folder), let file = try? yaml(path) else { return nil }
            return WorkflowInterface(node: file.node, vocabularies: Pins.vocabularies)
        }
    }

    /// Finds the catalogue of roles that a file uses, in `roles/` beside the folder of the workflows, here, or in the
    /// usual places; what is wrong with it is told with its place.
    func catalogues(of node: SourceNode, beside folder: String) throws -> (String) -> RoleCatalogue? {
        guard case .string(let id)? = node["roles"]?["use"]?.content else { return { _ in nil } }
        var places = ["\(folder)/../roles", "\(folder)/../../roles", "roles"]
        if let home = context.variable("BACKPAY_HOME") { places.append(home + "/roles") }
        let isName = !id.isEmpty && !id.contains("/")
        guard isName, let path = places.map({ "\($0)/\(id).yaml" }).first(where: exists) else {
            return { _ in nil }
        }
        let catalogue = try RoleCatalogue.load(try yaml(path).node)
        return { $0 == id ? catalogue : nil }
    }

    /// The workflows that one uses, and those that they use, each from its file; one without a file is left out.
    func library(of definition: WorkflowDefinition, beside folder: String) throws -> [WorkflowFile] {
        var files: [WorkflowFile] = []
        var waiting = definition.uses
        var seen: Set<String> = [definition.id]
        while let id = waiting.popLast() {
            guard seen.insert(id).inserted, let path = usedPath(id, beside: folder) else { continue }
            let (used, source) = try workflow(at: path)
            files.append(WorkflowFile(used, source: source))
            waiting += used.uses
        }
        return files
    }

    /// The same for a workflow by name or path.
    func library(of definition: WorkflowDefinition, named name: String) throws -> [WorkflowFile] {
        try library(of: definition, beside: workflowPath(name).map(Resources.folder(of:)) ?? ".")
    }

    private func usedPath(_ id: String, beside folder: String) -> String? {
        ["\(folder)/\(id).yaml", "\(folder)/procedures/\(id).yaml"].first(where: exists) ?? workflowPath(id)
    }

    /// The folder a file lies in.
    static func folder(of path: String) -> String {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        if folder.isEmpty { return path.hasPrefix("/") ? "/" : "." }
        return folder
    }
}
