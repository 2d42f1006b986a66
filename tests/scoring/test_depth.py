"""What is nested deeply, or hangs on a thousand definitions, works in every command or is refused in words."""

from pathlib import Path

import pytest

import creditdsl
from creditdsl import Failure
from creditdsl.publish.manual.attainable import attainable
from creditdsl.publish.manual.site import site
from tests.pace import within

SECONDS = 10
DEPTH = 1_000


def _name(number: int) -> str:
    return "量" + "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in f"{number:04}")


def _chain(form: str) -> str:
    derived = "".join(f"  {_name(n)} = {form.format(_name(n + 1))}\n" for n in range(DEPTH))
    return f"数据\n{derived}  {_name(DEPTH)}：条\n一、考核（10分）\n  得 {_name(0)} 最高10\n"


def _voids(count: int) -> str:
    rules = "".join(f"  （{n}）{_name(n)} 得0.01 否则（{n + 1}）不得分\n" for n in range(1, count))
    return f"一、考核（10分）\n{rules}  （{count}）{_name(count)} 得1\n"


DEEP = {
    "definitions": _chain("{}＋1"),
    "greatest": _chain("最大（{}、1）"),
    "quotients": _chain("{}÷（3＋1）"),
    "brackets": f"一、考核（10分）\n  得 {'（' * 90}{_name(0)}{'）' * 90} 最高10\n",
    "functions": f"一、考核（10分）\n  得 {'最大（' * 90}{_name(0)}{'、1）' * 90} 最高10\n",
    "terms": "一、考核（10分）\n  得 " + "＋".join(map(_name, range(DEPTH))) + " 最高10\n",
}


REFUSED = {"definitions", "greatest", "quotients"}
"""What a database does not read."""


def _scheme(text: str) -> creditdsl.Scheme:
    return creditdsl.read(text=f"方案：示例\n附件1 考核指标\n{text}")


@pytest.mark.parametrize("kind", DEEP)
def test_every_engine_scores_it_or_refuses_it_in_words(kind: str) -> None:
    table = _scheme(DEEP[kind]).table()
    row: dict[str, object] = {"单位": "甲局", **{column.name: 2 for column in table.columns}}
    exact = table.score([row], engine="exact")["甲局"].total
    assert table.score([row], engine="columns")["甲局"].total == exact
    if kind in REFUSED:
        with pytest.raises(Failure) as refused:
            table.score([row], engine="duckdb")
        assert [finding.code for finding in refused.value.findings] == ["E0044"]
    else:
        assert table.score([row], engine="duckdb")["甲局"].total == exact


@pytest.mark.parametrize("kind", DEEP)
def test_it_is_checked_laid_out_printed_and_documented(kind: str, tmp_path: Path) -> None:
    scheme = _scheme(DEEP[kind])
    assert all(finding.code[0] != "E" for finding in scheme.findings)
    assert scheme.format()
    scheme.table().print(tmp_path / "表.html")
    scheme.docs(tmp_path / "文档")


@pytest.mark.parametrize("opening", ["（", "最大（", "-"])
@pytest.mark.parametrize("depth", [1_000, 5_000, 100_000])
def test_deeper_nesting_is_one_error(opening: str, depth: int) -> None:
    text = f"一、考核（10分）\n  得 {opening * depth}{_name(0)} 最高10\n"
    (error,) = [finding for finding in _scheme(text).findings if finding.code[0] == "E"]
    assert error.code in ("E0105", "E0013")


def test_rules_that_strike_each_other_are_documented_soon() -> None:
    compilation = _scheme(_voids(DEPTH))._compilation
    with within(SECONDS):
        assert site(compilation, attainable(compilation))


@pytest.mark.full
def test_five_thousand_items_are_documented_soon() -> None:
    items = "".join(f"{n}. 指标（5分）\n  {_name(n)} 每2条得1 最高5\n" for n in range(1, 5_001))
    compilation = _scheme(f"一、考核\n{items}")._compilation
    with within(SECONDS):
        assert site(compilation, attainable(compilation))
