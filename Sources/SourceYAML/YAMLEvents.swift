import CYaml

/// A place as the library counts it: line and column from 0, columns in code points.
struct YAMLMark: Hashable {
    let line: Int
    let column: Int

    init(_ mark: yaml_mark_t) {
        line = Int(mark.line)
        column = Int(mark.column)
    }
}

/// One step of a YAML text.
struct YAMLEvent {
    /// What an anchor or tag was given to.
    struct Properties {
        var isAnchored = false
        var isTagged = false
    }

    enum Kind {
        case streamStart, streamEnd
        case documentStart(hasDirectives: Bool)
        case documentEnd
        case alias
        case scalar(String, isPlain: Bool, Properties)
        case sequenceStart(Properties)
        case sequenceEnd
        case mappingStart(Properties)
        case mappingEnd
    }

    let kind: Kind
    let mark: YAMLMark
}

/// Why the library could not go on.
struct YAMLProblem: Error {
    let text: String
    let mark: YAMLMark
    let context: String?
    let contextMark: YAMLMark
}

/// The events of a text, one after another, from libyaml, the C parser inside Yams.
///
/// Yams itself offers whole trees only: aliases are expanded in them, and its error for a duplicate key names one
/// place. The events have every place, and reading can stop at the first anchor.
final class YAMLEvents {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let isReady: Bool

    /// Starts to read UTF-8 bytes.
    init(_ bytes: [UInt8]) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        input = .allocate(capacity: max(1, bytes.count))
        _ = input.initialize(from: bytes)
        isReady = yaml_parser_initialize(parser) == 1
        guard isReady else { return }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        if isReady { yaml_parser_delete(parser) }
        parser.deallocate()
        input.deallocate()
    }

    /// The next event. After an error or the end of the stream it is not to be asked again.
    func next() throws(YAMLProblem) -> YAMLEvent {
        var event = yaml_event_t()
        guard isReady, yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(kind: kind(of: event), mark: YAMLMark(event.start_mark))
    }

    private func kind(of event: yaml_event_t) -> YAMLEvent.Kind {
        let data = event.data
        switch event.type {
        case YAML_STREAM_START_EVENT: return .streamStart
        case YAML_DOCUMENT_START_EVENT:
            let start = data.document_start
            return .documentStart(
                hasDirectives: start.version_directive != nil
                    || start.tag_directives.start != start.tag_directives.end)
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias
        case YAML_SCALAR_EVENT:
            let scalar = data.scalar
            let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(
                String(decoding: value, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
                YAMLEvent.Properties(isAnchored: scalar.anchor != nil, isTagged: scalar.tag != nil))
        case YAML_SEQUENCE_START_EVENT:
            let start = data.sequence_start
            return .sequenceStart(
                YAMLEvent.Properties(isAnchored: start.anchor != nil, isTagged: start.tag != nil))
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let start = data.mapping_start
            return .mappingStart(
                YAMLEvent.Properties(isAnchored: start.anchor != nil, isTagged: start.tag != nil))
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        default: return .streamEnd
        }
    }

    private func problem() -> YAMLProblem {
        let failed = parser.pointee
        guard isReady, let text = failed.problem else {
            return YAMLProblem(
                text: "out of memory", mark: YAMLMark(yaml_mark_t()), context: nil,
                contextMark: YAMLMark(yaml_mark_t()))
        }
        // A reader error has no mark of its own; the place read so far is the nearest.
        let hasMark = failed.error == YAML_SCANNER_ERROR || failed.error == YAML_PARSER_ERROR
        return YAMLProblem(
            text: String(cString: text), mark: YAMLMark(hasMark ? failed.problem_mark : failed.mark),
            context: failed.context.map { String(cString: $0) }, contextMark: YAMLMark(failed.context_mark))
    }
}
