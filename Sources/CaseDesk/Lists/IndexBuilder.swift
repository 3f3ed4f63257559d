import EventLog
import TransparencyLog

/// Brings the read models up to the log, in slices; throws them away first when they belong to another register or shape.
struct IndexBuilder {
    private let index: any CaseIndex
    private let pins: Pins

    /// Makes a builder for an index.
    init(index: any CaseIndex, pins: Pins) {
        self.index = index
        self.pins = pins
    }

    /// Reads what is new, up to the end of the log or an earlier position. Linear in the new entries and the cases
    /// they belong to.
    ///
    /// Models that hold more than this view of the log belong to another history and are made anew; but a view of at
    /// least `floor` entries may just have been opened before they were brought up, which is thrown as `ModelsAhead`.
    func catchUp(
        with reader: any LogReader, upTo limit: Int = .max, floor: Int = .max,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        let size = min(limit, try reader.size)
        var from = 0
        if let stamp = try index.stamp() {
            if stamp.size > size, size >= floor { throw ModelsAhead(size: stamp.size) }
            if stamp.shape == IndexStamp.currentShape, stamp.size <= size, try belongs(stamp, to: reader) {
                from = stamp.size
            } else {
                try index.reset()
            }
        }
        // What was erased must be gone from here too: then the rows are dropped and made again from what is left.
        if from > 0, try holdsErasure(from..<size, in: reader) {
            try index.reset()
            from = 0
        }
        while from < size {
            let entries = try reader.entries(from: from, limit: min(IndexBuilder.slice, size - from))
            guard let last = entries.last else { return }
            try index.apply(
                try batch(for: entries, in: reader, size: size),
                upTo: IndexStamp(size: last.position + 1, lastLeaf: last.leafHash.hex))
            from = last.position + 1
            progress(from, size)
        }
    }

    private static let slice = 5000

    private func holdsErasure(_ range: Range<Int>, in reader: any LogReader) throws -> Bool {
        var from = range.lowerBound
        while from < range.upperBound {
            let entries = try reader.entries(
                from: from, limit: min(IndexBuilder.slice, range.upperBound - from))
            if entries.isEmpty { return false }
            if entries.contains(where: { $0.type == PartErasure.type }) { return true }
            from += entries.count
        }
        return false
    }

    private func belongs(_ stamp: IndexStamp, to reader: any LogReader) throws -> Bool {
        guard stamp.size > 0 else { return true }
        return try reader.entries(from: stamp.size - 1, limit: 1).first?.leafHash.hex == stamp.lastLeaf
    }

    private func batch(for entries: [LogEntry], in reader: any LogReader, size: Int) throws -> IndexBatch {
        var batch = IndexBatch()
        let registry = Registry(reader: reader, size: size)
        for entry in entries {
            let words = entry.stream.text.split(separator: "/", maxSplits: 1)
            guard let kind = words.first, let id = words.last.map(String.init),
                ["case", "person", "organisation"].contains(kind),
                try isLast(entry, in: reader, size: size)
            else { continue }
            switch kind {
            case "case":
                let state = try CaseState.fold(id, in: reader, pins: pins, horizon: Horizon(size: size))
                batch.cases.append(try state.row(registry))
                let bodies = try state.bodies(registry)
                batch.clocks += try state.clockRows(in: reader, pins: pins).map { $0.seen(by: bodies) }
            case "person": batch.persons.append(try registry.person(id).row)
            default: batch.organisations.append(try registry.organisation(id).row)
            }
        }
        return batch
    }

    /// Whether no later entry of its stream is to be read: so each stream is folded once, however its entries are
    /// scattered over the slices.
    private func isLast(_ entry: LogEntry, in reader: any LogReader, size: Int) throws -> Bool {
        guard let head = try reader.head(of: entry.stream), head.version > entry.version else { return true }
        guard head.position >= size else { return false }
        let next = try reader.stream(entry.stream, from: entry.version + 1, limit: 1).first
        return next.map { $0.position >= size } ?? true
    }
}

/// The read models hold more than this view of the log, which was opened before they were brought up.
struct ModelsAhead: Error {
    /// How many entries they hold.
    let size: Int
}
