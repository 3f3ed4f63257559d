import Values

/// Everything a command takes from the world, handed in, so that a test can hand in another world.
struct CommandContext: Sendable {
    /// The environment variables.
    var environment: [String: String]
    /// The current folder, absolute.
    var folder: String
    /// Takes results.
    var out: @Sendable (String) -> Void
    /// Takes messages, errors and progress.
    var err: @Sendable (String) -> Void
    /// Hands everything given to `out` on to its reader, and says when it could not be taken.
    var flush: @Sendable () throws(CommandFailure) -> Void
    /// The time of day.
    var now: @Sendable () -> Instant
    /// Microseconds since some beginning, never going back: for measuring how long work takes, never for facts.
    var uptime: @Sendable () -> Int64
    /// So many unpredictable bytes.
    var random: @Sendable (Int) -> [UInt8]
    /// Whether results go to a person's terminal.
    var isTerminal: Bool
    /// The columns results may take, or nothing when they are not to be narrowed.
    var width: Int?
    /// The columns of the terminal that messages go to, or nothing when they go elsewhere.
    var errorWidth: Int?
    /// The language people are spoken to in.
    var language: Language

    /// Makes a context.
    init(
        environment: [String: String], folder: String, out: @escaping @Sendable (String) -> Void,
        err: @escaping @Sendable (String) -> Void,
        flush: @escaping @Sendable () throws(CommandFailure) -> Void,
        now: @escaping @Sendable () -> Instant, uptime: @escaping @Sendable () -> Int64,
        random: @escaping @Sendable (Int) -> [UInt8], isTerminal: Bool, width: Int?, errorWidth: Int?,
        language: Language
    ) {
        self.environment = environment
        self.folder = folder
        self.out = out
        self.err = err
        self.flush = flush
        self.now = now
        self.uptime = uptime
        self.random = random
        self.isTerminal = isTerminal
        self.width = width
        self.errorWidth = errorWidth
        self.language = language
    }

    /// The style for results, given the wish of `--color`.
    func style(_ choice: ColorChoice = .auto) -> Style {
        Style(choice: choice, isTerminal: isTerminal, environment: environment)
    }

    /// A path made absolute against the current folder.
    func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        return folder.hasSuffix("/") ? folder + path : folder + "/" + path
    }

    /// The register: the option, else `BACKPAY_REGISTER`, else `register.sqlite` in the current folder; absolute.
    func register(option: String?) -> String {
        absolute(option ?? variable("BACKPAY_REGISTER") ?? "register.sqlite")
    }

    /// Who acts: the option, else `BACKPAY_ACTOR`, else nothing.
    func optionalActor(option: String?) -> String? { option ?? variable("BACKPAY_ACTOR") }

    /// Who acts, where somebody must.
    func actor(option: String?) throws(CommandFailure) -> String {
        if let actor = optionalActor(option: option), !actor.isEmpty { return actor }
        throw CommandFailure(
            .usage, code: "actor-missing",
            Bilingual(zh: "不知道由谁办理", en: "cannot tell who acts"),
            hint: Bilingual(
                zh: "请用 --as 或环境变量 BACKPAY_ACTOR 指明", en: "name the actor by --as or BACKPAY_ACTOR"))
    }

    /// An environment variable; an empty one counts as not set.
    func variable(_ name: String) -> String? {
        guard let value = environment[name], !value.isEmpty else { return nil }
        return value
    }

    /// Writes an error where and how its reader wants it: always to `err`, in the format of the results.
    func report(_ failure: CommandFailure, format: OutputFormat = .text) {
        err(failure.rendered(format, language: language))
    }
}
