"""Any file that an office has to a `Document`, by what it holds and not by its name.

Receives the name and the bytes. Promises a document, or a Failure that says what the file is and what to do instead.
"""

import re

from creditdsl.base.diagnostic import Diagnostic
from creditdsl.base.failure import UNUSABLE, Failure
from creditdsl.base.fault import Fault
from creditdsl.data.files.xlsx_parts import Package
from creditdsl.importer.document_grid import Document
from creditdsl.importer.errors import Damage, DamagedFile, Foreign, ForeignFile
from creditdsl.importer.readers.docx_reader import read_docx
from creditdsl.importer.readers.page_reader import read_html
from creditdsl.importer.readers.plain_text import read_markdown, read_tabbed
from creditdsl.importer.readers.reading_limits import Unreadable, reading
from creditdsl.importer.readers.workbook_reader import read_xlsx

MAX_BYTES = 20 * 1024 * 1024
"""Bytes of the largest file that is read."""
_ZIP = b"PK\x03\x04"
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_OLD_SUFFIXES = {
    ".doc": Foreign.OLD_WORD,
    ".dot": Foreign.OLD_WORD,
    ".wps": Foreign.OLD_WORD,
    ".wpt": Foreign.OLD_WORD,
    ".xls": Foreign.OLD_SHEET,
    ".et": Foreign.OLD_SHEET,
    ".ett": Foreign.OLD_SHEET,
}
_STARTS = (
    (b"%PDF-", Foreign.PDF),
    (b"{\\rtf", Foreign.RTF),
    (b"\x89PNG", Foreign.PICTURE),
    (b"\xff\xd8\xff", Foreign.PICTURE),
    (b"GIF8", Foreign.PICTURE),
    (b"BM", Foreign.PICTURE),
    (b"II*\0", Foreign.PICTURE),
    (b"MM\0*", Foreign.PICTURE),
    (b"Rar!", Foreign.ARCHIVE),
    (b"7z\xbc\xaf", Foreign.ARCHIVE),
    (b"\x1f\x8b", Foreign.ARCHIVE),
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|body|table|meta|!--\s*StartFragment)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BYTE_ORDER = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_document(file: str, content: bytes) -> Document:
    """Read the bytes of a file."""
    if not content.strip():
        raise _refused(file, DamagedFile(Damage.EMPTY))
    if len(content) > MAX_BYTES:
        raise _refused(file, DamagedFile(Damage.TOO_BIG))
    if content.startswith(_COMPOUND):
        suffix = "." + file.rpartition(".")[2].lower()
        raise _refused(file, ForeignFile(_OLD_SUFFIXES.get(suffix, Foreign.OLD_OFFICE)))
    if content.startswith(_ZIP):
        return _packaged(file, content)
    for start, kind in _STARTS:
        if content.startswith(start):
            raise _refused(file, ForeignFile(kind))
    return read_text(file, _decoded(file, content))


def _packaged(file: str, content: bytes) -> Document:
    try:
        with reading(""):
            names = Package(content).names
            if any(name.startswith("xl/") for name in names):
                return read_xlsx(file, content)
            if any(name.startswith("word/") for name in names):
                return read_docx(file, content)
    except Unreadable as fault:
        raise _refused(file, DamagedFile(fault.damage), fault.where) from None
    kind = Foreign.SLIDES if any(name.startswith("ppt/") for name in names) else Foreign.ARCHIVE
    raise _refused(file, ForeignFile(Foreign.ODF if "content.xml" in names else kind))


def read_text(file: str, text: str) -> Document:
    """Read text as a file or a clipboard gives it: HTML, Markdown or lines with tabs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        if _PAGE.search(text[:5000]):
            return read_html(file, text)
        if file.lower().endswith((".md", ".markdown")) or re.search(
            r"(?m)^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+", text
        ):
            return read_markdown(text)
        return read_tabbed(text)
    except Unreadable as fault:
        raise _refused(file, DamagedFile(fault.damage), fault.where) from None


def _decoded(file: str, content: bytes) -> str:
    """Return the text of the bytes: as their marks say, else as UTF-8, else as GB18030."""
    for mark, encoding in _BYTE_ORDER:
        if content.startswith(mark):
            return _in(file, content, (encoding,))
    stated = _CHARSET.search(content[:3000])
    encodings = ("utf-8", "gb18030")
    if stated:
        name = stated[1].decode("ascii", "ignore").lower()
        encodings = ("gb18030", "utf-8") if name.startswith(("gb", "cp936", "x-gbk")) else ("utf-8", "gb18030")
    return _in(file, content, encodings)


def _in(file: str, content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused(file, DamagedFile(Damage.NOT_TEXT))


def _refused(file: str, fault: Fault, where: str = "") -> Failure:
    return Failure(Diagnostic(fault, file, cell=where or None), exit_code=UNUSABLE)
