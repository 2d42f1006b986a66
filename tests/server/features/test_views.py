"""Outline, folding, selection, colours, layout, hints, links and hover of a text, whole and with faults."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdsl.base.memo import Memo
from creditdsl.base.source import Source
from creditdsl.formatter.scheme import layout
from creditdsl.server.analysis import analyse
from creditdsl.server.features import FEATURES
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params
from tests.server.features.marked import applied, ask

SCHEME = """方案：示例
附件1 考核指标（满分90分）

数据
  信息条数：条，报送的信息

一、信息归集（60分）
1. 报送（50分）
  （1）信息条数 每条得0.5 最高50  # 已核：W0643 照印
  （2）报送台账 得0 否则（1）不得分

二、评估（40分）
  评估得分 酌情 0至40

等次
  90分以上 优秀
  其余 合格
  信息条数 0条 评为合格
"""
SCHEMES = sorted(Path("schemes").glob("*/scheme.credit"))
BROKEN = SCHEME.replace("评估得分 酌情 0至40", "评估得分 酌情 0至").replace("  其余 合格\n", "  其余\n")
WHOLE = {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}}


def outline(symbols: Any, depth: int = 0) -> list[str]:
    """Return the names of an outline, indented."""
    lines = []
    for symbol in symbols:
        lines += ["  " * depth + symbol["name"], *outline(symbol["children"], depth + 1)]
    return lines


def test_the_outline_has_every_part() -> None:
    assert outline(ask("documentSymbol", SCHEME)) == [
        "附件1",
        "  数据",
        "    信息条数",
        "  一 信息归集",
        "    1 报送",
        "      信息条数 每条得0.5 最高50",
        "      报送台账 得0 否则（1）不得分",
        "  二 评估",
        "    评估得分 酌情 0至40",
        "  等次",
        "    优秀",
        "    合格",
    ]


def test_the_outline_of_a_text_with_faults_has_the_rest() -> None:
    names = [name.strip() for name in outline(ask("documentSymbol", BROKEN))]
    assert names[:5] == ["附件1", "数据", "信息条数", "一 信息归集", "1 报送"]
    assert "二 评估" in names and "等次" in names and "优秀" in names


def test_parts_fold() -> None:
    folds = [(fold["startLine"] + 1, fold["endLine"] + 1) for fold in ask("foldingRange", SCHEME)]
    assert folds == [(2, 18), (4, 5), (7, 10), (8, 10), (12, 13), (15, 18)]


def test_a_selection_grows_outwards() -> None:
    text = SCHEME.replace("信息条数 每条得0.5", "信息▏条数 每条得0.5")
    caret = text.index("▏")
    line, column = text[:caret].count("\n"), caret - text.rindex("\n", 0, caret) - 1
    (chain,) = ask("selectionRange", text, positions=[{"line": line, "character": column}])
    spans = []
    while chain is not None:
        start, end = chain["range"]["start"], chain["range"]["end"]
        spans.append((start["line"] + 1, start["character"], end["line"] + 1, end["character"]))
        chain = chain.get("parent")
    assert spans[0] == (9, 5, 9, 9)  # the name
    assert (9, 5, 9, 16) in spans  # the form
    assert (8, 0, 10, 21) in spans and (7, 0, 10, 21) in spans  # item and section
    assert spans[-1] == (1, 0, 19, 0)


# Colours


def coloured(text: str) -> list[tuple[int, int, int, int]]:
    """Return the tokens of a text: line, start, length, kind; absolute."""
    data = ask("semanticTokens/full", text)["data"]
    tokens, line, start = [], 0, 0
    for at in range(0, len(data), 5):
        ahead, right, length, kind, _ = data[at : at + 5]
        line, start = line + ahead, right if ahead else start + right
        tokens.append((line, start, length, kind))
    return tokens


def test_words_are_coloured() -> None:
    legend: Any = FEATURES["textDocument/semanticTokens/full"].capabilities["semanticTokensProvider"]
    kinds = legend["legend"]["tokenTypes"]
    lines = SCHEME.split("\n")
    tokens = [(lines[line][start : start + length], kinds[kind]) for line, start, length, kind in coloured(SCHEME)]
    assert ("方案", "property") in tokens
    assert ("数据", "keyword") in tokens
    assert ("条", "type") in tokens and ("报送的信息", "string") in tokens
    assert ("每条", "keyword") in tokens and ("0.5", "number") in tokens
    assert ("# 已核：W0643 照印", "comment") in tokens
    assert ("优秀", "enumMember") in tokens and ("评为", "keyword") in tokens


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
def test_views_of_a_scheme_lie_in_it(path: Path) -> None:
    check_views(path.read_text(encoding="utf-8"))


@given(
    st.lists(st.sampled_from(sorted({*SCHEME.split("\n"), *BROKEN.split("\n"), "正文", "正文完", "名单", "  组：甲"})))
)
def test_views_of_any_lines_lie_in_them(lines: list[str]) -> None:
    check_views("\n".join(lines))


def check_views(text: str) -> None:
    """Check that symbols nest in the text, and that colours do not overlap."""
    lines = text.split("\n")
    check_symbols(ask("documentSymbol", text), lines, (0, 0), (len(lines) - 1, len(lines[-1])))
    ends: dict[int, int] = {}
    for line, start, length, _ in coloured(text):
        assert ends.get(line, 0) <= start and length > 0 and start + length <= len(lines[line])
        ends[line] = start + length


def check_symbols(symbols: Any, lines: list[str], first: tuple[int, int], last: tuple[int, int]) -> None:
    for symbol in symbols:
        start, end = (tuple(symbol["range"][side].values()) for side in ("start", "end"))
        inner, outer = (tuple(symbol["selectionRange"][side].values()) for side in ("start", "end"))
        assert first <= start <= inner <= outer <= end <= last
        assert symbol["name"].strip()
        check_symbols(symbol["children"], lines, start, end)


# Layout

UNTIDY = SCHEME.replace("  （1）信息条数 每条得0.5", "(1)信息条数   每条 得0.5").replace("\n\n等次", "\n等次")


def test_formatting_is_what_fmt_writes() -> None:
    assert applied(UNTIDY, ask("formatting", UNTIDY)) == layout(Source("", UNTIDY)).text


@given(st.lists(st.sampled_from(UNTIDY.split("\n")), max_size=20))
def test_formatting_of_any_lines_is_what_fmt_writes(lines: list[str]) -> None:
    text = "\n".join(lines)
    edits, wanted = ask("formatting", text), layout(Source("", text)).text
    assert (edits is None) == (wanted is None)
    assert wanted is None or applied(text, edits) == wanted


def test_a_range_is_formatted_also_beside_faults() -> None:
    untidy = UNTIDY.replace("评估得分 酌情 0至40", "评估得分 酌情 0至")
    assert ask("formatting", untidy) is None
    tidy = applied(untidy, ask("rangeFormatting", untidy, **WHOLE))
    assert "  （1）信息条数 每条得0.5 最高50" in tidy and "评估得分 酌情 0至\n" in tidy


# Hints and links


def hints(text: str) -> list[tuple[int, str]]:
    return [(hint["position"]["line"] + 1, hint["label"]) for hint in ask("inlayHint", text, **WHOLE)]


def test_headings_have_the_points_that_can_be_reached() -> None:
    assert hints(SCHEME) == [
        (2, "各大项是60＋40＝100分"),
        (7, "能得0至50分"),
        (7, "下面各项是50分"),
        (8, "能得0至50分"),
        (12, "能得0至40分"),
    ]


def test_hints_stay_beside_faults() -> None:
    assert (8, "能得0至50分") in hints(BROKEN)
    assert 12 not in [line for line, _ in hints(BROKEN)]


def test_references_are_links() -> None:
    links = [(link["target"], link["tooltip"]) for link in ask("documentLink", SCHEME)]
    assert links == [("file:///示例.credit#L9", "到第9行")]


# Hover


def hovered(before: str, behind: str, text: str = SCHEME) -> str:
    assert text.count(before + behind) == 1, before + behind
    answer = ask("hover", text.replace(before + behind, f"{before}▏{behind}"))
    return "" if answer is None else re.sub(r"\\(.)", r"\1", answer["contents"]["value"])


@pytest.mark.parametrize(
    ("before", "behind", "words"),
    [
        ("（1）信息", "条数", "信息条数：计数（条），不小于0  \n报送的信息  \n用在：一/1、等次和表彰"),
        ("（1）信息", "条数", "（1）信息条数每条得0.5分，最高得50分。  \n按次计分，能得0至50分"),
        ("报送台账 得0 ", "否则", "报送台账的，得0分，否则不得分，且第（1）条不得分。"),
        ("二、评", "估", "二、评估  \n二：40分，能得0至40分"),
        ("附件1 考核", "指标", "附件1 考核指标，满分90分  \n总分能得0至90分"),
        ("已核：W0", "643", "W0643（提醒）"),
        ("其余 合", "格", "合格：等次  \n用在：等次和表彰"),
    ],
)
def test_hover_says_what_stands_there(before: str, behind: str, words: str) -> None:
    assert words in hovered(before, behind)


def test_a_table_without_a_heading_has_names_too() -> None:
    text = SCHEME.replace("附件1 考核指标（满分90分）\n", "").replace("数据\n  信息条数：条，报送的信息\n", "")
    assert "信息条数：计数（条）" in hovered("（1）信息", "条数", text)


def test_hover_says_the_rest_beside_faults() -> None:
    assert "能得0至50分" in hovered("（1）信息", "条数", BROKEN)


@pytest.mark.parametrize("method", sorted(FEATURES))
@pytest.mark.parametrize("text", ["", "附件1", "正文\n一", "一、", "“", "\U0001f600▏\U0001f600", "数据\n甲："])
def test_every_request_answers_the_shortest_texts(method: str, text: str) -> None:
    name = method.removeprefix("textDocument/")
    if name.startswith("creditdsl") or name == "rename":
        return
    positions = {"positions": [{"line": 0, "character": 0}, {"line": 99, "character": 99}]}
    ask(name, text, **WHOLE, **positions)
    ask(name, text, **WHOLE, **positions, position={"line": 99, "character": 99})


@pytest.mark.parametrize("method", sorted(FEATURES))
def test_every_request_answers_a_text_that_was_not_read(method: str) -> None:
    """A text that is too long is analysed as an empty one."""
    name = method.removeprefix("textDocument/")
    if name.startswith("creditdsl") or name == "rename":
        return
    analysis = analyse(Source("", ""), Memo())
    document = Document("file:///长.credit", 1, Source("", SCHEME))
    position = {"line": 8, "character": 6}
    params = Params({"position": position, "positions": [position], **WHOLE})
    FEATURES[method].answer(analysis, document, params)
