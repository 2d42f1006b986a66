"""PDF for the commands that make one: the faces of --fonts, and what to say where a face lacks a character.

Receives a document and the folder as typed; promises the file's bytes and the office faces that the
folder lacks, or a Failure that names the characters.
"""

from pathlib import Path

from creditdsl.base.failure import Failure
from creditdsl.publish.document import Document

_NEAR = 20
"""Characters shown on each side of one that is missing."""


def write_pdf(document: Document, folder: str | None) -> tuple[bytes, tuple[str, ...]]:
    from creditdsl.publish.writers import pdf
    from creditdsl.publish.writers.faces import NoGlyph, faces

    if folder is not None and not Path(folder).is_dir():
        raise Failure(f"没有“{folder}”这个文件夹，找不到字体。")
    chosen = faces(None if folder is None else Path(folder))
    try:
        return pdf.write(document, chosen), chosen.missing
    except NoGlyph as error:
        named = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in error.characters)
        ships = error.face in chosen.missing
        where = "自带的字体里" if ships else f"“{folder}”里的{error.face}"
        instead = "用 --fonts 指定有这些字的字体所在的文件夹" if ships else "不写 --fonts，改用自带的字体"
        raise Failure(
            f"{where}没有{named}，写不成 PDF。这些字在：{_around(error.text, error.characters[0])}\n"
            f"请换成别的字，或{instead}。"
        ) from None


def _around(text: str, char: str) -> str:
    """The text near its first such character."""
    place = text.index(char)
    start, end = max(place - _NEAR, 0), place + _NEAR
    return ("……" if start else "") + text[start:end] + ("……" if end < len(text) else "")
