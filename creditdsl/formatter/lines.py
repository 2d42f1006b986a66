"""One line of a scheme in canonical form: heading, field, block word, or code with its label and note."""

import re
from fractions import Fraction
from typing import assert_never

from creditdsl.base.exact import MAX_DIGITS, show
from creditdsl.formatter.code_layout import format_code
from creditdsl.syntax.fold import fold_plain
from creditdsl.syntax.keywords import keywords
from creditdsl.syntax.name_lists import join_names
from creditdsl.syntax.place import Place
from creditdsl.syntax.tree import (
    Attributes,
    BlockLine,
    BodyLine,
    FieldLine,
    HeadingLine,
    Level,
    RosterLine,
    TextLine,
    TextMark,
)

INDENT = "  "

CodedLine = HeadingLine | FieldLine | BlockLine | RosterLine | BodyLine | TextMark | TextLine
"""Every line but a blank one."""


def format_line(line: CodedLine) -> str:
    """Return the line without its comment, indented."""
    match line:
        case HeadingLine():
            return _heading(line)
        case FieldLine():
            return f"{keywords().field(line.stem)}：{line.text}"
        case BlockLine():
            return next(word for word, stem in keywords().blocks.items() if stem == line.stem)
        case RosterLine():
            return f"{INDENT}{line.group}：{join_names(line.units)}"
        case TextMark(opens=opens):
            return keywords().body["opening" if opens else "closing"]
        case TextLine(text=text):
            return text
        case BodyLine():
            return _body(line) if is_year(line) else INDENT + _body(line)
        case _:
            assert_never(line)


def is_year(line: CodedLine) -> bool:
    """Return whether the line is 年度总分, which stands alone like a heading."""
    return isinstance(line, BodyLine) and line.start == "year"


def _heading(line: HeadingLine) -> str:
    match line.level:
        case Level.CHINESE:
            mark = f"{line.mark}、"
        case Level.DOTTED:
            mark = f"{line.mark}."
            mark += "" if line.title.startswith("#") else " "  # behind a space it would open a comment
        case Level.BRACKET | Level.BRACKET_CHINESE:
            mark = f"（{line.mark}）"
        case Level.TABLE:
            mark = line.mark + _behind_table(line)
        case Level.PLAIN:
            mark = ""
        case _:
            assert_never(line.level)
    return (mark + line.title + _attributes(line.attributes)).rstrip()


def _behind_table(line: HeadingLine) -> str:
    """Return a space, or a colon where the title's first characters would be misread behind a space."""
    if not line.title:
        return ""
    numbered = not re.search(r"[一二三四五六七八九十百\d]$", line.mark)
    first = fold_plain(line.title[0])
    unclear = first in "#:" or (
        numbered and re.match(r"([一二三四五六七八九十百]+|\d+)([\s:]|$)", fold_plain(line.title))
    )
    return "：" if unclear else " "


def _attributes(attributes: Attributes | None) -> str:
    """Return the attributes of a heading: `（15分）`, `（加分，最高10分）`, `（满分100分）`."""
    if attributes is None:
        return ""
    words = keywords().headings
    parts = []
    if attributes.points is not None:
        parts.append((words["full"] if attributes.full else "") + _points(attributes.points))
    parts += [words["bonus"]] if attributes.bonus else []
    parts += [words["deduction"]] if attributes.deduction else []
    if attributes.cap is not None:
        parts.append(words["cap"] + _points(attributes.cap))
    if attributes.weight is not None:
        parts.append(words["weight"] + show(attributes.weight * 100, MAX_DIGITS) + "%")
    parts += [word for word, stem in keywords().traits.items() if stem in attributes.traits]
    return f"（{'，'.join(parts)}）"


def _points(value: Fraction) -> str:
    return show(value, MAX_DIGITS) + keywords().headings["point"]


def _body(line: BodyLine) -> str:
    assert line.tree is not None, "a line that could not be read is not formatted"
    label = "" if line.label is None else f"（{line.label}）"
    note = f"，{line.note}" if line.note else ""
    return label + format_code(line.tree, Place(line.number, line.offset, line.text), is_year(line)) + note
