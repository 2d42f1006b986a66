"""The lines of a scheme, classified, with everything as typed; the formatter and the builder read them.

A scheme is line-oriented: every line is read alone, so that a bad line costs one message and no other line.
"""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction

from lark import Tree
from lark.lexer import Token

from creditdsl.base.node import node
from creditdsl.base.source import Source, Span
from creditdsl.syntax.nodes import Trait


class LineTree(Tree[Token]):
    """The tree of one line's code, with typed access to its children."""

    children: "list[Token | LineTree]"  # type: ignore[assignment]

    def token(self, index: int) -> Token:
        """Return the child at an index that is a token in every alternative of the production."""
        child = self.children[index]
        assert isinstance(child, Token)
        return child

    def tree(self, index: int) -> "LineTree":
        """Return the child at an index that is a tree in every alternative of the production."""
        child = self.children[index]
        assert isinstance(child, LineTree)
        return child

    @property
    def tokens(self) -> "list[Token]":
        """The children that are tokens."""
        return [child for child in self.children if isinstance(child, Token)]

    @property
    def trees(self) -> "list[LineTree]":
        """The children that are trees."""
        return [child for child in self.children if isinstance(child, LineTree)]

    @property
    def names(self) -> "list[Token]":
        """The tokens of a list, without the marks between them."""
        return [token for token in self.tokens if token.type != "SEPARATOR"]

    @property
    def pairs(self) -> "Iterator[tuple[Token, LineTree]]":
        """The pairs of a production that repeats a token and a tree."""
        return zip(self.tokens, self.trees, strict=True)


Node = Token | LineTree


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


Line = Blank | HeadingLine | FieldLine | BlockLine | RosterLine | BodyLine


@node
class SchemeTree:
    """A source and its lines."""

    source: Source
    lines: tuple[Line, ...]
