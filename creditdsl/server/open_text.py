"""An open text: its document, its analysis, and whether it was reviewed."""

from collections.abc import Iterator, Sequence

from creditdsl.base.memo import Memo
from creditdsl.base.watch import Watch
from creditdsl.server.analysis import Analysis, analyse
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params


class OpenText:
    """The newest version of a text. `reviewed`: whether all is known that `check` says of it."""

    def __init__(self, document: Document) -> None:
        self._memo = Memo()
        self._update(document)

    def change(self, changes: Sequence[Params], version: int | None) -> None:
        """Analyse the text after the content changes of LSP."""
        self._update(self.document.changed(changes, version))

    def _update(self, document: Document) -> None:
        self.document = document
        self.analysis: Analysis = analyse(document.source, self._memo)
        self.reviewed = False

    def review(self, watch: Watch) -> Iterator[None]:
        """Review the text; yield whenever more is known. The watch may abandon it, and it waits again."""
        yield from self.analysis.review(watch)
        self.reviewed = True
