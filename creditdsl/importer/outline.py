"""What the tables of a document say: sections, items and sub-items with their points and words, each with its place.

Promises of the structure: every word of the document is in exactly one place of an outline, or in a remark.
"""

from enum import Enum
from fractions import Fraction

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node
from creditdsl.importer.document_grid import Aside, Grid, Paragraph
from creditdsl.syntax.column_words import ColumnKind


class Side(Enum):
    """Whether the points of a section are earned, or added to the total, or taken from it."""

    BASE = "基本"
    BONUS = "加分"
    DEDUCTION = "扣分"


@node
class Words:
    """The words of one cell. heading: of its column, as written. where: “表1 第5行 评分标准”.

    sentence: what they say with the tables inside the cell; empty where one says no sentence, None where there is none.
    """

    kind: ColumnKind
    heading: str
    text: str
    where: str
    sentence: str | None = None


@node
class OutlineEntry:
    """A section, an item or a sub-item. number: as written (一、, 1., （1）); empty where the document gives none.

    stated: its points as written. weight: a share. words: by column, in their order.
    """

    number: str
    title: str
    points: Fraction | None
    stated: str
    where: str
    side: Side = Side.BASE
    weight: Fraction | None = None
    words: tuple[Words, ...] = ()
    children: "tuple[OutlineEntry, ...]" = ()


@node
class VetoedCase:
    """A row of 一票否决 in a table of indicators. note: all of its words. sentence: what happens, and what follows."""

    note: Words
    sentence: str


@node
class OutlineTable:
    """One table of indicators. name: “附件1”. full: the full marks that its title or its sum row states.

    columns: its headings in order. notes: what stands below it (注, ①). left_out: sum rows, header rows typed again.
    before: the paragraphs between the table above and this one that are no part of either. vetoes: its rows of
    一票否决, whose words are among the notes.
    """

    name: str
    title: str
    full: Fraction | None
    columns: tuple[tuple[ColumnKind, str], ...]
    entries: tuple[OutlineEntry, ...]
    where: str
    unit_line: str = ""
    notes: tuple[Words, ...] = ()
    left_out: tuple[Words, ...] = ()
    before: tuple[Paragraph, ...] = ()
    vetoes: tuple[VetoedCase, ...] = ()


@node
class Outline:
    """The document.

    behind: the paragraphs behind the last table. grades: a table of grades beside the indicators, and grades_caption
    the line that names it. other_grids: grids that are neither. vetoes: tables of 一票否决, whose words are notes of
    the last table.
    """

    behind: tuple[Paragraph, ...]
    tables: tuple[OutlineTable, ...]
    other_grids: tuple[Grid, ...] = ()
    asides: tuple[Aside, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    grades: Grid | None = None
    vetoes: tuple[Grid, ...] = ()
    grades_caption: str = ""

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs that belong to no table, in their order."""
        return (*(one for table in self.tables for one in table.before), *self.behind)
