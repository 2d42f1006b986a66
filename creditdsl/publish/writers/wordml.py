"""Build WordprocessingML in small pieces: elements, paragraphs, and the styles with the faces of GB/T 9704.

Receives words; promises elements in the order that the schema asks for. Only this file knows how Word spells
a paragraph. Text enters through `run` alone, as text: nothing in it can become markup or a field.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from creditdsl.base.node import node
from creditdsl.publish.writers.layout import (
    BLACK_FACE,
    BODY_FACE,
    ER_HAO,
    KAI_FACE,
    LINE,
    SAN_HAO,
    SI_HAO,
    SONG_FACE,
    TITLE_FACE,
    TWIPS,
    WU_HAO,
    XIAO_SI,
    XIAO_WU,
    plain,
)


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return an element of the namespace w, with its attributes in that namespace too."""
    element = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    for child in children:
        element.append(child)
    return element


def run(text: str, *, bold: bool = False) -> Element:
    words = w("t")
    words.text = plain(text)
    words.set(qn("xml:space"), "preserve")
    return w("r", w("rPr", w("b")), words) if bold else w("r", words)


def paragraph(style: str, *runs: Element, align: str = "", keep: bool = False, indent: int = 0) -> Element:
    """Return a paragraph.

    `align`: empty means that of the style. `keep`: whether it stays on one page with the next. `indent`: twips on
    both sides.
    """
    properties = w("pPr", w("pStyle", val=style))
    if keep:
        properties.append(w("keepNext"))
    if indent:
        properties.append(w("ind", left=indent, right=indent))
    if align:
        properties.append(w("jc", val=align))
    return w("p", properties, *runs)


@node
class _Style:
    """A style of paragraphs.

    line: the exact height in points, 0 for single spacing. before, after, hanging, right, left: points of room.
    """

    id: str
    name: str
    face: str
    size: float
    align: str = "both"
    line: int = 0
    before: int = 0
    after: int = 0
    hanging: int = 0
    right: int = 0
    left: int = 0
    keep: bool = False


_STYLES = (
    _Style("mark", "附件标识", BLACK_FACE, SAN_HAO, "left", line=LINE, keep=True),
    _Style("title", "附件标题", TITLE_FACE, ER_HAO, "center", line=LINE, after=6, keep=True),
    _Style("under", "标题下说明", KAI_FACE, SAN_HAO, "center", line=LINE, after=6, keep=True),
    _Style("heading", "小标题", BLACK_FACE, XIAO_SI, "left", before=8, keep=True),
    _Style("text", "文字", BODY_FACE, XIAO_SI, before=2, after=2),
    _Style("listed", "分条文字", BODY_FACE, XIAO_SI, hanging=2 * XIAO_SI),
    _Style("head", "表头", BLACK_FACE, XIAO_SI, "center", keep=True),
    _Style("cell", "表文小四", BODY_FACE, XIAO_SI),
    _Style("small", "表文五号", BODY_FACE, WU_HAO),
    _Style("smaller-head", "表头小五", BLACK_FACE, XIAO_WU, "center", keep=True),
    _Style("smaller", "表文小五", BODY_FACE, XIAO_WU),
    _Style("odd", "单页页码", SONG_FACE, SI_HAO, "right", right=SI_HAO),
    _Style("even", "双页页码", SONG_FACE, SI_HAO, "left", left=SI_HAO),
    _Style("thin", "表间空行", BODY_FACE, 1, line=1),
)


_BODY = frozenset({"heading", "text", "listed"})


def style_sheet(body: float) -> Iterator[Element]:
    """Yield the defaults of a document, then its styles.

    `body`: points of paragraphs and headings.
    """
    language = w("lang", val="en-US", eastAsia="zh-CN")
    yield w("docDefaults", w("rPrDefault", w("rPr", *_face(BODY_FACE, XIAO_SI), language)))
    # Word sets a space between Chinese and digits unless told otherwise; official documents have none.
    tight = w("pPr", w("autoSpaceDE", val=0), w("autoSpaceDN", val=0), w("snapToGrid", val=0))
    yield w("style", w("name", val="Normal"), w("qFormat"), tight, type="paragraph", default=1, styleId="Normal")
    yield from (_style(replace(one, size=body) if one.id in _BODY else one) for one in _STYLES)


def _style(style: _Style) -> Element:
    spacing: dict[str, str | int] = {"before": style.before * TWIPS, "after": style.after * TWIPS}
    if style.line:
        spacing |= {"line": style.line * TWIPS, "lineRule": "exact"}
    properties = [w("keepNext")] if style.keep else []
    properties.append(w("spacing", **spacing))
    left = style.left + style.hanging
    if left or style.right:
        properties.append(w("ind", left=left * TWIPS, right=style.right * TWIPS, hanging=style.hanging * TWIPS))
    properties.append(w("jc", val=style.align))
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="Normal"),
        w("qFormat"),
        w("pPr", *properties),
        w("rPr", *_face(style.face, style.size)),
        type="paragraph",
        customStyle=1,
        styleId=style.id,
    )


def _face(face: str, size: float) -> Iterable[Element]:
    half_points = int(size * 2)
    fonts = w("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)
    return fonts, w("sz", val=half_points), w("szCs", val=half_points)


def settings() -> Iterator[Element]:
    """Yield the settings: page numbers by odd and even pages, the layout of today's Word."""
    yield w("zoom", percent=100)
    yield w("evenAndOddHeaders")
    yield w("characterSpacingControl", val="compressPunctuation")
    today = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    yield w("compat", w("useFELayout"), today)


def page_number(style: str) -> Element:
    """Return the page number, — 1 —, the only field of a document."""
    return paragraph(style, run("— "), w("fldSimple", run("1"), instr=" PAGE "), run(" —"))
