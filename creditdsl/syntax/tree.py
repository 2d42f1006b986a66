"""The lines of a scheme, classified, with everything as typed; the formatter and the builder read them.

A scheme is line-oriented: every line is read alone, so that a bad line costs one message and no other line.
"""

from enum import StrEnum
from fractions import Fraction

from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.syntax.line_tree import LineTree
from creditdsl.syntax.nodes import Trait


class Level(StrEnum):
    """The style of a heading's number, from which the outline derives its level."""

    TABLE = "附件1"
    CHINESE = "一、"
    DOTTED = "1. "
    BRACKET_CHINESE = "（一）"
    BRACKET = "（1）"
    PLAIN = ""


@node
class Attributes:
    """The bracket at a heading's end: （15分） （加分，最高10分） （扣分，最高20分） （100分，权重15%）.

    full: 满分 is written before the points; only the formatter tells them apart. weight: 15% is 0.15.
    """

    points: Fraction | None = None
    cap: Fraction | None = None
    full: bool = False
    bonus: bool = False
    deduction: bool = False
    weight: Fraction | None = None
    traits: tuple[Trait, ...] = ()


@node
class RosterLine:
    """`组名：甲局、乙局` in a 名单 block; 单位 is the whole roster."""

    number: int
    group: str
    units: tuple[str, ...]
    comment: str
    span: Span


@node
class Blank:
    """A line without code, with its comment."""

    number: int
    comment: str


@node
class HeadingLine:
    """A heading of a table, section, item or sub-item."""

    number: int
    level: Level
    mark: str
    """The number as printed: 一, 1, 附件1; empty without one."""
    title: str
    attributes: Attributes | None
    comment: str
    span: Span


@node
class FieldLine:
    """A field such as `来源：…`. stem: of its word in the keyword table."""

    number: int
    stem: str
    text: str
    comment: str
    span: Span


@node
class BlockLine:
    """The first line of a block. stem: of its word in the keyword table."""

    number: int
    stem: str
    comment: str
    span: Span


@node
class BodyLine:
    """A rule, declaration, grade or honour line, or 年度总分.

    label: n of a leading （n）. offset: where the code starts. note: the free text behind a
    declaration. start: the start symbol. tree: None for a line that could not be read.
    """

    number: int
    start: str
    label: int | None
    text: str
    offset: int
    tree: LineTree | None
    note: str
    comment: str
    span: Span


@node
class TextMark:
    """The line that opens or closes the text of the document."""

    number: int
    opens: bool
    comment: str
    span: Span


@node
class TextLine:
    """A line of the document's text, which is nothing but text: as typed, never with a comment."""

    number: int
    text: str
    span: Span
    comment: str = ""


Line = Blank | HeadingLine | FieldLine | BlockLine | RosterLine | BodyLine | TextMark | TextLine


@node
class SchemeTree:
    """A source and its lines."""

    source: Source
    lines: tuple[Line, ...]
