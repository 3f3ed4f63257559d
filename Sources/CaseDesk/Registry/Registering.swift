import EventLog
import Source
public import Values
import WageArrears

/// What is told of a person who is to be registered.
public struct PersonEntry: Hashable, Sendable {
    /// The name as stated.
    public var name: String
    /// The resident-identity or other number as stated.
    public var number: String?
    /// The telephone.
    public var phone: String?
    /// The home region, code or name.
    public var region: String?

    /// Makes an entry.
    public init(name: String, number: String? = nil, phone: String? = nil, region: String? = nil) {
        self.name = name
        self.number = number
        self.phone = phone
        self.region = region
    }
}

extension PersonEntry {
    /// Throws what is wrong with it; a number of the wrong form is kept as stated, not refused.
    public func check() throws(DeskFailure) {
        try TextRule.check(name, Bilingual(zh: "姓名", en: "name"), required: true)
        try TextRule.check(number, Bilingual(zh: "证件号", en: "identity number"))
        try TextRule.check(phone, Bilingual(zh: "电话", en: "telephone"))
        try TextRule.check(region, Bilingual(zh: "户籍地", en: "region"))
    }

    /// What makes it the same entry in a repeated request.
    var json: JSON {
        .object(omitting: [
            "name": .string(name), "number": number.map(JSON.string), "phone": phone.map(JSON.string),
            "region": region.map(JSON.string),
        ])
    }
}

/// What is told of an organisation that is to be registered.
public struct OrganisationEntry: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The unified social credit code as stated.
    public var code: String?
    /// The region, code or name.
    public var region: String?

    /// Makes an entry.
    public init(name: String, code: String? = nil, region: String? = nil) {
        self.name = name
        self.code = code
        self.region = region
    }
}

/// A grant of a role to an actor.
public struct GrantEntry: Hashable, Sendable {
    /// The role, as workflows name it.
    public var role: String
    /// The body it is held in.
    public var body: String
    /// The region it is limited to, code or name; nothing where it holds everywhere.
    public var region: String?
    /// The first day.
    public var from: Day
    /// The last day, or nothing.
    public var until: Day?

    /// Makes a grant.
    public init(role: String, body: String, region: String? = nil, from: Day, until: Day? = nil) {
        self.role = role
        self.body = body
        self.region = region
        self.from = from
        self.until = until
    }
}

extension DeskWork {
    /// Registers a person, once: a person whose checked number is known already is that person.
    ///
    /// Refuses a known number under another name: one of the two is mistaken, and only a person can tell which.
    public func ensurePerson(_ entry: PersonEntry) throws -> String {
        try entry.check()
        if let number = entry.number, let known = try knownPerson(number: number) {
            guard let name = try person(known).displayName, name != entry.name else { return known }
            throw DeskFailure.badInput(
                Bilingual(
                    zh: "该证件号已登记在 \(known) 名下，"
                        + "姓名不同：请核对；确是同一人请直接使用 \(known)",
                    en:
                        "this identity number is registered for \(known) under another name: check the document; "
                        + "if it is the same person use \(known)"))
        }
        let id = try nextID("person", letter: "P")
        let fact = Fact.personRegistered(
            id: id, name: entry.name, number: entry.number, phone: entry.phone, region: entry.region,
            today: stamp.at.day)
        try register("person/\(id)", fact, type: "person.registered")
        newcomers.add(try person(id))
        return id
    }

    /// The person registered under a number that passed its check, if any.
    public func knownPerson(number: String) throws -> String? {
        guard case .valid(let checked) = ResidentID.read(number, today: stamp.at.day) else { return nil }
        try catchUpIndex()
        let known = try index.persons(numbered: checked.number).map(\.id)
        return try (known + newcomers.persons(numbered: checked.number)).first { id in
            try person(id).provesIdentity
        }
    }

    /// Registers an organisation, once: the same credit code, or the same name where neither has a code.
    public func ensureOrganisation(_ entry: OrganisationEntry) throws -> String {
        try TextRule.check(entry.name, Bilingual(zh: "名称", en: "name"), required: true)
        try TextRule.check(entry.code, Bilingual(zh: "信用代码", en: "credit code"))
        try TextRule.check(entry.region, Bilingual(zh: "地区", en: "region"))
        if let known = try knownOrganisation(entry) { return known }
        let id = try nextID("organisation", letter: "O")
        let fact = Fact.organisationRegistered(
            id: id, name: entry.name, code: entry.code, region: entry.region)
        try register("organisation/\(id)", fact, type: "organisation.registered")
        newcomers.add(try organisation(id))
        return id
    }

    private func knownOrganisation(_ entry: OrganisationEntry) throws -> String? {
        try catchUpIndex()
        let code = entry.code.map { stated in
            guard case .valid(let checked) = CreditCode.read(stated) else { return stated }
            return checked.code
        }
        let known: OrganisationRow?
        if let code {
            known = try index.organisations(coded: code).first
        } else {
            known = try index.organisations(named: entry.name).first { $0.code.isEmpty }
        }
        return known?.id ?? newcomers.organisation(code: code, name: entry.name)
    }

    /// Registers an actor with their grants; refuses an id that is taken.
    public func addActor(_ id: String, name: String, grants: [GrantEntry]) throws {
        guard let stream = StreamName("actor/\(id)") else {
            throw DeskFailure.badInput(
                Bilingual(
                    zh: "经办人编号 '\(id.prefix(40))' 只能含字母、数字、点、横线和下划线，且不超过 80 个字符",
                    en:
                        "actor id '\(id.prefix(40))' may hold letters, digits, '.', '-' and '_' only, 80 at most"
                ))
        }
        try TextRule.check(name, Bilingual(zh: "姓名", en: "name"), required: true)
        guard try transaction.head(of: stream) == nil else {
            throw DeskFailure.alreadyThere(
                Bilingual(
                    zh: "经办人 '\(id)' 已登记；增加职责请用 'backpay actor grant'",
                    en: "actor '\(id)' is registered already; use 'backpay actor grant' to add a role"))
        }
        try register(stream.text, Fact.actorRegistered(id: id, name: name), type: "actor.registered")
        for grant in grants { try self.grant(grant, to: id) }
    }

    /// Grants an actor a role.
    public func grant(_ grant: GrantEntry, to id: String) throws {
        _ = try actor(id)
        try TextRule.check(grant.role, Bilingual(zh: "职责", en: "role"), required: true)
        try TextRule.check(grant.body, Bilingual(zh: "单位", en: "body"))
        try TextRule.check(grant.region, Bilingual(zh: "地区", en: "region"))
        if let until = grant.until, until < grant.from {
            throw DeskFailure.badInput(
                Bilingual(
                    zh: "截止日 \(until) 早于起始日 \(grant.from)",
                    en: "the last day \(until) is before the first, \(grant.from)"))
        }
        try register(
            "actor/\(id)",
            Fact.actorGranted(
                id: id, role: grant.role, body: grant.body, region: grant.region, from: grant.from,
                until: grant.until),
            type: "actor.granted")
    }

    /// Ends a grant, by an event of its own: what was done while it was held stays done.
    ///
    /// Refuses where no such grant is held after that day.
    public func revoke(_ grant: GrantEntry, from id: String, until: Day) throws {
        let held = try actor(id).grants.filter { known in
            known.role == grant.role && known.body == grant.body
                && (grant.region == nil || known.region == grant.region)
        }
        guard held.contains(where: { $0.from > until || $0.holds(on: until.adding(days: 1)) }) else {
            let known = held.map { "\($0.from) – \($0.until?.description ?? "…")" }.joined(separator: ", ")
            throw DeskFailure.badInput(
                Bilingual(
                    zh: "\(id) 在 \(until) 之后没有 \(grant.role)（\(grant.body)）的职责"
                        + (known.isEmpty ? "" : "；已有：\(known)"),
                    en: "\(id) does not hold \(grant.role) (\(grant.body)) after \(until)"
                        + (known.isEmpty ? "" : "; there is: \(known)")))
        }
        try register(
            "actor/\(id)",
            Fact.actorRevoked(
                id: id, role: grant.role, body: grant.body, region: grant.region, until: until),
            type: "actor.revoked")
    }

    /// Registers an actor unless they are, and grants what they lack: for stories.
    func ensureActor(
        _ id: String, name: String, body: String, roles: [String], regions: [String], from day: Day
    ) throws {
        let covered: [String?] = regions.isEmpty ? [nil] : regions.map { $0 }
        let grants = roles.flatMap { role in
            covered.map { GrantEntry(role: role, body: body, region: $0, from: day) }
        }
        guard let stream = StreamName("actor/\(id)"), try transaction.head(of: stream) != nil else {
            return try addActor(id, name: name, grants: grants)
        }
        let held = try actor(id).grants(on: day)
        for grant in grants
        where !held.contains(where: {
            $0.role == grant.role && $0.body == grant.body && $0.region == grant.region
        }) {
            try self.grant(grant, to: id)
        }
    }

    private func nextID(_ kind: String, letter: String) throws -> String {
        func id(_ serial: Int) -> String { letter + "-" + serialText(serial, digits: 6) }
        return id(try transaction.firstFree { kind + "/" + id($0) })
    }

    private func register(_ stream: String, _ fact: Fact, type: String) throws {
        guard let name = StreamName(stream) else { return }
        var subjects: [Int: String] = [:]
        if let subject = fact.subject { subjects[0] = subject }
        let body = ActBody(
            command: .object(["verb": .string("register"), "act": .string(type)]), facts: [fact.json],
            subjects: subjects)
        try stamp.append(
            to: transaction, stream: name, expected: .any, type: type, body: body, occurred: nil)
    }
}
