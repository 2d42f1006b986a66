"""The rules documentation: what each page says of an item, and that its links find what they name."""

import re

import pytest

from creditdsl.compiler.pipeline import Compilation
from creditdsl.explain.explanation_text import rule_words
from creditdsl.publish.manual.alphabet import by_letter, letter
from creditdsl.publish.manual.example import work
from creditdsl.publish.manual.site import site
from tests.publish.helpers import ROOT, compiled


def part(page: bytes, ref: str) -> str:
    """What a page says between an item's heading and the next."""
    found = re.search(rf'<h[23] id="{ref}">(.*?)(?=<h[23])', page.decode(), re.DOTALL)
    assert found
    return found[1]


def test_an_item(lvliang: Compilation) -> None:
    said = part(site(lvliang)["table-1.html"], "二/3")
    assert "<dt>考核依据</dt><dd>市信用办统计资料</dd>" in said
    assert "<dd>达标后排名</dd>" in said and '<span class="line">双公示准确率＝100%：得8分</span>' in said
    assert "名次：按双公示准确率由高到低排列，只排双公示准确率≠100%的单位" in said
    assert '<dd class="source">按时报送台账 得3 否则（2）不得分</dd>' in said
    assert '<td><a href="data.html#m1-1">双公示准确率</a></td><td>算出来的指标</td>' in said
    assert said.count("以上、以下、以内") == 1


def test_an_example_says_what_the_explanation_says(lvliang: Compilation) -> None:
    said = part(site(lvliang)["table-1.html"], "三/7")
    example = work(lvliang.scheme, lvliang.tables["附件1"]).items["三/7"]
    assert "<tr><td>甲单位</td><td>12条</td></tr>\n<tr><td>乙单位</td>" in said
    assert f"<p>{rule_words(example.explained.rules[0])}</p>" in said and "<p>甲单位本项得3.00分。</p>" in said


def test_the_range_is_said_where_it_is_known(lvliang: Compilation) -> None:
    usual, known = site(lvliang), site(lvliang, {("附件1", "一/1"): "0至5分", ("附件2", "九"): "无"})
    assert "<dt>可能得分</dt><dd>0至5分</dd>" in part(known["table-1.html"], "一/1")
    assert known["table-1.html"].count("可能得分".encode()) == 1
    assert "可能得分" not in usual["table-1.html"].decode() and known["table-2.html"] == usual["table-2.html"]


def test_the_end_of_the_example(lvliang: Compilation) -> None:
    made = site(lvliang)["table-1.html"].decode()
    assert re.search(r"总分示例.*总分[0-9.]+分，第\d名，等次.*。", made, re.DOTALL)
    monthly = "方案：甲\n周期：月度\n附件1 乙\n一、丙（9分）\n  办成 得9\n年度总分 = 月度合计×90%\n"
    assert "总分示例" not in site(compiled(monthly))["table-1.html"].decode()


def test_the_dictionary_says_who_is_responsible() -> None:
    scheme = (
        "方案：甲\n附件1 乙\n一、丙（5分）\n责任：市发改委\n1. 丁（3分）\n  办成 得3\n"
        "2. 戊（2分）\n责任：市司法局\n  办成 得1\n  办好 得1\n二、己（5分）\n  办完 得5\n"
    )
    page = site(compiled(scheme))["data.html"].decode()
    rows = dict(re.findall(r'<tr id="\S+">\n<td>(.*?)</td>.*?<td>([^<]*)</td>\n</tr>', page, re.DOTALL))
    assert rows == {"办成": "市发改委；市司法局", "办好": "市司法局", "办完": ""}


@pytest.mark.parametrize("place", sorted(path.name for path in (ROOT / "schemes").iterdir() if path.is_dir()))
def test_the_schemes(place: str) -> None:
    compilation = compiled((ROOT / "schemes" / place / "scheme.credit").read_text(encoding="utf-8"))
    made = site(compilation)
    assert len(made) == len(compilation.tables) + 3
    for number, table in enumerate(compilation.tables.values(), 1):
        page = made[f"table-{number}.html"].decode()
        examples = len(work(compilation.scheme, table).items)
        assert page.count("<caption>示例</caption>") == examples <= page.count("<dt>算法</dt>")


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("信用承诺", "X"), ("啊", "A"), ("芭", "B"), ("做", "Z"), ("座", "Z"), ("A级", "A"), ("e网", "E"),
        ("12345", "数字"), ("（2）", "数字"), ("“双公示”", "S"), ("——", "其他"),
        ("镕", "其他"), ("亍", "其他"), ("㐂", "其他"), ("", "其他"), ("\ud800", "其他"),
    ],
)  # fmt: skip
def test_letters(text: str, head: str) -> None:
    assert letter(text) == head


def test_by_letter() -> None:
    groups = by_letter(["信用", "镕", "2年", "报送", "包抓", "Ai", "安全"], str)
    assert groups == {"A": ["Ai", "安全"], "B": ["包抓", "报送"], "X": ["信用"], "数字": ["2年"], "其他": ["镕"]}
