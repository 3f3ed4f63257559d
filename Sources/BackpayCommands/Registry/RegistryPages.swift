import CaseDesk
import Source
import Values
import WageArrears

/// What was recorded of a change of the registry.
struct RegistryReceiptPage: Page {
    let receipt: RegistryReceipt
    let label: Bilingual

    func lines(_ face: Face) -> [String] {
        let ids = receipt.ids.joined(separator: " = ")
        var line =
            face.style.apply(.good, to: face.text("已登记", "recorded")) + "  \(ids)  "
            + label.text(face.language) + "  "
            + face.style.apply(
                .faint, to: face.text("第 \(receipt.position) 条", "entry \(receipt.position)"))
        if receipt.isReplay {
            line += face.text("（重复发送，未再登记）", " (sent before; not recorded again)")
        }
        guard let check = receipt.check else { return [line] }
        return [line, face.text("  号码：", "  number: ") + check.label.text(face.language)]
    }

    var json: JSON {
        .object(omitting: [
            "schema": .string("registry-receipt/1"), "act": .string(receipt.act),
            "ids": .array(receipt.ids.map(JSON.string)), "position": .integer(Int64(receipt.position)),
            "check": receipt.check.map { .string($0.rawValue) }, "replay": .bool(receipt.isReplay),
        ])
    }
}

/// One person: what is known, and how it came to be known.
struct PersonPage: Page {
    let file: PersonFile
    let history: [RegistryEvent]
    let unmask: Bool

    func lines(_ face: Face) -> [String] {
        var block = KeyValueBlock()
        block.append(face.text("编号", "id"), Cell(file.id, .strong))
        block.append(face.text("姓名", "name"), Cell(name.shown(face)))
        block.append(
            face.text("身份证号", "identity number"),
            Cell(
                [number.shown(face), file.check.label.text(face.language)].filter { !$0.isEmpty }
                    .joined(separator: "  ")))
        block.append(face.text("电话", "telephone"), ifPresent: phone.shown(face))
        block.append(face.text("户籍地", "home region"), ifPresent: file.region)
        block.append(
            face.text("同一人", "same person"),
            ifPresent: file.samePersons.sorted().joined(separator: ", "))
        return block.lines(width: face.width, style: face.style) + [""]
            + RegistryHistory(events: history, unmask: unmask).lines(face)
    }

    private var name: Recall<String> { file.name.masked(unless: unmask, Masking.name) }
    private var number: Recall<String> { file.number.masked(unless: unmask, Masking.identityNumber) }
    private var phone: Recall<String> { file.phone.masked(unless: unmask, Masking.phone) }

    var json: JSON {
        .object(omitting: [
            "schema": .string("person/1"), "id": .string(file.id), "name": name.known.map(JSON.string),
            "number": number.known.map(JSON.string), "phone": phone.known.map(JSON.string),
            "check": .string(file.check.rawValue), "region": file.region.map(JSON.string),
            "same_persons": .array(file.samePersons.sorted().map(JSON.string)),
            "history": RegistryHistory(events: history, unmask: unmask).json,
        ])
    }
}

/// One organisation: what is known, and how it came to be known.
struct OrganisationPage: Page {
    let file: OrganisationFile
    let history: [RegistryEvent]
    let unmask: Bool

    func lines(_ face: Face) -> [String] {
        var block = KeyValueBlock()
        block.append(face.text("编号", "id"), Cell(file.id, .strong))
        block.append(face.text("名称", "name"), Cell(file.name))
        block.append(
            face.text("信用代码", "credit code"),
            Cell(
                [file.code ?? "", file.check.label.text(face.language)].filter { !$0.isEmpty }
                    .joined(separator: "  ")))
        block.append(face.text("所在地", "region"), ifPresent: file.region)
        return block.lines(width: face.width, style: face.style) + [""]
            + RegistryHistory(events: history, unmask: unmask).lines(face)
    }

    var json: JSON {
        .object(omitting: [
            "schema": .string("organisation/1"), "id": .string(file.id), "name": .string(file.name),
            "code": file.code.map(JSON.string), "check": .string(file.check.rawValue),
            "region": file.region.map(JSON.string),
            "history": RegistryHistory(events: history, unmask: unmask).json,
        ])
    }
}

/// What was recorded of a registration; reasons may name anybody, and are shown only to those who ask for all.
struct RegistryHistory {
    let events: [RegistryEvent]
    let unmask: Bool

    func lines(_ face: Face) -> [String] {
        var table = Table([
            .init(face.text("条", "pos"), .right),
            .init(face.text("登记时间", "recorded"), overflow: .keep),
            .init(face.text("事项", "what"), overflow: .wrap),
            .init(face.text("经办", "by"), overflow: .wrap),
        ])
        for event in events {
            let people = event.doers.isEmpty ? [event.recorder] : event.doers
            table.append([
                Cell(String(event.position)), Cell(Moment.instant(event.at).shortText),
                Cell(what(event, face)), Cell(people.joined(separator: ", ")),
            ])
        }
        return table.lines(width: face.width, style: face.style)
    }

    private func what(_ event: RegistryEvent, _ face: Face) -> String {
        var words = [event.label.text(face.language)]
        if let other = event.other { words.append(other) }
        words += event.fields.map { Self.label(ofField: $0).text(face.language) }
        if event.papers > 0 {
            words.append(face.text("材料 \(event.papers) 份", "\(event.papers) paper(s)"))
        }
        if unmask, let reason = event.reason.known { words.append(reason) }
        return words.joined(separator: face.text("，", ", "))
    }

    private static func label(ofField field: String) -> Bilingual {
        switch field {
        case "name": return Bilingual(zh: "姓名（名称）", en: "name")
        case "number": return Bilingual(zh: "证件号", en: "number")
        case "phone": return Bilingual(zh: "电话", en: "telephone")
        case "region": return Bilingual(zh: "地区", en: "region")
        case "code": return Bilingual(zh: "信用代码", en: "credit code")
        default: return Bilingual(zh: field, en: field)
        }
    }

    var json: JSON {
        .array(
            events.map { event in
                .object(omitting: [
                    "position": .integer(Int64(event.position)),
                    "at": .string(Moment.instant(event.at).description), "type": .string(event.type),
                    "recorder": .string(event.recorder), "doers": .array(event.doers.map(JSON.string)),
                    "other": event.other.map(JSON.string),
                    "fields": event.fields.isEmpty ? nil : .array(event.fields.map(JSON.string)),
                    "papers": .integer(Int64(event.papers)),
                    "reason": unmask ? event.reason.known.map(JSON.string) : nil,
                ])
            })
    }
}

extension Recall<String> {
    /// What is shown of it to those who need not see all.
    fileprivate func masked(unless all: Bool, _ mask: (String) -> String) -> Recall<String> {
        guard !all, let text = known else { return self }
        return .known(mask(text))
    }

    fileprivate func shown(_ face: Face) -> String {
        switch self {
        case .known(let text): return text
        case .erased: return face.text("（已删除）", "(erased)")
        case .absent: return ""
        }
    }
}
