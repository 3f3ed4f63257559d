import Foundation
import Source
import SourceYAML
import Testing
import Values

@testable import Workflow

/// The JSON Schema and the loader say the same of every mapping.
@Suite struct SchemaTests {
    /// A file that uses every mapping of the language; `#NAME#` marks where each takes its keys.
    private let everything = """
        workflow: t
        language: 1
        version: 1
        label: {zh: 例, en: example}
        #workflow#
        opened_by: {act: a #opening#}
        roles: {clerk: {label: {zh: 经办, en: clerk} #role#}}
        tallies: {t: {label: {zh: 项, en: t}, acts: [a] #tally#}}
        exclusive_roles: [{roles: [clerk, clerk], source: {zh: 内, en: own} #exclusive roles#}]
        documents: {form: {label: {zh: 表, en: form} #document#}}
        data:
          num: {type: integer, default: 0, label: {zh: 数, en: num} #data field#}
          lines:
            type: list
            key: [id]
            item: {id: {type: text, label: {zh: 号, en: id} #item field#}}
            label: {zh: 行, en: lines}
            #data list#
        acts:
          a:
            kind: decision
            label: {zh: 甲, en: a}
            who: [clerk]
            payload: {x: {type: text, label: {zh: x, en: x} #payload field#}}
            needs: [{any_of: [form], later: {within: 3 days #later#} #need#}]
            signed: [{who: [clerk] #signature#}]
            #act#
          w: {kind: fact, label: {zh: 记, en: w}, who: [clerk]}
        clocks:
          c:
            label: {zh: 限, en: c}
            owes: clerk
            kind: internal
            limit: duty
            length: [{length: 5 days}, {from: "2026-01-01", length: 6 days #dated length#}]
            extend: {by: 2 days, times: 1 #extension#}
            escalate: {to: clerk, after: 2 days #escalation#}
            runs_in: [one]
            breach: note
            source: {act: 某条例, article: 1 #law#}
            #clock#
        reviews:
          r: {label: {zh: 检, en: r}, owes: clerk, every: 30 days, runs_in: [one], source: {zh: 内, en: own} #review#}
        campaigns:
          winter: {label: {zh: 冬, en: w}, from: 2026-01-01, to: 2026-02-28, lengths: {c: 4 days}, source: {zh: 内, en: own} #campaign#}
        milestones: {m: {label: {zh: 碑, en: m}, when: "data.num > 0" #milestone#}}
        activities: {w: {states: [one] #activity#}}
        offers: [{use: other, who: [clerk] #offer#}]
        initial: one
        states:
          one:
            label: {zh: 一, en: one}
            transitions:
              - {act: a, to: two, clocks: {exclude: {c: {from: "date('2026-01-01')", to: "date('2026-01-02')" #exclusion#}} #clock operations#} #transition#}
            #state#
          rows:
            label: {zh: 行, en: rows}
            for_each: lines
            each: {initial: r1, states: {r1: {label: {zh: 甲, en: r1}, final: true}} #template#}
          deep:
            label: {zh: 内, en: deep}
            initial: d1
            states:
              d1: {label: {zh: 内一, en: d1}}
              back: {history: shallow, initial: d1 #history#}
          two: {label: {zh: 二, en: two}, final: true, outcome: over, reopen: [{act: a, to: one #reopen#}]}
        properties:
          - {name: p, label: {zh: p, en: p}, path: {to: two, via: [a] #path#} #property#}
          - {name: q, label: {zh: q, en: q}, leads_to: {from: one, to: [two] #leads to#}}
          - {name: t, label: {zh: t, en: t}, takes: {act: [a], people: 1 #takes#}}
        waivers: [{code: W303, at: one, reason: {zh: 因, en: because} #waiver#}]
        """

    /// The keys that the loader knows at a mark.
    private func asked(_ mark: String) throws -> Set<String> {
        var text = everything.replacing(
            "#\(mark)#", with: mark == "workflow" ? "zzzzzzzz: 1" : ", zzzzzzzz: 1")
        if ["act", "clock", "state", "data list"].contains(mark) {
            text = text.replacing(", zzzzzzzz: 1", with: "zzzzzzzz: 1")
        }
        text = text.replacing(/#[a-z ]+#/, with: "")
        let draft = WorkflowDraft.read(try YAMLReader.read(text, file: "t.yaml"), vocabularies: [])
        let found = try #require(
            draft.findings.first { $0.code == "S103" && $0.message.en.contains("'zzzzzzzz'") }, "\(mark)")
        let hint = try #require(found.hint?.en.split(separator: ": ").last)
        return Set(hint.split(separator: ", ").map(String.init))
    }

    @Test(arguments: LanguageCatalogue.shapes.map(\.name).filter { !$0.hasPrefix("story") })
    func `the loader asks for exactly the keys that the schema has`(name: String) throws {
        let keys = try #require(LanguageCatalogue.shapes.first { $0.name == name }).keys
        var known = try asked(name)
        if name == "state" { known.formUnion(try asked("history")) }
        if name == "data field" { known.formUnion(try asked("data list")) }
        if name == "transition" { known.formUnion(try asked("reopen")) }
        #expect(known == Set(keys.map(\.name)))
    }

    @Test func `the committed schema is the one that the catalogue gives`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let committed = try String(
            contentsOf: root.appending(path: "schema/workflow.schema.json"), encoding: .utf8)
        #expect(
            committed == WorkflowSchema.json().prettyText + "\n",
            "write it anew: backpay workflow schema > schema/workflow.schema.json")
    }

    @Test func `for a file the schema names that file's own states, acts and roles`() throws {
        let definition = try load(
            machine(
                """
                initial: one
                states:
                  one: {label: {zh: 一, en: one}, transitions: [{act: a, to: over}]}
                  over: {label: {zh: 终, en: over}, final: true, outcome: over}
                """, acts: "a"))
        let json = WorkflowSchema.json(for: definition)
        let transition = json["$defs"]?["transition"]?["properties"]
        #expect(transition?["to"]?["enum"] == .array([.string("one"), .string("over")]))
        #expect(transition?["act"]?["enum"]?.arrayValue?.contains(.string("a")) == true)
        let act = json["$defs"]?["act"]?["properties"]?["who"]?["anyOf"]?.arrayValue?.first
        #expect(act?["enum"] == .array([.string("clerk"), .string("reader")]))
    }
}
