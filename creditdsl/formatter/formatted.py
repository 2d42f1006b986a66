"""What became of a file whose scheme was laid out."""

from collections.abc import Iterator

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.node import node
from creditdsl.base.source import Source
from creditdsl.files.decode import Reading
from creditdsl.files.inputs import shown
from creditdsl.formatter.scheme import layout


@node
class Formatted:
    """One file. source is None where it is not text; text where it is left as it is."""

    path: str
    source: Source | None
    text: str | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def differs(self) -> bool:
        return self.source is not None and self.text is not None and self.text != self.source.text

    def diff(self) -> Iterator[str]:
        """Yield the lines that differ, with those around them; none where only ends of lines differ."""
        from difflib import unified_diff

        if self.source is not None and self.text is not None:
            name = shown(self.path)
            old, new = self.source.text.splitlines(), self.text.splitlines()
            yield from unified_diff(old, new, name, name, lineterm="")


def format_scheme(path: str, reading: Reading) -> Formatted:
    """Lay out what was read."""
    if reading.source is None or not reading.ok:
        return Formatted(path, reading.source, None, reading.diagnostics)
    laid_out = layout(reading.source)
    return Formatted(path, reading.source, laid_out.text, (*reading.diagnostics, *laid_out.diagnostics))
