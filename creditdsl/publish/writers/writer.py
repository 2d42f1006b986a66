"""What an output format is: a file name's ending, a name, and what writes it."""

from collections.abc import Callable
from importlib import import_module

from creditdsl.base.node import node
from creditdsl.publish.document import Document
from creditdsl.publish.table.content import TableContent
from creditdsl.publish.table.indicator import indicator_document


@node
class Writer:
    """A format of the indicator table.

    write: promises the same bytes for the same content. faces: those that a file names but does not carry.
    """

    suffix: str
    title: str
    write: Callable[[TableContent], bytes]
    faces: tuple[str, ...] = ()


@node
class DocumentWriter:
    """A format of any document.

    module: the file in this folder with its `write`, imported when it is needed.
    """

    suffix: str
    title: str
    module: str
    faces: tuple[str, ...] = ()

    def write(self, document: Document) -> bytes:
        """Return the bytes of a document, the same for the same document."""
        written = import_module(f"creditdsl.publish.writers.{self.module}").write(document)
        assert isinstance(written, bytes)
        return written

    def for_tables(self) -> Writer:
        """Return the same format for the indicator table."""
        return Writer(self.suffix, self.title, lambda content: self.write(indicator_document(content)), self.faces)
