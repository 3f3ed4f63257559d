import CEL
import Values

extension PathSearch {
    /// The routes of other proceedings that conditions ask about with `case.carried`.
    static func routesAskedAbout(_ definition: WorkflowDefinition) -> [String] {
        var routes: Set<String> = []
        for program in definition.transitions.compactMap(\.program) { collect(program.root, into: &routes) }
        return routes.sorted()
    }

    private static func collect(_ node: CELNode, into routes: inout Set<String>) {
        if case .host(GuardEnvironment.carried, let operands) = node.kind, let asked = operands.last {
            for item in items(of: asked) {
                if case .string(let route) = item { routes.insert(route) }
            }
        }
        for child in node.children { collect(child, into: &routes) }
    }

    private static func items(of node: CELNode) -> [CELValue] {
        if case .literal(.list(let values)) = node.kind { return values }
        if case .literal(let value) = node.kind { return [value] }
        return node.children.flatMap(items)
    }
}
