public import TransparencyLog
import Values

/// A transaction over a back end's rows: every rule of the log is applied here, so that all stores agree.
///
/// Everything that can be refused is refused before the first row is written. When a row could not be
/// written, `failure` is set and the store must roll back whatever its caller made of the error.
public final class LogSession<Tables: WritableLogTables>: LogTransaction {
    /// Why a write failed half-way, where one did.
    public private(set) var failure: (any Error)?
    /// Whether anything was erased.
    public private(set) var hasErased = false
    private let rows: Tables
    private let view: LogView<Tables>
    private let random: @Sendable (Int) -> [UInt8]
    private var edge: Edge?

    /// What the next append goes on from.
    private struct Edge {
        var tree: MerkleFrontier
        var lastAt: Int64?
        let origin: String
    }

    /// Makes a transaction; `random` gives the salts.
    public init(_ tables: Tables, random: @escaping @Sendable (Int) -> [UInt8]) {
        rows = tables
        view = LogView(tables)
        self.random = random
    }

    /// Appends one command's events, or answers a repeated command as it was answered before.
    public func append(_ request: AppendRequest) throws -> AppendReceipt {
        try request.validate()
        if let known = try view.answer(for: request.key) { return try replay(request, known) }
        let edge = try currentEdge()
        if let cause = request.cause, cause < 0 || cause >= edge.tree.size {
            throw LogError.noSuchPosition(cause, size: edge.tree.size)
        }
        let plan = try plan(request, after: edge)
        return try writing { try carryOut(plan, request, edge) }
    }

    /// Erases the bytes of a personal part that an event records as erased.
    public func erase(part name: String, at position: Int, by: Int) throws {
        guard position >= 0, position < Int.max,
            let row = try rows.entries(in: position..<position + 1).first
        else { throw LogError.noSuchPosition(position, size: try size) }
        guard let part = row.parts.first(where: { $0.name == name }) else {
            throw LogError.noSuchPart(name: name, position: position)
        }
        guard part.isPersonal else { throw LogError.notPersonal(name: name, position: position) }
        if let earlier = part.erasedBy {
            throw LogError.alreadyErased(name: name, position: position, by: earlier)
        }
        guard by > position, by < Int.max, let record = try rows.entries(in: by..<by + 1).first,
            let erasure = PartErasure(row: record),
            erasure.targets.contains(PartErasure.Target(position: position, part: name))
        else { throw LogError.erasureNotRecorded(name: name, position: position, by: by) }
        try writing { try rows.erase(partAt: position, ordinal: part.ordinal, by: by) }
        hasErased = true
    }

    // MARK: What is planned before anything is written

    private struct Plan {
        var entries: [EntryRow] = []
        var heads: [String: Head] = [:]
        var placed: [AppendReceipt.Placed] = []

        struct Head {
            var version: Int
            var position: Int
            var leafHash: Digest
        }
    }

    private func plan(_ request: AppendRequest, after edge: Edge) throws -> Plan {
        var plan = Plan()
        let raw = request.at.microseconds
        let at = max(raw, edge.lastAt ?? raw)
        for (offset, entry) in request.entries.enumerated() {
            let position = edge.tree.size + offset
            let head = try plan.heads[entry.stream.text] ?? storedHead(entry.stream.text)
            guard entry.expected.allows(head?.version) else {
                throw try conflict(entry, head, request, firstNew: edge.tree.size)
            }
            let version = (head?.version ?? -1) + 1
            let parts = entry.parts.enumerated().map { ordinal, part in
                PartRow(
                    ordinal: ordinal, name: part.name, isPersonal: part.isPersonal,
                    stored: part.isPersonal ? random(PartRow.saltByteCount) + part.bytes : part.bytes,
                    erasedBy: nil)
            }
            let command =
                offset == 0
                ? BodyManifest.commandHash(requestHash: request.requestHash, answer: request.answer) : nil
            let manifest = BodyManifest(
                command: command, parts: parts.map { BodyManifest.Part($0, stored: $0.stored ?? []) })
            var row = EntryRow(
                position: position, stream: entry.stream.text, version: version, type: entry.type,
                schema: entry.schema, at: at, skew: raw < at ? raw : nil,
                occurred: entry.occurred?.description, actor: request.actor, key: request.key.text,
                cause: request.cause, correlation: request.correlation, manifest: manifest.bytes, leaf: [],
                leafHash: nil, parts: parts)
            row.leaf = Leaf(log: edge.origin, row: row, previousInStream: head?.leafHash ?? .zero).bytes
            try LogError.check(
                Bilingual(zh: "记录头", en: "the leaf"), row.leaf.count, limit: LogLimits.leafBytes)
            let hash = MerkleHash.leaf(row.leaf)
            row.leafHash = hash
            plan.entries.append(row)
            plan.heads[row.stream] = Plan.Head(version: version, position: position, leafHash: hash)
            plan.placed.append(
                AppendReceipt.Placed(position: position, stream: entry.stream, version: version))
        }
        return plan
    }

    private func storedHead(_ stream: String) throws -> Plan.Head? {
        guard let head = try rows.head(of: stream) else { return nil }
        guard let hash = try rows.node(level: 0, index: head.position) else {
            throw LogError.corrupt(position: head.position, "the head of a stream")
        }
        return Plan.Head(version: head.version, position: head.position, leafHash: hash)
    }

    private func conflict(
        _ entry: NewEntry, _ head: Plan.Head?, _ request: AppendRequest, firstNew: Int
    ) throws -> LogError {
        var actor: String?
        if let position = head?.position {
            actor =
                position >= firstNew
                ? request.actor : try rows.entries(in: position..<position + 1).first?.actor
        }
        return .wrongExpectedVersion(
            stream: entry.stream, expected: entry.expected, found: head?.version, lastActor: actor)
    }

    private func replay(_ request: AppendRequest, _ known: StoredAnswer) throws -> AppendReceipt {
        guard known.requestHash == request.requestHash else { throw LogError.keyReused(request.key) }
        guard known.first >= 0, known.first <= known.last, known.last < (try rows.size()) else {
            throw LogError.corrupt(position: known.first, "the row of a command key")
        }
        let placed = try rows.entries(in: known.first..<known.last + 1).map { row in
            guard let stream = StreamName(row.stream) else {
                throw LogError.corrupt(position: row.position, "the name of the stream")
            }
            return AppendReceipt.Placed(position: row.position, stream: stream, version: row.version)
        }
        return AppendReceipt(
            placed: placed, first: known.first, last: known.last, isReplay: true, answer: known.answer)
    }

    // MARK: Writing

    private func carryOut(_ plan: Plan, _ request: AppendRequest, _ edge: Edge) throws -> AppendReceipt {
        var edge = edge
        let first = edge.tree.size
        for row in plan.entries {
            try rows.insert(row)
            if let hash = row.leafHash { try edge.tree.append(hash) { try rows.insert($0) } }
            edge.lastAt = row.at
        }
        for (stream, head) in plan.heads {
            try rows.setHead(HeadRow(stream: stream, version: head.version, position: head.position))
        }
        let last = edge.tree.size - 1
        try rows.insert(
            CommandRow(
                key: request.key.text, requestHash: request.requestHash, first: first, last: last,
                answer: request.answer))
        self.edge = edge
        return AppendReceipt(
            placed: plan.placed, first: first, last: last, isReplay: false, answer: request.answer)
    }

    private func writing<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            failure = error
            throw error
        }
    }

    private func currentEdge() throws -> Edge {
        if let edge { return edge }
        let size = try rows.size()
        let lastAt = size > 0 ? try rows.entries(in: size - 1..<size).first?.at : nil
        let tree: MerkleFrontier
        do {
            tree = try MerkleTree.frontier(at: size, in: view)
        } catch MerkleTreeError.missingNode(let level, let index) {
            throw LogError.corrupt(position: index << level, "a node of the tree is missing")
        }
        let edge = Edge(tree: tree, lastAt: lastAt, origin: try rows.origin)
        self.edge = edge
        return edge
    }

    // MARK: Reading its own writes

    /// The rows as they lie.
    public var tables: any LogTables { rows }
    /// How many events there are.
    public var size: Int { get throws { try view.size } }
    /// The events from a position on.
    public func entries(from position: Int, limit: Int) throws -> [LogEntry] {
        try view.entries(from: position, limit: limit)
    }
    /// The events of a stream from a version on.
    public func stream(_ name: StreamName, from version: Int, limit: Int) throws -> [LogEntry] {
        try view.stream(name, from: version, limit: limit)
    }
    /// The last event of a stream.
    public func head(of stream: StreamName) throws -> StreamHead? { try view.head(of: stream) }
    /// How many streams have a name that begins so.
    public func streamCount(prefix: String) throws -> Int { try view.streamCount(prefix: prefix) }
    /// The streams whose names begin so.
    public func streams(prefix: String, after: StreamName?, limit: Int) throws -> [StreamName] {
        try view.streams(prefix: prefix, after: after, limit: limit)
    }
    /// What was committed under a key.
    public func answer(for key: CommandKey) throws -> StoredAnswer? { try view.answer(for: key) }
    /// The hash of a full subtree.
    public func node(level: Int, index: Int) throws -> Digest? { try view.node(level: level, index: index) }
}
