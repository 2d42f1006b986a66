"""A line that gives or takes points is a rule or an error, never a heading; real headings stay headings."""

import pytest

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse
from creditdsl.syntax.errors import HeadingOrRule

HEAD = "方案：示例\n附件1 考核指标\n一、考核（10分）\n"
POINTS = (
    "每漏一条扣0.2分，扣完为止（3分）",
    "完成得满分，否则不得分（2分）",
    "年内查处10例以上；否则按完成比例得分（15分）",
    "（1）每漏一条扣0.2分，扣完为止（3分）",
    "1. 每漏一条扣0.2分，扣完为止（3分）",
    "1. 每漏一条扣0.2分，扣完为止",
    "（一）每项加1.5分，最多加3分（3分）",
    "二、发现问题，每处减 1 分（10分）",
    "（1）未建立台账的不得分（2分）",
    "视情扣0.5—2分（2分）",
    "（2）视情扣0.5至2分（2分）",
    "准确率达100%得满分（5分）",
    "得分=合格率×5（5分）",
    "有成效得３分，无成效得１分（3分）",
)
HEADINGS = (
    ("1. 扣分项（10分）", "扣分项"),
    ("得分情况（5分）", "得分情况"),
    ("2. 获得表彰（5分）", "获得表彰"),
    ("三、加分项（最多加10分）", "加分项"),
    ("1. 创建5A级景区（5分）", "创建5A级景区"),
    ("（1）取得5项以上成果（5分）", "取得5项以上成果"),
    ("2. 满意度得分率（5分）", "满意度得分率"),
    ("二、零不得分（5分）", "零不得分"),
    ("三、没有任务的得满分（5分）", "没有任务的得满分"),
    ("2. 扣分12345热线办理（5分）", "扣分12345热线办理"),
)


@pytest.mark.parametrize("line", POINTS)
def test_a_line_with_points_is_no_heading(line: str) -> None:
    found = analyse(Source("x", f"{HEAD}{line}\n")).diagnostics
    assert [type(diagnostic.fault) for diagnostic in found] == [HeadingOrRule]


@pytest.mark.parametrize("line", POINTS)
def test_the_advice_leads_out(line: str) -> None:
    """Without what the advice names, the line is a rule line, read or not."""
    (fault,) = [d.fault for d in analyse(Source("x", f"{HEAD}{line}\n")).diagnostics]
    assert isinstance(fault, HeadingOrRule)
    rule = line[: line.rindex("（")] if fault.bracket else line
    rule = rule.lstrip("0123456789一二三（） .、") if fault.numbered else rule
    again = analyse(Source("x", f"{HEAD}{rule}\n")).diagnostics
    assert all(not isinstance(diagnostic.fault, HeadingOrRule) for diagnostic in again)


@pytest.mark.parametrize(("line", "title"), HEADINGS)
def test_a_heading_stays_a_heading(line: str, title: str) -> None:
    analysis = analyse(Source("x", f"{HEAD}{line}\n"))
    assert not [d for d in analysis.diagnostics if d.code.id.startswith("E")]
    sections = analysis.scheme.tables[0].sections
    assert title in {entry.title for section in sections for entry in (section, *section.children)}


@pytest.mark.parametrize(
    ("bracket", "points", "role"),
    [
        ("最多加10分", 10, "bonus"),
        ("最高加5", 5, "bonus"),
        ("最多扣20分", 20, "deduction"),
        ("扣分，最高扣20分", 20, "deduction"),
        ("最多5分", 5, "base"),
    ],
)
def test_a_bracket_with_a_cap_is_understood(bracket: str, points: int, role: str) -> None:
    analysis = analyse(Source("x", f"方案：示例\n附件1 考核指标\n一、事项（{bracket}）\n  迟报 每次扣1\n"))
    (section,) = analysis.scheme.tables[0].sections
    assert (section.points, section.role.value) == (points, role)


def test_a_cap_against_the_role_is_an_error() -> None:
    (fault,) = analyse(Source("x", "方案：示例\n附件1 考核指标\n一、事项（加分，最多扣5分）\n  迟报 扣1\n")).diagnostics
    assert fault.code.id == "E0108"
