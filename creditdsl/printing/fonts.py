"""PDF for the commands that write it: with the faces of --fonts, and the failure where a face lacks a character.

Receives a document and the folder as typed. Promises the file's bytes and the office faces that the folder lacks,
or a Failure with the missing characters.
"""

from pathlib import Path

from creditdsl.base.failure import Failure
from creditdsl.printing.errors import MissingGlyph, NoFontFolder
from creditdsl.publish.document import Document

_NEAR = 20
"""Characters shown on each side of a missing one."""


def write_pdf(document: Document, folder: str | None) -> tuple[bytes, tuple[str, ...]]:
    """Write the PDF; return its bytes and the office faces that the folder lacks."""
    from creditdsl.publish.writers import pdf
    from creditdsl.publish.writers.faces import NoGlyph, faces

    if folder is not None and not Path(folder).is_dir():
        raise Failure(NoFontFolder(folder))
    chosen = faces(None if folder is None else Path(folder))
    try:
        return pdf.write(document, chosen), chosen.missing
    except NoGlyph as error:
        excerpt = _around(error.text, error.characters[0])
        lent = "" if folder is None or error.face in chosen.missing else folder
        raise Failure(MissingGlyph(error.characters, excerpt, error.face, lent)) from None


def _around(text: str, char: str) -> str:
    """Return the text around the first occurrence of a character."""
    place = text.index(char)
    start, end = max(place - _NEAR, 0), place + _NEAR
    return ("……" if start else "") + text[start:end] + ("……" if end < len(text) else "")
