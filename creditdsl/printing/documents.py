"""Documents written by commands: the suffix decides the format.

Receives a document and the paths as typed. Promises the bytes of the file, and the faces that this machine or the
folder of --fonts lacks; or a Failure with the formats on offer.
"""

import os
from collections.abc import Iterable, Mapping, Sequence

from creditdsl.base.failure import Failure
from creditdsl.base.nearest import nearest
from creditdsl.printing.errors import FontsUnused, NoTypesetter, UnknownFormat
from creditdsl.publish.document import Document
from creditdsl.publish.writers.writer import DocumentWriter


def writer_of(output: str, offered: Sequence[DocumentWriter]) -> DocumentWriter:
    """Return the writer that the suffix of a path asks for."""
    suffix = os.path.splitext(output)[1]
    chosen = next((writer for writer in offered if writer.suffix == suffix.lower()), None)
    if chosen is None:
        raise no_such_format(output, {writer.suffix: writer.title for writer in offered})
    return chosen


def no_such_format(output: str, offered: Mapping[str, str]) -> Failure:
    """Return the failure of an unknown suffix. offered: the names of formats by suffix."""
    stem, suffix = os.path.splitext(output)
    close = nearest(suffix.lower(), offered, most=1)
    return Failure(UnknownFormat(output, tuple(offered.items()), f"{stem}{close[0]}" if close else ""))


def refuse_fonts(fonts: str | None, suffix: str) -> None:
    """Fail where faces are chosen for a file that carries none."""
    if fonts is not None and suffix != ".pdf":
        raise Failure(FontsUnused(suffix))


def render_document(document: Document, writer: DocumentWriter, fonts: str | None) -> tuple[bytes, tuple[str, ...]]:
    """Render a document; return the file's bytes and the office faces that the folder of --fonts lacks."""
    from creditdsl.printing.fonts import write_pdf

    try:
        return write_pdf(document, fonts) if writer.suffix == ".pdf" else (writer.write(document), ())
    except ImportError as error:
        if "typst" not in (error.name or ""):
            raise
        raise Failure(NoTypesetter(writer.title)) from error


def face_notes(named: Iterable[str], fonts: str | None, strange: Sequence[str]) -> str:
    """Return a line for each kind of face that is replaced.

    named: faces that the file names but does not carry. strange: faces that the folder `fonts` lacks.
    """
    from creditdsl.printing.machine_fonts import missing

    notes = ""
    if fonts is not None and strange:
        notes += f"“{fonts}”里没有{'、'.join(strange)}，用自带的字体代替。\n"
    lacking = missing(tuple(named)) if named else ()
    if lacking:
        notes += f"本机没有安装{'、'.join(lacking)}，打开时会换成别的字体；请在装有这些字体的电脑上打印。\n"
    return notes
