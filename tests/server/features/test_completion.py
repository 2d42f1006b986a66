"""Completion offers what may stand at a place, found by Chinese, pinyin and initials, also in broken lines."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from creditdsl.base.source import Source
from creditdsl.forms import FORMS
from creditdsl.server.features.word_completion import completion
from creditdsl.server.open_document import Document
from creditdsl.server.pinyin.syllables import spelled
from creditdsl.server.request_params import Params
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.lines import read_lines
from creditdsl.syntax.tree import Blank, SchemeTree
from tests.server.features.marked import ask, labels
from tests.server.features.wanted_words import Place, wanted

SCHEME = """方案：示例
周期：年度

附件1 考核指标（满分100分）
不适用：不计分

名单
  单位：甲局、乙局
  执法单位：甲局

数据
  信息条数：条，报送的信息
  评估等级：选项 优、良
  合格率：比率

一、信息归集（60分）
  信息条数 每条得0.5 最高60
  合格率 95%以上 得2 每低1百分点扣0.2

二、评估（40分）
依据：文件资料
适用：执法单位
  {line}

等次
  90分以上 优秀
  其余 合格
  合格率 评为合格
"""


def offered(line: str) -> list[str]:
    """Return what is offered at the caret in a line of the second section."""
    return labels(SCHEME.replace("{line}", line))


@pytest.mark.parametrize("typed", ["信息", "xinxi", "xxts", "xxt", "信xts", "tiaosh", "XXTS"])
def test_a_name_is_found_by_chinese_pinyin_and_initials(typed: str) -> None:
    assert offered(f"{typed}▏")[0] == "信息条数"


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("信息条数 ▏", "得"),
        ("信息条数 m▏", "每条"),
        ("信息条数 每条d▏", "得"),
        ("信息条数 每条得1 zg▏", "最高"),
        ("信息条数 pmff▏", "排名赋分"),
        ("信息条数 排名赋分 lbdf▏", "零不得分"),
        ("信息条数 排名赋分 zd▏", "最多"),
        ("信息条数 5▏", "条"),
        ("信息条数 5条▏", "以上"),
        ("信息条数 5条ys▏", "以上"),
        ("信息条数 5条以上 得1 qy▏", "其余"),
        ("信息条数 5条以上 得1 否则（2）bdf▏", "不得分"),
        ("合格率 buman▏", "不满"),
        ("评估等级 选项 ▏", "优"),
        ("评估等级 选项 优 得5 l▏", "良"),
        ("得 合格率×5 kwwz▏", "扣完为止"),
        ("得3（zf▏", "执法单位"),
        ("信息条数 且 hgl▏", "合格率"),
        ("“xx▏", "信息条数"),
    ],
)
def test_a_rule_goes_on(line: str, first: str) -> None:
    assert offered(line)[0] == first


@pytest.mark.parametrize(
    ("place", "typed", "first"),
    [
        ("周期：年度", "周期：j▏", "季度"),
        ("不适用：不计分", "bsy▏", "不适用"),
        ("不适用：不计分", "不适用：dm▏", "得满分"),
        ("附件1 考核指标（满分100分）", "附件1 考核指标（m▏", "满分"),
        ("  信息条数：条，报送的信息", "  xxts▏", "信息条数"),
        ("  信息条数：条，报送的信息", "  信息条数：▏", "条"),
        ("  信息条数：条，报送的信息", "  信息条数：bl▏", "比率"),
        ("  执法单位：甲局", "  执法单位：乙局、jj▏", "甲局"),
        ("二、评估（40分）", "二、评估（jf▏", "加分"),
        ("依据：文件资料", "f▏", "方式"),
        ("适用：执法单位", "适用：zf▏", "执法单位"),
        ("等次", "beiz▏", "备注"),
        ("  其余 合格", "  qy▏", "其余"),
        ("  合格率 评为合格", "  合格率 pwhg▏", "评为合格"),
        ("  合格率 评为合格", "  hgl▏", "合格率"),
    ],
)
def test_every_kind_of_line_has_its_words(place: str, typed: str, first: str) -> None:
    assert labels(SCHEME.replace("{line}", "").replace(place, typed, 1))[0] == first


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("信息条数 每条德0.5 zg▏", "最高"),
        ("信息条数信息条数pmff▏", "排名赋分"),
        ("】】 信息条数 pmff▏", "排名赋分"),
    ],
)
def test_a_broken_line_goes_on(line: str, first: str) -> None:
    assert offered(line)[0] == first


def test_what_is_being_typed_is_no_name_yet() -> None:
    assert "xyz" not in offered("xyz▏")


def test_blocks_have_their_usual_lines() -> None:
    usual = keywords().usual
    for start, line in (("grade", "  其余 合格"), ("declaration", "  合格率：比率")):
        text = SCHEME.replace("{line}", "").replace(line, "  ▏", 1)
        assert {*usual[start]} <= {*labels(text)}


@pytest.mark.parametrize(
    ("line", "written"),
    [("信息条数pmff▏", " 排名赋分"), ("信息条数 5条▏", "以上"), ("信息条数 每条▏", "得"), ("信息条数 5▏", "条")],
)
def test_a_word_is_written_where_it_stands(line: str, written: str) -> None:
    items = ask("completion", SCHEME.replace("{line}", line))["items"]
    assert next(item for item in items if item["label"] == written.strip())["textEdit"]["newText"] == written


def test_the_same_offers_come_in_the_same_order() -> None:
    text = SCHEME.replace("{line}", "】】 信息条数 ▏")
    assert labels(text) == labels(text) and len(labels(text)) == 50


def test_a_name_is_completed_with_its_quotation_marks() -> None:
    text = SCHEME.replace("信息条数", "“12345办结数”").replace("{line}", "{typed}")
    (item, *_) = ask("completion", text.replace("{typed}", "12345bj▏"))["items"]
    assert item["textEdit"]["newText"] == "“12345办结数”" and item["detail"] == "计数（条）"
    assert item["textEdit"]["range"]["start"]["character"] == 2
    (item, *_) = ask("completion", text.replace("{typed}", "bjs▏"))["items"]
    assert item["textEdit"]["newText"] == "“12345办结数”"
    (item, *_) = ask("completion", text.replace("{typed}", "“bj▏”"))["items"]
    edit = item["textEdit"]
    assert edit["newText"] == "“12345办结数”"
    assert (edit["range"]["start"]["character"], edit["range"]["end"]["character"]) == (2, 6)


def test_every_form_is_offered_as_a_whole_rule() -> None:
    assert {form.example for form in FORMS} <= {*offered("▏")}
    (item, *_) = ask("completion", SCHEME.replace("{line}", "acjf▏"))["items"]
    assert item["textEdit"]["newText"] == "${1:宣传篇数} 每${2:5}篇得${3:1} 最高${4:10}"


def test_a_client_that_filters_by_what_is_typed_keeps_every_item() -> None:
    for item in ask("completion", SCHEME.replace("{line}", "xx▏"))["items"]:
        assert item["filterText"].startswith("xx")


@pytest.mark.parametrize("text", ["", "▏", "方案：▏", "正文\n▏", "附件1\n名单\n▏", "附件1\n# ▏", "附件1\n一、（▏"])
def test_nothing_is_too_short(text: str) -> None:
    assert isinstance(labels(text), list)


# The figure: of 300 words of the five schemes, typed by their initials


def measured_places(count: int) -> list[tuple[SchemeTree, Place]]:
    """Return words of the schemes, evenly spread."""
    places = []
    for path in sorted(Path("schemes").glob("*/scheme.credit")):
        tree, _ = read_lines(Source(path.name, path.read_text(encoding="utf-8")))
        places += [(tree, place) for place in wanted(tree)]
    return [places[number * len(places) // count] for number in range(count)]


def offered_at(tree: SchemeTree, place: Place) -> list[str]:
    """Return what is offered where a line is cut before a word and its initials are typed.

    Of the tree only the lines around are looked at, so that the scheme is not read anew.
    """
    initials = "".join(char for char in spelled(place.word, initials=True) if char.isalpha())
    typed = tree.source.line(place.line)[: place.start] + initials
    lines = list(tree.source.lines)
    lines[place.line - 1] = typed
    source = Source(tree.source.name, "\n".join(lines))
    around = list(tree.lines)
    around[place.line - 1] = Blank(place.line, "")
    analysis: Any = SimpleNamespace(
        tree=SchemeTree(source, tuple(around)), scheme=SimpleNamespace(tables=()), passes=SimpleNamespace(types={})
    )
    analysis.once = lambda work: work(analysis)
    position = {"position": {"line": place.line - 1, "character": len(typed)}}
    answer: Any = completion(analysis, Document("", None, source), Params(position))
    return [item["label"] for item in answer["items"]]


@pytest.mark.parametrize("count", [40, pytest.param(300, marks=pytest.mark.full)])
def test_the_wanted_word_is_among_the_first_five_in_95_percent(count: int) -> None:
    places = measured_places(count)
    numberless = re.compile(r"\d+(?:\.\d+)?")
    missed = [
        place
        for tree, place in places
        if numberless.sub("", place.word) not in [numberless.sub("", label) for label in offered_at(tree, place)[:5]]
    ]
    assert len(missed) <= len(places) * 5 // 100, missed
