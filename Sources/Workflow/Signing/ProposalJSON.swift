import Source
import Values

extension Proposal {
    var json: JSON {
        .object(omitting: [
            "id": .string(id), "act": .string(act),
            "rows": rows.isEmpty ? nil : .array(rows.map(JSON.string)),
            "payload_hash": payloadHash.map(JSON.string),
            "papers": papers.isEmpty ? nil : .array(papers.map(\.json)),
            "doers": .array(doers.map(\.json)), "occurred": .string(occurred.description),
            "position": position.map { .integer(Int64($0)) }, "sources": .array(sources.map(JSON.string)),
            "signatures": .array(signatures.map(\.json)),
        ])
    }

    init(_ reader: StoredReader) throws(SnapshotError) {
        var papers: [ProposedPaper] = []
        if reader.json["papers"] != nil {
            for (index, item) in try reader.array("papers").enumerated() {
                let inner = StoredReader(json: item, path: reader.path + "papers[\(index)].")
                papers.append(
                    ProposedPaper(
                        kind: try inner.string("kind"), hash: try inner.optionalString("hash")))
            }
        }
        var doers: [Doer] = []
        for (index, item) in try reader.array("doers").enumerated() {
            doers.append(try Doer(StoredReader(json: item, path: reader.path + "doers[\(index)].")))
        }
        var signatures: [GivenSignature] = []
        for (index, item) in try reader.array("signatures").enumerated() {
            let inner = StoredReader(json: item, path: reader.path + "signatures[\(index)].")
            signatures.append(GivenSignature(signer: try Doer(inner), at: try inner.moment("at")))
        }
        self.init(
            id: try reader.string("id"), act: try reader.string("act"),
            rows: reader.json["rows"] == nil ? [] : try reader.strings("rows"),
            payloadHash: try reader.optionalString("payload_hash"), papers: papers, doers: doers,
            occurred: try reader.moment("occurred"), position: try reader.optionalInteger("position"),
            sources: try reader.strings("sources"), signatures: signatures)
    }
}

extension ProposedPaper {
    var json: JSON { .object(omitting: ["kind": .string(kind), "hash": hash.map(JSON.string)]) }
}

extension GivenSignature {
    var json: JSON {
        guard case .object(var members) = signer.json else { return signer.json }
        members["at"] = .string(at.description)
        return .object(members)
    }
}

extension Doer {
    var json: JSON {
        .object(omitting: [
            "id": .string(id), "roles": .array(roles.sorted().map(JSON.string)),
            "body": body.map(JSON.string), "signed": .bool(hasSigned),
        ])
    }

    init(_ reader: StoredReader) throws(SnapshotError) {
        guard let signed = reader.json["signed"]?.boolValue else {
            throw SnapshotError(path: reader.path + "signed", expected: "true or false")
        }
        self.init(
            id: try reader.string("id"), roles: Set(try reader.strings("roles")),
            body: try reader.optionalString("body"), hasSigned: signed)
    }
}
