import Source
import Testing

extension TestRegister {
    /// Runs a test on a case under a small procedure that can be made to refuse for the reasons the shipped ones cannot.
    static func fixture(_ body: (TestRegister, TwoStation) throws -> Void) throws {
        try open { register, _ in
            try register.folder.write("fixture.yaml", fixtureText)
            let opened = try register.json(
                "open", "fixture.yaml", "--as", "clerk", "--at", "2025-04-07", "--set", "channel=walk_in",
                "--claimant",
                "P-000001")
            try body(register, TwoStation(register: register, number: opened["case"]?.stringValue ?? ""))
        }
    }

    static let fixtureText = """
        workflow: fixture
        language: 1
        version: 1
        label: {zh: 测试流程, en: a procedure for tests}
        vocabulary: wage-arrears/1
        calendar: cn
        roles:
          stationClerk: {label: {zh: 受理员, en: station clerk}}
        data:
          weighed: {type: bool, default: false, label: {zh: 已称量, en: weighed}}
        acts:
          weigh:
            kind: decision
            label: {zh: 称量, en: weigh}
            who: [stationClerk]
            payload:
              by: {type: integer, required: true, label: {zh: 除数, en: divisor}}
          apply:
            kind: decision
            label: {zh: 申请, en: apply}
            who: [stationClerk]
          finish:
            kind: decision
            label: {zh: 完成, en: finish}
            who: [stationClerk]
        clocks:
          application:
            label: {zh: 申请期限, en: time to apply}
            owes: stationClerk
            kind: internal
            limit: right
            length: 5 workdays
            runs_in: [waiting]
            ends: [apply]
            breach: note
            source: {zh: 测试第一条, en: article 1 of the fixture}
        initial: waiting
        states:
          waiting:
            label: {zh: 等待, en: waiting}
            transitions:
              - {act: weigh, when: "10 / act.by > 0", set: {weighed: "true"}}
              - {act: apply, to: applied}
              - {act: finish, to: finished}
          applied:
            label: {zh: 已申请, en: applied}
            transitions:
              - {act: finish, to: finished}
          finished: {label: {zh: 完成, en: finished}, final: true, outcome: done}
        properties:
          - name: weighed-first
            label: {zh: 未称量不得完成, en: nobody finishes unweighed}
            never: "In('finished') && !data.weighed"

        """
}
