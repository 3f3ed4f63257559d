import Values

/// A condition with its comparisons bound to what an exploration follows; all else may be either way.
indirect enum FollowedGuard: Hashable {
    case constant(Bool)
    /// Something that is not followed.
    case free
    /// True when the followed subject is in one of these classes.
    case slot(Int, UInt64)
    case state(Int, Bool)
    case clock(Int, ClockQuestion, Bool)
    case rows(RowQuestion, Bool)
    case and([FollowedGuard])
    case or([FollowedGuard])

    init(_ formula: GuardFormula, _ known: KnownSubjects, slots: [String: (Int, GuardSubject)]) {
        switch formula {
        case .constant(let value): self = .constant(value)
        case .and(let parts): self = .and(parts.map { FollowedGuard($0, known, slots: slots) })
        case .or(let parts): self = .or(parts.map { FollowedGuard($0, known, slots: slots) })
        case .literal(let literal):
            if let (slot, subject) = slots[literal.subject] {
                var mask: UInt64 = 0
                for index in 0..<subject.classCount where subject.holds(literal.test, in: index) {
                    mask |= 1 << UInt64(index)
                }
                self = .slot(slot, mask)
            } else if let state = known.states[literal.subject], let truth = literal.test.truth {
                self = .state(state, truth)
            } else if let (clock, phase) = known.clocks[literal.subject], let truth = literal.test.truth {
                self = .clock(clock, phase, truth)
            } else if let rows = known.rows[literal.subject], let truth = literal.test.truth {
                self = .rows(rows, truth)
            } else {
                self = .free
            }
        }
    }

    /// What it may be: possibly true, and certainly true.
    func look(_ answer: (FollowedGuard) -> Bool?) -> (may: Bool, must: Bool) {
        switch self {
        case .constant(let value): return (value, value)
        case .free: return (true, false)
        case .slot, .state, .clock, .rows:
            guard let known = answer(self) else { return (true, false) }
            return (known, known)
        case .and(let parts):
            var must = true
            for part in parts {
                let result = part.look(answer)
                if !result.may { return (false, false) }
                must = must && result.must
            }
            return (true, must)
        case .or(let parts):
            var may = false
            for part in parts {
                let result = part.look(answer)
                if result.must { return (true, true) }
                may = may || result.may
            }
            return (may, false)
        }
    }
}

extension GuardLiteral.Test {
    /// The truth it asks for, where it is about a flag.
    var truth: Bool? {
        switch self {
        case .isTrue, .equals(.bool(true)), .differs(.bool(false)): return true
        case .isFalse, .equals(.bool(false)), .differs(.bool(true)): return false
        case .equals, .differs, .atMost, .atLeast: return nil
        }
    }
}
