import Values

extension ClockRefusal {
    var text: Bilingual {
        let why = why
        return Bilingual(
            zh: "不能\(act.shown.zh)：\(why.zh)", en: "\(act.shown.en) is not possible: \(why.en)")
    }

    private var passed: Bilingual {
        due.map { Bilingual(zh: "已于 \($0.shortText) 届满", en: "passed on \($0.shortText)") }
            ?? Bilingual(zh: "已经届满", en: "has passed")
    }

    private var why: Bilingual {
        let name = clock.label
        switch cause {
        case .passed:
            return Bilingual(
                zh: "\(name.zh)\(passed.zh)（\(source.zh)）；逾期不再受理，可考虑其他途径",
                en: "the limit '\(name.en)' \(passed.en) (\(source.en)); consider another route")
        case .tooLate(let kind):
            let what = kind.deed
            return Bilingual(
                zh: "\(name.zh)\(passed.zh)（\(source.zh)）；届满后不能再\(what.zh)，逾期如实记载",
                en:
                    "the limit '\(name.en)' \(passed.en) (\(source.en)); it can no longer be \(what.en), and the "
                    + "delay stands as recorded")
        case .notRunning:
            return Bilingual(
                zh: "\(name.zh)没有在计算，无可延长",
                en: "the limit '\(name.en)' is not running; there is nothing to extend")
        case .usedUp(let times):
            return Bilingual(
                zh: "\(name.zh)最多延长 \(times) 次，已经用完（\(source.zh)）；请在期限内办结，或考虑其他途径",
                en:
                    "the limit '\(name.en)' may be extended \(times == 1 ? "once" : "\(times) times"), and was "
                    + "(\(source.en)); finish in time, or consider another route")
        }
    }
}

extension ClockRefusal.Cause {
    /// The stable code; nothing for the first and plainest cause.
    var code: String? {
        switch self {
        case .passed: return nil
        case .tooLate(let kind): return "too-late-to-\(kind.rawValue)"
        case .notRunning: return "not-running"
        case .usedUp: return "used-up"
        }
    }
}

extension ClockOperation.Kind {
    /// What is done to the clock, in words that follow "can no longer be".
    var deed: Bilingual {
        switch self {
        case .extend: return Bilingual(zh: "延长", en: "extended")
        case .reset: return Bilingual(zh: "重新计算", en: "reset")
        case .interrupt: return Bilingual(zh: "中断", en: "interrupted")
        case .exclude: return Bilingual(zh: "扣除期间", en: "given days back")
        }
    }
}
