"""What ends the reading of a document: more of it than is read, or what no office program writes, with its place.

Promises that whatever goes wrong inside `reading` ends as `Unreadable`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, LargeZipFile
from zlib import error as BadStream

from creditdsl.data.files.xlsx_parts import TooManyCells, Unsafe
from creditdsl.data.files.xlsx_sheet import CellConflict
from creditdsl.importer.errors import MAX_ROWS, Damage

MAX_COLUMNS = 200
"""Columns of the widest table that is read."""
MAX_PLACES = 50_000
"""Places of a table that its cells cover, each counted as often as a cell spans it."""
MAX_DEPTH = 400
"""Elements inside each other; tables inside tables inside text boxes need a few dozen."""
MAX_PARAGRAPHS = 20_000
"""Paragraphs outside the tables; a book has some thousand."""


class Unreadable(Exception):
    """A document that is not read. where: the part, the sheet, the table or the row; empty for all of it."""

    def __init__(self, damage: Damage, where: str = "") -> None:
        super().__init__(damage, where)
        self.damage, self.where = damage, where


@contextmanager
def reading(where: str) -> Iterator[None]:
    """Raise what goes wrong inside as Unreadable at this place; the place of the innermost one counts."""
    try:
        yield
    except Unreadable as inner:
        raise Unreadable(inner.damage, inner.where or where) from None
    except TooManyCells:
        raise Unreadable(Damage.TOO_BIG, where) from None
    except (Unsafe, CellConflict):
        raise Unreadable(Damage.UNSAFE, where) from None
    except (
        BadZipFile,
        LargeZipFile,
        ExpatError,
        BadStream,
        LookupError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ):  # a damaged package may fail anywhere in zipfile or expat
        raise Unreadable(Damage.BROKEN, where) from None


class RowCount:
    """Counts the rows of all tables of a document while they are read, and its paragraphs."""

    def __init__(self) -> None:
        self._rows = self._paragraphs = 0

    def rows(self, number: int, table: str) -> None:
        self._rows += number
        if self._rows > MAX_ROWS:
            raise Unreadable(Damage.TOO_LONG, table)

    def paragraph(self) -> None:
        self._paragraphs += 1
        if self._paragraphs > MAX_PARAGRAPHS:
            raise Unreadable(Damage.TOO_BIG, f"第{self._paragraphs}段")
