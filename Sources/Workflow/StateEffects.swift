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
            try write(scope.values(of: definition.tree[place.node].leaveEffects))
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
    mutating func write(_ values: [String: CELValue]) throws(EffectFault) {
        for (field, value) in values.sorted(by: { $0.key < $1.key }) {
            guard written.insert(field).inserted else {
                throw EffectFault(
                    reason: GuardErrorRefusal(
                        act: act.map { definition.actName($0.act) }, expressions: [field],
                        reason: Bilingual(
                            zh: "同一步中两处写字段 \(field)", en: "one step writes '\(field)' in two places"),
                        places: []))
            }
            snapshot.data[field] = value
            trace.append(
                StepTrace(
                    .set, field, Bilingual(zh: "\(field) = \(value.text)", en: "\(field) = \(value.text)")))
        }
    }
}

extension GuardScope {
    /// The values of the effects of one state, all from the same moment.
    func values(of effects: [DataEffect]) throws(EffectFault) -> [String: CELValue] {
        var values: [String: CELValue] = [:]
        for effect in effects { values[effect.field] = try value(of: effect, act: nil) }
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
