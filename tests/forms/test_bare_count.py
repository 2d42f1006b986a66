"""A count without a comparing word is asked about, and what is offered for each meaning scores as it says."""

import re

import pytest

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from tests.forms.golden import Case, filled

HEAD = "方案：示例\n附件1 考核指标\n"
ITEM = f"{HEAD}一、纪律（10分，满分起扣）\n"
GRADES = f"{HEAD}一、纪律（10分）\n  得 综合得分\n等次\n  8分以上 优秀\n  5分以上 良好\n  其余 一般\n"


def faults(text: str) -> list[Diagnostic]:
    return [found for found in compile_source(Source("x", text)).diagnostics if found.code.id.startswith("E")]


def scores(line: str, measure: str, counts: str) -> str:
    """The item's scores of units with these counts."""
    table = "| 单位 | {} | 一 |\n| --- | --- | --- |\n{}\n"
    rows = "\n".join(f"| 单位{count}局 | {count} |  |" for count in counts.split())
    text = f"## 甲\n\n```credit\n{ITEM}  {line}\n```\n\n{table.format(measure, rows)}"
    return " ".join(re.findall(r"\| ([\d.]+) \|$", filled(Case("甲", text)), re.M))


ASKED = (
    ("迟报1次扣0.5", "迟报 每次扣0.5", "迟报 1次以上 扣0.5", "迟报 等于1次 扣0.5"),
    ("迟报1次的，扣 0.5 分。", "迟报 每次扣 0.5 分。", "迟报 1次以上 扣 0.5 分。", "迟报 等于1次 扣 0.5 分。"),
    ("迟报3次扣2", "迟报 每3次扣2", "迟报 3次以上 扣2", "迟报 等于3次 扣2"),
    (
        "稿件被采用1篇得1分，最高得2分",
        "稿件被采用 每篇得1分，最高得2分",
        "稿件被采用 1篇以上 得1分，最高得2分",
        "稿件被采用 等于1篇 得1分，最高得2分",
    ),
    (
        "省内文件少转发1个扣0.1分",
        "省内文件少转发 每个扣0.1分",
        "省内文件少转发 1个以上 扣0.1分",
        "省内文件少转发 等于1个 扣0.1分",
    ),
    ("欠缴 10万元 扣1", "欠缴 每10万元扣1", "欠缴 10万元以上 扣1", "欠缴 等于10万元 扣1"),
    ("提前 3天 加2", "提前 每3天加2", "提前 3天以上 加2", "提前 等于3天 加2"),
)
ONLY_COMPARED = (
    ("甲制度 且 迟报1次 扣1", "甲制度 且 迟报 1次以上 扣1"),
    ("迟报3次 不得分", "迟报 3次以上 不得分"),
    ("迟报1次 得2 否则 得3", "迟报 1次以上 得2 否则 得3"),
    ("非 迟报2次 得2", "非 迟报 2次以上 得2"),
    ("测评 90分 得3", "测评 90分以上 得3"),
    ("建成1家 酌情得分 酌情 0至3", "建成 1家以上 酌情得分 酌情 0至3"),
)


@pytest.mark.parametrize(("line", "each", "reached", "exact"), ASKED)
def test_a_bare_count_is_asked_about(line: str, each: str, reached: str, exact: str) -> None:
    (fault,) = faults(f"{ITEM}  {line}\n")
    assert fault.code.id == "E0249"
    assert [offer.strip("“”") for offer in re.findall("写成(“[^”]*”)", fault.help)] == [each, reached, exact]
    for offered in (each, reached, exact):
        assert faults(f"{ITEM}  {offered}\n") == []


@pytest.mark.parametrize(("line", "reached"), ONLY_COMPARED)
def test_where_each_cannot_be_written_it_is_not_offered(line: str, reached: str) -> None:
    (fault,) = faults(f"{ITEM}  {line}\n")
    assert fault.code.id == "E0249"
    assert f"写成“{reached}”" in fault.help and "每" not in fault.help
    assert faults(f"{ITEM}  {reached}\n") == []


def test_each_meaning_scores_as_it_says() -> None:
    assert scores("迟报 每次扣0.5", "迟报", "0 1 3") == "10.00 9.50 8.50"
    assert scores("迟报 1次以上 扣0.5", "迟报", "0 1 3") == "10.00 9.50 9.50"
    assert scores("迟报 等于1次 扣0.5", "迟报", "0 1 3") == "10.00 9.50 10.00"
    assert scores("迟报 每3次扣2", "迟报", "2 3 6") == "10.00 8.00 6.00"


@pytest.mark.parametrize("line", ["失信条数 3条 降一档", "发生事故1起 一票否决", "失信条数 2条 评为一般"])
def test_a_change_of_grade_is_asked_about(line: str) -> None:
    (fault,) = faults(f"{GRADES}  {line}\n")
    assert fault.code.id == "E0249"


def test_a_grade_of_several_conditions_is_asked_about() -> None:
    (fault,) = faults(GRADES.replace("8分以上 优秀", "8分以上 且 获奖数 3个 优秀"))
    assert fault.code.id == "E0249"


@pytest.mark.parametrize(
    "line",
    [
        "瞒报条数 0条 扣0",
        "完成率 100% 得5",
        "等级 3 得5",
        "迟报次数 等于1次 扣0.5",
        "迟报次数 0次 得2 1次 得1.5 其余 不得分",
        "迟报次数 1次 扣0.5 2次以上 本项不得分",
        "迟报次数 1至3次 扣1",
    ],
)
def test_what_is_exact_as_written_is_read(line: str) -> None:
    assert faults(f"{ITEM}  {line}\n") == []


COUNTED_NAMES = (
    ("不按时上报一次，扣2分", "不按时上报 每次扣2分"),
    ("迟报一次的，扣0.5分", "迟报 每次扣0.5分"),
    ("缺席会议三次扣1", "缺席会议 每3次扣1"),
    ("获评先进两家 得2", "获评先进 每2家得2"),
)


@pytest.mark.parametrize(("line", "each"), COUNTED_NAMES)
def test_a_count_in_a_name_is_asked_about(line: str, each: str) -> None:
    (fault,) = faults(f"{ITEM}  {line}\n")
    assert fault.code.id == "E0251" and f"写成“{each}”" in fault.help
    assert faults(f"{ITEM}  {each}\n") == []


@pytest.mark.parametrize("line", ["发生一起事故扣5分", "有一次迟报扣1", "甲 且 迟报一次 扣1", "两次迟报扣1"])
def test_a_count_within_a_name_is_asked_about_without_a_line(line: str) -> None:
    (fault,) = faults(f"{ITEM}  {line}\n")
    assert fault.code.id == "E0251" and "的样子" in fault.help


def test_a_declared_name_with_a_count_is_a_name() -> None:
    assert faults(f"{HEAD}数据\n  最多跑一次：是否\n一、服务（5分）\n  最多跑一次 得5\n") == []


@pytest.mark.parametrize("line", ["每十篇得1", "每两次扣1", "宣传稿 每百字得1"])
def test_a_step_in_chinese_numerals_is_no_measure_word(line: str) -> None:
    assert faults(f"{ITEM}  {line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "转载占1分,得分=转载数量/12*1",
        "转载为1分，得分=转载数量/12*1",
        "省级是5分 得 省级率×5",
        "采用计2分 得 采用数÷10",
        "优秀记3分，得2分",
        "转载占1分 得3 5分 得5",
    ],
)
def test_points_are_no_condition(line: str) -> None:
    (fault,) = faults(f"{HEAD}一、宣传（5分）\n  {line}\n")
    assert fault.code.id == "E0250"


def test_an_explained_formula_is_no_condition() -> None:
    (fault,) = faults(f"{HEAD}一、抽查（10分）\n  取被抽查部门瞒报率最高值，得分=（1-瞒报率）*10；\n")
    assert fault.code.id == "E0252"
    assert faults(f"{HEAD}一、抽查（10分）\n  得分=（1-瞒报率）*10；\n") == []
    assert faults(f"{HEAD}一、抽查（10分）\n  完成抽查 得 （1-瞒报率）*10\n") == []
