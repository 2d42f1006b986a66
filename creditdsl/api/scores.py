"""Scores of a table's units: a collection of rows, each of one unit (and period), that is also asked by name."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from creditdsl.api.errors import ArgumentUnused, NotInEverySet, NotTwoSets, WhichPeriod, WrongSuffix
from creditdsl.api.explanation_of_unit import Explanation, explanation_files, limited_to
from creditdsl.api.failures import Finding, failing, findings_of, refusal, unknown
from creditdsl.api.saving import Path, Written, save_document, save_folder, save_stream, suffix_of
from creditdsl.api.score_request import ScoredRows
from creditdsl.api.values import ByName, Inapplicable, Pending, Score
from creditdsl.backends.periods import is_year
from creditdsl.base.failure import Failure
from creditdsl.base.spelling import name_key
from creditdsl.explain.comparison import UnitComparison
from creditdsl.explain.explanation_nodes import Extras
from creditdsl.explain.phrases import INAPPLICABLE, PENDING, one_line
from creditdsl.ir.names import DefinitionId
from creditdsl.ir.program import Program
from creditdsl.publish.document import Document
from creditdsl.results.files import write
from creditdsl.results.standings import standings
from creditdsl.results.unit import UnitResult
from creditdsl.results.unit_changes import UnitChange, unit_changes
from creditdsl.scoring.engines import needs_packages
from creditdsl.scoring.explained import with_extras

if TYPE_CHECKING:
    from creditdsl.api.verified import Verification

_FORMATS = {".csv": "csv", ".json": "json", ".xlsx": "xlsx", ".parquet": "parquet", ".txt": "text"}


class UnitScore:
    """The result of one unit, in data by period of one period of it."""

    def __init__(self, scores: "Scores", at: int, row: UnitResult) -> None:
        self._scores, self._at, self._row = scores, at, row

    @property
    def unit(self) -> str:
        """Its name as first written in the data."""
        return self._row.unit

    @property
    def period(self) -> str | None:
        """`2023-01`, `2023Q1`, the year `2023`; None where data are not by period."""
        return self._row.period

    @property
    def total(self) -> Decimal | Pending:
        """总分, exact, with the digits that the scheme prints."""
        score = self._score(self._row.total, self._program.total)
        assert not isinstance(score, Inapplicable)
        return score

    @cached_property
    def items(self) -> Mapping[str, Score]:
        """The score of each item by its reference: `items["一/1"]`."""
        names = {item.ref: item.definition for item in self._program.items}
        return ByName({ref: self._score(text, names[ref]) for ref, text in self._row.items.items()}, "一项")

    @cached_property
    def sections(self) -> Mapping[str, Score]:
        """The score of each section by its reference: `sections["一"]`."""
        names = {section.ref: section.definition for section in self._program.sections}
        return ByName({ref: self._score(text, names[ref]) for ref, text in self._row.sections.items()}, "个大项")

    @property
    def rank(self) -> int | Pending | None:
        """名次, 1 is the best, equal totals share one; None where the scheme ranks nobody."""
        name = self._program.rank
        return self._row.rank if self._row.rank is not None or name is None else self._waiting(name)

    @property
    def grade(self) -> str | Pending | None:
        """等次 in the words of the scheme; None where it has none."""
        name = self._program.grade
        return self._row.grade if self._row.grade is not None or name is None else self._waiting(name)

    @property
    def honours(self) -> Mapping[str, str | Pending | None]:
        """What is said of the unit under `表彰` and `通报`, None for nothing; empty where the scheme has neither."""
        names = {honour.mention: honour.definition for honour in self._program.honours}
        texts = self._row.honours.items()
        return {mention: self._waiting(names[mention]) if text == PENDING else text for mention, text in texts}

    @property
    def notes(self) -> tuple[str, ...]:
        """Why a grade was changed, and what a total or a grade waits for, in sentences."""
        return tuple(self._row.notes)

    def explain(self, item: str | None = None, *, recheck: str = "", others: bool = False) -> Explanation:
        """How the scores came about; item: of this section or item only.

        recheck: the time for a recheck at the foot, such as `收到之日起5个工作日内`. others: with the totals of the
        units before and behind.
        """
        with failing():
            explained = next(self._scores._rows.explanations({self.unit: self.period}), None)
            if explained is None:
                raise Failure(NotInEverySet(self.unit))
            kept = explained if item is None else limited_to(explained, item)
            return Explanation(with_extras(kept, Extras(one_line(recheck), others)), self._scores._inputs)

    def record(self) -> dict[str, object]:
        """One flat row, for a table of pandas or polars: the columns of `scores.write("成绩.csv")`, unwritten."""
        period = {} if self.period is None else {"期": self.period}
        figures = {**self.items, **{f"大项{ref}": score for ref, score in self.sections.items()}}
        ends = {"总分": self.total, "名次": self.rank, "等次": self.grade, **self.honours}
        return {"单位": self.unit, **period, **figures, **ends}

    def __repr__(self) -> str:
        period = f" {self.period}" if self.period else ""
        return f"<{self.unit}{period} 总分 {self.total}>"

    @property
    def _program(self) -> Program:
        return self._scores._rows.program(self._at)

    def _score(self, text: str, definition: DefinitionId) -> Score:
        if text == PENDING:
            return self._waiting(definition)
        return Inapplicable() if text == INAPPLICABLE else Decimal(text)

    def _waiting(self, definition: DefinitionId) -> Pending:
        pending, because = self._scores._rows.waiting(self._at, definition)
        return Pending(because, tuple(sorted(pending.waits_for)))


class Scores:
    """Scores of all units of a table.

    Iterating gives a UnitScore for each row of the data, `scores["甲局"]` that of a unit, `scores["甲局", "2023-01"]`
    that of a unit in a period; without a period it is the year, or the only period. Names may be in any width.
    """

    def __init__(self, scored_rows: ScoredRows, inputs: Sequence[str]) -> None:
        self._rows, self._inputs = scored_rows, tuple(inputs)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[UnitScore]:
        rows = self._rows.rows(0, len(self._rows))
        return (UnitScore(self, at, row) for at, row in enumerate(rows))

    def __contains__(self, name: object) -> bool:
        match name:
            case str():
                return name_key(name) in self._places
            case (str(unit), str(period)):
                return self._key(period) in self._places.get(name_key(unit), {})
            case UnitScore():
                return name._scores is self
        return False

    def __getitem__(self, name: str | tuple[str, str]) -> UnitScore:
        unit, period = name if isinstance(name, tuple) else (name, None)
        places = self._places.get(name_key(unit)) if isinstance(unit, str) else None
        if places is None:
            raise unknown(unit, "个单位", self.units)
        at = places[_only(unit, places)] if period is None else places.get(self._key(period))
        if at is None:
            raise unknown(period, "一期", [name for name in places if name is not None])
        (row,) = self._rows.rows(at, at + 1)
        return UnitScore(self, at, row)

    def __repr__(self) -> str:
        program = self._rows.request.compiled.program
        return f"<{program.scheme} {program.table}：{len(self)} 行>"

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The names of all units, in the order of the data."""
        return tuple(dict.fromkeys(unit for unit, _ in self._rows.names()))

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods, years last; empty where data are not by period."""
        return self._rows.results.periods

    @property
    def sets(self) -> "Mapping[str, Scores]":
        """Of labelled sets of data the scores of each by its label; empty where nothing is compared."""
        return ByName(
            {label: Scores(scored_rows, self._inputs) for label, scored_rows in self._rows.sets.items()}, "份数据"
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the data asks to look at again; errors are raised, so there are none among them."""
        return findings_of(self._rows.diagnostics)

    def of_period(self, period: str) -> "Scores":
        """The rows of one period only."""
        key = self._key(period)
        if key not in self.periods:
            raise unknown(period, "一期", self.periods)
        return Scores(self._rows.of_period(key), self._inputs)

    def data(self) -> dict[str, Any]:
        """The value of `creditdsl score --format json`."""
        from creditdsl.results.json import write_json

        stream = BytesIO()
        write_json(stream, self._rows.results)
        value: dict[str, Any] = json.loads(stream.getvalue())
        return value

    def changes_to(self, after: "Scores") -> tuple[UnitChange, ...]:
        """What is other in a later run of the same table, for each unit: before, after, difference."""
        before, later = self._rows.results, after._rows.results
        return tuple(unit_changes(before.units, later.units, later.digits))

    def write(self, path: Path, *, dated: date | None = None) -> Written:
        """Write all rows as a `.csv`, `.json`, `.xlsx`, `.parquet` or `.txt` file.

        dated: the day of scoring, which the receipt of a workbook gives; a file names no other time.
        """
        suffix = suffix_of(path)
        with failing():
            if suffix not in _FORMATS:
                raise Failure(WrongSuffix("成绩", os.fspath(path), suffix, tuple(_FORMATS)))
            if dated is not None and suffix != ".xlsx":
                raise Failure(ArgumentUnused("dated", ".xlsx 文件里的计分回执"))
            if suffix == ".parquet":
                needs_packages()
            results = self._rows.traced if suffix == ".xlsx" else self._rows.results
            return save_stream(path, lambda stream: write(stream, results, _FORMATS[suffix], dated), self._inputs)

    def verify(self, path: Path) -> "Verification":
        """Compare a file that scoring wrote (`.xlsx`, `.csv`, `.json`) with these scores, cell by cell."""
        from creditdsl.api.verified import verify
        from creditdsl.results.recorded import load_record

        with failing():
            return verify(load_record(os.fspath(path)), self._rows)

    def rank(self, path: Path, *, title: str = "", fonts: Path | None = None) -> Written:
        """Write 排名表 of the last period, the best unit first: `.html`, `.docx`, `.pdf` or `.xlsx`."""
        from creditdsl.publish.standings.rank_list import rank_list

        return self._document(path, lambda: rank_list(standings(self._rows.results), title), fonts)

    def summary(self, path: Path, *, title: str = "", fonts: Path | None = None) -> Written:
        """Write 考核概况 of the last period on one page: `.html`, `.docx`, `.pdf` or `.xlsx`."""
        from creditdsl.publish.standings.summary import summary_document

        return self._document(path, lambda: summary_document(standings(self._rows.results), title), fonts)

    def compare(self, path: Path, *, unit: str | None = None, title: str = "", fonts: Path | None = None) -> Written:
        """Write 自评复核对照表 of all units or of one; Failure where the data are not in two labelled sets."""

        def make() -> Document:
            from creditdsl.publish.explanations.contrast import contrast_document

            if not self.sets:
                raise Failure(NotTwoSets(()))
            explained = self._rows.explanations(self._chosen(self.units if unit is None else (unit,)))
            both = [each for each in explained if isinstance(each, UnitComparison)]
            if not both:
                raise Failure(NotInEverySet(unit or ""))
            return contrast_document(both, title)

        return self._document(path, make, fonts)

    def explain(
        self,
        folder: Path,
        *,
        format: Literal["pdf", "docx", "html", "txt", "json"] = "pdf",
        fonts: Path | None = None,
        recheck: str = "",
        others: bool = False,
    ) -> Written:
        """Write the explanation of every unit (that all sets have) into a folder, each a file of its own.

        recheck, others: as for one unit.
        """
        with failing():
            extras = Extras(one_line(recheck), others)
            explained = (with_extras(one, extras) for one in self._rows.explanations(self._chosen(self.units)))
            files, notes = explanation_files(explained, f".{format}", fonts)
            return save_folder(folder, files, self._inputs, notes())

    def _document(self, path: Path, make: Callable[[], Document], fonts: Path | None) -> Written:
        with failing():
            return save_document(path, make, fonts, self._inputs)

    def _chosen(self, units: Iterable[str]) -> dict[str, str | None]:
        """Units as the data write them, each with the period that counts."""
        rows = (self[unit] for unit in units)
        return {row.unit: row.period for row in rows}

    @staticmethod
    def _key(period: str) -> str:
        return name_key(period).upper()

    @cached_property
    def _places(self) -> dict[str, dict[str | None, int]]:
        """By the key of a unit's name its rows by period."""
        places: dict[str, dict[str | None, int]] = {}
        for at, (unit, period) in enumerate(self._rows.names()):
            places.setdefault(name_key(unit), {})[period] = at
        return places


def _only(unit: str, periods: Mapping[str | None, int]) -> str | None:
    """The period that is meant where none is named: the year, or the only one."""
    years = [period for period in periods if period is not None and is_year(period)]
    chosen = years if len(years) == 1 else [*periods]
    if len(chosen) == 1:
        return chosen[0]
    raise refusal(WhichPeriod(unit, tuple(period for period in periods if period is not None)))
