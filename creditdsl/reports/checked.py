"""Schemes checked: what is wrong with each, and one outcome of all of them.

Receives paths or what was read; promises every diagnostic of each file. A scheme is drafted long before there are
data: nothing that scores or prints is imported.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from creditdsl.base.diagnostic import Diagnostic, Severity
from creditdsl.base.failure import DONE, FAULTY, UNUSABLE
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.compiler.pipeline import analyse, compile_source
from creditdsl.files.decode import Reading
from creditdsl.files.inputs import read_file, shown
from creditdsl.reader.helped import helped
from creditdsl.reports.text import report
from creditdsl.review.extent import WHOLE, Extent
from creditdsl.syntax.homes import placed

if TYPE_CHECKING:
    from creditdsl.reports.selection import Selection


@node
class Checked:
    """What became of one file; source is None where it is not text at all.

    left_out: diagnostics not to be listed. extent: how much of the draft was reviewed.
    """

    file: str
    source: Source | None
    diagnostics: tuple[Diagnostic, ...]
    left_out: int = 0
    extent: Extent = WHOLE

    def only(self, codes: "Selection | None") -> "Checked":
        """Keep what the codes list; what keeps a file from being read is always listed."""
        if codes is None or self.source is None:
            return self
        listed = tuple(diagnostic for diagnostic in self.diagnostics if codes.lists(diagnostic.code))
        return replace(self, diagnostics=listed, left_out=len(self.diagnostics) - len(listed))


def check_file(path: str, *, reviewed: bool = True) -> Checked:
    """Read a scheme, compile it and review the draft."""
    return check(shown(path), read_file(path), reviewed=reviewed)


def check(file: str, reading: Reading, *, reviewed: bool = True) -> Checked:
    """Compile what was read and review the draft; a text with hidden characters is not compiled."""
    if reading.source is None or not reading.ok:
        return Checked(file, reading.source, reading.diagnostics, extent=Extent(reviewed))
    if not reviewed:
        analysis = analyse(reading.source)
        read = placed(helped(analysis.tree, analysis.diagnostics), analysis.tree, analysis.scheme)
        diagnostics = (*reading.diagnostics, *read)
        return Checked(file, reading.source, diagnostics, extent=Extent(reviewed=False))
    from creditdsl.review.reviewing import reviewed as of_draft

    compilation = compile_source(reading.source)
    review = of_draft(compilation)
    read = placed(helped(compilation.tree, review.diagnostics), compilation.tree, compilation.scheme)
    diagnostics = (*reading.diagnostics, *read)
    return Checked(file, reading.source, diagnostics, extent=review.extent)


def status(checked: Sequence[Checked], *, strict: bool) -> int:
    """Return 2 where a file could not be read, else 1 where there is an error (strict: or a warning)."""
    if any(scheme.source is None for scheme in checked):
        return UNUSABLE
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return FAULTY if any(d.severity in grave and not d.acknowledged for d in all_of(checked)) else DONE


def text(checked: Sequence[Checked], *, colour: bool = False) -> str:
    """Return the report for a reader, ending in the count."""
    sources = (scheme.source for scheme in checked if scheme.source is not None)
    left_out = sum(scheme.left_out for scheme in checked)
    return report(all_of(checked), sources, colour=colour, left_out=left_out, extent=extent_of(checked))


def extent_of(checked: Iterable[Checked]) -> Extent:
    """Return how much of all files was reviewed."""
    return sum((scheme.extent for scheme in checked), WHOLE)


def all_of(checked: Iterable[Checked]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of all files, in their order."""
    return tuple(diagnostic for scheme in checked for diagnostic in scheme.diagnostics)
