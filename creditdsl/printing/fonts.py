"""PDF for the commands that write it: with the faces of --fonts, and the failure where a face lacks a character.

Receives a document and the folder as typed. Promises the file's bytes and the office faces that the folder lacks,
or a Failure with the missing characters.
"""

from functools import cache
from pathlib import Path

from creditdsl.base.failure import Failure
from creditdsl.base.limited_process import Answer, Ended, LimitedProcess, Limits
from creditdsl.printing.errors import DamagedFonts, MissingGlyph, NoFontFolder
from creditdsl.publish.document import Document

_SECONDS, _MEGABYTES = 3, 250
_TEXTS_A_SECOND, _TEXTS_A_MEGABYTE = 500, 20
"""What long tables may take more; they take a third of it."""
_NEAR = 20
"""Characters shown on each side of a missing one."""


def write_pdf(document: Document, folder: str | None) -> tuple[bytes, tuple[str, ...]]:
    """Write the PDF; return its bytes and the office faces that the folder lacks."""
    from creditdsl.publish.writers.faces import NoGlyph

    try:
        return _written(document) if folder is None else _with_faces_of(folder, document)
    except NoGlyph as error:
        excerpt = _around(error.text, error.characters[0])
        lent = "" if folder is None or error.face in error.missing else folder
        raise Failure(MissingGlyph(error.characters, excerpt, error.face, lent)) from None


def _written(document: Document, folder: Path | None = None) -> tuple[bytes, tuple[str, ...]]:
    from creditdsl.publish.writers import pdf
    from creditdsl.publish.writers.faces import faces

    chosen = faces(folder)
    return pdf.write(document, chosen), chosen.missing


def _with_faces_of(folder: str, document: Document) -> tuple[bytes, tuple[str, ...]]:
    """Write the PDF in a process apart: font files are large programs in themselves, and may be damaged."""
    from creditdsl.publish.writers.faces import NoGlyph

    if not Path(folder).is_dir():
        raise Failure(NoFontFolder(folder))
    texts = _texts(document)
    limits = Limits(_SECONDS + texts // _TEXTS_A_SECOND, _MEGABYTES + texts // _TEXTS_A_MEGABYTE)
    try:
        answer, content = _process().ask((document, folder), limits)
    except Ended as ended:
        raise Failure(DamagedFonts(folder, "", _SECONDS if ended.late else 0)) from None
    match answer:
        case {"missing": missing}:
            return content, tuple(missing)
        case {"glyph": glyph}:
            raise NoGlyph(*glyph)
        case {"damaged": file}:
            raise Failure(DamagedFonts(folder, file, 0))
        case _:
            raise AssertionError(answer)


@cache
def _process() -> LimitedProcess:
    """Return the process for all documents of a run; it ends with the run."""
    return LimitedProcess(f"{__name__}:written_apart")


def _texts(document: Document) -> int:
    """Return about how many texts a document sets."""
    from creditdsl.publish.document import Grid

    return sum(len(block.rows) * len(block.columns) for block in document.blocks if isinstance(block, Grid))


def written_apart(job: tuple[Document, str]) -> Answer:
    """Return the PDF with the office faces that the folder lacks, or what is wrong: the work of the process."""
    from creditdsl.publish.writers.cmap import DamagedFont
    from creditdsl.publish.writers.faces import NoGlyph

    document, folder = job
    try:
        content, missing = _written(document, Path(folder))
    except NoGlyph as error:
        return {"glyph": (error.face, error.text, error.characters, error.missing)}, b""
    except DamagedFont as error:
        return {"damaged": str(error)}, b""
    except BaseException:  # whatever typst makes of a font file; its panic is no Exception
        return {"damaged": ""}, b""
    return {"missing": missing}, content


def _around(text: str, char: str) -> str:
    """Return the text around the first occurrence of a character."""
    place = text.index(char)
    start, end = max(place - _NEAR, 0), place + _NEAR
    return ("……" if start else "") + text[start:end] + ("……" if end < len(text) else "")
