"""How the scores of one unit came about, for reading, for print and for programs."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from creditdsl.api.errors import NoItemsOfYear
from creditdsl.api.failures import failing, refusal, unknown
from creditdsl.api.saving import Path, Written, document_content, save, suffix_of
from creditdsl.base.failure import Failure
from creditdsl.base.spelling import name_key
from creditdsl.explain import comparison_text, explanation_text
from creditdsl.explain.comparison import UnitComparison
from creditdsl.explain.explanation_nodes import EntryExplanation, UnitExplanation
from creditdsl.explain.explanation_text import TextLine
from creditdsl.explain.phrases import period_words
from creditdsl.files.file_names import file_names
from creditdsl.printing.documents import refuse_fonts
from creditdsl.publish.document import Document
from creditdsl.reports.excerpts import visible
from creditdsl.scoring import explained as scoring
from creditdsl.scoring.errors import NothingToExplain
from creditdsl.scoring.explained import Explained
from creditdsl.terminal.console import json_text
from creditdsl.terminal.width import fold

_COLUMNS = 78


class Explanation:
    """How one unit got each score: rules quoted, its numbers, sums, limits, total, place and grade.

    Of labelled sets of data it sets them side by side.
    """

    def __init__(self, explained: Explained, inputs: Sequence[str]) -> None:
        self._explained, self._inputs = explained, inputs

    def __repr__(self) -> str:
        return f"<{self.headline}>"

    @property
    def headline(self) -> str:
        """`甲局2023年1月得分说明`."""
        explained = self._explained
        return (
            comparison_text.headline(explained)
            if isinstance(explained, UnitComparison)
            else explanation_text.headline(explained)
        )

    @property
    def data(self) -> Mapping[str, object]:
        """The value of `explain --format json`: strings, lists and dictionaries."""
        explained = self._explained
        return (
            comparison_text.as_json(explained)
            if isinstance(explained, UnitComparison)
            else explanation_text.as_json(explained)
        )

    def text(self) -> str:
        """Lines of at most 78 columns, a Chinese character counting two."""
        return self._text().rstrip("\n")

    def html(self) -> str:
        """A whole web page, ready for print."""
        from creditdsl.publish.pages.page import render

        template = "comparison" if isinstance(self._explained, UnitComparison) else "explanation"
        return render(template, page=self._explained).decode("utf-8")

    def json(self) -> str:
        """`data` as JSON."""
        return self._json().rstrip("\n")

    def _text(self) -> str:
        explained = self._explained
        page = (
            comparison_text.lines(explained)
            if isinstance(explained, UnitComparison)
            else explanation_text.lines(explained)
        )
        return "".join(f"{text}\n" for line in page for text in _folded(line))

    def _json(self) -> str:
        return json_text(self.data)

    def _document(self) -> Document:
        """The pages of a Word document or PDF file."""
        from creditdsl.publish.explanations.explanation_document import comparison_document, explanation_document

        explained = self._explained
        return (
            comparison_document(explained) if isinstance(explained, UnitComparison) else explanation_document(explained)
        )

    def write(self, path: Path, *, fonts: Path | None = None) -> Written:
        """Write a `.txt`, `.json`, `.html`, `.docx` or `.pdf` file; Failure where it cannot be.

        fonts: a folder of faces for a PDF file, instead of those that ship.
        """
        with failing():
            content, notes = self.content(path, fonts)
            return save(path, content, self._inputs, notes())

    def content(self, path: Path, fonts: Path | None) -> tuple[bytes, Callable[[], str]]:
        """Return the content of a file of this name, and its notes."""
        texts = {".txt": self._text, ".json": self._json, ".html": self.html}
        text = texts.get(suffix_of(path))
        if text is None:
            return document_content(os.fspath(path), self._document, fonts, (".html", ".docx", ".pdf"))
        refuse_fonts(None if fonts is None else os.fspath(fonts), suffix_of(path))
        return text().encode(), str  # no notes


def explanation_files(
    explanations: Iterable[Explained], suffix: str, fonts: Path | None
) -> tuple[dict[str, bytes], Callable[[], str]]:
    """Return one file for each unit by its name inside a folder, and their notes. suffix: such as `.pdf`."""
    by_unit = {last_of(explained).unit: explained for explained in explanations}
    if not by_unit:
        raise Failure(NothingToExplain())
    last = last_of(next(iter(by_unit.values())))
    names = file_names(f"{last.table}{period_words(last.period) if last.period else ''}得分说明-", by_unit, suffix)
    files: dict[str, bytes] = {}
    for unit, explained in by_unit.items():
        files[names[unit]], notes = Explanation(explained, ()).content(names[unit], fonts)
    return files, notes


def last_of(explained: Explained) -> UnitExplanation:
    """The explanation from the set that counts."""
    return explained.last if isinstance(explained, UnitComparison) else explained


def limited_to(explained: Explained, item: str) -> Explained:
    """What is left of an explanation that is to be of one item only; Failure where there is none."""
    last = last_of(explained)
    if last.periods:
        raise refusal(NoItemsOfYear())
    refs = [ref for section in last.sections for ref in _refs(section)]
    ref = next((ref for ref in refs if name_key(ref) == name_key(item)), None)
    kept = None if ref is None else scoring.limited_to(explained, ref)
    if kept is None:
        raise unknown(item, "一项", refs)
    return kept


def _refs(entry: EntryExplanation) -> Iterator[str]:
    yield entry.entry.ref
    for child in entry.children:
        yield from _refs(child)


def _folded(line: TextLine) -> Iterator[str]:
    """A line in the columns of a printed page, its rest hanging under it."""
    first, *rest = fold(visible(line.text), _COLUMNS - line.hang)
    yield (" " * line.indent + first).rstrip()
    yield from (" " * line.hang + more for more in rest)
