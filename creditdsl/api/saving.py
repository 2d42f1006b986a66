"""Files that the API writes: the suffix of the name decides the format, as it does for the commands."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from io import BytesIO
from typing import BinaryIO

from creditdsl.base.node import node
from creditdsl.files.outputs import write_file, write_folder, write_stream
from creditdsl.publish.document import Document
from creditdsl.publish.writers.writer import DocumentWriter

Path = str | os.PathLike[str]


class MemoryFile:
    """A file that is not on disk, for programs without one. name: as of a path; its suffix decides the format.

    content: empty until something is written to it.
    """

    def __init__(self, name: str) -> None:
        self.name, self.content = name, b""

    def __fspath__(self) -> str:
        return self.name


class MemoryFolder:
    """A folder that is not on disk. name: as of a path.

    files: their bytes by name; empty until something is written to it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.files: Mapping[str, bytes] = {}

    def __fspath__(self) -> str:
        return self.name


@node
class Written:
    """files: the paths that were written. notes: faces that the files name and this machine lacks, in sentences."""

    files: tuple[str, ...]
    notes: str = ""


def suffix_of(path: Path) -> str:
    """`.docx`, in small letters."""
    return os.path.splitext(os.fspath(path))[1].lower()


def save(path: Path, content: bytes, inputs: Iterable[str], notes: str = "") -> Written:
    """Write one file. inputs: paths that it may not overwrite."""
    name = os.fspath(path)
    if isinstance(path, MemoryFile):
        path.content = content
    else:
        write_file(name, content, inputs)
    return Written((name,), notes)


def save_stream(path: Path, write: Callable[[BinaryIO], object], inputs: Iterable[str]) -> Written:
    """Write one file bit by bit."""
    name = os.fspath(path)
    if isinstance(path, MemoryFile):
        stream = BytesIO()
        write(stream)
        return save(path, stream.getvalue(), inputs)
    write_stream(name, write, inputs)
    return Written((name,))


def save_folder(folder: Path, files: Mapping[str, bytes], inputs: Iterable[str], notes: str = "") -> Written:
    """Write files by their names inside a folder."""
    name = os.fspath(folder)
    if isinstance(folder, MemoryFolder):
        folder.files = files
    else:
        write_folder(name, files, inputs)
    return Written(tuple(os.path.join(name, file) for file in files), notes)


OFFICE = (".html", ".docx", ".pdf", ".xlsx")


def document_format(name: str, fonts: Path | None, formats: Collection[str] = OFFICE) -> DocumentWriter:
    """Return the format of a file of this name; Failure where there is none, or it takes no fonts.

    fonts: a folder of faces, for PDF. formats: suffixes on offer.
    """
    from creditdsl.printing.documents import refuse_fonts, writer_of
    from creditdsl.publish.writers import DOCUMENT_WRITERS

    writer = writer_of(name, [writer for writer in DOCUMENT_WRITERS if writer.suffix in formats])
    refuse_fonts(None if fonts is None else os.fspath(fonts), writer.suffix)
    return writer


def document_content(
    name: str, make: Callable[[], Document], fonts: Path | None, formats: Collection[str] = OFFICE
) -> tuple[bytes, Callable[[], str]]:
    """Return the content of a file of this name, and its notes, which ask the machine for its fonts.

    make: called once the format is known to be there.
    """
    from creditdsl.printing.documents import face_notes, render_document

    folder = None if fonts is None else os.fspath(fonts)
    writer = document_format(name, fonts, formats)
    content, lacking = render_document(make(), writer, folder)
    return content, partial(face_notes, writer.faces, folder, lacking)


def save_document(path: Path, make: Callable[[], Document], fonts: Path | None, inputs: Iterable[str]) -> Written:
    """Write a document in the format of its suffix."""
    content, notes = document_content(os.fspath(path), make, fonts)
    return save(path, content, inputs, notes())
