import GRDB
import Testing

/// What cannot be read is told as damage, never as something that was not there.
struct DamagedPersonTests {
    @Test func `a person whose entry is damaged is no unknown person`() throws {
        try TestRegister.open { register, number in
            let said = try register.done(
                "person", "add", "--as", "clerk", "--name", "工友辛", "--format", "json")
            let id = try #require(said.firstMatch(of: #/P-\d+/#)).output
            try RegisterSQL(register).withoutTriggers { database in
                try database.execute(
                    sql: """
                        UPDATE part SET bytes = CAST('{}' AS BLOB) WHERE name = 'facts'
                        AND position = (SELECT max(position) FROM entry WHERE stream = 'person/' || ?)
                        """, arguments: [String(id)])
            }
            let joined = try register.run([
                "advance", number, "claimants_joined", "--as", "clerk", "--format", "json", "--set",
                "claimants:=[{\"person\":\"\(id)\"}]",
            ])
            #expect(joined.status == 74, joined.said)
        }
    }
}
