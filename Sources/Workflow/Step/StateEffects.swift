import CEL
import Source
import Values

extension StepRun {
    /// Leaves states, innermost first; each sets what it says before it is gone.
    mutating func leave(_ places: Set<Place>) throws(EffectFault) {
        for place in places.sorted(by: >) {
            let label = label(place)
            trace.append(
                StepTrace(
                    .left, definition.tree.id(place),
                    Bilingual(zh: "离开 \(label.zh)", en: "left \(label.en)")))
            try write(definition.tree[place.node].leaveEffects, of: place)
            leaveChildren(of: place)
            left.append(place)
        }
        for place in places {
            active.remove(place)
            frozen.remove(place)
            snapshot.enteredAt[definition.tree.id(place)] = nil
        }
    }

    /// Freezes states: they are not left, and nothing of theirs is set.
    mutating func freeze(_ places: Set<Place>) {
        guard !places.isEmpty else { return }
        active.subtract(places)
        frozen.formUnion(places)
        for place in definition.tree.leaves(of: places) {
            let label = label(place)
            trace.append(
                StepTrace(
                    .frozen, definition.tree.id(place),
                    Bilingual(zh: "冻结 \(label.zh)", en: "frozen \(label.en)")))
        }
    }

    /// Goes on where a hold froze.
    mutating func thaw(_ places: Set<Place>) {
        guard !places.isEmpty else { return }
        frozen.subtract(places)
        active.formUnion(places)
        for place in definition.tree.leaves(of: places) {
            let label = label(place)
            trace.append(
                StepTrace(
                    .resumed, definition.tree.id(place),
                    Bilingual(zh: "恢复 \(label.zh)", en: "resumed \(label.en)")))
        }
    }

    /// Sets fields, each once in a microstep.
    mutating func write(_ values: [EffectTarget: CELValue]) throws(EffectFault) {
        for (target, value) in values.sorted(by: { $0.key.text < $1.key.text }) {
            let field = target.text
            guard written.insert(target).inserted else {
                throw EffectFault(
                    reason: GuardErrorRefusal(
                        act: act.map { definition.actName($0.act) }, expressions: [field],
                        reason: Bilingual(
                            zh: "同一步中两处写字段 \(field)", en: "one step writes '\(field)' in two places"),
                        places: []))
            }
            snapshot.write(value, to: target, definition)
            let text = StepRun.shown(value)
            trace.append(
                StepTrace(.set, field, Bilingual(zh: "\(field) = \(text.zh)", en: "\(field) = \(text.en)")))
        }
    }

    /// Sets what a state says, in the row it is active for.
    mutating func write(_ effects: [DataEffect], of place: Place) throws(EffectFault) {
        guard !effects.isEmpty else { return }
        try write(scope.local(to: place).values(of: effects, at: place))
    }

    /// A value as the trace shows it; of new members only how many they are.
    private static func shown(_ value: CELValue) -> Bilingual {
        guard case .list(let items) = value else { return Bilingual(zh: value.text, en: value.text) }
        return Bilingual(
            zh: "\(items.count) 行", en: items.count == 1 ? "1 row" : "\(items.count) rows")
    }
}

extension GuardScope {
    /// The values of the effects of one state, all from the same moment.
    func values(
        of effects: [DataEffect], at place: Place
    ) throws(EffectFault) -> [EffectTarget: CELValue] {
        var values: [EffectTarget: CELValue] = [:]
        for effect in effects {
            let target = definition.target(of: effect, at: place.node, row: place.row)
            values[target] = try value(of: effect, act: nil)
        }
        return values
    }

    /// The value of an effect, one that its field can hold.
    func value(of effect: DataEffect, act: Named?) throws(EffectFault) -> CELValue {
        let value: CELValue
        do {
            value = try self.value(effect.value)
        } catch {
            throw EffectFault(reason: error.refusal(act, effect.value))
        }
        if let field = definition.data.first(where: { $0.id == effect.field }),
            case .enumeration(let words) = field.type,
            case .string(let word) = value, !words.contains(word)
        {
            throw EffectFault(
                reason: GuardErrorRefusal(
                    act: act, expressions: [effect.value.text],
                    reason: Bilingual(
                        zh: "字段 \(effect.field) 不能取 '\(word)'",
                        en: "the field '\(effect.field)' cannot hold '\(word)'"),
                    places: [effect.value.position.description]))
        }
        return value
    }
}
