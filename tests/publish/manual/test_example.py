"""Worked examples: made-up units only, the engine's own points, something to see."""

from fractions import Fraction

import pytest

from creditdsl.compiler.pipeline import Compilation
from creditdsl.explain.explanation_text import rule_words
from creditdsl.publish.manual.example import work
from creditdsl.syntax.walk import entries, units_of
from tests.publish.helpers import ROOT, compiled

PLACES = sorted(path.name for path in (ROOT / "schemes").iterdir() if path.is_dir())


@pytest.mark.parametrize("place", PLACES)
def test_an_example_of_every_item(place: str) -> None:
    compilation = compiled((ROOT / "schemes" / place / "scheme.credit").read_text(encoding="utf-8"))
    for one in compilation.tables.values():
        worked = work(compilation.scheme, one)
        scored = [entry for entry in entries(one.table) if entry.rules]
        assert list(worked.items) == [entry.ref for entry in scored]
        real = units_of(one.table)
        for entry in scored:
            example = worked.items[entry.ref]
            assert isinstance(example.explained.score, Fraction)
            assert example.rows[0][0].endswith("单位") and all(
                len(cells) == len(example.columns) for _, cells in example.rows
            )
            said = "".join(map(rule_words, example.explained.rules))
            assert not any(unit in said or unit in dict(example.rows) for unit in real)
        assert worked.items == work(compilation.scheme, one).items


def test_a_ranking_has_one_before_and_one_behind(lvliang: Compilation) -> None:
    example = work(lvliang.scheme, lvliang.tables["附件1"]).items["三/7"]
    assert [unit for unit, _ in example.rows] == ["甲单位", "乙单位", "丙单位"]
    assert "3个单位参加排名，排第2名" in rule_words(example.explained.rules[0])


def test_applicability_keeps_to_its_units() -> None:
    scheme = (
        "方案：甲\n附件1 乙\n名单\n  产区：东局、西局、中局、北局\n  非产区：南局\n"
        "一、丙（9分）\n适用：产区\n  数量 排名赋分 最多5 最少1\n二、丁（5分）\n适用：南局\n  办成 得5\n"
    )
    items = work(compiled(scheme).scheme, compiled(scheme).tables["附件1"]).items
    assert [unit for unit, _ in items["一"].rows] == ["甲单位", "乙单位", "丙单位"]
    assert items["二"].unit == "丁单位"


def test_many_groups() -> None:
    groups = [f"  第{stem}片：{'、'.join(f'{stem}{part}局' for part in '东南西北')}" for stem in "山水田林路草沙湖"]
    items = [
        f"{number}. 丙{stem}（5分）\n适用：第{stem}片\n  数量 排名赋分 最多5 最少1"
        for number, stem in enumerate("山水田林路草沙湖", 1)
    ]
    scheme = "\n".join(["方案：甲", "附件1 乙", "名单", *groups, "一、丁（40分）", *items]) + "\n"
    worked = work(compiled(scheme).scheme, compiled(scheme).tables["附件1"]).items
    assert [one.unit[:1] for one in worked.values()] == list("甲丁庚癸寅巳申亥")
    assert [unit for unit, _ in worked["一/8"].rows] == ["亥单位", "单位23", "单位24"]
    assert all(len(one.rows) == 3 for one in worked.values())


def test_the_whole_keeps_to_what_is_usual(lvliang: Compilation) -> None:
    whole = work(lvliang.scheme, lvliang.tables["附件1"]).whole
    assert isinstance(whole.total, Fraction) and whole.total > 0
    assert "降一档" not in whole.grade_note


def test_cells_stay_within_the_declared_ranges() -> None:
    scheme = (
        "方案：甲\n附件1 乙\n数据\n  增速：比率 -5%至2%\n  件数：件 90至95\n  成效：酌情 3至4\n"
        "一、丙（9分）\n  得 增速×100\n  件数 每件得0.01\n  成效 酌情 3至4\n"
    )
    (example,) = work(compiled(scheme).scheme, compiled(scheme).tables["附件1"]).items.values()
    growth, pieces, mark = example.rows[0][1]
    assert -5 <= Fraction(growth.rstrip("%")) <= 2
    assert 90 <= int(pieces.rstrip("件")) <= 95 and 3 <= Fraction(mark.rstrip("分")) <= 4


def test_what_people_decide_has_none() -> None:
    scheme = "方案：甲\n附件1 乙\n一、丙（9分）\n待定：由领导小组核定\n  办成 得5\n二、丁（5分）\n  办成 得5\n"
    assert list(work(compiled(scheme).scheme, compiled(scheme).tables["附件1"]).items) == ["二"]
