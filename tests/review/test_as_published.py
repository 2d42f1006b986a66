"""The five documents as published, with their own faults: each fault that arithmetic or logic can show is found.

as-published/ holds them as a clerk would type them in, before anybody resolved what they leave open
(the schemes in schemes/ are those readings). A fault is stated by the code of its finding, the table
and item it is grouped under, and a word that the message must hold.
"""

from functools import cache
from pathlib import Path

import pytest

from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.formatter.scheme import layout
from creditdsl.review.reviewing import review

FOLDER = Path(__file__).parent / "as-published"

Fault = tuple[str, str | None, str | None, str]

FAULTS: dict[str, tuple[Fault, ...]] = {
    "changzhi-2023": (
        ("E0623", "附表二", "二/6", "0类"),  # 没有共享积-5，没有信息又积0
        ("W0201", "附表二", "四/18", "没有规则"),  # (十八) is blank
        ("N0650", "附表一", "二/4", "及时"),
        ("N0650", "附表二", "二/4", "及时"),
    ),
    "chaoyang-2020": (
        *(("W0621", table, None, f"正好{line}分") for table in ("附件1", "附件2") for line in (90, 70, 50)),
        ("N0645", "附件1", "一/1", "另有15处"),
        ("N0645", "附件2", "一/1", "另有15处"),
    ),
    "huangshi-2020": (
        ("W0661", None, None, "考评细则"),  # the notice calls its annex otherwise
        ("N0640", "附件", "1/1", "并列"),
        ("N0640", "附件", "1/1", "为零"),
        ("W0610", "附件", "1/2/5", "20分，最多只能得10分"),  # 瞒报率
        ("W0610", "附件", "3/1", "5分，最多只能得2分"),
        ("W0626", "附件", "1/3", "第三名"),  # a third place among two units
        ("W0624", "附件", "3/2", "1篇以上"),
        ("W0660", "附件", "5", "缺4"),
    ),
    "jiaxian-2022": (
        ("W0661", None, None, "县直成员单位"),
        ("W0661", None, None, "季度考核指标"),
        ("W0603", "附件1", None, "95分"),
        ("W0643", "附件1", "三/3", "没有写最高分"),
        ("W0643", "附件1", "六/3", "没有写最高分"),
        ("W0614", "附件1", "五/1", "扣不下去"),  # 附件2 says 不得分 of the same
        ("W0614", "附件1", "五/2", "扣不下去"),
        ("W0603", "附件2", None, "90分"),
        ("W0601", "附件2", "三", "18分"),
        ("W0610", "附件2", "三/3", "5分，最多只能得3分"),
        ("W0201", "附件2", "四/1", "没有规则"),
        ("W0201", "附件2", "四/2", "没有规则"),
        ("W0201", "附件2", "五/1", "没有规则"),
        ("N0650", "附件1", "三/1/2", "“等”"),
        ("N0650", "附件2", "三/3", "“等”"),
    ),
    "lvliang-2022": (
        ("W0632", "附件1", "二/3", "达标的一样多"),  # the rest is ranked, between which points is not said
        ("W0621", "附件1", "二/3", "正好5条"),
        ("N0640", "附件1", "二/3", "并列"),
        ("N0640", "附件1", "三/7", "为零的得不得分。本表另有1处"),
        ("W0644", "附件1", None, "报送量"),
        ("W0644", "附件1", "二/4", "企业数"),
        ("W0643", "附件1", "七", "没有写最高分"),
        ("W0621", "附件1", None, "正好60分"),
        ("N0650", "附件1", "六/12", "实时"),
        ("N0650", "附件1", None, "大幅"),
        ("W0632", "附件2", "二/3", "达标的一样多"),
        ("N0640", "附件2", "二/3", "并列"),
        ("W0644", "附件2", None, "报送量"),
        ("W0644", "附件2", "二/4", "企业数"),
        ("W0647", "附件2", None, "当月"),
        ("W0643", "附件2", "六", "没有写最高分"),
        ("W0621", "附件2", None, "正好60分"),
    ),
}


@cache
def found(place: str) -> tuple[Diagnostic, ...]:
    compilation = compile_source(source(place))
    assert not compilation.failed, compilation.diagnostics
    return review(compilation)


def source(place: str) -> Source:
    return Source(place, (FOLDER / f"{place}.credit").read_text(encoding="utf-8"))


def test_every_document_is_listed() -> None:
    assert {path.stem for path in FOLDER.glob("*.credit")} == set(FAULTS)


@pytest.mark.parametrize(("place", "fault"), [(place, fault) for place in FAULTS for fault in FAULTS[place]])
def test_fault_is_found(place: str, fault: Fault) -> None:
    code, table, ref, word = fault
    at = [one for one in found(place) if (one.code.id, one.table, one.ref) == (code, table, ref)]
    assert any(word in one.message for one in at), [one.message for one in at]


@pytest.mark.parametrize("place", FAULTS)
def test_errors_are_only_those_stated(place: str) -> None:
    errors = {(one.code.id, one.table, one.ref) for one in found(place) if one.severity is Severity.ERROR}
    assert errors == {fault[:3] for fault in FAULTS[place] if fault[0].startswith("E")}


@pytest.mark.parametrize("place", FAULTS)
def test_layout_is_canonical(place: str) -> None:
    text = source(place).text
    assert layout(Source(place, text)).text == text
