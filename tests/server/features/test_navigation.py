"""A name leads to the place that introduces it, and to all that use it; a rename changes these and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdsl.base.memo import Memo
from creditdsl.base.source import Source
from creditdsl.server.analysis import analyse
from creditdsl.server.features.named_things import named_uses
from creditdsl.server.request_params import Unanswerable
from tests.server.features.marked import CARET, URI, applied, ask, texts

SCHEME = """方案：示例
附件1 考核指标（满分100分）
名次：总分相同的，按 信息条数 由高到低排；仍相同的，按 一 由高到低排

名单
  单位：甲局、乙局
  执法单位：甲局

数据
  信息条数：条，报送的信息
  评估等级：选项 优、良
  合格率 = 合格数 ÷ 信息条数

一、信息归集（60分）
  （1）信息条数 每条得0.5 最高60
  （2）合格率 95%以上 得2 否则（1）不得分

二、评估（40分）
适用：执法单位、乙局
  评估等级 选项 优 得5 良 得3（执法单位5）
  一/1 得2 否则 一 不得分

三、公开（5分）
  每条得1

等次
  90分以上 优秀
  其余 合格
  信息条数 0条 评为合格
"""
SCHEME = SCHEME.replace("  一/1 得2 否则 一 不得分\n", "")


def at(before: str, behind: str = "") -> str:
    """Return the scheme with the caret between two texts that stand together in it once."""
    assert SCHEME.count(before + behind) == 1, before + behind
    return SCHEME.replace(before + behind, before + CARET + behind)


def lines(answer: Any) -> list[int]:
    """Return the 1-based lines of locations."""
    return [location["range"]["start"]["line"] + 1 for location in answer]


def line_of(text: str) -> int:
    return SCHEME[: SCHEME.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("marked", "introduced"),
    [
        (at("（1）信息", "条数"), "  信息条数：条"),
        (at("（2）合格", "率"), "  合格率 ="),
        (at("÷ 信息", "条数"), "  信息条数：条"),
        (at("，按 信", "息条数"), "  信息条数：条"),
        (at("（执法", "单位5"), "  执法单位：甲局"),
        (at("适用：执", "法单位"), "  执法单位：甲局"),
        (at("适用：执法单位、乙", "局"), "  单位：甲局、乙局"),
        (at("选项 优 得5 良", " 得3"), "  评估等级：选项"),
        (at("评为合", "格\n"), "  其余 合格"),
        (at("否则（", "1）不得分"), "  （1）信息条数"),
        (at("按 一", " 由高到低"), "一、信息归集"),
    ],
)
def test_a_name_leads_to_its_definition(marked: str, introduced: str) -> None:
    assert ask("definition", marked)["range"]["start"]["line"] + 1 == line_of(introduced)


def test_every_use_is_listed() -> None:
    answer = ask("references", at("（1）信息", "条数"), context={"includeDeclaration": True})
    assert texts(SCHEME, answer) == ["信息条数"] * 5
    assert lines(answer) == [3, 10, 12, 15, 28]
    assert lines(ask("references", at("（1）信息", "条数"), context={"includeDeclaration": False})) == [3, 12, 15, 28]


def test_uses_are_highlighted_as_written_or_read() -> None:
    kinds = [use["kind"] for use in ask("documentHighlight", at("（1）信息", "条数"))]
    assert kinds == [2, 3, 2, 2, 2]


def test_a_title_that_measures_is_a_use() -> None:
    text = SCHEME.replace("信息条数 0条 评为合格", "公▏开 0条 评为合格")
    assert lines(ask("references", text)) == [line_of("三、公开"), 28]


# Renaming


def renamed(marked: str, new: str) -> str:
    edit = ask("rename", marked, newName=new)
    return applied(marked.replace(CARET, ""), edit["changes"][URI])


@pytest.mark.parametrize(
    ("marked", "old", "new", "written"),
    [
        (at("（1）信息", "条数"), "信息条数", "报送数", "报送数"),
        (at("（1）信息", "条数"), "信息条数", "发现不得分条数", "发现不得分条数"),
        (at("（1）信息", "条数"), "信息条数", "2023年条数", "2023年条数"),
        (at("，按 信", "息条数"), "信息条数", "报送数", "报送数"),
        (at("选项 优 得5 良", " 得3"), "良", "良好", "良好"),
        (at("其余 合", "格\n"), "合格", "一般", "一般"),
        (at("（执法", "单位5"), "执法单位", "监管单位", "监管单位"),
    ],
)
def test_a_rename_changes_every_use(marked: str, old: str, new: str, written: str) -> None:
    text = renamed(marked, new)
    changed = [line for line in text.splitlines() if line not in SCHEME.splitlines()]
    assert all(written in line for line in changed)
    uses = [use.text for use in named_uses(analyse(Source("", text), Memo()))]
    before = [use.text for use in named_uses(analyse(Source("", SCHEME), Memo()))]
    assert [new if use == old else use for use in before] == uses


def test_a_name_that_is_not_read_bare_gets_quotation_marks() -> None:
    text = renamed(at("合格数", " ÷"), "合格且有效数")
    assert "合格率 = “合格且有效数” ÷ 信息条数" in text


def test_a_title_is_renamed_with_its_measure() -> None:
    text = SCHEME.replace("信息条数 0条 评为合格", "公▏开 0条 评为合格")
    assert "三、政务公开（5分）" in renamed(text, "政务公开")


@pytest.mark.parametrize(
    ("marked", "new", "words"),
    [
        (at("（1）信息", "条数"), "合格率", "已经有指标“合格率”（第12行），请换一个名称。"),
        (at("（1）信息", "条数"), "合格数", "已经有指标“合格数”（第12行），请换一个名称。"),
        (at("其余 合", "格\n"), "优秀", "已经有等次“优秀”（第26行），请换一个名称。"),
        (at("适用：执", "法单位"), "甲局", "已经有组“甲局”"),
        (at("（1）信息", "条数"), "  ", "名称不能空着"),
        (at("（1）信息", "条数"), "甲”乙", "名称不能空着，也不能有引号"),
        (at("其余 合", "格\n"), "合格 达标", "改成“合格 达标”以后读不通"),
        (at("合格数", " ÷"), "合格率", "已经有指标"),
        (at("每条", "得0.5"), "甲", "这里没有可以改的名称。"),
    ],
)
def test_a_clash_is_refused(marked: str, new: str, words: str) -> None:
    with pytest.raises(Unanswerable) as refused:
        ask("rename", marked, newName=new)
    kind = words.replace("已经有组“甲局”", "已经有单位“甲局”")
    assert str(refused.value).startswith((words, kind))


def test_what_can_be_renamed_is_said_before() -> None:
    assert ask("prepareRename", at("（1）信息", "条数"))["placeholder"] == "信息条数"
    assert ask("prepareRename", at("每条", "得0.5")) is None


NAMES = st.text("甲乙信息条数率且或得每5", min_size=1, max_size=6)


@settings(max_examples=25)
@given(new=NAMES, which=st.integers(0, 200))
def test_a_rename_there_and_back_gives_the_same_text(new: str, which: int) -> None:
    uses = named_uses(analyse(Source("", SCHEME), Memo()))
    use = uses[which % len(uses)]
    position = {"line": use.span.line - 1, "character": use.span.column - 1}
    try:
        edits = ask("rename", SCHEME, position=position, newName=new)["changes"][URI]
    except Unanswerable:
        return
    there = applied(SCHEME, edits)
    column = named_uses(analyse(Source("", there), Memo()))[uses.index(use)].span.column
    position = {"line": use.span.line - 1, "character": column - 1}
    assert applied(there, ask("rename", there, position=position, newName=use.text)["changes"][URI]) == SCHEME


@pytest.mark.full
@pytest.mark.parametrize("path", sorted(Path("schemes").glob("*/scheme.credit")), ids=lambda path: path.parent.name)
def test_every_name_of_a_scheme_is_renamed_there_and_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    uses = named_uses(analyse(Source("", text), Memo()))
    for use in uses[:: max(1, len(uses) // 12)]:
        position = {"line": use.span.line - 1, "character": use.span.column - 1}
        try:
            there = applied(text, ask("rename", text, position=position, newName=f"新的{use.text}")["changes"][URI])
        except Unanswerable:
            continue
        column = named_uses(analyse(Source("", there), Memo()))[uses.index(use)].span.column
        position = {"line": use.span.line - 1, "character": column - 1}
        assert applied(there, ask("rename", there, position=position, newName=use.text)["changes"][URI]) == text
