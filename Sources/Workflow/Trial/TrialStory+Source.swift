import CEL
public import Source
import Values

extension TrialStory {
    /// The story as it is spelled in a file; reading it back gives the same story.
    public var source: SourceNode {
        var writing = StoryWriting(people: people)
        return writing.story(self)
    }

    /// Those who always act with the same roles and sign; they are named once, under `given`.
    private var people: [TrialPerson] {
        var known: [String: TrialPerson] = [:]
        var changing: Set<String> = []
        for person in given.people + steps.flatMap({ $0.by ?? [] }) {
            if let before = known[person.name], before != person { changing.insert(person.name) }
            known[person.name] = person
        }
        return known.values.filter {
            !changing.contains($0.name) && $0.hasSigned && $0.roles != [$0.name] && !$0.roles.isEmpty
        }.sorted { $0.name < $1.name }
    }
}

/// Writes stories as nodes, in the order in which a person would.
private struct StoryWriting {
    let people: [TrialPerson]
    private let place = SourcePosition(file: "stories", line: 1, column: 1)

    init(people: [TrialPerson]) { self.people = people }

    mutating func story(_ story: TrialStory) -> SourceNode {
        mapping([
            ("name", text(story.name)),
            ("label", mapping([("zh", text(story.label.zh)), ("en", text(story.label.en))])),
            ("given", given(story.given)), ("steps", list(story.steps.map(step))),
            ("then", expectation(story.ending)),
        ])
    }

    private func given(_ given: TrialBeginning) -> SourceNode {
        let people = people.map { ($0.name, list($0.roles.map(text))) as (String, SourceNode?) }
        return mapping(
            [
                ("at", given.at.map { text($0.description) }),
                ("people", people.isEmpty ? nil : mapping(people)),
            ] + facts(given.facts) + [
                ("data", given.data.isEmpty ? nil : values(given.data.mapValues { $0 }))
            ])
    }

    private func step(_ step: TrialStep) -> SourceNode {
        var first: (String, SourceNode?)
        switch step.deed {
        case .act(let name): first = ("act", text(name))
        case .waitUntil(let moment): first = ("wait", text(moment.description))
        case .wait(let length): first = ("wait", text(length.description))
        case .learn: first = ("act", nil)
        case .sign(let signing): first = (signing.word.rawValue, text(signing.act))
        case .childEnded(let end):
            let lines = end.lines.isEmpty ? nil : values(end.lines.mapValues { CELValue.string($0) })
            return mapping(
                [("ended", text(end.state)), ("outcome", text(end.outcome)), ("lines", lines)]
                    + rest(step, payload: nil))
        }
        if case .object(let members) = step.payload, members.isEmpty {
            return mapping([first] + rest(step, payload: nil))
        }
        return mapping([first] + rest(step, payload: SourceNode(json: step.payload, file: "stories")))
    }

    private func rest(_ step: TrialStep, payload: SourceNode?) -> [(String, SourceNode?)] {
        [
            ("at", step.at.map { text($0.description) }), ("by", step.by.map { list($0.map(person)) }),
            ("of", step.rows.isEmpty ? nil : list(step.rows.map(text))), ("set", payload),
            ("attach", step.papers.map { list($0.map(paper)) }),
            ("seen", step.seen.map { SourceNode(.integer(Int64($0)), at: place) }),
        ] + facts(step.facts) + [("expect", step.expectation.map(expectation))]
    }

    private func facts(_ facts: TrialFacts) -> [(String, SourceNode?)] {
        [
            ("case", facts.record.isEmpty ? nil : values(facts.record)),
            ("papers", facts.papers.isEmpty ? nil : list(facts.papers.map(paper))),
            ("findings", facts.findings.map { list($0.map(text)) }),
            ("carried", facts.carriedRoutes.map { list($0.map(text)) }),
        ]
    }

    private func person(_ person: TrialPerson) -> SourceNode {
        if people.contains(person) || (person.roles == [person.name] && person.hasSigned) {
            return text(person.name)
        }
        return mapping([
            ("person", text(person.name)), ("roles", list(person.roles.map(text))),
            ("signed", person.hasSigned ? nil : SourceNode(.bool(false), at: place)),
        ])
    }

    private func paper(_ paper: TrialPaper) -> SourceNode {
        guard paper.content != nil || !paper.claimants.isEmpty || paper.aboutPaper != nil else {
            return text(paper.kind)
        }
        return mapping([
            ("kind", text(paper.kind)), ("content", paper.content.map(text)),
            ("about", paper.claimants.isEmpty ? nil : list(paper.claimants.map(text))),
            ("about_paper", paper.aboutPaper.map(text)),
        ])
    }

    private func expectation(_ expectation: TrialExpectation) -> SourceNode {
        let clocks = expectation.clocks.map { clock in
            (
                clock.id,
                mapping([
                    ("due", clock.due.map { text($0.description) }),
                    ("is", clock.phase.map { text($0.rawValue) }),
                ])
            ) as (String, SourceNode?)
        }
        return mapping([
            ("refused", expectation.refused.map(text)),
            ("state", expectation.states.map { list($0.map(text)) }),
            ("outcome", expectation.outcome.map(text)),
            ("data", expectation.data.isEmpty ? nil : values(expectation.data)),
            ("clocks", clocks.isEmpty ? nil : mapping(clocks)),
            ("waiting", expectation.waiting.map { list($0.map(text)) }),
        ])
    }

    private func values(_ members: [String: CELValue?]) -> SourceNode {
        mapping(
            members.keys.sorted().map { key in
                (key, (members[key] ?? nil).map(value) ?? SourceNode(.null, at: place))
            })
    }

    private func value(_ value: CELValue) -> SourceNode {
        switch value {
        case .bool(let flag): return SourceNode(.bool(flag), at: place)
        case .int(let number): return SourceNode(.integer(number), at: place)
        case .string(let words): return text(words)
        case .money(let sum):
            if sum.count >= 0 { return text(sum.plain) }
            return mapping([("fen", SourceNode(.integer(sum.count), at: place))])
        case .date, .timestamp: return text(value.text)
        case .duration, .null: return SourceNode(json: value.json, file: "stories")
        case .list(let items): return list(items.map(self.value))
        case .record(let members): return values(members.mapValues { $0 })
        }
    }

    private func text(_ text: String) -> SourceNode { SourceNode(.string(text), at: place) }

    private func list(_ items: [SourceNode]) -> SourceNode { SourceNode(.sequence(items), at: place) }

    private func mapping(_ entries: [(String, SourceNode?)]) -> SourceNode {
        SourceNode(
            .mapping(
                entries.compactMap { key, value in
                    value.map { SourceNode.Entry(key: key, keyPosition: place, value: $0) }
                }), at: place)
    }
}
