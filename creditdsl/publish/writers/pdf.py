"""PDF 文件：按 GB/T 9704—2012 排版，字体嵌在文件里，可以直接打印、报送、存档。

Receives a Document; promises the bytes of a PDF, the same for the same document and faces. typst sets
the pages by templates/document.typ; the document reaches it as JSON, so that no text is ever read as
markup or code. A character without a glyph stops the run before anything is set.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, assert_never

import typst

from creditdsl.publish.document import (
    Block,
    Document,
    Face,
    Figure,
    Grid,
    Heading,
    Mark,
    NewPages,
    OfficialLine,
    PageBreak,
    Paragraph,
    Title,
    sections,
)
from creditdsl.publish.writers.drawing import in_faces
from creditdsl.publish.writers.faces import Faces, NoGlyph, faces
from creditdsl.publish.writers.layout import (
    BLACK_FACE,
    BODY_FACE,
    ER_HAO,
    FACES,
    KAI_FACE,
    LINE,
    OFFICIAL_LINE,
    SAN_HAO,
    SI_HAO,
    SIDE,
    SONG_FACE,
    SQUEEZE,
    TITLE_FACE,
    TWIPS,
    XIAO_SI,
    Page,
    body_points,
    justified,
    official_points,
    official_room,
    page_of,
    plain,
    twips,
)
from creditdsl.publish.writers.pdf_table import one_line, table
from creditdsl.publish.writers.title_lines import title_lines

_ROLES = {"title": TITLE_FACE, "body": BODY_FACE, "kai": KAI_FACE, "black": BLACK_FACE, "song": SONG_FACE}
FACES_OF = {Face.BODY: BODY_FACE, Face.BLACK: BLACK_FACE, Face.KAI: KAI_FACE}
_TEMPLATE = Path(__file__).parents[1] / "templates" / "document.typ"
_TAG = re.compile(r"<[^>]*>")

_LEADING = 0.35
"""Room between lines, in characters: as layout.text_height reckons."""

_BLANK = frozenset("\t\n\r")

Data = dict[str, Any]


def write(document: Document, chosen: Faces | None = None) -> bytes:
    """Return the bytes of the file; NoGlyph where a face lacks a character."""
    chosen = chosen or faces()
    _check(document, chosen)
    data = json.dumps(_data(document, chosen), ensure_ascii=False, separators=(",", ":"))
    written, warnings = _compiler(chosen.fonts).compile_with_warnings(
        format="pdf", sys_inputs={"document": data}, timestamp=0
    )
    assert not warnings, warnings
    assert isinstance(written, bytes)
    return written


@cache
def _compiler(fonts: typst.Fonts) -> typst.Compiler:
    """Return the compiler of all documents of a run; it keeps the fonts and the template."""
    return typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts)


def _data(document: Document, chosen: Faces) -> Data:
    return {
        "name": plain(document.name),
        "faces": {role: chosen.by_role[name].families for role, name in _ROLES.items()},
        "sizes": {"two": ER_HAO, "three": SAN_HAO, "four": SI_HAO, "body": body_points(document)},
        "line": LINE,
        "official-line": OFFICIAL_LINE,
        "leading": _LEADING,
        "justified": justified(document),
        "side": SIDE,
        "sections": [
            _section(page_of(document, landscape), blocks, chosen) for landscape, blocks in sections(document)
        ],
    }


def _section(page: Page, blocks: Sequence[Block], chosen: Faces) -> Data:
    sides = {side: getattr(page, side) for side in ("width", "height", "top", "right", "bottom", "left")}
    return {"page": sides, "blocks": [_block(block, page, chosen) for block in blocks]}


def _block(block: Block, page: Page, chosen: Faces) -> Data:
    width = twips(page.block_width) / TWIPS
    match block:
        case Mark(text):
            return {"kind": "mark", "text": one_line(text, width, SAN_HAO)}
        case Title(text, under):
            return {"kind": "title", "lines": _lines(text, width, ER_HAO), "under": _lines(under, width, SAN_HAO)}
        case Heading(text):
            return {"kind": "heading", "text": one_line(text, width, XIAO_SI)}
        case Paragraph(text, hanging, bold, keep):
            shown = one_line(text, width - 2 * XIAO_SI, XIAO_SI)
            return {"kind": "paragraph", "text": shown, "hanging": plain(hanging), "bold": bold, "keep": keep}
        case Grid():
            return table(block, page)
        case Figure(svg, says):
            drawing = in_faces(svg, {face: ", ".join(chosen.by_role[face].families) for face in FACES})
            return {"kind": "figure", "svg": drawing, "says": says}
        case OfficialLine():
            return _official(block, width)
        case PageBreak():
            return {"kind": "break"}
        case NewPages():
            raise AssertionError("sections() divides a document there")
        case _:
            assert_never(block)


def _official(line: OfficialLine, width: float) -> Data:
    """Return the data of a line of a document's text; its room in points. `width`: points of the block."""
    room = width - official_room(line, max(line.first, line.left) + line.right)
    size = official_points(line)
    return {
        "kind": "official",
        "words": [{"text": one_line(one.text, room, size), "face": one.face.value} for one in line.words],
        "align": line.align.value,
        "size": size,
        "squeeze": 0 if line.small else SQUEEZE,
        "keep": line.keep,
    } | {side: official_room(line, getattr(line, side)) for side in ("first", "left", "right")}


def _lines(text: str, width: float, size: float) -> list[str]:
    """Return the lines of a title; none without a text. `width`, `size`: points of a line and of a character."""
    return [one_line(line, width, size) for line in title_lines(text, width / size) if line]


def _check(document: Document, chosen: Faces) -> None:
    """Check that every character has a glyph in its face."""
    known = {role: chosen.by_role[role].characters for role in FACES}
    for role, text in _texts(document.blocks):
        if not known[role].issuperset(text) and (lacking := set(plain(text)) - known[role] - _BLANK):
            raise NoGlyph(role, text, sorted(lacking), chosen.missing)


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Yield every text with the role of its face."""
    for block in blocks:
        match block:
            case Mark(text) | Heading(text):
                yield BLACK_FACE, text
            case Title(text, under):
                yield from ((TITLE_FACE, text), (KAI_FACE, under))
            case Paragraph(text, hanging, bold):
                yield BLACK_FACE if bold else BODY_FACE, text + hanging
            case Grid(columns, rows):
                yield from ((BLACK_FACE, column.heading) for column in columns)
                for cell in (cell for row in rows for cell in row.cells):
                    yield from ((BLACK_FACE if cell.bold else BODY_FACE, text) for text in cell.paragraphs)
            case Figure(svg):
                yield BODY_FACE, unescape(_TAG.sub("", svg))
            case OfficialLine(words):
                yield from ((FACES_OF[one.face], one.text) for one in words)
            case PageBreak() | NewPages():
                pass
            case _:
                assert_never(block)
