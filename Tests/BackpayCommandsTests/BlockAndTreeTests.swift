import Testing

@testable import BackpayCommands

struct BlockAndTreeTests {
    @Test func `values line up and go on below their beginning`() {
        var block = KeyValueBlock([("案号", "2025-0001"), ("被申请人", "某建筑劳务有限公司第三项目部")])
        block.append("note", "first\nsecond")
        block.append("空", ifPresent: nil)
        block.append("空", ifPresent: "")
        #expect(
            block.lines(width: 24) == [
                "案号      2025-0001", "被申请人  某建筑劳务有限", "          公司第三项目部", "note      first",
                "          second",
            ])
    }

    @Test func `a block can be set in`() {
        #expect(KeyValueBlock([("a", "b")]).lines(width: nil, indent: 2) == ["  a  b"])
    }

    @Test func `a name without a value leaves no space behind`() {
        #expect(KeyValueBlock([("经办", ""), ("状态", "在办")]).lines(width: 80) == ["经办", "状态  在办"])
    }

    @Test func `branches show what is part of what`() {
        let tree = Tree("案件", [Tree("调解", [Tree("受理"), Tree("调查")]), Tree("支付")])
        #expect(tree.lines(width: nil) == ["案件", "├─ 调解", "│  ├─ 受理", "│  └─ 调查", "└─ 支付"])
    }

    @Test func `a long label goes on beside its branch`() {
        let tree = Tree("根", [Tree("用人单位应当按时支付工资", [Tree("叶")]), Tree("尾")])
        #expect(
            tree.lines(width: 17) == ["根", "├─ 用人单位应当按", "│  │  时支付工资", "│  └─ 叶", "└─ 尾"])
    }

    @Test func `a very deep tree is drawn all the same`() {
        let tree = (0..<2000).reduce(Tree("0")) { inner, _ in Tree("x", [inner]) }
        #expect(tree.lines(width: 80).count == 2001)
    }
}
