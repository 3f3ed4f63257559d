import CEL
import Values

/// What a guard compares, cut into the classes of values that it can tell apart, each with an example.
struct GuardSubject: Hashable, Sendable {
    /// The expression that is compared, written in one way.
    let text: String
    /// One value for each class.
    let examples: [GuardConstant]
    /// Whether the first class is "absent": then no comparison with it holds.
    let canBeAbsent: Bool

    var classCount: Int { examples.count + (canBeAbsent ? 1 : 0) }

    /// The value of a class; nothing for "absent".
    func value(_ index: Int) -> GuardConstant? {
        canBeAbsent ? (index == 0 ? nil : examples[index - 1]) : examples[index]
    }

    /// The class of a value.
    func index(of value: GuardConstant) -> Int? {
        examples.firstIndex(of: value).map { $0 + (canBeAbsent ? 1 : 0) }
    }

    /// Whether a comparison holds in a class.
    func holds(_ test: GuardLiteral.Test, in index: Int) -> Bool {
        guard let value = value(index) else { return false }
        switch (test, value) {
        case (.isTrue, .bool(let truth)): return truth
        case (.isFalse, .bool(let truth)): return !truth
        case (.equals(let constant), _): return value == constant
        case (.differs(let constant), _): return value != constant
        case (.atMost(let bound), .number(let number)): return number <= bound
        case (.atLeast(let bound), .number(let number)): return number >= bound
        case (.isTrue, _), (.isFalse, _), (.atMost, _), (.atLeast, _): return false
        }
    }

    /// The classes that a set of comparisons with one subject can tell apart.
    init(text: String, tests: [GuardLiteral.Test], words: [String]? = nil, canBeAbsent: Bool = false) {
        self.text = text
        self.canBeAbsent = canBeAbsent
        if let words {
            examples = words.map(GuardConstant.string)
            return
        }
        var strings: [String] = []
        var cuts: Set<Int64> = []
        var isBool = tests.isEmpty
        for test in tests {
            switch test {
            case .isTrue, .isFalse: isBool = true
            case .equals(let constant), .differs(let constant):
                switch constant {
                case .bool: isBool = true
                case .string(let word): if !strings.contains(word) { strings.append(word) }
                case .number(let number):
                    cuts.insert(number)
                    if number < Int64.max { cuts.insert(number + 1) }
                }
            case .atMost(let bound): if bound < Int64.max { cuts.insert(bound + 1) }
            case .atLeast(let bound): cuts.insert(bound)
            }
        }
        if isBool {
            examples = [.bool(false), .bool(true)]
        } else if !strings.isEmpty {
            var other = "other"
            while strings.contains(other) { other += "_" }
            examples = (strings + [other]).map(GuardConstant.string)
        } else {
            let starts = cuts.sorted()
            let below = starts.first.map { $0 > Int64.min ? [$0 - 1] : [] } ?? []
            // Sums and counts are never below zero.
            let isCount = ["case.", "size(", "docs("].contains(where: text.hasPrefix)
            let all = (below + starts).filter { !isCount || $0 >= 0 }
            examples = (isCount && !all.contains(0) && (all.first ?? 1) > 0 ? [0] + all : all).map(
                GuardConstant.number)
        }
    }
}

extension GuardFormula {
    /// The comparisons it makes.
    var literals: [GuardLiteral] {
        switch self {
        case .constant: return []
        case .literal(let literal): return [literal]
        case .and(let parts), .or(let parts): return parts.flatMap(\.literals)
        }
    }

    /// Whether it holds, every comparison decided by `decide`.
    func holds(_ decide: (GuardLiteral) -> Bool) -> Bool {
        switch self {
        case .constant(let value): return value
        case .literal(let literal): return decide(literal)
        case .and(let parts): return parts.allSatisfy { $0.holds(decide) }
        case .or(let parts): return parts.contains { $0.holds(decide) }
        }
    }
}

/// Looks for values under which a formula holds, over all classes of values that it tells apart.
struct ValueSearch {
    /// What is known of subjects by their type: the words of enumerations.
    let words: [String: [String]]
    /// How many combinations are looked at before giving up.
    static let limit = 20_000

    /// Whether values were found.
    enum Answer: Hashable {
        /// These, one for each subject.
        case found([Pick])
        /// There are none.
        case none
        /// Too many to look at.
        case unknown
    }

    /// A subject with a value.
    struct Pick: Hashable {
        let subject: String
        let value: GuardConstant
    }

    /// Values under which the formula holds.
    func satisfying(_ formula: GuardFormula) -> Answer {
        let grouped = Dictionary(grouping: formula.literals, by: \.subject)
        let subjects = grouped.keys.sorted().map { text in
            GuardSubject(text: text, tests: (grouped[text] ?? []).map(\.test), words: words[text])
        }
        var total = 1
        for subject in subjects {
            total *= subject.classCount
            if total > ValueSearch.limit { return unsatisfiable(formula) ? .none : .unknown }
        }
        let number = Dictionary(uniqueKeysWithValues: subjects.enumerated().map { ($1.text, $0) })
        for combination in 0..<total {
            var rest = combination
            let picks = subjects.map { subject in
                let index = rest % subject.classCount
                rest /= subject.classCount
                return index
            }
            let holds = formula.holds { literal in
                guard let index = number[literal.subject] else { return false }
                return subjects[index].holds(literal.test, in: picks[index])
            }
            guard holds else { continue }
            return .found(
                zip(subjects, picks).compactMap { subject, index in
                    subject.value(index).map { Pick(subject: subject.text, value: $0) }
                })
        }
        return .none
    }

    private func unsatisfiable(_ formula: GuardFormula) -> Bool {
        GuardFormula.areDisjoint(formula, .constant(true))
    }
}

extension GuardConstant {
    /// The constant as a person reads it.
    var text: String {
        switch self {
        case .bool(let value): return value ? "true" : "false"
        case .string(let value): return "'\(value)'"
        case .number(let value): return String(value)
        }
    }
}
