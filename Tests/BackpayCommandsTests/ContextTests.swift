import Glibc
import Source
import Testing
import Values

@testable import BackpayCommands

struct ContextTests {
    @Test(
        arguments: [
            ([:], .zh), (["LANG": "C"], .zh), (["LC_ALL": "POSIX"], .zh), (["LANG": "zh_CN.UTF-8"], .zh),
            (["LANG": "en_US.UTF-8"], .en), (["LC_ALL": "zh_CN.GB18030", "LANG": "en_US"], .zh),
            (["LC_MESSAGES": "en_GB", "LANG": "zh_CN"], .en), (["LC_ALL": "", "LANG": "en"], .en),
            (["LANG": "fr_FR"], .zh),
            (["BACKPAY_LANG": "en", "LC_ALL": "zh_CN.UTF-8"], .en),
            (["BACKPAY_LANG": "zh-Hans", "LANG": "en"], .zh),
            (["BACKPAY_LANG": "", "LANG": "en"], .en), (["LC_ALL": "C", "LANG": "en_US.UTF-8"], .zh),
        ] as [([String: String], Language)])
    func `the language is our own variable, then the locale, then Chinese`(
        environment: [String: String], language: Language
    ) throws {
        #expect(try LanguageChoice.language(environment: environment) == language)
    }

    @Test func `a language we do not speak is a configuration error, not a silent other one`() {
        let failure = #expect(throws: CommandFailure.self) {
            try LanguageChoice.language(environment: ["BACKPAY_LANG": "fr"])
        }
        #expect(failure?.status == .configuration)
    }

    @Test func `the register is the option, then the variable, then the file in this folder`() {
        let world = TestWorld()
        let bare = world.context(folder: "/srv/office")
        #expect(bare.register(option: nil) == "/srv/office/register.sqlite")
        let named = world.context(environment: ["BACKPAY_REGISTER": "county.sqlite"], folder: "/srv/office")
        #expect(named.register(option: nil) == "/srv/office/county.sqlite")
        #expect(named.register(option: "/var/r.sqlite") == "/var/r.sqlite")
        #expect(world.context(folder: "/").register(option: "r.sqlite") == "/r.sqlite")
        let empty = world.context(environment: ["BACKPAY_REGISTER": ""], folder: "/srv")
        #expect(empty.register(option: nil) == "/srv/register.sqlite")
    }

    @Test func `who acts must be said`() throws {
        let world = TestWorld()
        #expect(
            try world.context(environment: ["BACKPAY_ACTOR": "mediator-1"]).actor(option: nil) == "mediator-1"
        )
        #expect(
            try world.context(environment: ["BACKPAY_ACTOR": "mediator-1"]).actor(option: "clerk") == "clerk")
        let failure = #expect(throws: CommandFailure.self) { try world.context().actor(option: nil) }
        #expect(failure?.status == .usage)
        #expect(
            failure?.text(.en) == "backpay: cannot tell who acts; name the actor by --as or BACKPAY_ACTOR\n")
    }

    @Test func `the real world is in reach`() throws {
        let context = try CommandContext.live()
        #expect(context.folder.hasPrefix("/"))
        #expect(context.environment["PATH"] != nil)
        #expect(context.random(16).count == 16 && context.random(32) != context.random(32))
        #expect(context.uptime() <= context.uptime())
    }
}

struct CommandFailureTests {
    @Test func `exit statuses are those of the manual`() {
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 64, 65, 66, 70, 74, 75, 77, 78])
    }

    private let failure = CommandFailure(
        .refused, code: "not-here", Bilingual(zh: "不能结案", en: "cannot close"),
        hint: Bilingual(zh: "先登记付款", en: "record the payment first"), members: ["version": .integer(7)])

    @Test func `a person reads one line: what, why, what to do`() {
        #expect(failure.text(.zh) == "backpay: 不能结案；先登记付款\n")
        #expect(failure.text(.en) == "backpay: cannot close; record the payment first\n")
    }

    @Test func `details stand on lines of their own`() {
        let failure = CommandFailure(
            .badInput, code: "x", Bilingual(zh: "坏", en: "bad"),
            details: [Bilingual(zh: "甲\n乙", en: "one\ntwo"), Bilingual(zh: "丙", en: "three")],
            hint: Bilingual(zh: "改", en: "mend it"))
        #expect(failure.text(.en) == "backpay: bad\n  one\n  two\n  three\nhint: mend it\n")
        #expect(failure.text(.zh) == "backpay: 坏\n  甲\n  乙\n  丙\n提示：改\n")
    }

    @Test func `a program reads codes and both languages`() {
        #expect(
            failure.rendered(.ndjson, language: .zh) == """
                {"error":{"code":"not-here","exit_status":1,"hint_en":"record the payment first","hint_zh":"先登记付款",\
                "message_en":"cannot close","message_zh":"不能结案","version":7}}

                """)
        #expect(failure.rendered(.csv, language: .zh) == failure.text(.zh))
    }

    @Test func `hostile words from a file cannot act on the terminal`() {
        let failure = CommandFailure(.badInput, code: "x", Bilingual(zh: "\u{1B}[2J\n", en: "\u{1B}[2J\n"))
        #expect(failure.text(.en) == "backpay: \\u{1B}[2J\\n\n")
    }

    @Test func `an error goes to the error stream in the format of the results`() {
        let world = TestWorld()
        world.context(language: .en).report(failure)
        #expect(world.err == failure.text(.en))
        #expect(world.out == "")
    }

    @Test(
        arguments: [
            (ENOENT, .notFound), (EACCES, .notFound), (EISDIR, .notFound), (ENOSPC, .io), (EFBIG, .io),
            (EIO, .io),
        ] as [(Int32, BackpayCommands.ExitStatus)])
    func `a file that is not there differs from a disk that failed`(
        number: Int32, status: BackpayCommands.ExitStatus
    ) {
        let failure = CommandFailure.file("a.csv", doing: Bilingual(zh: "读取", en: "read"), number: number)
        #expect(failure.status == status)
        #expect(failure.text(.en).hasPrefix("backpay: cannot read 'a.csv': "))
    }
}
