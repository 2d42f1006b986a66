"""No text, however damaged, ends in a traceback: every fault is a diagnostic with a place in the file."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import Compilation, compile_source
from creditdsl.files.decode import decode
from creditdsl.syntax.errors import PointsNotNumber, UnknownAttribute
from creditdsl.syntax.keywords import keywords
from tests.syntax.reading import LVLIANG

LINES = LVLIANG.read_text("utf-8").splitlines()
HEAD = "附件1 指标\n一、机制（5分）\n"
PIECES = sorted(
    {s for word in keywords().words.values() for s in word.words}
    | set(
        '（）()：:，；。、“”「」"#%％~～-−+×÷=<>≥0123456789５.①²½Ⅳ甲乙条分的第前后名每一二十百'
        + "\ue000\u3000\t \U00020000é"
    )
    | {
        "附件1",
        "一、",
        "1. ",
        "（1）",
        "数据",
        "等次",
        "（5分）",
        "每5篇",
        "前3名",
        "降一档",
        "得分 =",
        "1,000",
        "内容：",
        "100%",
    }
)


def compile_text(text: str) -> Compilation:
    """Compile, and hold the compiler to what it promises of every diagnostic."""
    source = Source("x", text)
    compilation = compile_source(source)
    for diagnostic in compilation.diagnostics:
        assert diagnostic.message and diagnostic.code.id
        if diagnostic.span is not None:
            assert 1 <= diagnostic.span.line <= max(len(source.lines), 1)
            assert (
                1 <= diagnostic.span.column < diagnostic.span.end_column
                or diagnostic.span.line < diagnostic.span.end_line
            )
            assert diagnostic.span.column <= len(source.line(diagnostic.span.line)) + 1
    return compilation


def codes(text: str) -> list[str]:
    return [d.code.id for d in compile_text(text).diagnostics]


@given(st.binary(max_size=400))
def test_random_bytes(data: bytes) -> None:
    reading = decode("x", data)
    if reading.source is not None:
        compile_text(reading.source.text)


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=max(200, settings().max_examples))
def test_random_rules_of_the_languages_own_pieces(pieces: list[str]) -> None:
    compile_text(HEAD + "".join(pieces))


@given(st.sampled_from(["数据", "等次"]), st.lists(st.sampled_from([*PIECES, "\n"]), max_size=20))
def test_random_blocks_of_the_languages_own_pieces(block: str, pieces: list[str]) -> None:
    compile_text(f"附件1 指标\n{block}\n甲：条\n" + "".join(pieces))


@given(st.integers(0, 2**32), st.integers(1, 30))
def test_damaged_schemes(seed: int, wounds: int) -> None:
    """The Lvliang scheme with characters lost, doubled, swapped and strewn in, and lines moved."""
    chance = random.Random(seed)
    start = chance.randrange(len(LINES))
    lines = LINES[:6] + LINES[start : start + 40]
    for _ in range(wounds):
        row = chance.randrange(len(lines))
        line = lines[row]
        at = chance.randrange(len(line) + 1)
        match chance.randrange(6):
            case 0:
                lines[row] = line[:at] + line[at + 1 :]
            case 1:
                lines[row] = line[:at] + chance.choice(PIECES) + line[at:]
            case 2:
                lines[row] = line[:at] + line[at : at + 2][::-1] + line[at + 2 :]
            case 3:
                lines[row] = line[:at]
            case 4:
                lines.insert(chance.randrange(len(lines)), lines.pop(row))
            case _:
                lines[row] = line.replace(" ", "")
    compile_text("\n".join(lines))


DEEP = [
    ("brackets", "得 " + "（" * 10_000 + "1" + "）" * 10_000, "E0105"),
    ("closing brackets", "得 1" + "）" * 10_000, "E0101"),
    ("opening brackets", "（" * 10_000, "E0105"),
    ("minus signs", "得 " + "-" * 10_000 + "1", "E0105"),
    ("minus signs apart", "得 " + "- " * 10_000 + "1", "E0105"),
    ("digits", "得" + "1" * 5_000, "E0104"),
    ("digits behind a point", "得0." + "1" * 5_000, "E0104"),
    ("digits in a condition", "甲 " + "9" * 5_000 + "条以上 得1", "E0104"),
    ("digits in a label", "（" + "1" * 5_000 + "）甲 得1", "E0104"),
    ("digits in a reference", "甲 得1 否则（" + "1" * 5_000 + "）不得分", "E0104"),
    ("digits in a place", "甲 排名赋分 前" + "1" * 5_000 + "名 得5 后3名 得0 其余 依次", "E0104"),
]


@pytest.mark.parametrize(("kind", "line", "code"), DEEP, ids=[kind for kind, *_ in DEEP])
def test_excess(kind: str, line: str, code: str) -> None:
    assert codes(HEAD + line) == [code]


@pytest.mark.parametrize(
    "line",
    [
        "得 " + "+".join(["甲"] * 5_000),
        " 且 ".join(["甲"] * 5_000) + " 得1",
        "甲" * 100_000 + " 得1",
        "甲 " + "得1 " * 20_000,
        "甲 " + "1以上 得1 " * 5_000,
        "“" * 50_000,
        "，" * 50_000 + "甲 得1",
        "每" * 20_000 + "例得1",
        "的" * 20_000 + "得1",
        "第" * 20_000 + "一名",
        "得 " + "（1）+" * 5_000 + "1",
        "一" * 20_000 + "、项",
        "（" + "5分，" * 10_000 + "5分）",
    ],
    ids=range(13),
)
def test_long_lines_are_read_in_linear_time(line: str) -> None:
    compile_text(HEAD + line)


@pytest.mark.parametrize("mark", ["“", "“ #", "甲“"])
def test_quotation_marks_without_a_partner_take_linear_time(mark: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        compile_text(HEAD + mark * count)
        return time.process_time() - start

    seconds(10)
    assert seconds(60_000) < 12 * max(seconds(10_000), 0.05)


@pytest.mark.parametrize("line", ["甲 5²以上 得1", "甲½ 得1", "甲 得٣", "甲① 得1", "得５²", "“” 得1", "“ ” 得1"])
def test_what_is_no_number_and_no_letter(line: str) -> None:
    """Characters that Python takes for digits, some of them without a value."""
    assert codes(HEAD + line) in (["E0113"], ["E0101"])


@pytest.mark.parametrize("text", ["", "\n", "\n\n \t\n", "# 只有注释\n# 再一行", "\ufeff", "#"])
def test_nothing_is_one_message(text: str) -> None:
    found = codes(text)
    assert found == ["E0230"] or text == "\ufeff"


def test_a_rule_before_any_heading() -> None:
    assert codes("甲 得5\n附件1 指标\n乙 得5\n一、项（5分）\n丙 得5\n") == ["E0102", "E0102"]


def test_two_items_with_one_number() -> None:
    text = "附件1 指标\n一、项（5分）\n1. 甲（5分）\n  甲 得5\n1. 乙（5分）\n  乙 得5\n"
    assert codes(text) == ["E0202"]


@pytest.mark.parametrize("points", ["五分", "５．５．５分", "O分", "十五分", "-5分", "..分"])
def test_points_that_are_no_number(points: str) -> None:
    assert codes(f"附件1 指标\n一、项（{points}）\n  甲 得5\n") == [PointsNotNumber.page().id]


@pytest.mark.parametrize("attributes", ["5分，6分", "加分，扣分", "满分5分，5分", "最高5分，最高6分", "5分，最高6分"])
def test_attributes_that_contradict(attributes: str) -> None:
    assert codes(f"附件1 指标\n一、项（{attributes}）\n  甲 得5\n") == [UnknownAttribute.page().id]
