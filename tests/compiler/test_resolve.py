"""Names: declared, derived, guarded, nearly right; titles as measures; what （n）不得分 points to."""

from itertools import pairwise

import pytest

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node_walk import walk
from creditdsl.base.source import Source
from creditdsl.compiler.name_uses import names_in
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.syntax.guard import joining_word
from creditdsl.syntax.nodes import Name

HEAD = "附件1 考核指标\n"
SECTION = HEAD + "一、考核（10分）\n"


def compiled(text: str) -> Compilation:
    return compile_source(Source("示例.credit", text))


def only(text: str) -> Diagnostic:
    (message,) = compiled(text).diagnostics
    return message


def measures(text: str) -> list[str]:
    compilation = compiled(text)
    assert compilation.diagnostics == ()
    return [measure.name for measure in compilation.tables["附件1"].program.measures]


class TestGuard:
    @pytest.mark.parametrize(
        ("name", "word"),
        [
            ("甲制度且乙制度", "且"),
            ("甲制度或乙制度", "或"),
            ("非本单位", "非"),
            ("占比超过全国占比", "超过"),
            ("整改率以上", "以上"),
            ("报送不足", "不足"),
            ("迟报不得分", "不得分"),
            ("创新奖选项", "选项"),
            ("名次依次", "依次"),
            ("以通报为准", "为准"),
            ("每户企业", "每"),
            ("其余单位", "其余"),
            ("否则条款", "否则"),
            ("中间名次", "中间"),
            ("前三名单位", "前三名"),
            ("第十名", "第十名"),
            ("后两名", "后两名"),
            ("缺一项", "缺一项"),
            ("迟报一次", "一次"),
            ("发生一起事故", "发生一起"),
            ("合格率在", "在"),
            ("转载占", "占"),
            ("降一档", "降一"),
            ("基本达", "达"),
            ("报送的", "的"),
        ],
    )
    def test_joining_words(self, name: str, word: str) -> None:
        assert joining_word(name) == word

    @pytest.mark.parametrize(
        "name",
        [
            "得分率",
            "取得资质",
            "累计篇数",
            "最高检通报次数",
            "达标率",
            "季度每月均值",
            "前三甲",
            "公布总量",
            "以太网数",
        ],
    )
    def test_names_that_only_hold_a_keyword(self, name: str) -> None:
        assert joining_word(name) is None

    def test_each_name_is_reported_once(self) -> None:
        text = SECTION + "  制度且人员 得2\n  制度且人员 得3\n  占比超过均值 得1\n"
        assert [(d.code.id, d.span and d.span.line) for d in compiled(text).diagnostics] == [("E0220", 3), ("E0220", 5)]

    def test_a_stopped_rule_infers_no_type(self) -> None:
        """`案例数` would be in conflict with the second rule."""
        text = SECTION + "  制度且人员 且 案例数 得2\n  案例数 每例得3\n"
        assert only(text).code.id == "E0220"

    @pytest.mark.parametrize(
        "text",
        [
            SECTION + "  “制度且人员” 得2\n",
            SECTION + "  「制度且人员」 得2\n",
            HEAD + "数据\n  制度且人员：是否\n一、考核（10分）\n  制度且人员 得2\n",
        ],
    )
    def test_quoted_or_declared_it_is_a_name(self, text: str) -> None:
        assert measures(text) == ["制度且人员"]

    def test_in_derived_measures_and_grades(self) -> None:
        text = (
            HEAD
            + "数据\n  占比 = 甲数超过乙数 ÷ 丙数\n一、考核（10分）\n  得 占比\n等次\n  6分以上 优秀\n  其余 较差\n"
            "  发生事故或失信 降一档\n"
        )
        assert [(d.code.id, d.span and d.span.line, d.ref) for d in compiled(text).diagnostics] == [
            ("E0220", 3, None),
            ("E0220", 9, None),
        ]


class TestNames:
    def test_a_declared_name_with_digits_stands_bare(self) -> None:
        text = (
            HEAD + "数据\n  5G基站数：个\n  12345办结率、A-B类占比：比率\n一、考核（10分）\n  5G基站数 每个得1\n"
            "  12345办结率 90%以上 得2\n  得 A-B类占比×5\n"
        )
        assert measures(text) == ["5G基站数", "12345办结率", "A-B类占比"]

    def test_a_quoted_name_with_digits_needs_no_declaration(self) -> None:
        assert measures(SECTION + "  “5G基站数” 每个得1\n  “A、B” 得2\n") == ["5G基站数", "A、B"]

    def test_a_declaration_counts_in_its_own_table_only(self) -> None:
        text = HEAD + "数据\n  5G基站数：个\n一、考核\n  5G基站数 每个得1\n附件2\n一、考核\n  5G基站数 每个得1\n"
        message = only(text)
        assert (message.code.id, message.span and message.span.line) == ("E0101", 8)

    def test_full_width_names_are_one_name(self) -> None:
        assert measures(SECTION + "  ＡＢ类案例数 每例得1\n  AB类案例数 每例得1\n") == ["AB类案例数"]

    def test_declared_twice(self) -> None:
        text = HEAD + "数据\n  案例数：例\n  占比、案例数：比率\n  占比 = 甲数 ÷ 乙数\n一、考核（10分）\n  得 占比\n"
        shown = [(d.code.id, d.span and d.span.line, d.related[0].span.line) for d in compiled(text).diagnostics]
        assert shown == [("E0221", 4, 3), ("E0221", 5, 4)]

    def test_one_letter_off_a_declared_name(self) -> None:
        text = HEAD + "数据\n  信用承诺条数：条\n一、考核（10分）\n  信用承若条数 每条得1\n"
        message = only(text)
        assert (message.code.id, message.help) == ("W0202", "是不是要写“信用承诺条数”？")
        assert [related.span.line for related in message.related] == [3]
        assert list(compiled(text).tables["附件1"].types) == ["信用承若条数"]

    @pytest.mark.parametrize("name", ["信用承诺数", "信用条数", "承诺条数", "信用践诺次数", "甲数"])
    def test_other_names_are_other_names(self, name: str) -> None:
        assert measures(HEAD + f"数据\n  信用承诺条数、乙数：条\n一、考核（10分）\n  {name} 每条得1\n") == [name]

    def test_a_ratio_and_what_it_is_made_of(self) -> None:
        text = HEAD + "数据\n  合格率 = 合格数 ÷ 抽查数\n一、考核（10分）\n  得 合格率×5\n  合格数 每个得1\n"
        assert measures(text) == ["合格数", "抽查数"]
        assert only(text.replace("合格数 每", "合格树 每")).code.id == "W0202"

    def test_names_and_nodes_below_a_node_in_order(self) -> None:
        table = compiled(
            SECTION + "  甲数÷乙数 1以上 且 非 丙事 得 丁数 否则 戊分 得2\n  丁数 每个得1\n"
        ).scheme.tables[0]
        assert [name.text for name in names_in(table)] == ["丁数"]
        table = compiled(SECTION + "  甲数÷乙数 超过 丙数 且 非 丁事 得 戊数 否则 扣 己数\n").scheme.tables[0]
        assert [name.text for name in names_in(table)] == ["甲数", "乙数", "丙数", "丁事", "戊数", "己数"]
        assert sum(isinstance(node, Name) for node in walk(table)) == 6


class TestDerived:
    def test_in_the_order_of_need(self) -> None:
        text = (
            HEAD + "数据\n  总率 = 甲率 + 乙率\n  乙率 = 甲率 × 2\n  甲率 = 甲数 ÷ 丙数\n  无用 = 甲数\n"
            "一、考核（10分）\n  得 总率\n"
        )
        table = compiled(text).tables["附件1"]
        assert [one.name.text for one in table.names.derived] == ["甲率", "乙率", "总率", "无用"]
        assert list(table.types) == ["甲数", "丙数"]

    @pytest.mark.parametrize(
        ("lines", "circle"),
        [
            ("  甲数 = 甲数 + 1\n", "甲数"),
            ("  甲数 = 乙数 + 1\n  乙数 = 丙数\n  丙数 = 甲数\n", "甲数、乙数、丙数"),
            ("  丁数 = 甲数\n  甲数 = 乙数\n  乙数 = 甲数\n", "甲数、乙数"),
        ],
    )
    def test_in_a_circle(self, lines: str, circle: str) -> None:
        message = only(HEAD + f"数据\n{lines}一、考核（10分）\n  得 甲数\n")
        assert (message.code.id, message.message) == ("E0222", f"派生指标绕了一圈：{circle}。")

    def test_a_long_chain_needs_no_deep_recursion(self) -> None:
        names = ["“数0”", *(f"“数{i}”" for i in range(1, 1500))]
        lines = "".join(f"  {a} = {b} + 1\n" for a, b in pairwise(names))
        assert measures(HEAD + f"数据\n{lines}一、考核（10分）\n  得 “数0”\n") == ["数1499"]


class TestTitles:
    def test_a_rule_without_a_name_measures_the_title(self) -> None:
        text = (
            HEAD
            + "一、机制（10分）\n1. “双公示”报送（5分）\n  排名赋分 最多5 最少1\n2. 宣传且发动（5分）\n  酌情 0至5\n"
        )
        assert measures(text) == ["双公示报送", "宣传且发动"]

    def test_two_items_of_one_title(self) -> None:
        text = HEAD + "一、机制（10分）\n1. 宣传（5分）\n  每次得1\n  每次得2\n2. 宣传（5分）\n  每篇得1\n"
        message = only(text)
        assert (message.code.id, message.span and message.span.line, message.ref) == ("E0226", 7, "一/2")
        assert [related.span.line for related in message.related] == [3]

    def test_titles_may_repeat_where_no_rule_measures_them(self) -> None:
        text = HEAD + "一、机制（10分）\n1. 宣传（5分）\n  宣传次数 每次得1\n2. 宣传（5分）\n  每篇得1\n"
        assert measures(text) == ["宣传次数", "宣传"]


class TestVoids:
    @pytest.mark.parametrize(
        ("lines", "right"),
        [
            ("  （1）甲事 得3 否则（2）不得分\n  （2）乙事 得2\n", True),
            ("  甲事 得3 否则（2）不得分\n  乙事 得2\n", True),
            ("  甲事 得3 否则 第2条不得分\n  乙事 得2\n", False),
            ("  （1）甲事 得3 否则（3）不得分\n  （2）乙事 得2\n", False),
            ("  （1）甲事 得3 否则（1）不得分\n  （2）乙事 得2\n", False),
            ("  甲事 得3 否则（3）不得分\n  乙事 得2\n", False),
            ("  （2）甲事 得3 否则（1）不得分\n  （3）乙事 得2\n", False),
            ("  得 甲数÷乙数×3 分母为零 （2）不得分\n  丙事 得2\n", True),
            ("  得 甲数÷乙数×3 分母为零 （2）不得分\n", False),
        ],
    )
    def test_a_rule_of_the_same_item(self, lines: str, right: bool) -> None:
        compilation = compiled(SECTION + lines)
        assert compilation.failed is not right
        if not right:
            assert [d.code.id for d in compilation.diagnostics] in (["E0223"], ["E0101"])

    def test_a_rule_of_another_item_is_out_of_reach(self) -> None:
        text = (
            HEAD
            + "一、机制（10分）\n1. 甲项（5分）\n  （1）甲事 得3 否则（2）不得分\n2. 乙项（5分）\n  （2）乙事 得2\n"
        )
        assert only(text).code.id == "E0223"

    def test_full_marks_need_points(self) -> None:
        text = HEAD + "一、机制（10分）\n1. 甲项\n  甲事 得3 否则 得满分\n"
        message = only(text)
        assert (message.code.id, message.span and message.span.line, message.ref) == ("E0225", 4, "一/1")
