import Source
import Values

extension DefinitionLoader {
    /// `body:` of an act or a limit: the field of text that names the body it belongs to (W103, W110).
    func bodyField(_ reader: MappingReader) -> String? {
        guard let node = reader.optional("body"), let name = sink.string(node, "body") else { return nil }
        guard let field = data.first(where: { $0.id == name }) else {
            sink.error(
                "W103",
                Bilingual(zh: "data: 中没有字段 '\(name)'", en: "there is no field '\(name)' in 'data:'"),
                at: node.position,
                hint: nearest(name, among: data.map(\.id)).map {
                    Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?")
                }
                    ?? Bilingual(
                        zh: "body 写记载单位名称的字段，不写单位本身",
                        en: "'body' is the field that holds the name of the body, not the body itself"))
            return nil
        }
        guard field.type == .text else {
            sink.error(
                "W110",
                Bilingual(zh: "'\(name)' 不是文字，不能指明单位", en: "'\(name)' is no text and cannot name a body"),
                at: node.position)
            return nil
        }
        return name
    }
}
