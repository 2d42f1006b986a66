"""What a code action is: a title, and edits that the drafter may choose."""

from creditdsl.base.diagnostic import Diagnostic, Edit
from creditdsl.base.node import node
from creditdsl.server.open_document import Document
from creditdsl.server.published import lsp_diagnostic

QUICK_FIX = "quickfix"
MOVE = "refactor.move"
FIX_ALL = "source.fixAll"


@node
class Action:
    """kind: of LSP. solves: the diagnostics that are gone afterwards. preferred: whether nothing is left to choose."""

    title: str
    edits: tuple[Edit, ...]
    kind: str = QUICK_FIX
    solves: tuple[Diagnostic, ...] = ()
    preferred: bool = False

    def shaped(self, document: Document) -> dict[str, object]:
        """Return the action as LSP shapes it."""
        edits = [{"range": document.range(edit.span), "newText": edit.text} for edit in dict.fromkeys(self.edits)]
        return {
            "title": self.title,
            "kind": self.kind,
            "diagnostics": [lsp_diagnostic(one, document) for one in self.solves],
            "isPreferred": self.preferred,
            "edit": {"changes": {document.uri: edits}},
        }
