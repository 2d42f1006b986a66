"""An acknowledgement at the place a finding points to silences that place, and no other: for every code."""

import re
from collections import Counter
from pathlib import Path

import pytest

from creditdsl.base.diagnostic import Code, Diagnostic
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import compile_source
from creditdsl.review import acknowledgements
from creditdsl.review.findings import FINDINGS
from creditdsl.review.reviewing import review
from tests.review.golden import cases

HEAD = "方案：示例\n附件1 考核指标\n"
FOLDER = Path(__file__).parent
OF_COMMENTS = {code.id for code in acknowledgements.CODES}
SOURCES = [
    pytest.param(match[1], id=f"{page.stem}-{case.splitlines()[0].removeprefix('## ')}")
    for page in sorted(FOLDER.glob("*.md"))
    for case in cases(page.read_text(encoding="utf-8"))
    if page.stem != "acknowledgements" and (match := re.search(r"```credit\n(.*?)```", case, re.DOTALL))
]


def said(text: str) -> tuple[Diagnostic, ...]:
    whole = text if text.startswith("方案：") else HEAD + text
    return review(compile_source(Source("方案.credit", whole)))


def standing(diagnostics: tuple[Diagnostic, ...]) -> Counter[tuple[str, int]]:
    """The code and line of every place that is not acknowledged, those that a message lists too."""
    places: Counter[tuple[str, int]] = Counter()
    for one in diagnostics:
        if one.span is not None and not one.acknowledged:
            listed = re.findall(r"第(\d+)行", one.message.partition("也是这样：")[2])
            places.update((one.code.id, line) for line in (one.span.line, *map(int, listed)))
    return places


def acknowledged_at(text: str, line: int, code: str) -> str:
    whole = text if text.startswith("方案：") else HEAD + text
    lines = whole.split("\n")
    if (
        "正文" in lines[:line] and "正文完" not in lines[:line]
    ):  # a text holds no comment: that of its first line counts
        line = lines.index("正文") + 1
    lines[line - 1] += f"  # 已核：{code} 核过"
    return "\n".join(lines)


@pytest.mark.parametrize("source", SOURCES)
def test_an_acknowledgement_silences_its_own_place_only(source: str) -> None:
    before = said(source)
    places = standing(before)
    for code, line in places:
        if code.startswith("E") or "#" in source:
            continue
        after = said(acknowledged_at(source, line, code))
        assert standing(after) == Counter({at: n for at, n in places.items() if at != (code, line)}), (code, line)
        assert not OF_COMMENTS & {one.code.id for one in after}


@pytest.mark.parametrize("code", [f.CODE for f in FINDINGS if "行末" in f.CODE.fix], ids=lambda code: code.id)
def test_a_page_names_the_place_where_its_acknowledgement_counts(code: Code) -> None:
    (one,) = [one for one in said(code.example) if one.code == code]
    assert one.span is not None
    text = code.example if code.example.startswith("方案：") else HEAD + code.example
    heading = re.match(r"\s*([一二三四五六七八九十]+、|\d+\. |附件)", text.split("\n")[one.span.line - 1])
    assert ("标题行末" in code.fix) is (heading is not None)


def test_every_place_of_a_finding_that_lists_many_is_acknowledged_by_itself() -> None:
    items = "".join(f"{n}. 评议{n}（5分）\n  得分{'甲乙丙'[n - 1]} 酌情 0至5\n" for n in (1, 2, 3))
    source = f"{HEAD}一、评议（15分）\n{items}"
    assert standing(said(source)) == {("N0645", 5): 1, ("N0645", 7): 1, ("N0645", 9): 1}
    for line in (5, 7, 9):
        left = {("N0645", other): 1 for other in (5, 7, 9) if other != line}
        assert standing(said(acknowledged_at(source, line, "N0645"))) == left
