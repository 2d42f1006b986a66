"""The outline that numbering makes, fields and limits: from classified lines to the AST."""

from fractions import Fraction

import pytest

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.exact import Rounding
from creditdsl.syntax.nodes import Counting, SectionRole
from creditdsl.syntax.walk import entries
from tests.compiler.reading import compiled, entry, found, outline, refs, scheme


class TestOutline:
    def test_numbers_that_run_on(self) -> None:
        text = """
            附件1 考核指标
            一、机制（5分）
            1. 分工（2分）
              明确分工 得2
            2. 制度（3分）
              制定制度 得3
            二、信息（5分）
            3. 报送（5分）
              按时报送 得5
            """
        assert outline(text) == [
            ("一", "一", "机制"),
            ("一/1", "1", "分工"),
            ("一/2", "2", "制度"),
            ("二", "二", "信息"),
            ("二/3", "3", "报送"),
        ]

    def test_numbers_that_restart(self) -> None:
        text = """
            附件1 考核指标
            一、机制（5分）
            1. 分工（5分）
              明确分工 得5
            二、信息（5分）
            1. 报送（5分）
              按时报送 得5
            """
        assert refs(text) == ["一", "一/1", "二", "二/1"]

    def test_dotted_sections_with_items_that_have_no_number(self) -> None:
        text = """
            附件 考评指标（满分30分）
            1. 信息归集（20分）
            入库总量（10分）
              入库总量 每条得1
            抽查结果（10分）
              抽查得分 每项得1
            3. 联合奖惩（10分）
            案例（10分）
              案例数 每例得1
            """
        assert outline(text) == [
            ("1", "1", "信息归集"),
            ("1/1", "", "入库总量"),
            ("1/2", "", "抽查结果"),
            ("3", "3", "联合奖惩"),
            ("3/1", "", "案例"),
        ]

    def test_items_in_brackets(self) -> None:
        text = """
            附件1 考核指标
            一、机制（5分）
            （一）分工（2分）
              明确分工 得2
            （二）制度（3分）
              制定制度 得3
            """
        assert outline(text)[1:] == [("一/一", "（一）", "分工"), ("一/二", "（二）", "制度")]

    def test_sub_items_carry_points_where_rules_carry_results(self) -> None:
        text = """
            附件1 考核指标
            三、信用监管（17分）
            1. 信用承诺（12分）
            （1）承诺信息（7分）
              （1）得2
              （2）承诺信息条数 每条得1
            （2）履约践诺（5分）
              履约信息条数 每条得1
            2. 其他工作（5分）
              （1）完成任务 得5
            """
        assert outline(text) == [
            ("三", "三", "信用监管"),
            ("三/1", "1", "信用承诺"),
            ("三/1/1", "（1）", "承诺信息"),
            ("三/1/2", "（2）", "履约践诺"),
            ("三/2", "2", "其他工作"),
        ]
        assert [rule.number for rule in entry(text, "三/1/1").rules] == [1, 2]
        program = compiled(text).tables["附件1"].program
        assert [item.ref for item in program.items] == ["三/1/1", "三/1/2", "三/2"]

    def test_sub_item_directly_below_a_section(self) -> None:
        text = """
            附件1 考核指标
            一、机制（5分）
            （1）分工（2分）
              明确分工 得2
            """
        assert refs(text) == ["一", "一/1"]

    def test_section_without_items_is_one_item(self) -> None:
        text = """
            附件1 考核指标
            一、机制（5分）
            1. 分工（5分）
              明确分工 得5
            七、工作创新（10分）
              创新项数 每项得5
            """
        program = compiled(text).tables["附件1"].program
        assert [item.ref for item in program.items] == ["一/1", "七"]
        assert [section.ref for section in program.sections] == ["一", "七"]

    def test_bonus_and_deduction_sections(self) -> None:
        text = """
            附件1 考核指标
            一、机制（5分）
              明确分工 得5
            二、加分项（加分，最高10分）
            1. 表扬
              表扬次数 每次得2
            三、扣分项（扣分，最高20分）
            2. 通报（10分）
              通报次数 每次扣2
            四、其他扣分（扣分）
              投诉次数 每次扣1
            """
        (table,) = scheme(text).tables
        shown = [(one.ref, one.role, one.points) for one in entries(table)]
        assert shown == [
            ("一", SectionRole.BASE, 5),
            ("二", SectionRole.BONUS, 10),
            ("二/1", SectionRole.BONUS, None),
            ("三", SectionRole.DEDUCTION, 20),
            ("三/2", SectionRole.DEDUCTION, 10),
            ("四", SectionRole.DEDUCTION, None),
        ]

    @pytest.mark.parametrize(
        ("section", "item"), [("10分", "扣分，最高5分"), ("10分", "加分"), ("扣分", "加分"), ("加分", "扣分")]
    )
    def test_an_item_of_another_kind_than_its_section(self, section: str, item: str) -> None:
        """Its points would enter the section with the wrong sign."""
        rule = "每次扣1" if item.startswith("扣分") else "每次得1"
        text = f"附件1\n一、机制（{section}）\n1. 其他（{item}）\n  某种次数 {rule}\n"
        assert found(text) == [("E0245", 3)]

    @pytest.mark.parametrize(("section", "rule"), [("扣分", "每次扣1"), ("加分", "每次得1")])
    def test_an_item_may_repeat_the_kind_of_its_section(self, section: str, rule: str) -> None:
        text = f"附件1\n一、机制（{section}，最高9分）\n1. 其他（{section}，最高5分）\n  某种次数 {rule}\n"
        assert refs(text) == ["一", "一/1"]

    def test_a_bracket_that_is_no_attribute_belongs_to_the_title(self) -> None:
        text = """
            附件1 考核指标
            一、共享（水、电、气）信息（6.5分）
              共享信息 得5
            二、平台（试点）
              平台对接 得1
            """
        assert [(one[2]) for one in outline(text)] == ["共享（水、电、气）信息", "平台（试点）"]
        assert entry(text, "一").points == Fraction(13, 2)
        assert entry(text, "二").points is None

    def test_several_tables_number_on_their_own(self) -> None:
        text = """
            方案：示例
            附件1 市直考核指标（满分100分）
            一、机制（5分）
              明确分工 得5
            附件2：县区考核指标
            1. 机制（5分）
              明确分工 得5
            附表一 其他
            一、机制（5分）
              明确分工 得5
            """
        tables = scheme(text).tables
        assert [(t.name, t.title, t.full, [s.ref for s in t.sections]) for t in tables] == [
            ("附件1", "市直考核指标", 100, ["一"]),
            ("附件2", "县区考核指标", None, ["1"]),
            ("附表一", "其他", None, ["一"]),
        ]

    def test_numbers_printed_twice(self) -> None:
        text = """
            附件1 考核指标
            一、机制（5分）
            1. 分工（2分）
              明确分工 得2
            1. 制度（3分）
              制定制度 得3
            """
        (twice,) = compiled(text).diagnostics
        assert (twice.code.id, twice.table, twice.ref) == ("E0202", "附件1", "一/1")
        assert [related.span.line for related in twice.related] == [3]

    def test_rules_of_one_item_numbered_alike(self) -> None:
        text = """
            附件1 考核指标
            一、机制（5分）
              （1）明确分工 得2
              （1）制定制度 得2
              （2）按时报送 得1 否则（1）不得分
            二、制度（5分）
              （1）落实制度 得5
            """
        (twice,) = compiled(text).diagnostics
        assert (twice.code.id, twice.span and twice.span.line, twice.related[0].span.line) == ("E0202", 4, 3)

    def test_higher_numbering_below_a_lower_one(self) -> None:
        text = """
            附件1 考核指标
            1. 机制（5分）
              明确分工 得5
            一、制度（5分）
              制定制度 得5
            """
        assert found(text) == [("E0204", 4)]

    def test_sub_items_without_a_section_are_one_fault(self) -> None:
        text = """
            附件1 考核指标
            （1）分工（2分）
              明确分工 得2
            （2）制度（3分）
              制定制度 得3
            一、其余（5分）
              完成任务 得5
            """
        assert found(text) == [("E0231", 2)]

    def test_the_heading_of_the_table_is_missing(self) -> None:
        text = """
            方案：示例
            一、机制（5分）
              明确分工 得5
            二、制度（5分）
              制定制度 得5
            """
        assert found(text) == [("E0201", 2)]


class TestFields:
    def test_each_belongs_to_what_stands_above(self) -> None:
        text = """
            方案：示例
            文号：某信用办发〔2022〕16号
            备注：试行。
            附件1 考核指标
            对象：市直成员单位
            备注：每年修订。
            一、机制（5分）
            内容：明确分工：责任到人。
            1. 分工（5分）
            依据：文件资料
            备注：无
              明确分工 得5
            """
        whole = scheme(text)
        (table,) = whole.tables
        assert {stem: text.text for stem, text in whole.fields.items()} == {
            "title": "示例", "document_number": "某信用办发〔2022〕16号", "remark": "试行。",
        }  # fmt: skip
        assert {stem: text.text for stem, text in table.fields.items()} == {
            "subject": "市直成员单位",
            "remark": "每年修订。",
        }
        assert entry(text, "一").fields["content"].text == "明确分工：责任到人。"
        assert {stem: text.text for stem, text in entry(text, "一/1").fields.items()} == {
            "basis": "文件资料",
            "remark": "无",
        }

    @pytest.mark.parametrize(
        ("field", "place", "where"),
        [
            ("文号：一号", 3, "文件开头、第一张表之前"),
            ("对象：各单位", 3, "表的标题下面、第一个大项之前"),
            ("依据：文件", 1, "大项或项的标题下面"),
            ("来源：文件", None, ""),
        ],
    )
    def test_a_field_out_of_its_place(self, field: str, place: int | None, where: str) -> None:
        lines = ["方案：示例", "附件1 考核指标", "一、机制（5分）", "  明确分工 得5"]
        for at in range(1, 4) if place is None else [place]:
            text = "\n".join([*lines[:at], field, *lines[at:]])
            messages = compiled(text).diagnostics
            assert [d.code.id for d in messages] == ([] if place is None else ["E0109"])
            assert all(d.help == f"移到{where}。" for d in messages)

    def test_a_field_twice(self) -> None:
        text = "方案：甲\n方案：乙\n附件1 考核指标\n一、机制（5分）\n  明确分工 得5\n"
        (twice,) = compiled(text).diagnostics
        assert (twice.code.id, twice.related[0].span.line) == ("E0205", 1)

    @pytest.mark.parametrize(
        ("text", "digits", "rounding"),
        [
            ("2位，四舍五入", 2, Rounding.HALF_UP),
            ("0位", 0, Rounding.HALF_UP),
            ("３位、四舍六入五成双", 3, Rounding.HALF_EVEN),
            (" 6 位 , 四舍五入 ", 6, Rounding.HALF_UP),
        ],
    )
    def test_digits(self, text: str, digits: int, rounding: Rounding) -> None:
        whole = scheme(f"小数：{text}\n附件1 考核指标\n一、机制（5分）\n  明确分工 得5\n")
        assert (whole.digits, whole.rounding) == (digits, rounding)

    @pytest.mark.parametrize("text", ["7位", "两位", "2位，去尾", "2"])
    def test_digits_that_cannot_be_read(self, text: str) -> None:
        assert found(f"小数：{text}\n附件1 考核指标\n一、机制（5分）\n  明确分工 得5\n") == [("E0206", 1)]

    def test_without_digits_two_and_half_up(self) -> None:
        whole = scheme("附件1 考核指标\n一、机制（5分）\n  明确分工 得5\n")
        assert (whole.digits, whole.rounding) == (2, Rounding.HALF_UP)

    @pytest.mark.parametrize(("period", "codes"), [("年度", []), ("季度", []), ("月度", []), ("每周", ["E0229"])])
    def test_period(self, period: str, codes: list[str]) -> None:
        text = f"周期：{period}\n附件1 考核指标\n一、机制（5分）\n  明确分工 得5\n"
        assert [code for code, _ in found(text)] == codes


class TestLimits:
    HEAD = "附件1 考核指标\n一、机制（5分）\n  "

    def test_in_any_order(self) -> None:
        (rule,) = entry(self.HEAD + "篇数 每5篇得1 不足一步按一步计 最低1 最高4 扣完为止", "一").rules
        limits = rule.limits
        assert limits.cap is not None and limits.floor is not None
        assert (limits.cap.value, limits.floor.value, limits.until_zero) == (4, 1, True)
        assert limits.counting is Counting.STARTED and not limits.cap_deducts

    @pytest.mark.parametrize(
        "line",
        [
            "篇数 每篇得1 最高3 最多5",
            "篇数 每篇得1 最低1 最少2",
            "篇数 每篇扣1 扣完为止 扣完为止",
            "篇数 每篇得1 按比例计 不足一步按一步计",
            "篇数 每篇得1 不足一步按一步计 按比例计",
        ],
    )
    def test_two_of_a_kind(self, line: str) -> None:
        assert found(self.HEAD + line) == [("E0209", 3)]

    @pytest.mark.parametrize(
        ("line", "help"),
        [
            ("案例数 每例扣5 最高10", "写成“最高扣10”。"),
            ("案例数 每例得5 最高扣10", "写成“最高10”。"),
            ("完成任务 得5 最高扣2.5", "写成“最高2.5”。"),
        ],
    )
    def test_a_cap_against_the_sign(self, line: str, help: str) -> None:
        (wrong,) = compiled(self.HEAD + line).diagnostics
        assert (wrong.code.id, wrong.help) == ("E0210", help)

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("错报条数 每条扣2 最低1", "这条规则是扣分的，不能写“最低”。"),
            ("案例数 每例得1 最低5 最高3", "“最低”比“最高”大。"),
            ("明确分工 得2 按比例计", "这条规则不按“每若干”计分，没有不足一步的部分。"),
            ("信息条数 排名赋分 最多5 最少1 不足一步按一步计", "这条规则不按“每若干”计分，没有不足一步的部分。"),
        ],
    )
    def test_a_limit_that_the_rule_has_no_use_for(self, line: str, message: str) -> None:
        (wrong,) = compiled(self.HEAD + line).diagnostics
        assert (wrong.code.id, wrong.message) == ("E0233", message)

    def test_a_cap_is_points(self) -> None:
        assert found(self.HEAD + "案例数 每例得5 最高10例") == [("E0211", 3)]


class TestMessages:
    def test_every_fault_of_a_file_in_its_order_with_table_and_reference(self) -> None:
        text = """
            方案：示例
            附件1 考核指标
            一、机制（5分）
            1. 分工（5分）
              明确分工 德5
              制定制度 得5条
            2. 制度（5分）
              落实制度且落实经费 得5
            附件2 考核指标
            一、机制（5分）
              案例数 每例得1
              案例数 得5
            """
        shown = [(d.code.id, d.span and d.span.line, d.table, d.ref) for d in compiled(text).diagnostics]
        assert shown == [
            ("E0101", 5, None, None),
            ("E0211", 6, "附件1", "一/1"),
            ("E0220", 8, "附件1", "一/2"),
            ("E0301", 12, "附件2", "一"),
        ]

    def test_a_line_left_out_makes_no_second_message(self) -> None:
        text = """
            方案：示例
            附件1 考核指标
            数据
              明确分工；是否
            一、机制（5分）
              明确分工 德5
            二、扣分（扣分）
              案例数 每例得5
            等次
              3分以上 优秀优
              其余其余
            """
        assert found(text) == [("E0101", 4), ("E0101", 6), ("E0224", 8), ("E0101", 11)]

    def test_an_item_without_a_rule(self) -> None:
        text = """
            附件1 考核指标
            一、机制（5分）
            1. 分工（5分）
            内容：明确分工。
            2. 制度（5分）
              制定制度 得5
            二、创新
            """
        messages: tuple[Diagnostic, ...] = compiled(text).diagnostics
        assert [(d.code.id, d.ref) for d in messages] == [("W0201", "一/1"), ("W0201", "二")]
        assert list(compiled(text).tables) == ["附件1"]

    def test_nothing_at_all(self) -> None:
        assert found("") == found("方案：示例\n") == found("方案：示例\n正文\n\n正文完\n") == [("E0230", 1)]

    def test_a_body_alone_is_a_scheme_without_tables(self) -> None:
        assert found("方案：示例\n正文\n第一条　制定本办法。\n正文完\n") == []
