public import Values

/// How two versions of a procedure differ, and what that means for cases under way: computed, never declared.
public struct DefinitionDiff: Hashable, Sendable {
    /// What a change means for live cases, the harmless first.
    public enum Verdict: String, Hashable, Sendable, CaseIterable, Comparable {
        /// Words only.
        case labelsOnly = "labels-only"
        /// Every step of before is still possible and leads to the same.
        case additive
        /// Live cases keep their places, but something comes out otherwise: a plan says how.
        case mapped
        /// A place where a case can stand is gone: a plan must say where such a case comes to.
        case breaking

        /// In order of gravity.
        public static func < (left: Verdict, right: Verdict) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int {
            switch self {
            case .labelsOnly: return 0
            case .additive: return 1
            case .mapped: return 2
            case .breaking: return 3
            }
        }

        /// In words.
        public var text: Bilingual {
            switch self {
            case .labelsOnly: return Bilingual(zh: "仅文字变化", en: "words only")
            case .additive: return Bilingual(zh: "只有增加", en: "additive")
            case .mapped: return Bilingual(zh: "需迁移方案", en: "needs a plan")
            case .breaking:
                return Bilingual(zh: "有状态失去对应，方案须写明去处", en: "a state has no image; a plan must give one")
            }
        }
    }

    /// One difference.
    public struct Change: Hashable, Sendable {
        /// What it means for live cases.
        public let verdict: Verdict
        /// The state, transition, act, clock, field or rule, e.g. `clock handling`.
        public let subject: String
        /// What changed and why it means that.
        public let text: Bilingual
    }

    /// The differences, the gravest first.
    public let changes: [Change]

    /// What all of them together mean; words only where nothing else changed.
    public var verdict: Verdict { changes.map(\.verdict).max() ?? .labelsOnly }

    /// Compares two versions.
    ///
    /// Linear in states and transitions. What cannot be shown to be harmless counts as `mapped`.
    public init(from old: WorkflowDefinition, to new: WorkflowDefinition) {
        var comparison = DefinitionComparison(old: old, new: new)
        comparison.run()
        changes = comparison.changes.enumerated().sorted {
            ($1.element.verdict, $0.offset) < ($0.element.verdict, $1.offset)
        }.map(\.element)
    }
}
