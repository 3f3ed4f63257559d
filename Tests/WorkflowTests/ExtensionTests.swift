import CEL
import Source
import Testing
import Values

@testable import Workflow

/// Extensions are bounded: so often, before the end, with a reason where one is asked for.
@Suite struct ExtensionTests {
    private func started(times: Int = 1, reason: String = "") throws -> Walk {
        var walk = try Walk(
            load(ClockOperationTests.machineText(extend: "{by: 30 workdays, times: \(times)\(reason)}")))
        try walk.do("a")
        walk.snapshot.fill(
            "limit#1", due: day("2025-08-26"), expiresAt: day("2025-08-26").latest, warnings: [],
            isProvisional: false)
        return walk
    }

    private func cause(_ report: RefusalReport?) -> ClockRefusal.Cause? {
        guard case .clock(let reason)? = report?.primary else { return nil }
        return reason.cause
    }

    @Test func `a second extension of a limit that may be extended once is refused, saying so`() throws {
        var walk = try started()
        try walk.do("b")
        let refusal = walk.refusal(of: "b")
        #expect(cause(refusal) == .usedUp(times: 1))
        #expect(refusal?.primary.message(.zh).contains("最多延长 1 次") == true)
        #expect(refusal?.primary.message(.en).contains("may be extended once, and was") == true)
        #expect(refusal?.primary.json["cause"] == .string("used-up"))
    }

    @Test func `after the end nothing is extended, whenever the breach is noticed`() throws {
        var walk = try started()
        walk.on = day("2025-08-26")
        #expect(walk.refusal(of: "b") == nil)
        walk.on = day("2025-08-27")
        #expect(cause(walk.refusal(of: "b")) == .tooLate(.extend))
        try walk.breach("limit#1")
        walk.on = day("2025-08-20")
    }

    @Test func `an extension dated in time but recorded after the end comes too late`() throws {
        let walk = try started()
        let act = ActInput(
            act: "b", payload: [:], doers: [doer("p", "clerk")], occurred: day("2025-08-20"),
            recordedAt: day("2025-08-27").earliest)
        guard
            case .refused(let report) = WorkflowStep.admit(
                walk.definition, walk.snapshot, act: act, case: walk.view)
        else {
            Issue.record("it was admitted")
            return
        }
        #expect(cause(report) == .tooLate(.extend))
    }

    @Test func `a limit that wants a reason is not extended without one`() throws {
        let walk = try started(reason: ", reason: required")
        guard case .payload(let problems)? = walk.refusal(of: "b")?.primary else {
            Issue.record("it was not refused for want of a reason")
            return
        }
        #expect(problems.map(\.path) == ["reason"])
        let act = ActInput(
            act: "b", payload: [:], doers: [doer("p", "clerk")], occurred: walk.on, hasReason: true)
        guard case .admitted = WorkflowStep.admit(walk.definition, walk.snapshot, act: act, case: walk.view)
        else {
            Issue.record("it was refused although there is a reason")
            return
        }
    }

    @Test func `what can be done now says what an extension adds and needs`() throws {
        var walk = try started(times: 2, reason: ", reason: required")
        func offer() -> Offer? {
            WorkflowStep.offers(walk.definition, walk.snapshot, case: walk.view).first { $0.act.name == "b" }
        }
        let first = try #require(offer()?.extensions.first)
        #expect(first.by.description == "30 workdays")
        #expect(first.used == 0 && first.times == 2 && first.needsReason)
        #expect(first.due == day("2025-08-26"))
        try walk.breach("limit#1")
        #expect(offer()?.isPossibleNow == false)
    }

    @Test func `a span that ends before it begins is refused with its place`() throws {
        let walk = try started()
        let refusal = walk.refusal(
            of: "g", ["begin": .date(Day(ordinal: 20_280)), "finish": .date(Day(ordinal: 20_250))])
        guard case .payload(let problems)? = refusal?.primary else {
            Issue.record("it was not refused")
            return
        }
        #expect(problems.map(\.path) == ["limit"])
    }
}
