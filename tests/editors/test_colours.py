"""The colours of the editor are those of the compiler: every terminal, heading and field of a line gets its scope.

What a line is, and where its terminals stand, the compiler says; VS Code's own engine says how the grammar cuts it.
"""

import json
from collections.abc import Iterator

import pytest

from creditdsl.base.source import Source
from creditdsl.syntax import tree
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.line_tree import Token
from creditdsl.syntax.lines import read_lines
from docs.reference import whole
from editors.textmate import terminal_scope
from tests.docs.test_pages import BLOCK
from tests.editors.npm import EXTENSION, ROOT, node

pytestmark = pytest.mark.full

SCHEMES = sorted(ROOT.glob("schemes/*/scheme.credit"))
PAGES = [ROOT / "docs" / "language.md", *sorted(ROOT.glob("docs/writing/*.md"))]
REST = """方案：其余的词
附件1 考核
总分：加分后不超过100，扣分后不低于0
数据
  甲 = 抽查.甲 最大值
  乙 = 抽查.乙 最小值
  丙 = 抽查.丙 平均值
  丁 = 抽查.丁 合计
  戊 = 抽查.戊 计数
一、考核（10分）
  完成率 90%（不含）以上 得5 60%（不含）以下 得1 80%（含）至90%（不含） 得3 其余 本大项不得分
  差额 5以外 扣1 不高于3 得2 其余 一/3不得分
  得分 = 合格率×5
  办结天数 排名赋分 由低到高 并列不占位 最多5 最少1
  信息条数 排名赋分 由高到低 前20% 得5 其余 得1
  整改情况 酌情扣 0.5至2
  完成率 90%以上 得5 每超1百分点 加0.1
  得 全体最低（甲）＋全体合计（甲）＋最大（甲、乙）－最小（甲、乙）×全体平均（乙）
等次
  前10% 向下取整 并列入围 优秀
  前20% 向上取整 并列不入围 良好
  前30% 四舍五入取整 合格
  发生安全事故 不得评为优秀
"""
"""The terminals that no example shows."""

Colours = list[list[tuple[int, int, list[str]]]]


def coloured(texts: list[str]) -> list[Colours]:
    """Return the tokens of each line of each text."""
    return json.loads(node(EXTENSION / "test" / "tokens.mjs", text=json.dumps(texts)))


def examples() -> list[str]:
    """Return the schemes, and what the pages show of the language."""
    shown = [
        match[3] for page in PAGES for match in BLOCK.finditer(page.read_text(encoding="utf-8")) if match[1] == "credit"
    ]
    return [path.read_text(encoding="utf-8") for path in SCHEMES] + [whole(block) for block in shown]


def scopes(line: tree.Line) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and scope of every part of a line that the compiler names."""
    match line:
        case tree.HeadingLine():
            yield line.span.column - 1, line.span.column, "entity.name.section"
        case tree.FieldLine():
            yield line.span.column - 1, line.span.column + 1, "keyword.other.field.credit"
        case tree.BlockLine() | tree.TextMark():
            yield line.span.column - 1, line.span.column + 1, "keyword.other.block.credit"
        case tree.TextLine(text=text) if text:
            yield 0, len(text), "string.unquoted.text.credit"
        case tree.BodyLine(tree=tree.LineTree() as parsed):
            for token in parsed.leaves:
                yield line.offset + token.start, line.offset + token.end, scope(token, line.start)


def scope(token: Token, start: str) -> str:
    """Return the scope of a terminal, or the part of it that is sure."""
    if token.type == "DECLARED":
        return ""  # a declared name with digits in it: no grammar of lines can know it
    if start == "declaration" and token.type in ("NAME", "QUOTED"):
        return "variable.other"
    if start == "year" and token in keywords().year.values():
        return ".year.credit"
    return terminal_scope(token.type, keywords().words)


def faults(text: str, colours: Colours) -> list[tuple[int, str, str, list[object]]]:
    """Return each part of a text that has another scope than the compiler's reading asks for."""
    wrong = []
    read, _ = read_lines(Source("方案", text))
    for line in read.lines:
        tokens = colours[line.number - 1]
        for start, end, part in scopes(line):
            inside = [token for token in tokens if token[0] < end and token[1] > start]
            if not all(any(part in scope for scope in token[2]) for token in inside if part):
                wrong.append((line.number, read.source.line(line.number)[start:end], part, inside))
    return wrong


WIDTHS = {
    "as typed": {},
    "half width": {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "},
    "full width": {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) not in '#"'} | {0x20: "\u3000"},
}
"""Other forms in which people type the same text."""


@pytest.mark.parametrize("width", WIDTHS)
def test_schemes_and_examples_are_coloured_as_the_compiler_reads_them(width: str) -> None:
    texts = [text.translate(WIDTHS[width]) for text in examples()]
    assert len(texts) >= 50
    assert [faults(text, colours) for text, colours in zip(texts, coloured(texts), strict=True)] == [[] for _ in texts]


def spellings() -> Iterator[str]:
    """Yield for every spelling of every keyword a rule or declaration that the compiler reads with it."""
    lines: dict[str, tuple[tree.BodyLine, Token]] = {}
    for text in [*examples(), REST]:
        for line in read_lines(Source("方案", text))[0].lines:
            if isinstance(line, tree.BodyLine) and line.tree is not None:
                for token in line.tree.leaves:
                    lines.setdefault(token.type, (line, token))
    assert keywords().words.keys() - lines.keys() == OF_FIELD
    for word in keywords().words.values():
        for spelling in word.words if word.terminal not in OF_FIELD else ():
            line, token = lines[word.terminal]
            head = line.text[: token.start] + spelling + line.text[token.end :]
            yield f"{BLOCKS[line.start]}\n  {head}\n"


OF_FIELD = {"CONVERTED", "AFTER_BONUS", "AFTER_DEDUCTION"}
"""The words of 总分, which stand in a field: its text is no line of code."""
BLOCKS = {
    "rule": "一、考核（10分）",
    "year": "一、考核（10分）",
    "declaration": "数据",
    "grade": "等次",
    "honour": "表彰",
}


def test_every_spelling_of_a_keyword_is_coloured() -> None:
    texts = [*spellings(), REST]
    assert len(texts) > 100
    assert [faults(text, colours) for text, colours in zip(texts, coloured(texts), strict=True)] == [[] for _ in texts]


def test_the_text_of_a_total_is_code() -> None:
    ((line,),) = coloured(["总分：加分后不超过100，扣分后不低于0"])
    ends = [scopes[-1].split(".")[-2] for _, _, scopes in line]
    assert ends == [
        "field",
        "colon",
        "after-bonus",
        "at-most",
        "quantity",
        "comma",
        "after-deduction",
        "at-least",
        "quantity",
    ]
