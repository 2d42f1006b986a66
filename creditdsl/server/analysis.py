"""What is known of one version of a text: lines, scheme, names, types, and what is wrong with it.

Receives a source and the memo of its earlier versions. Promises the same diagnostics as `check --no-review` gives, but
for the help of sentences, which is read only when it is asked for. What takes longer is worked out on demand, once.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

from creditdsl.base.diagnostic import Diagnostic, has_errors
from creditdsl.base.memo import Memo
from creditdsl.base.source import Source
from creditdsl.base.watch import Watch
from creditdsl.compiler import pipeline
from creditdsl.compiler.pipeline import Compilation, compile_analysis
from creditdsl.files import decode
from creditdsl.files.decode import MAX_BYTES
from creditdsl.files.errors import TooLarge
from creditdsl.ir.names import TOTAL
from creditdsl.reader.helped import helped
from creditdsl.review.reviewed import ReviewedDraft
from creditdsl.review.reviewing import reviewed
from creditdsl.syntax.homes import placed
from creditdsl.syntax.nodes import Scheme
from creditdsl.syntax.tree import SchemeTree

_Result = TypeVar("_Result")


class Analysis:
    """One version of a text. `hidden`: characters in it that nobody sees; then nothing is computed from it.

    memo: what this version has in common with the one before and the one after.
    """

    def __init__(self, hidden: tuple[Diagnostic, ...], passes: pipeline.Analysis, memo: Memo) -> None:
        self.hidden, self.passes, self.memo = hidden, passes, memo
        self._compilation: Compilation | None = None
        self._reviewed: tuple[Diagnostic, ...] | None = None
        self._results: dict[object, object] = {}

    @property
    def source(self) -> Source:
        return self.passes.tree.source

    @property
    def tree(self) -> SchemeTree:
        return self.passes.tree

    @property
    def scheme(self) -> Scheme:
        """The scheme as far as its lines fit."""
        return self.passes.scheme

    @property
    def failed(self) -> bool:
        return has_errors(self.hidden) or self.passes.failed

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the text, each with the item that it stands in."""
        if has_errors(self.hidden):
            return self.hidden
        return self._placed(self.passes.diagnostics)

    @property
    def known(self) -> tuple[Diagnostic, ...]:
        """What is known by now: `diagnostics`, and more while the text is reviewed."""
        return self.diagnostics if self._reviewed is None else self._reviewed

    def review(self, watch: Watch) -> Iterator[None]:
        """Review the text, then read the sentences of lines that failed; yield whenever more is known.

        In the end `known` is what `check` says, but for places alike, which stand each alone, and a draft is at hand
        that has the attainable points of every heading.
        """
        if has_errors(self.hidden):
            return
        watch()
        if self._compilation is None:
            self._compilation = compile_analysis(self.passes, watch)
        review = reviewed(self._compilation, watch)
        self._reviewed = self._placed(review.places)
        yield
        if review.draft is not None:
            for table in review.draft.tables:
                table.bounds.limits(TOTAL)
            review.draft.unwatch()
            self.draft = review.draft
        if self.passes.failed:
            self._reviewed = self._placed(helped(self.tree, review.places, watch))
            yield

    def _placed(self, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        return (*self.hidden, *placed(diagnostics, self.tree, self.scheme))

    def once(self, work: Callable[["Analysis"], _Result]) -> _Result:
        """Return what a function of a module makes of this version; it is asked once."""
        if work not in self._results:
            self._results[work] = work(self)
        return self._results[work]  # type: ignore[return-value]

    @property
    def compilation(self) -> Compilation:
        """The programs of the tables; none where there is an error."""
        if self._compilation is None:
            self._compilation = compile_analysis(self.passes)
        return self._compilation

    @cached_property
    def draft(self) -> ReviewedDraft | None:
        """The draft with its attainable points (`tables[…].bounds`); None where there is an error."""
        return None if self.failed else ReviewedDraft(self.compilation)


def analyse(source: Source, memo: Memo) -> Analysis:
    """Read and check one version of a text; one that is too long is not read."""
    hidden = decode.check(source)
    if _is_too_long(source.text):
        hidden, source = (Diagnostic(TooLarge(MAX_BYTES), source.name),), Source(source.name, "")
    analysis = Analysis(hidden, pipeline.analyse(source, memo), memo)
    memo.turn()
    return analysis


def _is_too_long(text: str) -> bool:
    return len(text) > MAX_BYTES // 4 and len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES
