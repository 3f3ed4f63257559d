import Source
import Values

extension YAMLProblem {
    /// The error for people, at the place where it can be mended.
    func diagnostic(place: (YAMLMark) -> SourcePosition) -> Diagnostic {
        // The library's own limit, far above ours; it is met first when brackets are never closed.
        if text.hasPrefix("Maximum nesting level") { return YAMLFault.nestedTooDeep(at: place(mark)) }
        // Where these are noticed is far below the place that wants mending: the start of the key or of the quote.
        let noticedLate: Set = ["could not find expected ':'", "found unexpected end of stream"]
        let atContext = context != nil && noticedLate.contains(text)
        let position = place(atContext ? contextMark : mark)
        var (zh, en) = YAMLProblem.chinese[text].map { ($0, text) } ?? ("无法按 YAML 读取（\(text)）", text)
        if let context {
            let what = YAMLProblem.contexts[context] ?? context
            let start = place(contextMark)
            if atContext {
                zh = "\(what)：\(zh)"
                en = "\(context): \(en)"
            } else {
                zh += "（\(what)，始于 \(start.line):\(start.column)）"
                en += " (\(context) that begins at \(start.line):\(start.column))"
            }
        }
        let code: YAMLFault = text == "found undefined tag handle" ? .tag : .syntax
        return code.at(
            position, zh: "不是有效的 YAML：\(zh)", en: "not valid YAML: \(en)", hint: YAMLProblem.hints[text])
    }

    private static let contexts = [
        "while parsing a block collection": "列表",
        "while parsing a block mapping": "映射",
        "while parsing a block node": "值",
        "while parsing a flow mapping": "花括号映射",
        "while parsing a flow node": "值",
        "while parsing a flow sequence": "方括号列表",
        "while parsing a node": "值",
        "while parsing a quoted scalar": "引号中的文字",
        "while parsing a tag": "标签",
        "while scanning a tag": "标签",
        "while scanning a block scalar": "多行文字",
        "while scanning a directive": "指令",
        "while scanning a %TAG directive": "%TAG 指令",
        "while scanning a %YAML directive": "%YAML 指令",
        "while scanning a plain scalar": "不带引号的文字",
        "while scanning a quoted scalar": "引号中的文字",
        "while scanning a simple key": "键",
        "while scanning an alias": "别名",
        "while scanning an anchor": "锚点",
        "while scanning for the next token": "下一个值",
    ]

    private static let chinese = [
        "block collection start": "此处不能开始列表或映射",
        "block sequence entries are not allowed in this context": "此处不能写以“-”开头的列表项",
        "could not find expected ':'": "缺少冒号",
        "could not find expected directive name": "缺少指令名",
        "did not find URI escaped octet": "标签中的转义不完整",
        "did not find expected '!'": "标签缺少“!”",
        "did not find expected ',' or ']'": "缺少逗号或右方括号",
        "did not find expected ',' or '}'": "缺少逗号或右花括号",
        "did not find expected '-' indicator": "此处应为以“-”开头的列表项，请检查缩进",
        "did not find expected <document start>": "前一个文档之后有多余内容，请检查缩进",
        "did not find expected <stream-start>": "文件开头无法读取",
        "did not find expected alphabetic or numeric character": "此处应为字母或数字",
        "did not find expected comment or line break": "此处应为注释或换行",
        "did not find expected digit or '.' character": "此处应为数字或小数点",
        "did not find expected hexdecimal number": "转义后应为十六进制数字",
        "did not find expected key": "此处应为键，请检查缩进",
        "did not find expected node content": "此处应有值",
        "did not find expected tag URI": "标签不完整",
        "did not find expected version number": "缺少版本号",
        "did not find expected whitespace": "此处应有空格",
        "did not find expected whitespace or line break": "此处应有空格或换行",
        "did not find the expected '>'": "标签缺少“>”",
        "found a tab character that violates indentation": "缩进用了制表符",
        "found a tab character where an indentation space is expected": "缩进用了制表符",
        "found an indentation indicator equal to 0": "缩进数不能为 0",
        "found character that cannot start any token": "值不能以此字符开头",
        "found duplicate %TAG directive": "%TAG 指令重复",
        "found duplicate %YAML directive": "%YAML 指令重复",
        "found extremely long version number": "版本号过长",
        "found incompatible YAML document": "不支持此 YAML 版本",
        "found invalid Unicode character escape code": "转义的字符不存在",
        "found undefined tag handle": "标签没有定义",
        "found unexpected ':'": "此处不能有冒号",
        "found unexpected document indicator": "引号尚未结束就出现了文档标记",
        "found unexpected end of stream": "直到文件结尾也没有结束",
        "found unexpected non-alphabetical character": "此处不能有非字母字符",
        "found unknown directive name": "未知的指令",
        "found unknown escape character": "反斜杠后的转义字符无效",
        "input is too long": "内容过长",
        "mapping keys are not allowed in this context": "此处不能开始键",
        "mapping values are not allowed in this context": "此处不能再有“: ”",
        "out of memory": "内存不足",
    ]

    private static let hints = [
        "mapping values are not allowed in this context": Bilingual(
            zh: "文字中有“: ”时请加引号；否则请检查缩进",
            en: "put a text that holds ': ' in quotes, or check the indentation"),
        "found character that cannot start any token": Bilingual(
            zh: "请用空格缩进，不用制表符；以 @、`、% 等开头的文字请加引号",
            en: "indent with spaces, not tabs; put a text that begins with @, ` or % in quotes"),
        "found a tab character that violates indentation": Bilingual(
            zh: "请用空格缩进", en: "indent with spaces"),
        "found a tab character where an indentation space is expected": Bilingual(
            zh: "请用空格缩进", en: "indent with spaces"),
        "found unknown escape character": Bilingual(
            zh: "双引号中的反斜杠请写两个，或改用单引号",
            en: "write a backslash twice inside double quotes, or use single quotes"),
        "could not find expected ':'": Bilingual(
            zh: "请在键后写冒号和空格", en: "write a colon and a space after the key"),
    ]
}
