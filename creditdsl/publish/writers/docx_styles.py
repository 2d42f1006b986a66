"""The styles and the settings of a Word document, with the faces and sizes of GB/T 9704."""

from collections.abc import Iterator
from dataclasses import replace

from creditdsl.base.node import node
from creditdsl.publish.writers.layout import (
    BLACK_FACE,
    BODY_FACE,
    ER_HAO,
    KAI_FACE,
    LINE,
    OFFICIAL_LINE,
    SAN_HAO,
    SI_HAO,
    SONG_FACE,
    SQUEEZE,
    TITLE_FACE,
    TWIPS,
    WU_HAO,
    XIAO_SI,
    XIAO_WU,
)
from creditdsl.publish.writers.wordml import fonts, root, w
from creditdsl.publish.writers.xml_text import Markup


@node
class _Style:
    """A style of paragraphs.

    line: the exact height in points, 0 for single spacing. before, after, hanging, right, left: points of room.
    squeeze: points by which characters stand closer. flowing: whether one line of a paragraph may stand alone.
    """

    id: str
    name: str
    face: str
    size: float
    align: str = "both"
    line: float = 0
    before: int = 0
    after: int = 0
    hanging: int = 0
    right: int = 0
    left: int = 0
    keep: bool = False
    squeeze: float = 0
    flowing: bool = False


_STYLES = (
    _Style("mark", "附件标识", BLACK_FACE, SAN_HAO, "left", line=LINE, keep=True),
    _Style("title", "附件标题", TITLE_FACE, ER_HAO, "center", line=LINE, after=6, keep=True),
    _Style("under", "标题下说明", KAI_FACE, SAN_HAO, "center", line=LINE, after=6, keep=True),
    _Style("official", "正文三号", BODY_FACE, SAN_HAO, line=OFFICIAL_LINE, squeeze=SQUEEZE, flowing=True),
    _Style("imprint", "版记四号", BODY_FACE, SI_HAO, line=OFFICIAL_LINE, flowing=True),
    _Style("heading", "小标题", BLACK_FACE, XIAO_SI, "left", before=8, keep=True),
    _Style("text", "文字", BODY_FACE, XIAO_SI, before=2, after=2),
    _Style("listed", "分条文字", BODY_FACE, XIAO_SI, hanging=2 * XIAO_SI),
    _Style("head", "表头", BLACK_FACE, XIAO_SI, "center", keep=True),
    _Style("cell", "表文小四", BODY_FACE, XIAO_SI),
    _Style("small", "表文五号", BODY_FACE, WU_HAO),
    _Style("small-head", "表头五号", BLACK_FACE, WU_HAO, "center", keep=True),
    _Style("smaller-head", "表头小五", BLACK_FACE, XIAO_WU, "center", keep=True),
    _Style("smaller", "表文小五", BODY_FACE, XIAO_WU),
    _Style("odd", "单页页码", SONG_FACE, SI_HAO, "right", right=SI_HAO),
    _Style("even", "双页页码", SONG_FACE, SI_HAO, "left", left=SI_HAO),
    _Style("thin", "表间空行", BODY_FACE, 1, line=1),
)


_BODY = frozenset({"heading", "text", "listed"})


def style_sheet(body: float, *, justified: bool) -> Markup:
    """Return the part with the defaults of a document and its styles.

    `body`: points of paragraphs and headings. `justified`: whether paragraphs are set to the full width.
    """
    language = w("lang", val="en-US", eastAsia="zh-CN")
    defaults = w("docDefaults", w("rPrDefault", w("rPr", fonts(BODY_FACE), *_sizes(XIAO_SI), language)))
    # Word sets a space between Chinese and digits unless told otherwise; official documents have none.
    tight = w("pPr", w("autoSpaceDE", val=0), w("autoSpaceDN", val=0), w("snapToGrid", val=0))
    normal = w("style", w("name", val="Normal"), w("qFormat"), tight, type="paragraph", default=1, styleId="Normal")
    styles = (
        replace(style, size=body, align=style.align if justified else "left") if style.id in _BODY else style
        for style in _STYLES
    )
    return root("styles", defaults, normal, *map(_style, styles))


def _style(style: _Style) -> Markup:
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="Normal"),
        w("qFormat"),
        w("pPr", *_paragraph_properties(style)),
        w("rPr", *_character_properties(style)),
        type="paragraph",
        customStyle=1,
        styleId=style.id,
    )


def _paragraph_properties(style: _Style) -> Iterator[Markup]:
    if style.keep:
        yield w("keepNext")
    if style.flowing:
        yield w("widowControl", val=0)
    spacing: dict[str, str | int] = {"before": style.before * TWIPS, "after": style.after * TWIPS}
    if style.line:
        spacing |= {"line": int(style.line * TWIPS), "lineRule": "exact"}
    yield w("spacing", **spacing)
    left = style.left + style.hanging
    if left or style.right:
        yield w("ind", left=left * TWIPS, right=style.right * TWIPS, hanging=style.hanging * TWIPS)
    yield w("jc", val=style.align)


def _character_properties(style: _Style) -> Iterator[Markup]:
    yield fonts(style.face)
    if style.squeeze:
        yield w("spacing", val=-int(style.squeeze * TWIPS))
    yield from _sizes(style.size)


def _sizes(points: float) -> tuple[Markup, Markup]:
    half_points = int(points * 2)
    return w("sz", val=half_points), w("szCs", val=half_points)


def settings() -> Markup:
    """Return the part with the settings: page numbers by odd and even pages, the layout of today's Word."""
    today = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return root(
        "settings",
        w("zoom", percent=100),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", w("useFELayout"), today),
    )
