"""The blocks of a table: 数据 and 等次."""

from fractions import Fraction

import pytest

from tests.compiler.reading import compiled, found, scheme


class TestBlocks:
    GRADED = "附件1 考核指标\n一、机制（5分）\n  明确分工 得5\n等次\n"

    def test_grades_from_best_to_worst(self) -> None:
        text = (
            self.GRADED + "  4分以上 优秀\n  2分以上不满4分 良好\n  其余 较差\n  发生失信 降两档\n  发生事故 降一档\n"
        )
        grades = scheme(text).tables[0].grades
        assert grades is not None
        assert [band.grade.text for band in grades.bands] == ["优秀", "良好", "较差"]
        assert [override.steps for override in grades.overrides] == [2, 1]

    @pytest.mark.parametrize(
        "lines",
        [
            "  4分以上 优秀\n  4分以下 较差\n",
            "  4分以上 优秀\n  不满4分 较差\n",
            "  超过4分 优秀\n  4分以下 较差\n",
            "  4分以上 优秀\n  2分以上4分以下 良好\n  不满2分 较差\n",
            "  4分以上 优秀\n  2分以上 良好\n  2分以下 较差\n",
            "  4分以上且发生失信 优秀\n  2分以上 良好\n  不满2分 较差\n",
            "  前2名 优秀\n  2分以上 良好\n  不满2分 较差\n",
            "  4分以上且发生失信 优秀\n  4分以下 较差\n",
            "  4分以上且发生失信 优秀\n  2分以上不满4分 良好\n  不满2分 较差\n",
            "  4分以上且前2名 优秀\n  2分以上不满4分 且 发生失信 良好\n  不满2分 较差\n",
            "  4分以上且后2名 较差\n  4分以上 优秀\n  不满4分 良好\n",
        ],
    )
    def test_bands_that_leave_out_no_total_need_no_rest(self, lines: str) -> None:
        assert found(self.GRADED + lines) == []

    @pytest.mark.parametrize(
        ("lines", "code", "line"),
        [
            ("  4分以上 优秀\n", "E0227", 4),
            ("", "E0227", 4),
            ("  其余 较差\n  4分以上 优秀\n", "E0228", 6),
            ("  4分以上 优秀\n  其余 较差\n  其余 一般\n", "E0228", 7),
            ("  4分以上 优秀\n  发生失信 降一档\n  其余 较差\n", "E0228", 7),
            ("  4分以上 优秀\n  3分以上 优秀\n  其余 较差\n", "E0228", 6),
            ("  4分以上 优秀\n  不满3分 较差\n", "E0227", 4),
            ("  超过4分 优秀\n  不满4分 较差\n", "E0227", 4),
            ("  4分以上 优秀\n  4分以下且发生失信 较差\n", "E0227", 4),
            ("  4分以上且发生失信 优秀\n  不满3分 较差\n", "E0227", 4),
            ("  4分以上且后2名 较差\n  不满4分 良好\n", "E0227", 4),
            ("  4分以上且前2名 优秀\n  3分以上不满4分 且 后2名 良好\n  不满3分 较差\n", "E0227", 4),
            ("  4分以上且前2名 优秀\n  前3名 良好\n  不满4分 较差\n", "E0227", 4),
            ("  不满2分 较差\n  2分以上 优秀\n", "E0227", 4),
            ("  3分以上4分以下 优秀\n  3分以下 较差\n", "E0227", 4),
            ("  4分以上 优秀\n  3分以上 较差\n", "E0227", 4),
            ("  4分以上 得5\n  其余 较差\n", "E0101", 5),
            ("  4分以上\n  其余 较差\n", "E0101", 5),
        ],
    )
    def test_grades_that_do_not_fit(self, lines: str, code: str, line: int) -> None:
        assert found(self.GRADED + lines) == [(code, line)]

    @pytest.mark.parametrize(
        ("lines", "advice"),
        [
            ("  4分以上 优秀\n", "在“4分以上 优秀”下面加一行，如“其余 较差”。"),
            ("  4分以上 优秀\n  3分以上 较差\n", "在“3分以上 较差”下面加一行，如“其余 不合格”。"),
            ("  4分以上 优秀\n  不满3分 较差\n  发生失信 降一档\n", "把“不满3分 较差”改成“其余 较差”。"),
            ("  4分以上 优秀\n  3分以上 良好\n  发生失信 降一档\n", "在“3分以上 良好”下面加一行，如“其余 较差”。"),
            ("  4分以上且后2名 较差\n  4分以下 一般\n", "把“4分以下 一般”改成“其余 一般”。"),
            ("  4分以上 优秀\n  4分以下且发生失信 较差\n", "在“4分以下且发生失信 较差”下面加一行，如“其余 不合格”。"),
        ],
    )
    def test_what_is_to_stand_at_the_end_of_grades(self, lines: str, advice: str) -> None:
        (fault,) = compiled(self.GRADED + lines).diagnostics
        assert fault.help == advice
        line, name = advice.split("“")[1].split("”")[0], advice.split("“")[2].split("”")[0]
        mended = lines.replace(f"  {line}\n", f"  {name}\n" if advice[0] == "把" else f"  {line}\n  {name}\n")
        assert found(self.GRADED + mended) == []

    @pytest.mark.parametrize(
        ("lines", "total"),
        [
            ("  4分以上 优秀\n", "3"),
            ("  4分以上 优秀\n  不满3分 较差\n", "3"),
            ("  超过4分 优秀\n  不满4分 较差\n", "4"),
            ("  4分以上 优秀\n  超过2分3分以下 良好\n  2分以下 较差\n", "3.5"),
            ("  4分以上且后2名 较差\n  不满4分 良好\n", "4"),
        ],
    )
    def test_a_total_without_a_grade_is_named(self, lines: str, total: str) -> None:
        (fault,) = compiled(self.GRADED + lines).diagnostics
        assert fault.message == f"等次的最后没有“其余”，总分{total}分的单位可能没有等次。"

    def test_a_second_block_of_grades_is_left_out(self) -> None:
        text = self.GRADED + "  3分以上 优秀\n  其余 较差\n等次\n  其余 较差\n  9分以上 优秀\n"
        (twice,) = compiled(text).diagnostics
        assert (twice.code.id, twice.span and twice.span.line, twice.related[0].span.line) == ("E0208", 7, 4)

    @pytest.mark.parametrize("block", ["等次\n  3分以上 优秀\n  其余 较差\n", "数据\n  明确分工：是否\n"])
    def test_a_block_before_the_first_table(self, block: str) -> None:
        assert found(f"方案：示例\n{block}附件1 考核指标\n一、机制（5分）\n  明确分工 得5\n") == [("E0207", 2)]

    def test_declarations_keep_their_notes(self) -> None:
        text = """
            附件1 考核指标
            数据
              甲条数、乙条数：条 0至100，每月（含补报）报送
              合格率：比率 0至100%
              完成率：比率 0%至120%
              占比 = 甲条数 ÷ 乙条数，两数相除
            一、机制（5分）
              得 占比
            """
        table = compiled(text).scheme.tables[0]
        assert [(d.name.text, d.note) for d in table.declarations[:2]] == [
            ("甲条数", "每月（含补报）报送"),
            ("乙条数", "每月（含补报）报送"),
        ]
        assert [(d.type.low, d.type.high) for d in table.declarations[2:]] == [(0, 1), (0, Fraction(6, 5))]
        assert [(d.name.text, d.note) for d in table.derived] == [("占比", "两数相除")]
