/// An organisation as its registration and corrections tell it.
public struct OrganisationFile: Hashable, Sendable, Identifiable {
    /// The id.
    public let id: String
    /// The name.
    public private(set) var name = ""
    /// The unified social credit code as stated.
    public private(set) var code: String?
    /// What checking the code came to.
    public private(set) var check = NumberCheck.notGiven
    /// The region.
    public private(set) var region: String?
    /// The entry of the registration.
    public private(set) var registered: EntryRef?

    /// An empty file.
    public init(id: String) { self.id = id }

    /// Takes one more fact; facts about others do nothing.
    public mutating func apply(_ fact: Fact, from entry: EntryRef) {
        switch fact.content {
        case let content as OrganisationRegistered where content.organisation == id:
            registered = entry
            name = content.name
            code = content.code
            check = content.check
            region = content.region
        case let content as OrganisationCorrected where content.organisation == id:
            name = content.name ?? name
            code = content.code ?? code
            check = content.check ?? check
            region = content.region ?? region
        default: break
        }
    }
}
